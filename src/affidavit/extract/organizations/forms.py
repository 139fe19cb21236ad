"""Capitals of forms, entries and letters: labels, which name nobody, who signs, and whom the head of an entry names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: The label of a form's field, up to its colon: "Number of residents affected:", "Date(s) of Breach (if known):".
_LABEL = regex(
    r"(?:^|(?<=[\n.;|\u2022]))[ \t*#-]{0,4}((?:(?:total )?(?:number|count|no\.) of|(?:brief )?description of|"
    r"(?:dates?(?:\(s\))?|day|time) (?:of|when|that|breach|the|discovered|aware|reported|posted|notified|added)|"
    r"(?:type|cause|nature|method|source|location|kind|sector|category|name) of|"
    r"(?:organi[sz]ation|company|entity|business|agency|victim|incident|breach|data|information|reported|reporting|"
    r"submitted|notification|consumer|identity|industry|sector|impact|status|state|country|cause|threat|attack|"
    r"affected|individuals|persons|people|records|residents|contact|reference|case|group|actor|claimed|posted|"
    r"days|sample|attacker|ransom|type|date|damage|method|language)\b)[^:.;\n]{0,50}):",
    re.IGNORECASE,
)
#: A head that is all the name of an entry, with what an index writes beside it: "Larkfield Council - DDoS".
_KIND = (
    r"(?:(?:data|security|privacy|cyber) )?(?:breach|incident|leak|scrape|hack)|d?dos|ransomware|sim swap\w*|phishing|"
    r"business e-?mail compromise|bec|defacement|skimm\w+|lost \w+|stolen \w+|theft|loss"
)
_BEHIND_HEAD = regex(
    rf" ?(?:\([a-z]{{2}}\)|[-:\u2013\u2014]\s?(?:an? )?(?:{_KIND})(?: attack| notification| notice)?)$"
)
_BEFORE_HEAD = regex(
    r"(?:(?:data|security|privacy) )?(?:breach|incident|case|entry|victim)(?: notification| notice| report| note)?"
    r"(?: (?:no\.? ?)?[\d/-]{1,9})?: |(?:(?:name of )?(?:the )?(?:organi[sz]ation|company|entity|business)(?: name)?): "
)
#: No entry's head is longer.
_LONGEST_HEAD = 90
#: What somebody is who signs a letter.
_OFFICE = regex(
    r"(?:(?:honorary|acting|interim|deputy|vice|senior|assistant|associate|chief|executive|managing|general|group|"
    r"regional|founding|office|practice|club|data|privacy|information|technology|security|compliance|financial|"
    r"operating|protection|customer|legal|medical|clinical|membership|it|human|resources?|and|&|of|the) ){0,6}"
    r"(?:officer|secretary|director|president|manager|chair(?:man|woman|person)?|head(?:teacher| of [\w ]{2,30})?|"
    r"ceo|cio|ciso|cto|cfo|coo|founder|co-founder|owner|principal|trustee|treasurer|partner|administrator|executive|"
    r"superintendent|counsel|dean|registrar|commodore|captain|provost|chancellor|librarian|governor)\b"
)
#: How a signed name looks, how many lines of a text's end are looked at, and how long one of them is.
_SIGNED = regex(r"(?:Dr\.? |Mr\.? |Mrs\.? |Ms\.? |Prof\.? )?[A-Z]\S{1,20}(?: [A-Z]\.)?(?: [A-Z]\S{1,20}){1,2}")
_LAST, _SHORT = 8, 80


def spans(scan: Scan) -> list[tuple[int, int]]:
    """Where `scan` has labels of a form, and the names and offices of those who sign it."""
    return [*_labels(scan), *_signatures(scan)]


def _labels(scan: Scan) -> Iterator[tuple[int, int]]:
    if ":" in scan.text:
        yield from (found.span(1) for found in _LABEL.finditer(scan.text))


def _signatures(scan: Scan) -> Iterator[tuple[int, int]]:
    """The offices in the last lines of a letter, and the name over each."""
    rows = _last_rows(scan.text)
    for (above, over), (start, row) in zip([(0, ""), *rows], rows, strict=False):
        office = _OFFICE.match(row.lower()) if row else None
        if office is None or row.rstrip().endswith((".", "!", "?")):
            continue
        if row[office.end() : office.end() + 1] in ("", ",", " ") and _SIGNED.fullmatch(over.strip().rstrip(",")):
            yield above, above + len(over)
            yield start, start + office.end()


def _last_rows(text: str) -> list[tuple[int, str]]:
    """The last short lines of a text that are not empty, each with its start."""
    found: list[tuple[int, str]] = []
    end = len(text)
    while end > 0 and len(found) < _LAST:
        start = text.rfind("\n", 0, end) + 1
        row = text[start:end]
        if len(row) > _SHORT:
            break
        if row.strip():
            found.append((start, row))
        end = start - 1
    return found[::-1]


def heads_entry(scan: Scan, line: Line) -> tuple[int, int] | None:
    """Where the name stands that an entry's head consists of, whatever is written with capitals: "Larkfield - DDoS"."""
    if line.index or line.end - line.start > _LONGEST_HEAD:
        return None
    low, high = line.start, line.end
    if before := _BEFORE_HEAD.match(scan.lower, low, high):
        low = before.end()
    if behind := _BEHIND_HEAD.search(scan.lower, low, high):
        high = behind.start()
    if (low, high) == (line.start, line.end) or not scan.plain[low:high].strip():
        return None
    return low, high
