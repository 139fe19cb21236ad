"""The parts of a MISP event, taken with care: an event comes from anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.model.dates import is_date


def dicts(held: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """The objects listed under `name`, deleted ones left out; ExchangeError where it is no list of objects."""
    found = held.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise ExchangeError(f"holds something else than objects under {name}")
    return [one for one in found if not one.get("deleted")]


def text_of(held: Mapping[str, Any], relation: str) -> str:
    """The value of an object's attribute; "" where it has none."""
    for attribute in dicts(held, "Attribute"):
        if attribute.get("object_relation") == relation:
            return value_of(attribute)
    return ""


def value_of(attribute: Mapping[str, Any]) -> str:
    """An attribute's value; "" where it is no text."""
    value = attribute.get("value")
    return value if isinstance(value, str) else ""


def date_of(text: object) -> str | None:
    """The text where it is a date."""
    return text if isinstance(text, str) and is_date(text) else None
