"""What a number counts: the noun behind it ("12,000 current students") or before it ("the number of students is")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from affidavit.extract.lists import classes, words
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.counts.numerals import Quantity
    from affidavit.extract.scan import Line

#: A unit, the place of its noun, and the words between it and the number.
Counted = tuple[str, tuple[int, int] | None, tuple[str, ...]]

_WORD = regex(r" ?(?:([a-z\u00df-\u024f]+(?:[-'.][a-z\u00df-\u024f]+)*)'?|([(\"'])|(,|/|&))")
#: A number repeated in figures: "forty-two (42)".
_REPEATED = regex(r" ?\(\d[\d,]*\)")
#: What people are called by what they do, where the list does not know the noun ("controllers", "consultants").
_AGENT = regex(r"[a-z]{3,}(?:[^c]tants|ists|ians|[^m]ees|eers|[a-z]ers|ators|men|ellors|assadors)$")
_TALLY = regex(r"\b(?:number|total|count|tally|amount) of ")
_PLAIN_WORD = regex(r"[a-z-]+")
_REACH = 9
_REACH_BEFORE = 110
_OF_WHOLE = regex(r" (?:[a-z]+ )?(?:out )?of (?:[a-z'-]+ ){0,5}$")


def counted(lower: str, line: Line, quantity: Quantity, following: Quantity | None) -> Counted:
    """The unit of what `quantity` counts: empty where none is named, `-` for what is never the affected (stores).

    The noun may stand behind the number that `following` gives: "1.5 million of its 6 million members".
    """
    found = _behind(lower, quantity.end, line.end)
    if not found[0] and following and _OF_WHOLE.match(lower[quantity.end : following.start]):
        unit, noun, _ = _behind(lower, following.end, line.end)
        found = unit, noun, ("of",)
    if found[0]:
        return found
    return (*_before(lower, line, quantity), found[2])


def may_stand_beside(lower: str, at: int, end: int) -> bool:
    """Whether a noun that can be counted may stand right behind the number that ends at `at`."""
    match = _WORD.match(lower, at, end)
    if match is None or match.start(1) != at + 1:
        return False
    word = match[1]
    return word in _opening_pairs() or word.removesuffix("'s") in classes("count_units") or _is_agent(word)


def _is_agent(word: str) -> bool:
    return word[-1] in "ns" and _AGENT.match(word) is not None


def _behind(lower: str, at: int, end: int) -> Counted:
    units, stops = classes("count_units"), words("behind_no_noun")
    between: list[str] = []
    repeated = _REPEATED.match(lower, at, end)
    at = repeated.end() if repeated else at
    agent: tuple[str, tuple[int, int] | None] = ("", None)
    match = _WORD.match(lower, at, end)
    for _ in range(_REACH):
        if match is None:
            break
        word = match[match.lastindex or 1]
        unit = _unit(units, lower, match, end)
        if unit:
            return (*_last_of_compound(units, lower, unit, end), tuple(between))
        if word in stops or word == "(":
            break
        if _is_agent(word):
            agent = ("people.other", match.span(1))
        between.append(word)
        match = _WORD.match(lower, match.end(), end)
    return (*agent, tuple(between))


def _unit(units: dict[str, str], lower: str, match: re.Match[str], end: int) -> tuple[str, int, int] | None:
    """The unit that the word at `match`, or it and the next one, stands for."""
    word = match[1]
    if not word:
        return None
    if word in _opening_pairs():
        following = _WORD.match(lower, match.end(), end)
        if following and following[1] and (pair := units.get(f"{word} {following[1]}")):
            return pair, match.start(1), following.end()
    own = units.get(word.removesuffix("'s"))
    return (own, match.start(1), match.end()) if own else None


@cache
def _opening_pairs() -> frozenset[str]:
    """The words that units of two words begin with."""
    return frozenset(first for first, _, second in (unit.partition(" ") for unit in classes("count_units")) if second)


def _last_of_compound(
    units: dict[str, str], lower: str, unit: tuple[str, int, int], end: int
) -> tuple[str, tuple[int, int]]:
    """The last noun of "customer email addresses"; in "5,000 patients' records" the patients are counted."""
    name, start, at = unit
    while lower[at - 1] != "'":
        match = _WORD.match(lower, at, end)
        further = _unit(units, lower, match, end) if match else None
        if further is None or further[0] == "-":
            break
        name, at = further[0], further[2]
    return name, (start, at)


def _before(lower: str, line: Line, quantity: Quantity) -> tuple[str, tuple[int, int] | None]:
    """The noun of "the number of affected people is 5,000"."""
    start = max(line.start, quantity.opening - _REACH_BEFORE)
    if lower.find(" of ", start, quantity.opening) < 0:
        return "", None
    openers = list(_TALLY.finditer(lower, start, quantity.opening))
    if not openers:
        return "", None
    units = classes("count_units")
    for match in _PLAIN_WORD.finditer(lower, openers[-1].end(), quantity.opening):
        if unit := units.get(match.group()):
            return unit, match.span()
    return "", None
