"""Dates as sources write them about themselves -> ISO dates; what is ambiguous or impossible is no date."""

from __future__ import annotations

import datetime

from affidavit.model.regex import regex

_ISO = regex(r"\s{0,9}(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?![\d])")
_DAY_FIRST = regex(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3})[a-z]{0,6}\.?,? (\d{4})\b")
_MONTH_FIRST = regex(r"\b([A-Za-z]{3})[a-z]{0,6}\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_EARLIEST, _LATEST = 1970, 2100


def iso_date(written: str | None) -> str | None:
    """The ISO date (or `YYYY-MM`, or `YYYY`) that `written` begins with or spells out, or None.

    The day is the writer's own: a time zone does not move it.
    """
    if not written:
        return None
    if match := _ISO.match(written):
        year, month, day = match.groups()
        return _checked(int(year), int(month) if month else None, int(day) if day else None)
    if match := _DAY_FIRST.search(written):
        day, name, year = match.groups()
        return _checked(int(year), _MONTHS.get(name.lower(), 0), int(day))
    if match := _MONTH_FIRST.search(written):
        name, day, year = match.groups()
        return _checked(int(year), _MONTHS.get(name.lower(), 0), int(day))
    return None


def _checked(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if not _EARLIEST <= year <= _LATEST:
        return None
    return date.isoformat()[: 10 if day is not None else 7 if month is not None else 4]
