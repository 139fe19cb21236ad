"""The JSON Schema of the machine format, made from the fields' declarations and the vocabularies."""

from __future__ import annotations

from typing import Any

from affidavit.model.claim import Speaker, Status
from affidavit.model.fields import FIELDS, Field
from affidavit.model.incident import INCIDENT_KINDS, SCHEMA
from affidavit.model.vocabulary import terms

KINDS = ("incident", "multiple", "denied", "aftermath", "not_incident", "unread")

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_ROLE = {"enum": ["attacker", "victim", "source", "contact", "unknown"]}
_BOUND = {"enum": ["exact", "about", "at_least", "up_to"]}


def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one result of `--format json`, or of one line of `--format jsonl`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Affidavit analysis",
        **_object({
            "schema": {"const": SCHEMA},
            "id": _TEXT,
            "kind": {"enum": list(KINDS)},
            "reason": _TEXT,
            "notes": _list(_TEXT),
            "documents": _list(_document()),
            "incidents": _list(_incident()),
        }, optional={"reason", "notes"}),
        "$defs": {"claim": _claim(), "evidence": _evidence()},
    }  # fmt: skip


def _object(properties: dict[str, Any], optional: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _document() -> dict[str, Any]:
    about = ("key", "origin", "published", "title", "author", "publisher")
    return _object(
        {"id": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}} | dict.fromkeys(about, _TEXT), set(about)
    )


def _incident() -> dict[str, Any]:
    findings = {key: _list(_finding(field)) for key, field in FIELDS.items()}
    return _object({
        "id": _TEXT,
        "title": _TEXT,
        "kind": {"enum": list(INCIDENT_KINDS)},
        "documents": _list(_TEXT),
        "findings": {"type": "object", "properties": findings, "additionalProperties": False},
        "unknown": _list({"enum": list(FIELDS)}),
    }, optional={"kind"})  # fmt: skip


def _finding(field: Field) -> dict[str, Any]:
    return {"$ref": "#/$defs/claim", "properties": {"value": _value(field)}}


def _claim() -> dict[str, Any]:
    claims = _list({"$ref": "#/$defs/claim"})
    optional = {"value", "note", "agree", "disagree", "superseded", "rule"}
    withheld = {"properties": {"status": {"const": str(Status.WITHHELD)}}}
    return {"if": withheld, "then": {"not": {"required": ["value"]}}, "else": {"required": ["value"]}} | _object({
        "value": {},
        "status": {"enum": [str(status) for status in Status]},
        "speaker": {"enum": [str(speaker) for speaker in Speaker]},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "by": _TEXT,
        "note": _TEXT,
        "evidence": {"type": "array", "items": {"$ref": "#/$defs/evidence"}, "minItems": 1},
        "agree": claims,
        "disagree": claims,
        "superseded": claims,
        "rule": _TEXT,
    }, optional)  # fmt: skip


def _evidence() -> dict[str, Any]:
    offset = {"type": "integer", "minimum": 0}
    sentence = {"type": "array", "items": offset, "minItems": 2, "maxItems": 2}
    return _object({"document": _TEXT, "start": offset, "end": offset, "quote": _TEXT, "sentence": sentence})


def _value(field: Field) -> dict[str, Any]:
    """What a field's values are: a term of its vocabulary, a date, or an object."""
    shapes: dict[str, Any] = {
        "date": _DATE,
        "flag": {"const": "yes"},
        "technique": {"type": "string", "pattern": r"^T\d{4}(\.\d{3})?$"},
        "count": _object(
            {"number": {"type": "integer", "minimum": 0}, "unit": {"enum": list(terms("unit"))}, "bound": _BOUND,
             "low": {"type": "integer"}}, {"low"},
        ),
        "money": _object(
            {"kind": {"enum": list(terms("money"))}, "amount": {"type": "number"}, "currency": _TEXT, "bound": _BOUND},
        ),
        "indicator": _object({"type": {"enum": list(terms("indicator"))}, "value": _TEXT, "role": _ROLE}),
        "advice": _object({
            "entry": _TEXT, "text": _TEXT, "priority": {"enum": ["high", "medium", "low"]},
            "references": _list(_object({"framework": _TEXT, "id": _TEXT})),
        }),
    }  # fmt: skip
    if field.type in {"term", "sector", "country"} and field.vocabulary:
        return {"enum": list(terms(field.vocabulary))}
    shape: dict[str, Any] = shapes.get(field.type, _TEXT)
    return shape
