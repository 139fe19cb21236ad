"""The quantities of a sentence: numbers with their bounds, ranges made one, shares reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from affidavit.extract.counts import numerals
from affidavit.extract.counts.numerals import Quantity
from affidavit.extract.lists import classes, words
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line

_DIGIT = regex("[0-9]")
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "of"})
_AFTER = regex(r" ?\+| ?\(?plus\)?\b| or (more|so|fewer|less)\b")
_RANGE = regex(r" ?(?:to|-|and|or) ?(?:about |around |roughly |nearly |over |more than |up to |as many as )?")
_SHARE = regex(
    r"(?<![a-z])(?:(half|one in (?:two|three|four|five|six|seven|eight|nine|ten)"
    r"|(?:a|one)[ -](?:third|quarter|fifth|tenth)|two[ -]thirds|three[ -]quarters)"
    r"|(\d{1,2}(?:\.\d{1,2})?) ?(?:%|percent|per cent))"
    r" of (?:all )?(?:of )?(?:its |the |their |our )?(?:(?:[a-z]+ ){0,3}[a-z]+'s? )?(?:total of |total )?$"
)
_SHARES = {
    "half": 1 / 2, "third": 1 / 3, "thirds": 2 / 3, "quarter": 1 / 4, "quarters": 3 / 4, "fifth": 1 / 5,
    "tenth": 1 / 10, "two": 1 / 2, "three": 1 / 3, "four": 1 / 4, "five": 1 / 5, "six": 1 / 6, "seven": 1 / 7,
    "eight": 1 / 8, "nine": 1 / 9, "ten": 1 / 10,
}  # fmt: skip
_SHARE_REACH = 60
_BOUND_REACH = 28
_OF_REACH = 30


def quantities(lower: str, line: Line) -> list[Quantity]:
    """The quantities of `line`, in order; `lower` is the whole text, which the offsets refer to."""
    found = list(numerals.figures(lower, line.start, line.end)) if _DIGIT.search(line.lower) else []
    if "numeral" in line.marks:
        free = [start for start, _ in line.marks["numeral"] if not any(one.start <= start < one.end for one in found)]
        found = sorted((*found, *numerals.in_words(lower, free, line.end)), key=lambda one: one.start)
    limited = [bounded(lower, one, line.start) for one in found]
    if len(limited) < 2:
        return [_share(lower, one, line.start) for one in limited]
    shared = [_share(lower, one, line.start) for one in _ranges(lower, limited, line.start)]
    return [one for one, after in zip_longest(shared, shared[1:]) if after is None or one.end <= after.opening]


def _share(lower: str, whole: Quantity, floor: int) -> Quantity:
    """The quantity that "a third of its 3 million" comes to; `whole` itself where no share is taken of it."""
    match = None
    if " of " in lower[max(floor, whole.opening - _OF_REACH) : whole.opening]:
        match = _SHARE.search(lower, max(floor, whole.opening - _SHARE_REACH), whole.opening)
    if match is None:
        return whole
    part = float(match.group(2)) / 100 if match.group(2) else _SHARES[re.split("[ -]", match.group(1))[-1]]
    note = f"reckoned: {match.group().split(' of ')[0]} of {whole.value:,.0f}"
    return whole._replace(value=float(round(part * whole.value)), opening=match.start(), bound="about", note=note)


def bounded(lower: str, quantity: Quantity, floor: int) -> Quantity:
    """`quantity` with the bound that the words around it set ("more than"); `floor` is the sentence's start."""
    opening, bound = _opened(lower, quantity, floor)
    end = quantity.end
    if after := _AFTER.match(lower, end):
        bound = {"so": "about", "fewer": "up_to", "less": "up_to"}.get(after.group(1) or "", "at_least")
        end = after.end()
    return Quantity(quantity.start, end, quantity.value, quantity.form, bound, None, opening, quantity.factor)


@cache
def _last_words() -> frozenset[str]:
    """The words that the phrases of bounds end with."""
    return frozenset(phrase.split()[-1] for phrase in classes("bounds"))


def _opened(lower: str, quantity: Quantity, floor: int) -> tuple[int, str]:
    """Where the words before a number that set its bound begin, and that bound."""
    bounds = classes("bounds")
    tokens = lower[max(floor, quantity.start - _BOUND_REACH) : quantity.start].rstrip(" (").split()
    determiner = tokens.pop() if tokens and tokens[-1] in _DETERMINERS else ""
    if determiner == "the" and tokens[-1:] == ["than"]:  # "more than the 33,000 of last year": held beside another
        return quantity.start, quantity.bound
    if not tokens or tokens[-1] not in _last_words():
        return quantity.start, quantity.bound
    for count in range(min(4, len(tokens)), 0, -1):
        phrase = " ".join(tokens[-count:])
        if phrase in bounds:
            place = lower.rfind(phrase, floor, quantity.start)
            return (place if place >= 0 else quantity.start), bounds[phrase]
    return quantity.start, quantity.bound


def _ranges(lower: str, quantities: list[Quantity], floor: int) -> Iterator[Quantity]:
    """`quantities` of a sentence in order, the two ends of a range made one ("between 12,000 and 15,000")."""
    waiting: Quantity | None = None
    for quantity in quantities:
        joined = waiting and _joined(lower, waiting, quantity, floor)
        if joined:
            waiting = joined
            continue
        if waiting:
            yield waiting
        waiting = quantity
    if waiting:
        yield waiting


def _joined(lower: str, first: Quantity, second: Quantity, floor: int) -> Quantity | None:
    gap = lower[first.end : second.start]
    if len(gap) > 16 or not _RANGE.fullmatch(gap):
        return None
    shares_scale = first.form == "plain" and first.value * second.factor < second.value
    low = first.value * second.factor if shares_scale else first.value
    words_before = lower[max(floor, first.start - 20) : first.start].split()
    opener = words_before[-1:] if words_before[-2:-1] not in (["anywhere"], ["ranging"], ["ranges"]) else []
    if not low < second.value <= 20 * low or opener == ["from"] or (gap.strip() == "and" and opener != ["between"]):
        return None
    opening = lower.rfind("between", floor, first.start) if opener == ["between"] else first.start
    return second._replace(start=first.start, bound="up_to", low=low, opening=opening)


def is_date(lower: str, quantity: Quantity, floor: int) -> bool:
    """Whether a bare number is a year or the day of a month."""
    if quantity.form != "plain" or quantity.value > 31:
        return quantity.form == "plain" and 1900 <= quantity.value <= 2100
    before = lower[max(floor, quantity.start - 12) : quantity.start].replace(",", " ").split()
    after = lower[quantity.end : quantity.end + 12].split(None, 1)
    return any([word.strip(".,") in words("months") for word in (*before[-1:], *after[:1])])
