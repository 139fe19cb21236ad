"""The texts of the playbook: templates whose placeholders are filled from findings.

A placeholder is a field (its terms in words, dates with their preposition), `days from A to B` for two date fields, or
the name of a phrase. A text whose placeholder is unknown is not said: the next alternative is tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from affidavit.advise.conditions import Condition, least_days
from affidavit.advise.facts import Facts
from affidavit.model import words
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding
from affidavit.model.regex import regex
from affidavit.model.struct import frozen
from affidavit.model.value import Money

_SLOT = regex(r"\{([a-z_ ]{1,60})\}")
_GAP = regex(r"days from (\w{1,20}) to (\w{1,20})")
_MOST = 3
#: What is no party by itself: "third-party application".
_THINGS = ("application", "app", "software", "platform", "system", "tool", "product", "plugin", "service", "database")
_REST = {"data": "{} further classes", "third_party": "{} others", "asset": "{} further kinds of system"}
_EXACT = len("2024-09-17")


@frozen
class Saying:
    """One alternative of a text: said where its condition is met and its placeholders are known."""

    parts: tuple[str, ...]
    condition: Condition | None = None

    @classmethod
    def of(cls, text: str, condition: Condition | None = None) -> Saying:
        """A saying from its template; literal texts and names of placeholders take turns in `parts`."""
        return cls(tuple(_SLOT.split(text)), condition)


@frozen
class Said:
    """A text that was filled, and the findings that chose it beside those that called for it."""

    text: str
    findings: tuple[Finding, ...]


Phrases = Mapping[str, Sequence[Saying]]


def say(sayings: Sequence[Saying], facts: Facts, called: Sequence[Finding], phrases: Phrases) -> Said | None:
    """The first alternative that can be said of the facts."""
    for saying in sayings:
        met = saying.condition.met(facts) if saying.condition else ()
        if met is not None and (said := _filled(saying, facts, [*called, *met], phrases)):
            return Said(said.text, (*met, *said.findings))
    return None


def _filled(saying: Saying, facts: Facts, called: Sequence[Finding], phrases: Phrases) -> Said | None:
    texts = list(saying.parts)
    findings: list[Finding] = []
    for place in range(1, len(texts), 2):
        name = texts[place]
        if name in phrases:
            said = say(phrases[name], facts, called, phrases)
            findings += said.findings if said else ()
            text = said.text if said else None
        else:
            text = slot(name, facts, called)
        if text is None:
            return None
        texts[place] = text
    return Said("".join(texts), tuple(findings))


def slot(name: str, facts: Facts, called: Sequence[Finding]) -> str | None:
    """What a placeholder stands for: the findings that called for the text, else the firm ones of its field."""
    if gap := _GAP.fullmatch(name):
        return _days(facts.date(gap.group(1)), facts.date(gap.group(2)))
    found = [f for f in called if f.claim.field == name and f.asserted]
    found = found or [f for f in facts.asserted.get(name, ()) if facts.firm(f)]
    key = name, *map(id, found)
    if key not in facts.memo:
        facts.memo[key] = _worded(name, found, facts)
    text: str | None = facts.memo[key]
    return text


def _worded(name: str, found: Sequence[Finding], facts: Facts) -> str | None:
    if name == "organization":
        return _organization(facts)
    if name == "third_party":
        return _parties(found, facts)
    if FIELDS[name].many:
        return _listed(name, [_in_words(name, f) for f in found]) if found else None
    return _in_words(name, found[0]) if found else None


def _organization(facts: Facts) -> str:
    found = facts.asserted.get("organization", ())
    return str(found[0].value) if found else "the organisation"


def _parties(found: Sequence[Finding], facts: Facts) -> str | None:
    """Third parties by name, or one by its role with an article; the organisation itself is none."""
    own = {f.value for f in facts.asserted.get("organization", ())}
    parties = [str(f.value) for f in found if f.value not in own]
    roles = [party for party in parties if not _is_name(party)]
    names = [party for party in parties if party not in roles] or [_by_role(role) for role in roles[:1]]
    return _listed("third_party", names) if names else None


def _by_role(role: str) -> str:
    """Who is meant by a role; a thing is its provider's."""
    return f"the provider of the {role}" if role.lower().endswith(_THINGS) else f"the {role}"


def _is_name(text: str) -> bool:
    return text.startswith(("a ", "an ", "the ", "its ")) or any(c.isupper() for c in text.split()[0])


def _listed(name: str, items: Sequence[str]) -> str:
    return words.shortened(list(dict.fromkeys(items)), _MOST, _REST.get(name, "{} more"))


def _in_words(name: str, finding: Finding) -> str:
    value = finding.value
    if isinstance(value, Money):
        return words.money(value)
    if FIELDS[name].type == "date":
        return words.when(str(value))
    if FIELDS[name].type == "country":
        return words.country(str(value))
    return words.value(name, value) if value is not None else ""


def _days(start: Finding | None, end: Finding | None) -> str | None:
    """`104 days`, `at least 90 days` where a date is partial."""
    if start is None or end is None or (days := least_days(start, end)) is None or days < 1:
        return None
    exact = all(len(str(f.value)) == _EXACT for f in (start, end))
    return f"{'' if exact else 'at least '}{words.number(days)} day{'s' * (days > 1)}"
