"""How many were affected: every number that may be the count, the likeliest with the highest confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from affidavit.extract.count_ranking import Candidate, rank
from affidavit.extract.lists import classes, words
from affidavit.extract.quantities import is_date, quantities
from affidavit.model.claim import Claim, Status
from affidavit.model.value import Count

if TYPE_CHECKING:
    from affidavit.extract.numerals import Quantity
    from affidavit.extract.scan import Line, Scan

BY = "counts"
#: Below this a number is not claimed at all.
FLOOR = 0.3

_WORD = re.compile(r" ?(?:([a-z\u00df-\u024f]+(?:[-'.][a-z\u00df-\u024f]+)*)'?|([(\"'])|(,|/|&))")
#: A number repeated in figures: "forty-two (42)".
_REPEATED = re.compile(r" ?\(\d[\d,]*\)")
#: What people are called by what they do, where the list does not know the noun ("controllers", "consultants").
_AGENT = re.compile(r"[a-z]{3,}(?:[^c]tants|ists|ians|[^m]ees|eers|[a-z]ers|ators|men|ellors|assadors)$")
_REACH = 9
_REVISED_BEFORE = re.compile(
    r"(?:\b(?:previously|initially|originally|first|earlier) (?:[a-z]+ ){0,3}?"
    r"(?:thought|reported|said|estimated|believed|disclosed|stated|put|listed|announced|given)(?: [a-z]+){0,6}"
    r"|\b(?:up|down) from|\brather than|\binstead of|\b(?:earlier|previous|initial|first|original) "
    r"(?:estimate|figure|count|tally|number|report)s?(?: [a-z]+){0,4}) $"
)
_REVISED_AFTER = re.compile(r"(?: [a-z]+){0,3},? to (?:[a-z]+ ){0,3}\d")
_WHOLE = re.compile(r"(?:\d|[mb]illion|half|third|quarter|most|some|percent|%) (?:out )?of (?:its |the |their |our )?$")
_SERVES = re.compile(
    r"\b(?:serv(?:es|ing|e)|employ(?:s|ing)?|operat(?:es|ing)|boast(?:s|ing)|insur(?:es|ing)|cater(?:s|ing) to|used by|"
    r"trusted by|(?:workforce|staff|customer base|user base|membership|client base|team) of|home to|"
    r"care (?:for|to)|services to|responsible for) (?:a total of |some )?$"
)
_OWNS = re.compile(r"\b(?:has|have|having) (?:a total of |some )?$")
_HARMED = re.compile(
    r"\b(?:affected|impacted|exposed|stolen|leaked|compromised|breached|accessed|notified|hit|taken|posted)\b"
)
_SIZE_REACH = 40
_BEFORE_REACH = 110
_TALLY = re.compile(r"\b(?:number|total|count|tally|amount) of ")
_PLAIN_WORD = re.compile(r"[a-z-]+")


def claims(scan: Scan) -> Iterator[Claim]:
    """The counts that `scan` tells of, and that one is withheld."""
    found = [candidate for line in scan.body for candidate in _candidates(scan, line)]
    for candidate, confidence in zip(found, rank(found, scan.lower, len(scan.lines)), strict=True):
        if confidence >= FLOOR:
            yield _claim(scan, candidate, confidence)
    yield from _withheld(scan)


def _withheld(scan: Scan) -> Iterator[Claim]:
    for line in scan.body:
        for start, end in line.marks.get("count.withheld", ()):
            yield scan.claim(line, start, end, field="affected", value=None, status=Status.WITHHELD, by=BY)


def _claim(scan: Scan, candidate: Candidate, confidence: float) -> Claim:
    """The claim, with half the confidence where the same sentence says that the figure was revised."""
    quantity, line = candidate.quantity, candidate.line
    end = max(quantity.end, candidate.noun[1]) if candidate.noun else quantity.end
    start = min(quantity.opening, candidate.noun[0]) if candidate.noun else quantity.opening
    low = None if quantity.low is None else int(quantity.low)
    value = Count(round(quantity.value), candidate.unit.split(".")[0] or "people", quantity.bound, low)
    revised = _is_revised(scan.lower, line, quantity)
    return scan.claim(
        line, start, end, field="affected", value=value, by=BY, note=quantity.note, superseded=revised,
        confidence=confidence / 2 if revised else confidence,
    )  # fmt: skip


def _is_revised(lower: str, line: Line, quantity: Quantity) -> bool:
    """Whether the sentence gives the figure as an earlier one: "up from 69,000", "first thought to be 5,000"."""
    before = lower[max(line.start, quantity.opening - _BEFORE_REACH) : quantity.opening]
    return _REVISED_BEFORE.search(before) is not None or (
        before.endswith("from ") and _REVISED_AFTER.match(lower, quantity.end, line.end) is not None
    )


def _candidates(scan: Scan, line: Line) -> Iterator[Candidate]:
    found = quantities(scan.lower, line)
    for quantity, following in zip_longest(found, found[1:]):
        candidate = _candidate(scan, line, quantity, following)
        if candidate is not None:
            yield candidate


def _candidate(scan: Scan, line: Line, quantity: Quantity, following: Quantity | None) -> Candidate | None:
    unit, noun, between = noun_behind(scan.lower, quantity.end, line.end)
    if (
        not unit
        and following
        and following.start - quantity.end < 30
        and " of " in scan.lower[quantity.end : following.start]
    ):
        unit, noun, _ = noun_behind(scan.lower, following.end, line.end)
        between = ("of",)
    if not unit:
        unit, noun = _noun_before(scan.lower, line, quantity)
    if unit == "-":
        return None
    if not unit and not _may_stand_bare(scan, line, quantity):
        return None
    if not quantity.value.is_integer():
        return None
    if is_date(scan.lower, quantity, line.start) and not (unit and noun and noun[0] - quantity.end == 1):
        return None
    if _is_size(scan.lower, line, quantity):
        return None
    return Candidate(line, quantity, unit, noun, between)


def noun_behind(lower: str, at: int, end: int) -> tuple[str, tuple[int, int] | None, tuple[str, ...]]:
    """The unit of the noun that a number counts, its place, and the words between; the last noun of a compound counts.

    The unit is empty where none is found, `-` where what is counted is never the affected (years, stores).
    """
    units = classes("count_units")
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
        if word in words("behind_no_noun") or word == "(":
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
    name, start, at = unit
    while True:
        match = _WORD.match(lower, at, end)
        further = _unit(units, lower, match, end) if match else None
        if further is None or further[0] == "-":
            return name, (start, at)
        name, at = further[0], further[2]


def _noun_before(lower: str, line: Line, quantity: Quantity) -> tuple[str, tuple[int, int] | None]:
    """The noun of "the number of affected people is 5,000", "individuals affected: 5,000"."""
    start = max(line.start, quantity.opening - _BEFORE_REACH)
    openers = list(_TALLY.finditer(lower, start, quantity.opening))
    if not openers:
        return "", None
    units = classes("count_units")
    for match in _PLAIN_WORD.finditer(lower, openers[-1].end(), quantity.opening):
        if unit := units.get(match.group()):
            return unit, match.span()
    return "", None


def _may_stand_bare(scan: Scan, line: Line, quantity: Quantity) -> bool:
    """Whether a number without a noun may count people: not a small or plain one."""
    return quantity.form in ("figure", "scaled") and quantity.value >= 500


def _is_size(lower: str, line: Line, quantity: Quantity) -> bool:
    """Whether the number is how large the organisation is: "serves 3 million", "1.5 million of its 6 million"."""
    before = lower[max(line.start, quantity.opening - _SIZE_REACH) : quantity.opening]
    if _WHOLE.search(before) or _SERVES.search(before):
        return True
    clause = lower[quantity.end : line.end].partition(", ")[0]
    return _OWNS.search(before) is not None and not _HARMED.search(clause)
