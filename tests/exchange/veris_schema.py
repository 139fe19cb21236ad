"""VERIS 1.4.1 as a JSON Schema made from our table of its shape, and its own rules of consistency.

The published schema is share-alike and stays out of the project: where a copy is at hand, AFFIDAVIT_VERIS_SCHEMA names
the file (verisc-merged.json of VERIS 1.4.1), and the tests hold against it as well, and it against the table.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from affidavit.exchange.veris.tables import Place, shape

_NAMED = os.environ.get("AFFIDAVIT_VERIS_SCHEMA")
PUBLISHED: dict[str, Any] | None = json.loads(Path(_NAMED).read_text("utf-8")) if _NAMED else None
_SIMPLE = {"text": "string", "term": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_MAY_BE_EMPTY = ("actor.unknown", "action.unknown", "attribute.unknown", "subsets", "extra")


def schema() -> dict[str, Any]:
    """The shape as a JSON Schema: types, values, what must be there, and nothing else but in open objects."""
    return _object("", Place("object", True, frozenset()))


def problems(record: dict[str, Any]) -> list[str]:
    """What is wrong with a record: by the shape, by the published schema where it is at hand, by VERIS' own rules."""
    found = [error for by in (schema(), PUBLISHED) if by for error in Draft4Validator(by).iter_errors(record)]
    return [f"{'.'.join(map(str, error.path))}: {error.message}" for error in found] + list(inconsistencies(record))


def inconsistencies(record: dict[str, Any]) -> list[str]:
    """What VERIS' checkValidity complains of, written anew."""
    action, attribute = record["action"], record.get("attribute", {})
    integrity = attribute.get("integrity", {}).get("variety", [])
    lost = "Theft" in action.get("physical", {}).get("variety", []) or "Loss" in action.get("error", {}).get(
        "variety", []
    )
    wanted = {
        "malware without Software installation": "malware" in action and "Software installation" not in integrity,
        "social without Alter behavior": "social" in action and "Alter behavior" not in integrity,
        "confirmed without an attribute": record["security_incident"] == "Confirmed" and not attribute,
        "theft or loss without Loss": lost and "Loss" not in attribute.get("availability", {}).get("variety", []),
    }
    return [name for name, wrong in wanted.items() if wrong]


def _object(path: str, place: Place) -> dict[str, Any]:
    inner = {name: found for name, found in shape().items() if name.rpartition(".")[0] == path}
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name.rpartition(".")[2]: _schema(name, found) for name, found in inner.items()},
        "additionalProperties": place.kind == "open object",
    }
    if needed := [name.rpartition(".")[2] for name, found in inner.items() if found.needed]:
        made["required"] = needed
    if path and path not in _MAY_BE_EMPTY and not path.startswith("plus"):
        made["minProperties"] = 1
    return made


def _schema(path: str, place: Place) -> dict[str, Any]:
    if place.kind in {"object", "open object"}:
        return _object(path, place)
    if place.kind == "list of objects":
        return {"type": "array", "minItems": 1, "items": _object(path, place)}
    made: dict[str, Any] = {"type": "string" if place.kind.startswith("list") else _SIMPLE[place.kind]}
    if place.values:
        made["enum"] = sorted(place.values)
    if place.pattern:
        made["pattern"] = place.pattern
    if place.range:
        made |= {"minimum": place.range[0], "maximum": place.range[1]}
    return (
        {"type": "array", "minItems": 1, "uniqueItems": True, "items": made} if place.kind.startswith("list") else made
    )
