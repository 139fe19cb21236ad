"""Which of a text's numbers is the count of those affected: what stands beside each, weighed.

The features are few and of the language (a verb of harm near by, "of its", "serves", the title); their weights were
fitted by `bench/train/counts.py` on labelled texts and are kept in `lists/count_weights.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.lists import classes, weights
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.counts.numerals import Quantity
    from affidavit.extract.scan import Line

_TOKEN = regex(r"[a-z]+(?:'[a-z]+)?|\d(?:[\d,.]*\d)?|[,;:()$]")
_DATED = regex(r"(?:back )?(?:in|on|since|during) (?:[a-z]+ ){0,3}(?:\d\d?, )?(?:19|20)\d\d\b")
#: Texts of more sentences tell of more than the incident: the owner's size, other incidents.
_LONG = 12
_WEIGHTIER = frozenset(
    {"no harm", "harm, no size", "title", "kind:people", "form:word", "form:plain", "form:scaled", "form:figure"}
)
_YEAR = regex(r"(?:19|20)\d\d")
_HARM = frozenset(f"{side}{distance}:harm" for side in "LR" for distance in range(3))
#: How near others of the text must come to a number to support it.
_SAME = 0.06
_REACH = 110
_NEAR = 4
_FAR = 14


class Candidate(NamedTuple):
    """A number that may be the count: `unit` with the kind of people behind a point, `noun` its place (or None)."""

    line: Line
    quantity: Quantity
    unit: str
    noun: tuple[int, int] | None
    between: tuple[str, ...]


def rank(candidates: list[Candidate], lower: str, lines: int) -> list[float]:
    """How likely each of a text's `candidates` is to be the count of those affected (0 to 1)."""
    weight = weights("count_weights").get
    return [
        1 / (1 + math.exp(-sum([weight(name, 0.0) for name in names])))
        for names in all_features(candidates, lower, lines)
    ]


def all_features(candidates: list[Candidate], lower: str, lines: int) -> list[list[str]]:
    """The features of each candidate: its own, and how it stands among the others."""
    own = [[*_features(candidate, lower), *_place(candidate, lines)] for candidate in candidates]
    if lines > _LONG:
        for names in own:
            names += [f"long text, {name}" for name in names if name in _WEIGHTIER]
    largest = max((candidate.quantity.value for candidate in candidates), default=0)
    seen_harm = False
    for at, (names, candidate) in enumerate(zip(own, candidates, strict=True)):
        harmed = not seen_harm and not _HARM.isdisjoint(names)
        names += _among(candidates, candidate, largest)
        if harmed:
            seen_harm = True
            names.append("first harmed")
        if not at:
            names.append("first")
    return own


def _features(candidate: Candidate, lower: str) -> list[str]:
    quantity, unit, line = candidate.quantity, candidate.unit, candidate.line
    names = [
        "bias", f"unit:{unit}", f"kind:{unit.partition('.')[0]}", f"form:{quantity.form}", f"bound:{quantity.bound}",
        f"size:{min(7, int(math.log10(max(1, quantity.value))))}",
    ]  # fmt: skip
    cues = classes("count_cues")
    names += [f"M:{cues[word]}" for word in dict.fromkeys(candidate.between) if word in cues]
    after = max(quantity.end, candidate.noun[1]) if candidate.noun else quantity.end
    if quantity.form == "plain" and 1990 <= quantity.value <= 2040:
        names.append("like a year")
    if quantity.value == 500 and quantity.bound != "exact":
        names.append("legal threshold")
    first = line.start if not _answers(lower, line) else 0
    left = _tokens(lower, max(first, quantity.opening - _REACH), quantity.opening)[::-1]
    right = _tokens(lower, after, min(line.end, after + _REACH))
    beside = [*_beside("L", left), *_beside("R", right)]
    return [*names, *beside, *_together(beside)]


def _answers(lower: str, line: Line) -> bool:
    """Whether a sentence follows a question: "Whose data is affected? 70,000 accounts." is told by both."""
    return lower[max(0, line.start - 3) : line.start].rstrip().endswith("?")


def _together(beside: list[str]) -> Iterator[str]:
    """What the cues make of each other: harm and none of it, an owner's number without harm."""
    sized = any(name.endswith(":size") for name in beside)
    if _HARM.isdisjoint(beside):
        yield "no harm"
        yield from (f"no harm, {name}" for name in ("L0:own", "L1:own", "L0:size", "L1:size") if name in beside)
        if sized:
            yield "no harm, size"
    elif not sized:
        yield "harm, no size"


def _tokens(lower: str, start: int, end: int) -> list[str]:
    return [
        "<year>" if len(token) == 4 and _YEAR.fullmatch(token) else token for token in _TOKEN.findall(lower, start, end)
    ]


@cache
def _pairs(side: str) -> dict[str, dict[str, str]]:
    """The cues of two words, by the one nearer to a number on that side, then by the other one."""
    pairs: dict[str, dict[str, str]] = {}
    for cue, name in classes("count_cues").items():
        first, _, second = cue.partition(" ")
        if second:
            near, far = (second, first) if side == "L" else (first, second)
            pairs.setdefault(near, {})[far] = name
    return pairs


def _beside(side: str, tokens: list[str]) -> Iterator[str]:
    """Which cues stand near by and further off; the nearest of a kind counts."""
    if not tokens:
        yield f"{side}:edge"
    cues, pairs = classes("count_cues"), _pairs(side)
    seen: set[str] = set()
    for at, (word, following) in enumerate(zip(tokens[:_FAR], [*tokens[1:], ""], strict=False)):
        if word == ";":
            break
        for name in (cues.get(word), pairs[word].get(following) if word in pairs else None):
            if name and name not in seen:
                seen.add(name)
                yield f"{side}{0 if at < 2 else 1 if at < _NEAR else 2}:{name}"


def _place(candidate: Candidate, lines: int) -> Iterator[str]:
    line = candidate.line
    if line.index > 2:
        yield from _opening(line)
    if line.title:
        yield "title"
    length = "long" if lines > _LONG else "short"
    yield f"{length} text, line {min(line.index, 3) if line.index < 6 else 6}"
    if lines > _LONG and line.index > 0.75 * lines:
        yield "late"
    yield from [f"mark:{name}" for name in line.marks if name.startswith("count.")]


def _opening(line: Line) -> Iterator[str]:
    """How the sentence begins: "Last year, ...", "In May 2019, ...", "Update: ..."."""
    cues = classes("count_cues")
    first = _tokens(line.lower, 0, 40)[:3]
    for word in dict.fromkeys((*first, " ".join(first[:2]))):
        if word in cues:
            yield f"open:{cues[word]}"
    if _DATED.match(line.lower):
        yield "open:dated"


def _among(candidates: list[Candidate], one: Candidate, largest: float) -> Iterator[str]:
    """Whether others repeat the number, and whether it is the largest."""
    value, line = one.quantity.value, one.line
    alike = [other for other in candidates if other is not one and abs(other.quantity.value - value) <= _SAME * value]
    support = sum([other.line is not line for other in alike])
    yield f"support:{min(support, 2)}"
    if any(other.line.title for other in alike):
        yield "as title"
    if value >= largest:
        yield "largest"
    same = [other for other in candidates if other.line is line]
    if len(same) > 1:
        yield "first in line" if same[0] is one else "later in line"
        yield "largest in line" if value >= max([other.quantity.value for other in same]) else "smaller in line"
