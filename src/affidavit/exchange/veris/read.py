"""Reading VERIS: our own records by the statements in `plus.affidavit`, others' by their summary and their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import Content
from affidavit.exchange.statements import document, place_of, told_records, whole_records
from affidavit.exchange.values import one_line
from affidavit.exchange.veris.checked import check
from affidavit.exchange.veris.foreign import write_down
from affidavit.model.incident import SCHEMA
from affidavit.model.record import Record

BY = "import.veris"
#: What a record of VERIS consists of; a few of them tell it from other JSON.
_SIGNS = frozenset(
    {"action", "actor", "asset", "attribute", "discovery_method", "security_incident", "timeline", "victim"}
)
_ENOUGH = 3


def knows(content: Content) -> bool:
    """Whether the file holds VERIS records."""
    found = content.json
    first = found[0] if isinstance(found, list) and found else found
    return isinstance(first, Mapping) and "action" in first and len(_SIGNS & first.keys()) >= _ENOUGH


def records(content: Content) -> Iterator[Record | ExchangeError]:
    """A record for each VERIS record, or for each document behind one of ours; an error in the place of a bad one."""
    found = content.json
    if not found or not isinstance(found, list | dict):
        raise ExchangeError("holds no VERIS record", content.name)
    seen: set[str] = set()
    for number, row in enumerate(found if isinstance(found, list) else [found], 1):
        try:
            yield from _read(row, content.name, seen)
        except ExchangeError as error:
            yield ExchangeError(f"record {number} {error.message}", content.name)


def _read(row: Any, origin: str, seen: set[str]) -> list[Record]:
    if not isinstance(row, Mapping) or not _SIGNS & row.keys():
        raise ExchangeError("is no record of VERIS")
    check(row)
    key = one_line(row.get("incident_id"), 100)
    if key and key in seen:
        raise ExchangeError(f"bears the id of another ({key})")
    seen.add(key)
    ours = (row.get("plus") or {}).get("affidavit")
    if isinstance(ours, Mapping) and ours.get("schema") == SCHEMA:
        return _own(ours)
    return [write_down(row, BY, origin)]


def _own(ours: Mapping[str, Any]) -> list[Record]:
    """What our exporter wrote: the documents themselves where they travelled along, else a record for each."""
    rows, statements = ours.get("documents", []), ours.get("statements", [])
    if not isinstance(rows, list) or not isinstance(statements, list):
        raise ExchangeError("holds no lists of documents and statements in plus.affidavit")
    place = place_of(ours.get("id"), ours)
    whole = [row for row in rows if isinstance(row, Mapping) and "text" in row]
    if whole and len(whole) == len(rows):
        found = {made.id: made for made in (document(row, row["text"]) for row in whole)}
        return whole_records(found, statements, place)
    return told_records(rows, statements, BY, place)
