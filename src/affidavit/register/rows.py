"""An incident's findings as rows that a store can search and compare."""

from __future__ import annotations

import json
from typing import Any

from affidavit.model.claim import Claim
from affidavit.model.dates import first_day, is_date, last_day
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding, Incident
from affidavit.model.packed import pack_value
from affidavit.model.value import Advice, Count, Indicator, Money, Value
from affidavit.register import names
from affidavit.register.ready import Rows
from affidavit.register.words import spaced

Row = dict[str, Any]
#: What a row holds, in its order.
COLUMNS = (
    "field", "rank", "status", "speaker", "confidence", "value", "text", "named", "words", "number", "low", "high",
    "disputed",
)  # fmt: skip

#: An encoder that is made once.
_encoded = json.JSONEncoder(ensure_ascii=False).encode
#: Types of fields that are found by their words.
WORDED = frozenset({"name", "text"})
#: Fields that follow from the others, and are made when an incident is shown.
_ADVICE = frozenset(key for key, field in FIELDS.items() if field.type == "advice")


def rows(incident: Incident) -> list[Row]:
    """A row for each finding, without its incident's number, best first within a field."""
    return [
        _row(key, rank, finding)
        for key, found in incident.findings.items()
        if key not in _ADVICE
        for rank, finding in enumerate(found)
    ]


def tuples(incident: Incident) -> Rows:
    """The same, each row as its values in the order of `COLUMNS`."""
    return [tuple(row.values()) for row in rows(incident)]


def words(incident: Incident) -> str:
    """What a full text search finds an incident by: its values, in words."""
    values = [finding.value for found in incident.findings.values() for finding in found if finding.asserted]
    return " ".join(dict.fromkeys(_text(value) for value in values if value is not None))


def dumped(value: Value | None) -> str | None:
    """A value as JSON."""
    return None if value is None else _encoded(pack_value(value))


def _row(field: str, rank: int, finding: Finding) -> Row:
    claim = finding.claim
    low, high = _days(claim)
    return {
        "field": field,
        "rank": rank,
        "status": str(claim.status),
        "speaker": str(claim.speaker),
        "confidence": round(claim.confidence, 4),
        "value": dumped(claim.value),
        "text": None if claim.value is None else _text(claim.value).casefold()[:500],
        "named": names.key(claim.value) if field in names.FIELDS and isinstance(claim.value, str) else None,
        "words": spaced(claim.value) if FIELDS[field].type in WORDED and isinstance(claim.value, str) else None,
        "number": _number(claim.value),
        "low": low,
        "high": high,
        "disputed": bool(finding.disagree),
    }


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Count):
        return value.unit
    if isinstance(value, Money):
        return f"{value.kind} {value.currency}"
    return value.value if isinstance(value, Indicator) else value.text if isinstance(value, Advice) else ""


def _number(value: Value | None) -> float | None:
    if isinstance(value, Count):
        return float(value.number)
    return value.amount if isinstance(value, Money) else None


def _days(claim: Claim) -> tuple[str | None, str | None]:
    """The first and the last day that a partial date spans."""
    if FIELDS[claim.field].type != "date" or not isinstance(claim.value, str):
        return None, None
    return span(claim.value)


def span(partial: str) -> tuple[str | None, str | None]:
    """The first and the last day of a partial date (2024, 2024-09, 2024-09-17); None and None where it is none."""
    return (first_day(partial), last_day(partial)) if is_date(partial) else (None, None)
