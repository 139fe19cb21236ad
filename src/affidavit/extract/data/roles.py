"""Whether data that a text names was exposed, was not, or is only spoken of, by the words around it: a trained model.

Rules (`telling`, `assertion`) know the verbs and denials; the model has learned from marked texts how else both are
told ("sit on another network", "never left the building"). It judges beside the rules: it tells what they leave out,
and takes back what it finds next to impossible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.around import around
from affidavit.model.claim import Speaker, Status
from affidavit.model.linear import Linear, linear
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.data.mentions import Mention
    from affidavit.extract.data.telling import Telling
    from affidavit.extract.scan import Line, Scan

#: What data can be, in the order of the weights.
ROLES = ("other", "exposed", "denied")
_OTHER, _EXPOSED, _DENIED = range(3)
BY = "data.learned"
#: How likely exposed or denied data must be of which the rules say nothing, and below what theirs is taken back;
#: measured on texts that neither had seen.
_LIKELY = {_EXPOSED: 0.9, _DENIED: 0.8}
_UNLIKELY = {_EXPOSED: 0.15, _DENIED: 0.04}
#: The same where several classes are only listed, and no word says that they left.
_UNLIKELY_LISTED = 0.5
#: Marks that tell of a trade, a country or the class of data itself say nothing of what became of it.
_UNTOLD = ("sector", "country", "data:")
_RECALL, _IN_A_YEAR = "recall.earlier", regex(r"(?:back )?in (?:[a-z]+ )?(?:19|20)\d\d\b")
#: Sentences from this one on are far down; a text is looked at in so many parts.
_FAR, _PARTS = 6, 10


class Told(NamedTuple):
    """A mention of a class of data in its sentence.

    `says` is the status that the rules give it, None where they give it none; `status` and `speaker` are what its
    scope in the sentence alone would make of it; where `settled`, nothing else may be said of it.
    """

    telling: Telling
    mention: Mention
    says: Status | None
    status: Status
    speaker: Speaker
    settled: bool


def weighed(scan: Scan, found: Sequence[Told]) -> list[Status | None]:
    """The status of each mention: the rules', where the model does not find it next to impossible, else its own."""
    told: list[Status | None] = []
    for line, of_line in groupby(found, key=lambda one: one.telling.line):
        row = list(of_line)
        chances = map(model().chances, features(scan, line, row))
        told += [_weighed(scan, one, likely) for one, likely in zip(row, chances, strict=True)]
    return told


def _weighed(scan: Scan, one: Told, chances: Sequence[float]) -> Status | None:
    if one.settled:
        return None
    ruled = _OTHER if one.says is None else _DENIED if one.says is Status.DENIED else _EXPOSED
    only_listed = ruled == _EXPOSED and not one.telling.cued
    least = _UNLIKELY_LISTED if only_listed else _UNLIKELY.get(ruled, 0)
    if ruled != _OTHER and (chances[ruled] >= least or _is_sure(scan, one)):
        return one.says
    likely = next((role for role, least in _LIKELY.items() if role != ruled and chances[role] >= least), _OTHER)
    if likely == _EXPOSED and ruled == _OTHER and one.telling.kept():
        return None
    if likely == _EXPOSED:
        return Status.STATED if one.status is Status.DENIED else one.status
    return Status.DENIED if likely == _DENIED else None


def _is_sure(scan: Scan, one: Told) -> bool:
    """Whether the rules are left alone: with what is only suspected, taken in so many words, or another incident's."""
    if one.says is Status.SUSPECTED or (one.says is not Status.DENIED and one.telling.taken(one.mention)):
        return True
    line = one.telling.line
    return line.index in scan.of_others or _RECALL in line.marks or _IN_A_YEAR.match(line.lower) is not None


@cache
def model() -> Linear:
    """The trained model (made by bench/train/roles.py)."""
    return linear("affidavit.extract", "weights", "data.json")


def features(scan: Scan, line: Line, row: Sequence[Told]) -> Iterator[set[str]]:
    """What the model sees of each mention of a sentence; `row` is all data that it names."""
    cased = scan.text[line.start : line.end]
    places = [(one.mention.start - line.start, one.mention.end - line.start) for one in row]
    shared = {f"mark {mark}" for mark in line.marks if not mark.startswith(_UNTOLD)}
    shared |= {
        "title" if line.title else "story",
        f"sentence {min(line.index, _FAR)}",
        f"part {min(_PARTS - 1, _PARTS * line.index // len(scan.lines))}",
    }
    for one, place in zip(row, places, strict=True):
        told = around(cased, place, places)
        says = "nothing" if one.says is None else "denied" if one.says is Status.DENIED else "exposed"
        told |= shared
        told |= {
            f"scope {one.status}", f"by {one.speaker}", f"rule {says}", f"class {one.mention.name}",
            f"cued {one.telling.cued}",
        }  # fmt: skip
        yield told
