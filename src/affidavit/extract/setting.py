"""The fields sector and country: what the words beside the victim's name, and in it, say of trade and place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from affidavit.extract.lists import table
from affidavit.extract.organizations.party import Name, Rated
from affidavit.model.claim import Claim, Speaker, Status

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_SECTOR = "sector:"
#: How much a cue weighs by where it stands: in the name, in apposition to it, in a sentence with it, elsewhere.
_IN_NAME, _BESIDE, _WITH, _ELSEWHERE = 6.0, 4.0, 1.0, 0.4
_APPOSED = 45
#: What the best value needs to be said at all.
_SECTOR_FROM, _COUNTRY_FROM = 1.6, 1.6

_BASED = re.compile(
    r"^(?:-based\b|-headquartered\b)|(?:based|headquartered|headquarters|located) (?:\w+ )?in (?:the )?(?:[\w.]+, )?$"
)
_KIND_OF = re.compile(
    r"^[^.;]{0,40}? (?:is|was) (?:an?|the|one of)\b|^, (?:an?|the|one of)\b|^ \([^)]*\),? (?:is )?(?:an?|the)\b"
)
#: What stands between a name and its country in "Northfield Dental in Melbourne, Australia".
_PLACED = re.compile(r"^,? (?:based )?(?:in|of) (?:[\w.'-]+ ){0,2}[\w.'-]+, $")


@dataclass(slots=True)
class Cue:
    """A cue for a value at `[start, end)` of the text, with its weight."""

    value: str
    weight: float
    line: Line
    start: int
    end: int


def claims(scan: Scan) -> Iterator[Claim]:
    """The victim's sector and country, where the text makes them plain."""
    victim = max(scan.parties, key=lambda rated: rated.victim, default=None)
    if victim is not None and victim.victim < 0.3:
        victim = None
    yield from _best(scan, "sector", list(_sector_cues(scan, victim)), _SECTOR_FROM)
    yield from _best(scan, "country", list(_country_cues(scan, victim)), _COUNTRY_FROM)


def _best(scan: Scan, field: str, cues: list[Cue], least: float) -> Iterator[Claim]:
    """One claim for the value that most speaks for, unless another comes close."""
    totals: dict[str, float] = defaultdict(float)
    for cue in cues:
        totals[cue.value] += cue.weight
    ranked = sorted(totals.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < least:
        return
    value, weight = ranked[0]
    share = weight / (weight + (ranked[1][1] if len(ranked) > 1 else 0.0))
    if share < 0.55:
        return
    cue = max((c for c in cues if c.value == value), key=lambda c: (c.weight, -c.start))
    yield scan.claim(
        cue.line, cue.start, cue.end, field=field, value=value, by=f"setting.{field}",
        confidence=min(0.95, 0.5 + 0.4 * share + 0.02 * weight), status=Status.STATED,
        speaker=Speaker.PRESS,
    )  # fmt: skip


def _sector_cues(scan: Scan, victim: Rated | None) -> Iterator[Cue]:
    for line in scan.body:
        for mark, places in line.marks.items():
            if mark.startswith(_SECTOR):
                for start, end in places:
                    weight = _sector_weight(scan, line, victim, start, end)
                    yield Cue(mark.removeprefix(_SECTOR), weight, line, start, end)


def _sector_weight(scan: Scan, line: Line, victim: Rated | None, start: int, end: int) -> float:
    if victim is None:
        return _WITH + 0.7 if line.index <= 1 else _ELSEWHERE
    here = [mention for mention in victim.party.mentions if mention.line == line.index]
    if any(mention.start <= start and end <= mention.end for mention in here):
        return _IN_NAME
    if any(_apposed(scan, mention, start, end) for mention in here):
        return _BESIDE
    return _WITH if here or line.index <= 1 else _ELSEWHERE


def _apposed(scan: Scan, mention: Name, start: int, end: int) -> bool:
    """Whether a description right before the name, or one that follows it with "is a" or a comma, holds the cue."""
    if end <= mention.start:
        between = scan.lower[end : mention.start]
        return len(between) <= _APPOSED and not re.search(r"[.;,:]|\b(?:and|of|from|to|at|by|that|which)\b", between)
    if start >= mention.end:
        between = scan.lower[mention.end : start]
        near = len(between) <= 2 * _APPOSED
        return near and (_KIND_OF.match(between) or _PLACED.match(between)) is not None
    return False


def _country_cues(scan: Scan, victim: Rated | None) -> Iterator[Cue]:
    for line in scan.body:
        for mark, places in line.marks.items():
            if mark.startswith("country:"):
                for start, end in places:
                    yield Cue(mark.removeprefix("country:"), 1.7, line, start, end)
    for rated in scan.parties:
        for mention in rated.party.mentions:
            yield from _places(scan, victim, rated, mention)


def _places(scan: Scan, victim: Rated | None, rated: Rated, mention: Name) -> Iterator[Cue]:
    """The places that a name is, or holds: "Canadian", "Leeds-based", "University of Oregon"."""
    line = scan.lines[mention.line]
    words = [(m.group(), m.start()) for m in re.finditer(r"[\w.']+", mention.text)]
    for first, (word, offset) in enumerate(words):
        for text in (mention.text[offset : offset + len(word)], " ".join(w for w, _ in words[first : first + 2])):
            if rated.actor < 0.5 and (place := table("place").get(text.removesuffix("-based"))):
                start = mention.start + offset
                weight = _place_weight(scan, victim, mention, start, place[1])
                yield Cue(place[0], weight, line, start, start + len(text))
                break


def _place_weight(scan: Scan, victim: Rated | None, mention: Name, start: int, kind: str) -> float:
    line = scan.lines[mention.line]
    after, before = scan.lower[start + 1 : mention.end + 12], scan.lower[max(line.start, start - 40) : start]
    if victim is not None and mention in victim.party.mentions:
        return _IN_NAME / 2
    if _BASED.search(before) or "-based" in after:
        return _BESIDE
    if victim is None:
        return _WITH if line.index <= 2 else _ELSEWHERE / 2
    here = [m for m in victim.party.mentions if m.line == line.index]
    if kind != "city" and any(_apposed(scan, m, start, mention.end) for m in here):
        return _BESIDE
    return 0.5 if here else 0.2
