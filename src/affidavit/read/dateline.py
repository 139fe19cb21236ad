"""The date that a text bears at its head: on a line of its own, behind "Published:" or "By ...", or as a dateline."""

from __future__ import annotations

import re
from itertools import islice

from affidavit.model.regex import regex
from affidavit.read.dates import iso_date

#: How many lines a head can have, and how far into the text it can reach.
_HEAD_LINES, _HEAD = 8, 600
_DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|"
    r"\d{4}-\d{2}-\d{2})"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d{2}.{0,20})?"
_DASH = r" ?[-\u2013\u2014|\u00b7]{1,2} ?"
#: "June 3, 2025", "Published: 3 June 2025 at 10:20", "By Ann Example, 3 June 2025", "... announcement, 3 June 2025".
_ALONE = regex(
    rf"(?:(?:Date[d]?|Published|Posted|Released|Issued|Published on|Posted on|For (?:immediate )?release|"
    rf"[Bb]y [A-Z][\w.' -]{{2,60}}|.{{3,120}}\b(?:announcement|statement|release|bulletin|notice|"
    rf"week (?:of|ending)))[:,]?"
    rf"(?:{_DASH}| ))?{_WEEKDAY}({_DAY}){_TIME}\.?",
    re.IGNORECASE,
)
#: "ALDERBROOK, Ohio, June 3, 2025 (WIRE) - The", "3 June 2025 - The", "3 June 2025. The".
_DATELINE = regex(
    rf"(?:[A-Z][\w.' ]{{1,30}},? (?:[A-Z][\w.' ]{{1,20}},? )?(?:- )?)?\(?{_WEEKDAY}({_DAY})\)?"
    rf"(?:(?: ?[/(][^()/]{{2,40}}[/)])? ?[-\u2013\u2014]{{1,2}} ?|\. )(?=[\"\u201cA-Z])"
)
#: A head with a line on an event of that day is a chronicle; of several, none is the text's own.
_OPENS = regex(rf"{_WEEKDAY}{_DAY}")


_STAMP = regex(
    rf"(?:(?:Date[d]?|Published|Posted|Released|Issued|Updated|For (?:immediate )?release)(?: on)?[:,]? )?"
    rf"{_WEEKDAY}{_DAY}{_TIME}\.?",
    re.IGNORECASE,
)


def is_stamp(line: str) -> bool:
    """Whether a line holds no more than the day that the text was published: "Tuesday, 4 June 2024"."""
    return _STAMP.fullmatch(line) is not None


def dateline(text: str) -> str | None:
    """The ISO date that `text` bears at its head, or None; a text that is a list of dated events bears none."""
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    if sum(_OPENS.match(line) is not None for line in lines) > 1:
        return None
    for line in islice(filter(None, lines), _HEAD_LINES):
        if match := _ALONE.fullmatch(line) or _DATELINE.match(line):
            return iso_date(match[1])
    return None
