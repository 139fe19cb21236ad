"""Values as people write them: `69,000 people`, `fine 4.5 million USD`, `2024-09`, a term by its key or its label."""

from __future__ import annotations

import re
from collections.abc import Callable

from affidavit.errors import UsageError
from affidavit.model.fields import FIELDS, Field
from affidavit.model.regex import regex
from affidavit.model.value import Count, Indicator, Money, Value
from affidavit.register.rows import span
from affidavit.register.search.raw import Given, Misread
from affidavit.register.search.spans import scaled
from affidavit.register.search.terms import term

_NUMBER = r"(\d[\d,]{0,20}(?:\.\d{1,6})?) ?(thousand|million|billion|bn|k|m)?\b"
_COUNT = regex(rf"(?:(about|at least|up to) )?{_NUMBER} ?(.{{0,40}})", re.IGNORECASE)
_MONEY = regex(rf"(\w{{2,30}}) (?:(about|at least|up to) )?{_NUMBER} ?([A-Za-z]{{3,4}})", re.IGNORECASE)
_INDICATOR = regex(r"(\w{2,20}) (\S{1,2000})(?: (attacker|victim|source|contact|unknown))?")


def parsed(field: str, text: str) -> Value:
    """The value of a field that `text` writes; UsageError where it is none, saying how one is written."""
    declared, text = FIELDS[field], " ".join(text.split())
    if not text:
        raise UsageError(f"{field} needs a value")
    parse = _PARSERS.get(declared.type)
    if parse is not None:
        return parse(declared, text)
    if declared.vocabulary is not None and declared.type != "name":
        return _term(declared, text)
    return text


def _date(field: Field, text: str) -> Value:
    if None in span(text):
        raise UsageError(f"{field.key} is a date like 2024, 2024-09 or 2024-09-17, not {text!r}")
    return text


def _flag(field: Field, text: str) -> Value:
    if text.lower() not in {"yes", "true"}:
        raise UsageError(f"{field.key} is yes (or is rejected), not {text!r}")
    return "yes"


def _count(field: Field, text: str) -> Value:
    found = _COUNT.fullmatch(text)
    if found is None:
        raise UsageError(f'{field.key} is written like "about 69,000 people", not {text!r}')
    bound, digits, scale, unit = found.groups()
    return Count(int(scaled(digits, scale)), _known("unit", unit or "people"), _bound(bound))


def _money(field: Field, text: str) -> Value:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise UsageError(f'{field.key} is written like "fine 4.5 million USD", not {text!r}')
    kind, bound, digits, scale, currency = found.groups()
    return Money(_known("money", kind), scaled(digits, scale), currency.upper(), _bound(bound))


def _indicator(field: Field, text: str) -> Value:
    found = _INDICATOR.fullmatch(text)
    if found is None:
        raise UsageError(f'{field.key} is written like "domain evil.example attacker", not {text!r}')
    kind, value, role = found.groups()
    return Indicator(_known("indicator", kind), value, role or "unknown")


def _advice(field: Field, _: str) -> Value:
    raise UsageError(f"{field.key} follows from the other fields; correct those")


def _term(field: Field, text: str) -> Value:
    return _known(field.vocabulary or "", text)


def _known(name: str, text: str) -> str:
    """The key of a term, as a query finds it."""
    try:
        return term(name, Given(text, 0))
    except Misread as error:
        raise UsageError(f"{error} (affidavit fields shows all)") from error


def _bound(text: str | None) -> str:
    return (text or "exact").lower().replace(" ", "_")


_PARSERS: dict[str, Callable[[Field, str], Value]] = {
    "date": _date,
    "flag": _flag,
    "count": _count,
    "money": _money,
    "indicator": _indicator,
    "advice": _advice,
}
