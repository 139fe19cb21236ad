"""MISP events as records: our own by the statements in their annotations, others by attributes, tags and reports."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import Content
from affidavit.exchange.misp.foreign import write_down
from affidavit.exchange.misp.parts import date_of, dicts, text_of
from affidavit.exchange.misp.sources import TEXT_FILE
from affidavit.exchange.statements import document, place_of, told_records, whole_records
from affidavit.exchange.values import one_line
from affidavit.model.document import Document
from affidavit.model.record import Record

#: More than any event that tells of one incident holds.
_MOST = 20_000


def knows(content: Content) -> bool:
    """Whether the file holds MISP events."""
    return any(isinstance(one, Mapping) and isinstance(one.get("Event"), Mapping) for one in _wrapped(content.json)[:3])


def records(content: Content) -> Iterator[Record | ExchangeError]:
    """A record for each event, or for each document that one carries whole; an error in the place of a bad one."""
    found = _wrapped(content.json)
    if not found:
        raise ExchangeError("holds no MISP event", content.name)
    seen: set[str] = set()
    for number, one in enumerate(found, 1):
        try:
            yield from _event(one, content.name, seen)
        except ExchangeError as error:
            yield ExchangeError(f"event {number} {error.message}", content.name)


def _wrapped(given: Any) -> list[Any]:
    """The file's events, each as `{"Event": ...}`."""
    if isinstance(given, Mapping):
        given = given.get("response", [given] if "Event" in given else [])
    return given if isinstance(given, list) else []


def _event(one: Any, origin: str, seen: set[str]) -> list[Record]:
    event = one.get("Event") if isinstance(one, Mapping) else None
    if not isinstance(event, Mapping):
        raise ExchangeError("is no object")
    key = one_line(event.get("uuid"), 100)
    if key and key in seen:
        raise ExchangeError(f"bears the id of another ({key})")
    seen.add(key)
    objects = dicts(event, "Object")
    if len(objects) + len(dicts(event, "Attribute")) > _MOST:
        raise ExchangeError(f"holds more than {_MOST:,} attributes and objects")
    statements = list(_statements(objects))
    if statements:
        return _own(objects, statements)
    return [write_down(event).record(_about(event, key, origin))]


def _own(objects: list[Mapping[str, Any]], statements: list[Any]) -> list[Record]:
    """What our exporter wrote: the documents themselves where they travelled along, else a record for each."""
    rows = [row for held in objects if held.get("name") == "report" if (row := _row(held.get("comment")))]
    documents = {found.id: found for held in objects if (found := _document(held))}
    tells: Mapping[str, Any] = next((row["tells"] for row in rows if isinstance(row.get("tells"), Mapping)), {})
    place = place_of(tells.get("incident"), tells)
    if documents and len(documents) == len(rows):
        return whole_records(documents, statements, place)
    return told_records(rows, statements, "import.misp", place)


def _about(event: Mapping[str, Any], key: str, origin: str) -> dict[str, str | None]:
    maker = event.get("Orgc")
    name = one_line(maker.get("name"), 300) if isinstance(maker, Mapping) else ""
    title = one_line(event.get("info"), 1000)
    published = date_of(event.get("date"))
    about = {"key": key, "origin": origin, "published": published, "title": title, "publisher": name}
    return {name: value or None for name, value in about.items()}


def _statements(objects: list[Mapping[str, Any]]) -> Iterator[Any]:
    """The rows that our annotations end in."""
    for held in objects:
        if held.get("name") == "annotation":
            row = _row(text_of(held, "text").rpartition("\n")[2])
            if row and "field" in row and "evidence" in row:
                yield row


def _document(held: Mapping[str, Any]) -> Document | None:
    row = _row(held.get("comment")) if held.get("name") == "report" else None
    if not row:
        return None
    for attribute in dicts(held, "Attribute"):
        if attribute.get("object_relation") == "report-file" and attribute.get("value") == TEXT_FILE:
            return document(row, _text(attribute.get("data")))
    return None


def _text(data: Any) -> str:
    try:
        return base64.b64decode(data, validate=True).decode("utf-8", "surrogatepass")
    except (TypeError, ValueError, binascii.Error):
        raise ExchangeError("holds a document whose file is no text in base64") from None


def _row(text: Any) -> dict[str, Any] | None:
    """The JSON object that a text is; nothing where it is none."""
    if not isinstance(text, str) or not text.startswith("{"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
