"""What a number counts: the noun behind it ("12,000 current students") or before it ("the number of students is")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from affidavit.extract.lists import classes, words

if TYPE_CHECKING:
    from affidavit.extract.numerals import Quantity
    from affidavit.extract.scan import Line

#: A unit, the place of its noun, and the words between it and the number.
Counted = tuple[str, tuple[int, int] | None, tuple[str, ...]]

_WORD = re.compile(r" ?(?:([a-z\u00df-\u024f]+(?:[-'.][a-z\u00df-\u024f]+)*)'?|([(\"'])|(,|/|&))")
#: A number repeated in figures: "forty-two (42)".
_REPEATED = re.compile(r" ?\(\d[\d,]*\)")
#: What people are called by what they do, where the list does not know the noun ("controllers", "consultants").
_AGENT = re.compile(r"[a-z]{3,}(?:[^c]tants|ists|ians|[^m]ees|eers|[a-z]ers|ators|men|ellors|assadors)$")
_TALLY = re.compile(r"\b(?:number|total|count|tally|amount) of ")
_PLAIN_WORD = re.compile(r"[a-z-]+")
_REACH = 9
_REACH_BEFORE = 110
_OF_WHOLE = re.compile(r" (?:[a-z]+ )?(?:out )?of (?:[a-z'-]+ ){0,5}$")


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


def _behind(lower: str, at: int, end: int) -> Counted:
    units, stops = classes("count_units"), words("behind_no_noun")
    between: list[str] = []
    repeated = _REPEATED.match(lower, at, end)
    at = repeated.end() if repeated else at
    agent: tuple[str, tuple[int, int] | None] = ("", None)
    for _ in range(_REACH):
        match = _WORD.match(lower, at, end)
        if match is None:
            break
        word = match.group(1) or match.group(2) or match.group(3)
        unit = _unit(units, lower, match, end)
        if unit:
            return (*_last_of_compound(units, lower, unit, end), tuple(between))
        if word in stops or word == "(":
            break
        if _AGENT.match(word):
            agent = ("people.other", match.span(1))
        between.append(word)
        at = match.end()
    return (*agent, tuple(between))


def _unit(units: dict[str, str], lower: str, match: re.Match[str], end: int) -> tuple[str, int, int] | None:
    """The unit that the word at `match`, or it and the next one, stands for."""
    word = match.group(1)
    if not word:
        return None
    start, following = match.start(1), _WORD.match(lower, match.end(), end)
    if following and following.group(1) and (pair := units.get(f"{word} {following.group(1)}")):
        return pair, start, following.end()
    own = units.get(word.removesuffix("'s"))
    return (own, start, match.end()) if own else None


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
    openers = list(_TALLY.finditer(lower, start, quantity.opening))
    if not openers:
        return "", None
    units = classes("count_units")
    for match in _PLAIN_WORD.finditer(lower, openers[-1].end(), quantity.opening):
        if unit := units.get(match.group()):
            return unit, match.span()
    return "", None
