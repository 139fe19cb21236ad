"""The objects of a bundle: their ids, their common properties, each of them checked by the stix2 library."""

from __future__ import annotations

import json
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import ExportOptions, needed
from affidavit.exchange.ids import identity, moment
from affidavit.exchange.stix.data import table
from affidavit.exchange.values import one_line

#: What carries the statements; docs/stix-extension.md describes it.
EXTENSION = "extension-definition--1f8316e7-f148-455c-9200-6f778e040ce2"
AFFIDAVIT = "identity--8371ec28-1389-4168-96c7-cf7a0c99d529"
#: When objects that stand for no one incident (a technique, a malware) were created, and those of undated documents.
FIRST = "2025-01-01T00:00:00.000Z"
_TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP_CREATED = "2022-10-01T00:00:00.000Z"
_SCHEMA = (
    "Holds what Affidavit knows of an incident: `incident`, `title`, `kind`, `order` and `analysis`, "
    "`documents` (id, key, origin, published, title, author, publisher and, where asked for, text) and `statements`, "
    "each with field, value, status (stated, suspected, denied, withheld), speaker, confidence and evidence (document, "
    "start, end, quote, sentence). "
    "Offsets count Unicode characters of the document's text. See docs/stix-extension.md of Affidavit."
)

Row = dict[str, Any]


class Objects:
    """The objects of one bundle, each id once, in the order they were made."""

    def __init__(self, options: ExportOptions) -> None:
        """Begin with who made the bundle, the extension and the marking; UsageError where stix2 is not installed."""
        self._stix2 = needed("stix2", "stix")
        self.rows: dict[str, Row] = {}
        self.at = _timestamp(options.at)
        self._marking: str | None = None
        self.constant(_IDENTITY)
        if options.tlp:
            self._marking = self.constant(_tlp(options.tlp))

    def extension(self) -> str:
        """The id of our extension, its definition put into the bundle."""
        return self.constant(_EXTENSION_DEFINITION)

    def add(self, kind: str, key: str, created: str = FIRST, **properties: Any) -> str:
        """Add an object whose id follows from `key`, and give that id; properties that are empty are left out."""
        name = f"{kind}--{_identity(kind, key)}"
        if name not in self.rows:
            head = {"type": kind, "spec_version": "2.1", "id": name, "created_by_ref": AFFIDAVIT}
            times = {"created": created, "modified": max(self.at, created)}
            self.rows[name] = self._checked({**head, **times, **properties})
        return name

    def observe(self, kind: str, **properties: Any) -> str:
        """Add an observable, whose id follows from its properties as the standard says, and give that id."""
        row = self._checked({"type": kind, "spec_version": "2.1", **properties})
        self.rows.setdefault(row["id"], row)
        return str(row["id"])

    def bundle(self, key: str) -> bytes:
        """The bundle as JSON."""
        name = f"bundle--{_identity('bundle', key)}"
        return as_json({"type": "bundle", "id": name, "objects": list(self.rows.values())})

    def constant(self, row: Row) -> str:
        """Add an object that is the same in every bundle, and give its id."""
        self.rows.setdefault(row["id"], row)
        return str(row["id"])

    def _checked(self, given: Row) -> Row:
        """The object without what is empty, marked; ExchangeError for one that is not valid."""
        row = {key: value for key, value in given.items() if value not in (None, [], {}, "")}
        if self._marking:
            row["object_marking_refs"] = [self._marking]
        custom = "--" in str(row.get("extensions", ""))
        try:
            checked = self._stix2.parse(row, version="2.1", allow_custom=custom)
        except self._stix2.exceptions.STIXError as error:
            raise ExchangeError(f"the {row['type']} cannot be written: {one_line(str(error), 300)}") from error
        if isinstance(checked, dict):
            return row  # a type that only an extension knows
        return {"type": row["type"], "spec_version": "2.1", **json.loads(checked.serialize())}


def as_json(row: Row) -> bytes:
    """JSON for people and machines: UTF-8 where the text can be, escaped where it holds half a character."""
    try:
        return (json.dumps(row, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(row, indent=2) + "\n").encode("ascii")


def stamp(day: str) -> str:
    """A partial ISO date as the moment it begins, in UTC."""
    return f"{day}{'-01-01'[len(day) - len('2024') :]}T00:00:00.000Z"


def _timestamp(at: str | None) -> str:
    """The time of the export to the millisecond."""
    found = moment(at)
    return f"{found:%Y-%m-%dT%H:%M:%S}.{found.microsecond // 1000:03d}Z"


def _identity(kind: str, key: str) -> str:
    return identity("stix", kind, key.encode("utf-8", "backslashreplace").decode("utf-8"))


def _tlp(level: str) -> Row:
    marking = table("tlp")[level]
    extension = {"extension_type": "property-extension", "tlp_2_0": level}
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking["id"],
        "created": _TLP_CREATED,
        "name": marking["name"],
        "extensions": {_TLP_EXTENSION: extension},
    }


_IDENTITY: Row = {
    "type": "identity",
    "spec_version": "2.1",
    "id": AFFIDAVIT,
    "created": FIRST,
    "modified": FIRST,
    "name": "Affidavit",
    "description": "Software that reads disclosures of security incidents and cites the words that prove what it says.",
    "identity_class": "system",
}
_EXTENSION_DEFINITION: Row = {
    "type": "extension-definition",
    "spec_version": "2.1",
    "id": EXTENSION,
    "created_by_ref": AFFIDAVIT,
    "created": FIRST,
    "modified": FIRST,
    "name": "Affidavit statements",
    "description": "The statements that an incident rests on, each with the words that prove it.",
    "schema": _SCHEMA,
    "version": "1.0.0",
    "extension_types": ["property-extension"],
}
