"""What a filter means: its names looked up, its values read as the field's type says."""

from __future__ import annotations

import re
from collections.abc import Callable

from affidavit.model import vocabulary
from affidavit.model.fields import FIELDS
from affidavit.model.regex import regex
from affidavit.register.search.names import (
    ABOUT,
    ALIASES,
    BRACKETS,
    DISPUTED,
    KINDS,
    NAMES,
    PARTS,
    SEARCHED,
    SPEAKERS,
    STATUSES,
)
from affidavit.register.search.raw import Asked, Given, Misread
from affidavit.register.search.spans import between, within
from affidavit.register.search.terms import near, term, terms
from affidavit.register.search.tree import About, Has, Held, Known, Match, Node, Same, Scope, Some, Without
from affidavit.register.words import tokens

_TECHNIQUE = regex(r"t\d{4}(\.\d{3})?", re.IGNORECASE | re.ASCII)
#: Harmless forms of addresses, and what they stand for.
_FANGS = (("[.]", "."), ("(.)", "."), ("[@]", "@"), ("hxxp", "http"))


def meant(asked: Asked) -> Node:
    """The condition that a filter stands for; Misread where there is none."""
    key, part = _named(asked)
    scope = _scope(asked.brackets)
    made = [_one(asked, given, (key, part, scope)) for given in asked.values]
    return made[0] if len(made) == 1 else Some(tuple(made))


def _named(asked: Asked) -> tuple[str, str | None]:
    """The field, and its unit, kind or type."""
    head, dot, tail = asked.name.casefold().replace("-", "_").partition(".")
    name = ALIASES.get(head, head)
    if name not in SEARCHED and name not in ABOUT and "." not in name:
        quoted = f' (quote it to look for it as words: "{asked.name}")' if asked.op == ":" else ""
        raise Misread(f"no field is called {asked.name!r}{near(head, NAMES) or quoted}", asked.at)
    key, implied, part = name.partition(".")
    if not dot:
        return key, part if implied else None
    kinds = PARTS.get(FIELDS[key].type) if key in FIELDS else None
    if kinds is None or implied:
        raise Misread(f"{head} has no parts; a dot is for money.fine, affected.people or indicator.domain", asked.at)
    return key, term(kinds, Given(tail, asked.at + len(head) + 1))


def _scope(brackets: tuple[Given, ...]) -> Scope:
    """Which findings count, by the names in brackets."""
    statuses: frozenset[str] | None = frozenset()
    speakers, disputed = set[str](), False
    for given in brackets:
        name = given.text.casefold()
        if name in STATUSES:
            wanted = STATUSES[name]
            statuses = None if wanted is None or statuses is None else statuses | wanted
        elif name not in SPEAKERS and name != DISPUTED:
            raise Misread(f"{given.text!r} is no status and no speaker{near(name, BRACKETS)}", given.at)
        speakers |= {name} & SPEAKERS
        disputed |= name == DISPUTED
    asserted = Scope().statuses
    return Scope(asserted if statuses == frozenset() else statuses, frozenset(speakers), disputed)


def _one(asked: Asked, given: Given, wanted: tuple[str, str | None, Scope]) -> Node:
    key, part, scope = wanted
    if key in ABOUT:
        return _about(asked, given, key)
    if (known := _known(asked, given)) is not None:
        held = Held(key, Known(), part, None, scope)
        return held if known else Without(held)
    return _held(asked, given, wanted)


def _known(asked: Asked, given: Given) -> bool | None:
    """Whether it is asked that something is known, or that nothing is; None where neither is."""
    if given.quoted or asked.op not in {":", "="}:
        return None
    if given.goes_on and not given.text:
        return True
    return False if given.text.casefold() in {"none", "unknown"} else None


def _held(asked: Asked, given: Given, wanted: tuple[str, str | None, Scope]) -> Held:
    key, part, scope = wanted
    kind = FIELDS[key].type
    if kind in {"count", "money"} and part is None and asked.op == ":" and given.text[:1].isalpha():
        return Held(key, Known(), term(PARTS[kind], given), None, scope)
    if kind in {"count", "money"}:
        bounds, currency = between(asked.op, given, money=kind == "money")
        return Held(key, bounds, part, currency, scope)
    if kind == "date":
        return Held(key, within(asked.op, given), part, None, scope)
    _only_equal(asked)
    return Held(key, _MATCHES.get(kind, _term)(asked, given, key), part, None, scope)


def _about(asked: Asked, given: Given, key: str) -> About:
    if asked.brackets:
        raise Misread(f"{asked.name} has no status; brackets are for fields", asked.brackets[0].at - 1)
    if ABOUT[key] == "count":
        return About(key, between(asked.op, given, money=False)[0])
    if ABOUT[key] == "date":
        return About(key, within(asked.op, given))
    _only_equal(asked)
    if key == "kind":
        return About(key, Same((_kind(given),)))
    return About(key, _words(asked, given, key) if key == "source" else Same((), (_filled(given).casefold(),)))


def _kind(given: Given) -> str:
    kind = given.text.casefold()
    if kind not in KINDS:
        raise Misread(f"an incident's kind is {', '.join(KINDS)}, not {given.text!r}", given.at)
    return kind


def _only_equal(asked: Asked) -> None:
    if asked.op not in {":", "="}:
        raise Misread(f"{asked.name} has no order: write {asked.name}: in place of {asked.name}{asked.op}", asked.at)


def _filled(given: Given) -> str:
    if not given.text.strip():
        raise Misread("a value is expected", given.at)
    return " ".join(given.text.split())


def _words(asked: Asked, given: Given, _: str) -> Match:
    found = tuple(tokens(given.text))
    if not found:
        raise Misread("a value with letters or digits is expected", given.at)
    return Has(found, given.goes_on, asked.op == "=" and not given.goes_on)


def _term(asked: Asked, given: Given, key: str) -> Match:
    _filled(given)
    return Same(tuple(one.casefold() for one in terms(FIELDS[key].vocabulary or key, given)))


def _technique(asked: Asked, given: Given, key: str) -> Match:
    """A technique with all its sub-techniques, or with = without them."""
    known = _TECHNIQUE.fullmatch(given.text)
    found = [given.text.upper()] if known else terms("technique", given)
    under = [key for key in vocabulary.terms("technique") if key.split(".")[0] in found and asked.op == ":"]
    return Same(tuple(dict.fromkeys(one.casefold() for one in (*found, *under))))


def _flag(asked: Asked, given: Given, key: str) -> Match:
    if given.text.casefold() in {"yes", "true"}:
        return Same(("yes",))
    none, denied = f"{key}:none", f"{key}:*[denied]"
    raise Misread(f"{key} is yes; {none} is where nobody says so, {denied} where it is denied", given.at)


def _indicator(asked: Asked, given: Given, key: str) -> Match:
    text = _filled(given).casefold()
    for harmless, real in _FANGS:
        text = text.replace(harmless, real)
    return Same((), (text,)) if given.goes_on else Same((text,))


_MATCHES: dict[str, Callable[[Asked, Given, str], Match]] = {
    "name": _words,
    "text": _words,
    "technique": _technique,
    "flag": _flag,
    "indicator": _indicator,
}
