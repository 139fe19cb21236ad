"""Values of the machine format, read back from outside: checked as what comes from outside is, by the field's type."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.model import vocabulary
from affidavit.model.dates import is_date
from affidavit.model.fields import FIELDS, Field
from affidavit.model.regex import regex
from affidavit.model.value import Count, Indicator, Money, Value

BOUNDS = ("exact", "about", "at_least", "up_to")
ROLES = ("attacker", "victim", "source", "contact", "unknown")
#: Longer names and texts are none; larger numbers are no count of anything that a disclosure tells of.
_LONGEST_NAME, _LONGEST_TEXT, _LARGEST = 300, 4000, 10**15
_CURRENCY = regex(r"[A-Z0-9]{2,10}", re.ASCII)


def one_line(text: object, longest: int = _LONGEST_TEXT) -> str:
    """The text on one line, without control characters, cut at `longest`; "" where it is no text."""
    if not isinstance(text, str):
        return ""
    held = text[: 2 * longest]
    shown = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in held)
    return " ".join(shown.split())[:longest].rstrip()


def many_lines(text: object, longest: int) -> str:
    """The text with its lines, without other control characters, cut at `longest`; "" where it is no text."""
    if not isinstance(text, str):
        return ""
    lines = text[:longest].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in line).rstrip() for line in lines)


def value_of(key: str, row: object) -> Value:
    """The value that `row` (as the machine format has it) is for the field `key`.

    Raises ExchangeError where there is no such field, or the row is none of its values.
    """
    field = FIELDS.get(key) if isinstance(key, str) else None
    reader = _READERS.get(field.type) if field else None
    if field is None or reader is None:
        raise ExchangeError(f"no field {one_line(key, 40)!r} can be taken over")
    value = reader(field, row)
    if value is None:
        raise ExchangeError(f"{one_line(repr(row)[:200], 80)} is no value of the field {key}")
    return value


def _name(field: Field, row: Any) -> Value | None:
    text = one_line(row, _LONGEST_NAME)
    return text if text and isinstance(row, str) and len(row) <= 2 * _LONGEST_NAME else None


def _text(field: Field, row: Any) -> Value | None:
    return one_line(row) or None


def _term(field: Field, row: Any) -> Value | None:
    return row if isinstance(row, str) and row in vocabulary.terms(field.vocabulary or "") else None


def _date(field: Field, row: Any) -> Value | None:
    return row if isinstance(row, str) and is_date(row) else None


def _flag(field: Field, row: Any) -> Value | None:
    return "yes" if row == "yes" else None


def _count(field: Field, row: Any) -> Value | None:
    match row:
        case {"number": int(number), "unit": str(unit), **rest} if unit in vocabulary.terms("unit"):
            low = rest.get("low")
            least = low if isinstance(low, int) and _counts(low) else None
            return Count(number, unit, _bound(rest), least) if _counts(number) else None
    return None


def _counts(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _LARGEST


def _money(field: Field, row: Any) -> Value | None:
    match row:
        case {"kind": str(kind), "amount": int() | float() as amount, "currency": str(currency), **rest}:
            known = kind in vocabulary.terms("money") and _CURRENCY.fullmatch(currency)
            sum_of = not isinstance(amount, bool) and 0 <= amount <= _LARGEST and math.isfinite(amount)
            return Money(kind, float(amount), currency, _bound(rest)) if known and sum_of else None
    return None


def _bound(row: Mapping[Any, Any]) -> str:
    bound = row.get("bound", "exact")
    return bound if bound in BOUNDS else "about"


def _indicator(field: Field, row: Any) -> Value | None:
    match row:
        case {"type": str(type), "value": str(value), **rest} if type in vocabulary.terms("indicator"):
            role = rest.get("role", "unknown")
            held = one_line(value)
            return Indicator(type, held, role if role in ROLES else "unknown") if held else None
    return None


_READERS: dict[str, Callable[[Field, object], Value | None]] = {
    "name": _name,
    "text": _text,
    "term": _term,
    "sector": _term,
    "country": _term,
    "technique": _term,
    "date": _date,
    "flag": _flag,
    "count": _count,
    "money": _money,
    "indicator": _indicator,
}
