"""From an incident to its lessons, recommendations and notification duties: which entries are called for, and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from affidavit.advise.facts import Facts, term, unique
from affidavit.advise.playbook import Entry, Playbook, playbook
from affidavit.advise.templates import say, slot
from affidavit.model import words
from affidavit.model.claim import Claim, Evidence, Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.struct import frozen, replace
from affidavit.model.value import Advice

FIELDS = ("lesson", "recommendation", "duty")
_MOST = {"lesson": 5, "recommendation": 8, "duty": 6}
#: Entries of one theme and field, so that one side of an incident does not crowd out the others.
_MOST_OF_THEME = {"lesson": 2, "recommendation": 3, "duty": 6}
#: Entries of a field that rest on suspicions.
_MOST_SUSPECTED = 3
#: From so many fields on an incident is more than barely known.
_SOMETHING = 3
_PRIORITIES = ("high", "medium", "low")


@frozen
class Call:
    """An entry whose condition is met, the findings that met it, and those of them that are only suspected."""

    entry: Entry
    findings: tuple[Finding, ...]
    suspected: tuple[Finding, ...]

    @property
    def rank(self) -> tuple[int, bool, int]:
        """The most important first, then what is certain, then what rests on most."""
        return (
            _PRIORITIES.index(self.entry.priority),
            bool(self.suspected),
            -len({f.claim.field for f in self.findings}),
        )


def advise(incident: Incident, book: Playbook | None = None) -> Incident:
    """The incident with what follows from its findings: lessons, recommendations, notification duties.

    Each is a derived finding whose evidence is that of the findings which called for it. Advice that the incident
    had before is replaced. An incident of which little is known gets little advice.
    """
    book = book or playbook()
    found = {key: findings for key, findings in incident.findings.items() if key not in FIELDS}
    facts = Facts(replace(incident, findings=found))
    calls = _without_replaced(called(book, facts))
    for key in FIELDS:
        if chosen := tuple(_chosen([c for c in calls if c.entry.field == key], _room(key, facts.known), facts, book)):
            found[key] = chosen
    return replace(incident, findings=found)


def _room(field: str, known: int) -> int:
    """How many entries of a field an incident bears, by how many of its fields are known."""
    share = known // 2 if field == "lesson" or known < _SOMETHING else known
    return min(_MOST[field], max(1, share)) if known else 0


def called(book: Playbook, facts: Facts) -> Iterator[Call]:
    """The entries whose conditions the facts meet, in the order of the playbook."""
    for entry in book.candidates(facts):
        if found := entry.when.met(facts):
            findings = unique(found)
            unsure = tuple(f for f in findings if not facts.firm(f))
            # A lesson tells what happened: it takes more than a suspicion.
            if not (unsure and entry.field == "lesson"):
                hedge = () if entry.own_hedge else tuple(f for f in unsure if f.claim.field in book.suspected)
                yield Call(entry, findings, hedge)


def _without_replaced(calls: Iterable[Call]) -> list[Call]:
    """The calls without entries that a more specific one stands for, in order of rank."""
    ranked = sorted(calls, key=lambda call: call.rank)
    replaced = {name for call in ranked for name in call.entry.replaces}
    return [call for call in ranked if call.entry.id not in replaced]


def _chosen(calls: Sequence[Call], room: int, facts: Facts, book: Playbook) -> Iterator[Finding]:
    themes: Counter[str] = Counter()
    hedged = 0
    for call in calls:
        if room <= 0:
            return
        full = themes[call.entry.theme] >= _MOST_OF_THEME[call.entry.field]
        doubtful = bool(call.suspected) and hedged >= _MOST_SUSPECTED
        if not full and not doubtful and (finding := spoken(call, facts, book)):
            themes[call.entry.theme] += 1
            hedged += bool(call.suspected)
            room -= 1
            yield finding


def spoken(call: Call, facts: Facts, book: Playbook) -> Finding | None:
    """The entry made concrete for the incident; None where what it must name is not known."""
    entry = call.entry
    said = say(entry.text, facts, call.findings, book.phrases)
    if said is None:
        return None
    text = words.sentence(_hedged(said.text, call.suspected, facts, book))
    claims = tuple(finding.claim for finding in unique((*call.findings, *said.findings)))
    return Finding(
        Claim(
            field=entry.field,
            value=Advice(entry.id, text, entry.priority, entry.references),
            status=Status.DERIVED,
            speaker=claims[0].speaker,
            confidence=min(claim.confidence for claim in claims),
            by=entry.id,
            evidence=_evidence(claims),
            follows_from=claims,
        )
    )


def _evidence(claims: Iterable[Claim]) -> tuple[Evidence, ...]:
    return tuple({(e.document, e.start, e.end): e for claim in claims for e in claim.evidence}.values())


def _hedged(text: str, suspected: Sequence[Finding], facts: Facts, book: Playbook) -> str:
    """The text under the condition that what is only suspected turns out to be so."""
    if not suspected:
        return text
    matters = dict.fromkeys(_matter(finding, suspected, facts, book, text) for finding in suspected)
    return f"Should the suspected {words.listed(list(matters))} be confirmed, {_lowered(text)}"


def _matter(finding: Finding, suspected: Sequence[Finding], facts: Facts, book: Playbook, text: str) -> str:
    """What is suspected, as a noun phrase: `phishing`, `exposure of passwords`; in short where the text names it."""
    field = finding.claim.field
    phrase = book.suspected.get(f"{field}.{term(finding.value)}", book.suspected[field])
    value = slot(field, facts, suspected) or ""
    if value in text:
        phrase = book.suspected.get(f"{field}.named", phrase)
    return phrase.replace(f"{{{field}}}", value)


def _lowered(text: str) -> str:
    """The text as it goes on after a comma: a first word with capitals inside, or none after it, stays as it is."""
    first = text.split(" ", 1)[0]
    return text if any(c.isupper() for c in first[1:]) else text[:1].lower() + text[1:]
