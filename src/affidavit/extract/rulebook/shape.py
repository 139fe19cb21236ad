"""What a row of a rule file must look like; each fault is told in one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from affidavit.model.claim import Status
from affidavit.model.fields import FIELDS
from affidavit.model.vocabulary import terms

#: The keys of a rule, each with what its value is.
_KEYS = {
    "id": "text",
    "gives": "mapping",
    "any": "texts",
    "where": "text",
    "unless": "text",
    "status": "status",
    "cased": "flag",
    "confidence": "share",
    "matches": "texts",
    "misses": "texts",
    "note": "text",
}
_WORDS = {
    "text": "a text",
    "texts": "a text or a list of texts, not empty",
    "mapping": "a mapping of fields to values",
    "flag": "true or false",
    "share": "a number from 0 to 1",
    "status": f"one of {', '.join(Status)}",
}
_NEEDED = ("id", "gives", "any", "matches")
#: The fields that rules give terms of; other code makes the values of the rest.
_TERMS = {"term", "sector", "country"}


def faults(row: Any) -> Iterator[str]:
    """What is wrong with the shape of a rule, and with the fields and terms that it gives."""
    if not isinstance(row, dict):
        yield "a rule is a mapping of its keys"
        return
    if missing := [key for key in _NEEDED if key not in row]:
        yield f"a rule needs {', '.join(missing)}"
    if extra := [str(key) for key in row if key not in _KEYS]:
        yield f"unknown keys: {', '.join(sorted(extra))}"
    for key, kind in _KEYS.items():
        if key in row and not _is(kind, row[key]):
            yield f"{key} must be {_WORDS[kind]}"
    if any(str(term).startswith("=") or "|" in str(term) or "\t" in str(term) for term in _many(row.get("any", []))):
        yield "a term of any begins with = or has a bar or a tab in it"
    if isinstance(row.get("gives"), dict):
        yield from _unknown(row["gives"])


def _is(kind: str, value: Any) -> bool:
    match kind:
        case "texts":
            many = _many(value)
            return bool(many) and all(isinstance(one, str | int) and str(one).strip() for one in many)
        case "mapping":
            return isinstance(value, dict) and bool(value)
        case "flag":
            return isinstance(value, bool)
        case "share":
            return isinstance(value, int | float) and 0 <= value <= 1
        case "status":
            return value in set(Status)
    return isinstance(value, str) and bool(value.strip())


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _unknown(gives: dict[Any, Any]) -> Iterator[str]:
    """Fields that there are none of, and terms that their vocabulary lacks; cues (`mark`) have no vocabulary."""
    for key, values in gives.items():
        field = FIELDS.get(key)
        if key != "mark" and field is None:
            yield f"gives: there is no field {key!r}"
        if field is not None and field.vocabulary and field.type in _TERMS:
            known = terms(field.vocabulary)
            for value in values if isinstance(values, list) else [values]:
                if str(value) not in known:
                    yield f"gives: {value!r} is no term of model/vocabulary/{field.vocabulary}.tsv"
