"""What stands at a text's head and tells of nothing that happened: bylines, places of datelines, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.lists import table
from affidavit.extract.organizations.known import known_as
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: How many sentences, and how many characters, a head has at most.
_LINES, _REACH = 6, 900
_LONGEST_BYLINE = 120
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?,? \d{4}|"
    r"[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d-\d\d)"
)
#: The same without its year, as datelines have it.
_OF_YEAR = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})"
)
#: "By Ann Example and Bo Example, 3 June 2025", "Published: 3 June 2025".
_BYLINE = regex(rf"by (?:[a-z.'-]+ ){{1,7}}?[a-z.'-]+(?:,? [|-]{{0,2}} ?{_DAY}.{{0,30}})\.?")
_STAMP = regex(
    rf"(?:date[d]?|published|posted|released|issued|(?:last )?updated|modified|filed)(?: on)?:? {_DAY}.{{0,30}}"
)
_DAY_ALONE = regex(rf"{_DAY}\.?")
_STREET = regex(
    r"(?:\b\d{1,5}[a-z]?,? (?:[a-z.'-]+ ){0,4}(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|way|"
    r"parkway|pkwy|square|plaza|place|court|ct|highway|hwy|terrace|suite|circle|quay|row|park)\b|"
    r"\bp\.? ?o\.? box \d)"
)
#: "Alderbrook, OH 43004" in a line of its own.
_TOWN = regex(r"[a-z][a-z.' -]{1,40},? [a-z][a-z.]{1,3} \d{5}(?:-\d{4})?")
#: The states of the United States, as addresses and letters write them.
STATES = (
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|"
    r"W[AIVY]|Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|"
    r"Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|"
    r"Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|(?:North|South) (?:Carolina|Dakota)|Ohio|"
    r"Oklahoma|Oregon|Pennsylvania|Rhode Island|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|"
    r"Wisconsin|Wyoming)"
)
#: How an address line of each country ends: "Springfield, Illinois 62701", "Leeds LS1 4AP", "Toronto ON M5V 2T6".
_ENDS = {
    "US": regex(rf"\b{STATES}\.? +\d{{5}}(?:-\d{{4}})?$"),
    "GB": regex(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"),
    "CA": regex(r"\b[A-Z]\d[A-Z] \d[A-Z]\d$"),
}
#: Within how many sentences of a letter or form, and how many characters of each, its address stands.
_LETTERHEAD, _ADDRESS = 15, 120
#: The label of a form's field.
_LABEL = regex(r"date of (?:this )?[a-z]{3,20}|form [\w-]{1,8}|commission file (?:no|number)|current report")
#: No line of an address is longer, and none under a street has more lines.
_LONGEST_LINE, _UNDER = 60, 3
#: "ALDERBROOK, Ohio, June 3, 2025 (WIRE) - " and "June 3, 2025 -- ALDERBROOK -- ", before the first sentence proper.
_DATELINE = regex(
    rf"(?:[a-z][a-z.' ]{{1,30}}, (?:[a-z.' ]{{1,20}}, )?(?:{_DAY}|{_OF_YEAR})(?: ?[/(][^()/]{{2,40}}[/)])? ?-{{1,2}} |"
    rf"\(?{_DAY}\)? ?-{{1,2}} (?:[a-z.']+,? ){{1,4}}(?:\([^()]{{2,40}}\) )?-{{1,2}} |"
    rf"[a-z][a-z.' ]{{1,30}}, (?:[a-z.' ]{{1,20}} )?(?:\([a-z ]{{2,20}}\) |\({_DAY}\) ){{1,2}}-{{1,2}} )"
)

#: "KINGSTON, Jamaica (AP) - ", "TALLINN. ", "Ghent: " before a sentence, anywhere in a text.
_SENT_FROM = regex(
    r"([A-Z\u00c0-\u00de][\w'\u00c0-\u017f-]+(?: [A-Z\u00c0-\u00de][\w'\u00c0-\u017f-]+){0,2})(?:, [A-Z][\w.]{1,15})?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^()]{2,40}\)){0,2}(?: ?(?:\u2014|\u2013|--) ?| - |[.:](?: |$))"
)


def addressed(scan: Scan) -> Iterator[tuple[str, Line, int]]:
    """The countries of the addresses at the text's head, each with its line and where the town's code begins."""
    for line in scan.lines[:_LETTERHEAD]:
        if line.end - line.start <= _ADDRESS and scan.plain[line.end - 1].isalnum():
            for country, end in _ENDS.items():
                if found := end.search(scan.plain, line.start, line.end):
                    yield country, line, found.start()


def is_stamp(line: Line) -> bool:
    """Whether a sentence is no more than who wrote the text, or when it was published."""
    if line.index >= _LINES or line.end - line.start > _LONGEST_BYLINE:
        return False
    return (_BYLINE.fullmatch(line.lower) or _STAMP.fullmatch(line.lower)) is not None


def is_date(line: Line) -> bool:
    """Whether a sentence is no more than a date: what a text may begin with, and no headline."""
    return _DAY_ALONE.fullmatch(line.lower) is not None


def is_letterhead(scan: Scan, found: list[tuple[int, int]]) -> bool:
    """Whether the first line is the name over an address, one of the places `found`, and no headline."""
    if not (scan.lines and found) or scan.text[scan.lines[0].end : found[0][0]].count("\n") != 1:
        return False
    return _STREET.match(scan.lower, found[0][0]) is not None


def places(scan: Scan) -> list[tuple[int, int]]:
    """Where the head names places as such: the address of a letterhead, the place of a dateline."""
    datelines = [(line.start, line.start + end) for line in scan.lines[:_LINES] if (end := dateline_end(line))]
    return [*_addresses(scan), *datelines]


def dateline_end(line: Line) -> int:
    """Where the dateline of a sentence of the head ends, within it; 0 where it has none."""
    found = _DATELINE.match(line.lower) if line.index < _LINES else None
    return found.end() if found else 0


def sent_from(scan: Scan, line: Line) -> int:
    """Where the place that a sentence is sent from ends, in the text; -1 where none stands before it."""
    found = _SENT_FROM.match(scan.plain, line.start, line.end)
    if found is None or not (found[1].isupper() or found[1] in table("town") or known_as(found[1]) == "city"):
        return -1
    return found.end()


def _addresses(scan: Scan) -> Iterator[tuple[int, int]]:
    """The lines of addresses, and the labels of a form's fields."""
    start, under = 0, 0
    for row in scan.text[:_REACH].split("\n"):
        lower = scan.lower[start : start + len(row)]
        if label := _LABEL.match(lower):
            yield start, start + label.end()
        street = _STREET.search(lower) if len(row) <= 2 * _LONGEST_LINE else None
        if street and not lower.rstrip().endswith("."):
            yield start + street.start(), start + len(row)
            under = _UNDER
        elif _TOWN.fullmatch(lower.strip()) or (under and 0 < len(row.strip()) <= _LONGEST_LINE):
            yield start, start + len(row)
            under -= 1
        else:
            under = 0
        start += len(row) + 1
