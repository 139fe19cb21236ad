"""Numbers and dates as people compare them: `>100k`, `10000..500000`, `>=2024-03`, `2023..2024-06`, `today-30d`."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime, timedelta

from affidavit.model.regex import regex
from affidavit.register.rows import span
from affidavit.register.search.raw import Given, Misread
from affidavit.register.search.tree import Between, Within

_SCALES = {
    "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9,
}  # fmt: skip
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_NUMBER = regex(
    r"([$€£¥₹])?(\d[\d,]{0,20}(?:\.\d{1,6})?) ?(thousand|million|billion|bn|mn|k|m|b)? ?([a-z]{3,4})?",
    re.IGNORECASE | re.ASCII,
)
_AGO = regex(r"today(?:-(\d{1,5})d)?", re.IGNORECASE | re.ASCII)


def between(op: str, given: Given, *, money: bool) -> tuple[Between, str | None]:
    """The bounds of a number, and the currency that it is written with."""
    low, high = _ends(op, given)
    lowest, one = _number(low, money=money) if low else (None, None)
    highest, other = _number(high, money=money) if high else (None, None)
    if one and other and one != other:
        raise Misread("both ends must be of one currency", given.at)
    if lowest is not None and highest is not None and lowest > highest:
        raise Misread("the lower end stands first", given.at)
    if op == ">" and lowest is not None:
        lowest = math.nextafter(lowest, math.inf)
    if op == "<" and highest is not None:
        highest = math.nextafter(highest, -math.inf)
    return Between(lowest, highest), one or other


def within(op: str, given: Given) -> Within:
    """The days between which a date must lie."""
    low, high = _ends(op, given)
    first, last = _days(low)[0] if low else None, _days(high)[1] if high else None
    if op == ">" and low:
        first = _moved(_days(low)[1], 1)
    if op == "<" and high:
        last = _moved(_days(high)[0], -1)
    if first is not None and last is not None and first > last:
        raise Misread("the earlier end stands first", given.at)
    return Within(first, last)


def scaled(digits: str, scale: str | None) -> float:
    """The number of `1,500` or, with the scale, of `1.5` million."""
    return float(digits.replace(",", "")) * _SCALES.get((scale or "").lower(), 1)


def _ends(op: str, given: Given) -> tuple[Given | None, Given | None]:
    """The lower and the upper end that are written."""
    if given.goes_on:
        raise Misread("a * does not go with a number or a date", given.at)
    if op in {">", ">="}:
        return given, None
    if op in {"<", "<="}:
        return None, given
    low, dots, high = given.text.partition("..")
    if not dots:
        return given, given
    if not (low or high):
        raise Misread("a range has one end at least", given.at)
    at = given.at + len(low) + 2
    return Given(low, given.at) if low else None, Given(high, at) if high else None


def _number(given: Given, *, money: bool) -> tuple[float, str | None]:
    found = _NUMBER.fullmatch(given.text.strip())
    if found is None or not (money or not (found[1] or found[4])):
        like = "1M, 4.5M, $1M, 150BTC" if money else "1000, 1,000, 10k, 1.5M"
        raise Misread(f"a number is written like {like} or a range like 10k..500k, not {given.text!r}", given.at)
    symbol, digits, scale, currency = found.groups()
    return scaled(digits, scale), (currency or "").upper() or _SYMBOLS.get(symbol or "")


def _days(given: Given) -> tuple[str, str]:
    """The first and the last day of what is written."""
    if ago := _AGO.fullmatch(given.text):
        day = _moved(datetime.now(UTC).date().isoformat(), -int(ago[1] or 0))
        return day, day
    first, last = span(given.text)
    if first is None or last is None or not (_is_day(first) and _is_day(last)):
        wanted = "a date is written like 2024, 2024-09, 2024-09-17 or today-30d, a range like 2023..2024-06"
        raise Misread(f"{wanted}, not {given.text!r}", given.at)
    return first, last


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _moved(day: str, days: int) -> str:
    """The day so many days later; the first or last that there is where it would lie beyond."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return date.max.isoformat() if days > 0 else date.min.isoformat()
