"""Where a text says that it plays: datelines, states in short, and how people are told from whence a firm comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.setting.cues import Cue
from affidavit.extract.setting.places import places_in
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: Where a text was written tells where it plays, but for cities from which papers write of all the world.
_DATELINE = regex(
    r"([A-ZÀ-Þ][A-ZÀ-Þ'.-]+(?: [A-ZÀ-Þ'.-]+){0,2})(?:, [A-Z][\w.]{1,12}(?: \d{1,2})?)?(?: \([\w ./]{2,30}\))?"
    r" ?[-—–]{1,2} "
)
_FOR_ALL = frozenset(
    {"London", "New York", "Washington", "San Francisco", "Brussels", "Paris", "Singapore", "Hong Kong"}
)
#: In how many sentences of the head a dateline stands, and what it weighs.
_HEAD, _WRITTEN_THERE = 6, 1.6
#: A state or province in short behind its town.
_POSTAL = regex(
    r"[A-Z][a-z]{2,20}, (A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|"
    r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])(?=[\s,.;:)]|$)"
)
_NEWSPAPERS = regex(
    r"(?:[A-Z][a-z]{2,20}|[A-Z]{3,20}), (?:(Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ill|Kan|Ky|Md|Mass|Mich|Minn|Miss|Mont|"
    r"Ga|Neb|Nev|N\.[CDHJMY]|Okla|Ore|Pa|R\.I|S\.[CD]|Tenn|Vt|W\.Va|Wis|Wyo)\.|(Ont|Que|Alta|B\.C|Sask|N\.[BS])\.)"
)
#: What a firm's houses are, behind a country's people: "two of its three German plants".
_ITS = regex(r"\b(?:its|their|our)(?: (?!and\b)[\w-]+){0,3} $")
_HOUSES = regex(
    r" (?:[\w-]+ )?(?:plants?|factor(?:y|ies)|stores?|shops|branches|clinics?|offices|hospitals?|mills?|warehouses?|"
    r"restaurants|hotels?|schools|works|depots?|garages|customers|members|residents|taxpayers)\b"
)


def written(scan: Scan) -> Iterator[Cue]:
    """The country of a dateline: "ACCRA (Wire) - "."""
    for line in scan.lines[:_HEAD]:
        found = _DATELINE.match(scan.plain, line.start, line.end)
        place = next(iter(places_in(found[1].title())), None) if found else None
        if found and place is not None and place.text not in _FOR_ALL:
            yield Cue(place.country, _WRITTEN_THERE, line, found.start(1), found.end(1))
            return


def in_short(scan: Scan, line: Line) -> tuple[str, int, int] | None:
    """The country of a state or province that a sentence has in short behind a town, and where it stands."""
    if told := _POSTAL.search(scan.plain, line.start, line.end):
        return "US", told.start(1), told.end(1)
    if told := _NEWSPAPERS.search(scan.plain, line.start, line.end):
        group = 1 if told[1] else 2
        return "US" if told[1] else "CA", told.start(group), told.end(group)
    return None


def of_its_houses(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a country's people at `[start, end)` tell where houses of the one told of are."""
    before = scan.lower[max(line.start, start - 40) : start]
    return _ITS.search(before) is not None and _HOUSES.match(scan.lower, end, line.end) is not None
