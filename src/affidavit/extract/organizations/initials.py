"""Names with initials are one: "Milton S. Harper Medical Center", "J. P. Larch & Co", "O.B. County Clinics"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: A name that stops at an initial.
_STOPS = regex(r"(?:^| )[A-Z]$")
#: What is lettered, and stops where its sentence does: "under Plan B".
_LETTERED = regex(
    r"\b(?:Plan|Appendix|Annex|Exhibit|Schedule|Section|Part|Type|Class|Group|Vitamin|Hepatitis|Block) [A-Z]$"
)
#: Initials before a name.
_LED = regex(r"(?<![\w.'-])(?:[A-Z]\. ?){1,3}$")
_LONGEST = 9
#: Before a person, whose practice may be called otherwise.
_TITLE = regex(r"\b(?:Drs?|Mrs?|Ms|Prof|Rev|Sgt|Capt|Lt)\.? $")
#: Initials that are a country's or a town's, and stand before many a name that does without them.
_PLACES = frozenset(("U.S.", "U.K.", "E.U.", "U.N.", "D.C.", "U. S."))


def joined(scan: Scan, found: list[Name]) -> list[Name]:
    """`found`, with the parts of names made one that an initial's stop holds apart."""
    whole: list[Name] = []
    for name in found:
        last = whole[-1] if whole else None
        if last and last.line == name.line and _goes_on(scan.plain, last, name):
            whole[-1] = Name(scan.plain[last.start : name.end], last.start, name.end, name.line)
            continue
        start = _start(scan, name)
        if last and start < last.end:
            start = name.start
        whole.append(name if start == name.start else Name(scan.plain[start : name.end], start, name.end, name.line))
    return whole


def _goes_on(plain: str, last: Name, name: Name) -> bool:
    """Whether `name` goes on behind the initial that `last` ends with."""
    if plain[last.end : name.start] != ". " or not _STOPS.search(last.text) or _LETTERED.search(last.text):
        return False
    return not _titled(plain, last.start)


def _titled(plain: str, start: int) -> bool:
    return _TITLE.search(plain[max(start - _LONGEST, 0) : start]) is not None


def _start(scan: Scan, name: Name) -> int:
    """Where the name begins, with the initials before it."""
    plain = scan.plain
    if "." not in plain[max(name.start - 2, 0) : name.start]:
        return name.start
    led = _LED.search(plain[max(name.start - _LONGEST, 0) : name.start])
    if led is None or led.group().strip() in _PLACES:
        return name.start
    start = name.start - len(led.group())
    lettered = led.group().count(".") == 1 and start == scan.lines[name.line].start  # "A. Change it."
    return name.start if lettered or _titled(plain, start) else start
