"""Which of a text's numbers is the count of those affected: what stands beside each, weighed.

The features are few and of the language (a verb of harm near by, "of its", "serves", the title); their weights were
fitted by `bench/fit_counts.py` on labelled texts and are kept in `lists/count_weights.tsv`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from affidavit.extract.lists import classes, weights

if TYPE_CHECKING:
    from affidavit.extract.numerals import Quantity
    from affidavit.extract.scan import Line

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d(?:[\d,.]*\d)?|[,;:()$]")
_DATED = re.compile(r"(?:back )?(?:in|on|since|during) (?:[a-z]+ ){0,3}(?:\d\d?, )?(?:19|20)\d\d\b")
#: Texts of more sentences tell of more than the incident: the owner's size, other incidents.
_LONG = 12
_WEIGHTIER = frozenset(
    {"no harm", "harm, no size", "title", "kind:people", "form:word", "form:plain", "form:scaled", "form:figure"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 110
_NEAR = 4
_FAR = 14


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be the count: `unit` with the kind of people behind a point, `noun` its place (or None)."""

    line: Line
    quantity: Quantity
    unit: str
    noun: tuple[int, int] | None
    between: tuple[str, ...]


def rank(candidates: list[Candidate], lower: str, lines: int) -> list[float]:
    """How likely each of a text's `candidates` is to be the count of those affected (0 to 1)."""
    table = weights("count_weights")
    return [
        1 / (1 + math.exp(-sum(table.get(name, 0.0) for name in names)))
        for names in all_features(candidates, lower, lines)
    ]


def all_features(candidates: list[Candidate], lower: str, lines: int) -> list[list[str]]:
    """The features of each candidate: its own, and how it stands among the others."""
    own = [[*_features(candidate, lower), *_place(candidate, lines)] for candidate in candidates]
    if lines > _LONG:
        own = [[*names, *(f"long text, {name}" for name in names if name in _WEIGHTIER)] for names in own]
    harmed = ["harm" in "".join(name for name in names if name[0] in "LR") for names in own]
    seen_harm = False
    for at, candidate in enumerate(candidates):
        own[at] += _among(candidates, candidate)
        if harmed[at] and not seen_harm:
            seen_harm = True
            own[at].append("first harmed")
        if not at:
            own[at].append("first")
    return own


def _features(candidate: Candidate, lower: str) -> Iterator[str]:
    quantity = candidate.quantity
    yield "bias"
    yield f"unit:{candidate.unit}"
    yield f"kind:{candidate.unit.split('.')[0]}"
    yield f"form:{quantity.form}"
    yield f"bound:{quantity.bound}"
    yield f"size:{min(7, int(math.log10(max(1, quantity.value))))}"
    cues = classes("count_cues")
    yield from (f"M:{cues[word]}" for word in set(candidate.between) if word in cues)
    after = max(quantity.end, candidate.noun[1]) if candidate.noun else quantity.end
    if quantity.form == "plain" and 1990 <= quantity.value <= 2040:
        yield "like a year"
    if quantity.value == 500 and quantity.bound != "exact":
        yield "legal threshold"
    left = _tokens(lower, max(candidate.line.start, quantity.opening - _REACH), quantity.opening)[::-1]
    right = _tokens(lower, after, min(candidate.line.end, after + _REACH))
    beside = [*_beside("L", left), *_beside("R", right)]
    yield from beside
    yield from _together(beside)


def _together(beside: list[str]) -> Iterator[str]:
    """What the cues make of each other: harm and none of it, an owner's number without harm."""
    kinds = {name.partition(":")[2] for name in beside}
    if "harm" not in kinds:
        yield "no harm"
        yield from (f"no harm, {name}" for name in ("L0:own", "L1:own", "L0:size", "L1:size") if name in beside)
        yield from ("no harm, size" for _ in range("size" in kinds))
    elif "size" not in kinds:
        yield "harm, no size"


def _tokens(lower: str, start: int, end: int) -> list[str]:
    return ["<year>" if _YEAR.fullmatch(token) else token for token in _TOKEN.findall(lower, start, end)]


def _beside(side: str, tokens: list[str]) -> Iterator[str]:
    """Which cues stand near by and further off; the nearest of a kind counts."""
    cues = classes("count_cues")
    seen: set[str] = set()
    for at, word in enumerate(tokens[:_FAR]):
        if word == ";":
            break
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        pair = f"{following} {word}" if side == "L" else f"{word} {following}"
        for name in (cues.get(word), cues.get(pair)):
            if name and name not in seen:
                seen.add(name)
                yield f"{side}{0 if at < 2 else 1 if at < _NEAR else 2}:{name}"
    if not tokens:
        yield f"{side}:edge"


def _place(candidate: Candidate, lines: int) -> Iterator[str]:
    line = candidate.line
    yield from _opening(line)
    if line.title:
        yield "title"
    length = "long" if lines > _LONG else "short"
    yield f"{length} text, line {min(line.index, 3) if line.index < 6 else 6}"
    if lines > _LONG and line.index > 0.75 * lines:
        yield "late"
    yield from (f"mark:{name}" for name in line.marks if name.startswith("count."))


def _opening(line: Line) -> Iterator[str]:
    """How the sentence begins: "Last year, ...", "In May 2019, ...", "Update: ..."."""
    if line.index < 3:
        return
    cues = classes("count_cues")
    first = _tokens(line.lower, 0, 40)[:3]
    for word in {*first, " ".join(first[:2])}:
        if word in cues:
            yield f"open:{cues[word]}"
    if _DATED.match(line.lower):
        yield "open:dated"


def _among(candidates: list[Candidate], one: Candidate) -> Iterator[str]:
    """Whether others repeat the number, and whether it is the largest."""
    value = one.quantity.value
    support = sum(
        abs(other.quantity.value - value) <= 0.06 * value for other in candidates if other.line is not one.line
    )
    yield f"support:{min(support, 2)}"
    if any(
        abs(other.quantity.value - value) <= 0.06 * value
        for other in candidates
        if other.line.title and other is not one
    ):
        yield "as title"
    if value >= max(other.quantity.value for other in candidates):
        yield "largest"
    same = [other for other in candidates if other.line is one.line]
    if len(same) > 1:
        yield "first in line" if same[0] is one else "later in line"
        yield "largest in line" if value >= max(other.quantity.value for other in same) else "smaller in line"
