"""Partial ISO dates: 2024, 2024-09, 2024-09-17."""

from __future__ import annotations

import re
from datetime import date

from affidavit.model.regex import regex

#: How many days the months have; where no leap year makes it one more.
_DAYS, _FEBRUARY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), 2
_ISO_DATE = regex(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


def is_date(text: str) -> bool:
    """Whether the text is an ISO date (2024-09-17), or the month or year of one."""
    try:
        return bool(_ISO_DATE.fullmatch(text) and date.fromisoformat(first_day(text)))
    except ValueError:  # a month or a day that is none
        return False


def first_day(text: str) -> str:
    """The first day that a partial date can mean."""
    return text + "-01-01"[len(text) - len("2024") :]


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def last_day(text: str) -> str:
    """The last day that a partial date can mean."""
    if len(text) == len("2024-09"):
        year, month = int(text[:4]), int(text[5:])
        return f"{text}-{_DAYS[month - 1] + (month == _FEBRUARY and _is_leap(year))}"
    return text + "-12-31"[len(text) - len("2024") :]
