"""Statements: findings as rows of the machine format that travel inside another format, and those rows read back.

Where a format carries them, nothing of a finding is lost: value, status, speaker, quote, note, and the claims that
agree, disagree or were superseded. Where it carries the texts as well, the documents themselves come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.values import one_line, value_of
from affidavit.model import words
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.dates import is_date
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS, REPORTED
from affidavit.model.incident import INCIDENT_KINDS, SCHEMA, UNNAMED, Analysis, Finding, Incident
from affidavit.model.machine import document_row, finding_row
from affidavit.model.record import Entry, Record, RecordWriter
from affidavit.model.schema import KINDS
from affidavit.model.span import Span
from affidavit.model.telling import Place

_OTHERS = ("agree", "disagree", "superseded")
#: More claims than any incident has: a row that holds more is not one of ours.
_MOST = 10_000
#: What ids of incidents look like.
_ID = re.compile(r"[0-9a-z-]{8,64}", re.ASCII)
_MARK = {Status.SUSPECTED: "suspected", Status.DENIED: "denied", Status.WITHHELD: "not disclosed"}
_ABOUT = ("key", "origin", "published", "title", "author", "publisher")


def findings(incident: Incident) -> Iterator[tuple[str, Finding]]:
    """What sources tell of the incident, field by field; advice, which follows from it, is left out."""
    for key in REPORTED:
        for finding in incident.all(key):
            yield key, finding


def statement_row(key: str, finding: Finding) -> dict[str, Any]:
    """A finding as it travels: its field, and all that the machine format holds of it."""
    return {"field": key, **finding_row(finding)}


def place_row(analysis: Analysis, incident: Incident) -> dict[str, Any]:
    """Where an incident stands in its analysis: title, kind, place among the others; and what the analysis is."""
    about = {"id": analysis.id, "kind": analysis.kind} | ({"reason": analysis.reason} if analysis.reason else {})
    return {
        "title": incident.title,
        "kind": incident.kind,
        "order": analysis.incidents.index(incident),
        "analysis": about,
    }


def place_of(identity: object, row: Mapping[str, Any]) -> Place | None:
    """The place that `place_row` wrote for the incident with this id; None where there is none that can be one."""
    analysis = row.get("analysis")
    if not isinstance(identity, str) or not _ID.fullmatch(identity) or not isinstance(analysis, Mapping):
        return None
    kind, order, whole = row.get("kind"), row.get("order"), analysis.get("kind")
    name, reason = one_line(analysis.get("id"), 300), one_line(analysis.get("reason"), 300) or None
    if kind not in INCIDENT_KINDS or whole not in KINDS or not name or not isinstance(order, int):
        return None
    owner = one_line(row.get("title"), 400).rpartition(": ")[0]
    told = (order, name, str(whole), reason)
    return Place(identity, owner if owner != UNNAMED else None, str(kind), *told) if 0 <= order < _MOST else None


def carried(
    analysis: Analysis, incident: Incident, documents: Sequence[Document], *, texts: bool
) -> dict[str, Any]:  # fmt: skip
    """All statements of an incident with its documents, as one object; `texts` has the documents travel whole."""
    return {
        "schema": SCHEMA,
        "id": incident.id,
        **place_row(analysis, incident),
        "documents": [document_row(one) | ({"text": one.text} if texts else {}) for one in documents],
        "statements": [statement_row(key, finding) for key, finding in findings(incident)],
    }


def claim_rows(statement: object) -> Iterator[Mapping[str, Any]]:
    """The claims in a statement's row, the chosen one first; ExchangeError where it is none."""
    if not isinstance(statement, Mapping) or statement.get("field") not in REPORTED:
        raise ExchangeError("holds a statement without a field that is known")
    others = [(name, row) for name in _OTHERS for row in _list(statement.get(name, []))]
    if len(others) > _MOST:
        raise ExchangeError("holds a statement of more claims than can be")
    for name, row in (("chosen", statement), *others):
        if not isinstance(row, Mapping):
            raise ExchangeError("holds a claim that is no object")
        yield {**row, "field": statement["field"], "superseded": name == "superseded"}


def entry(row: Mapping[str, Any]) -> Entry:
    """A claim's row as the entry of a record, proven by the quote that it gives."""
    claim = _Claim(row)
    mark = _MARK.get(claim.status)
    label = FIELDS[claim.key].label + (f" ({mark})" if mark else "")
    said = words.value(claim.key, claim.value) if claim.value is not None else "not disclosed"
    pieces = claim.evidence()
    quote = one_line(pieces[0].get("quote")) if pieces else None
    told = (claim.key, claim.value, claim.status, claim.speaker, claim.confidence)
    return Entry(label, said, *told, quote or None, claim.note, bool(row.get("superseded")))


def document(row: object, text: object) -> Document:
    """A document that travelled with its text.

    Raises ExchangeError where it is not the text that its id was made from.
    """
    if not isinstance(row, Mapping) or not isinstance(text, str):
        raise ExchangeError("holds a document that is no object with a text")
    found = Document.of(text, **_about(row))
    if found.id != row.get("id"):
        raise ExchangeError(f"holds a document whose text is not that of {one_line(row.get('id'), 80)!r}")
    return found


def whole_records(
    documents: Mapping[str, Document], statements: Sequence[object], place: Place | None
) -> list[Record]:  # fmt: skip
    """A record for each document that travelled whole, with the claims that it proves at their own places."""
    claims: dict[str, list[Claim]] = {}
    for statement in statements:
        for row in claim_rows(statement):
            claim = _Claim(row).whole(documents)
            claims.setdefault(claim.evidence[0].document, []).append(claim)
    return [Record(documents[name], 0, tuple(found), place) for name, found in claims.items()]


def told_records(
    documents: Sequence[object], statements: Sequence[object], by: str, place: Place | None
) -> list[Record]:  # fmt: skip
    """A record for each document whose text did not travel along: what it tells, as fields, each proven by its quote.

    `documents` are the rows of the documents; `by` names the importer.
    """
    about = {str(row.get("id")): _about(row) for row in documents if isinstance(row, Mapping)}
    written: dict[str, RecordWriter] = {}
    for row in (row for statement in statements for row in claim_rows(statement)):
        pieces = _Claim(row).evidence()
        name = str(pieces[0].get("document")) if pieces else ""
        written.setdefault(name, RecordWriter(by)).add(entry(row))
    return [replace(writer.record(about.get(name, {})), place=place) for name, writer in written.items()]


def _about(row: Mapping[str, Any]) -> dict[str, str | None]:
    """What `Document.of` takes of a document's row; a date of publication that is none is left out."""
    about = {key: one_line(row.get(key)) or None for key in _ABOUT}
    return about if is_date(about["published"] or "") else {**about, "published": None}


class _Claim:
    """A claim's row, checked."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self.key = str(row["field"])
        self.status = _one_of(Status, row.get("status"))
        if self.status is Status.DERIVED:
            raise ExchangeError(f"holds a derived {self.key}, which must follow from what is stated")
        withheld = self.status is Status.WITHHELD
        self.value = None if withheld else value_of(self.key, row.get("value"))
        self.speaker = _one_of(Speaker, row.get("speaker"))
        confidence = row.get("confidence")
        self.confidence = confidence if isinstance(confidence, int | float) and 0 <= confidence <= 1 else 0.5
        self.note = one_line(row.get("note")) or None

    def evidence(self) -> list[Mapping[str, Any]]:
        return [piece for piece in _list(self.row.get("evidence", [])) if isinstance(piece, Mapping)]

    def whole(self, documents: Mapping[str, Document]) -> Claim:
        """The claim as it was, its evidence at its own place in the documents."""
        pieces = tuple(_evidence(piece, documents) for piece in self.evidence())
        if not pieces:
            raise ExchangeError(f"holds a {self.key} without evidence")
        by = one_line(self.row.get("by"), 80) or "import"
        told = (self.key, self.value, self.status, self.speaker, self.confidence)
        return Claim(*told, by, pieces, self.note, self.row["superseded"])


def _evidence(piece: Mapping[str, Any], documents: Mapping[str, Document]) -> Evidence:
    name = piece.get("document")
    found = documents.get(name) if isinstance(name, str) else None
    match piece.get("start"), piece.get("end"), piece.get("sentence"):
        case (int(start), int(end), [int(first), int(last)]) if found is not None and 0 <= start < end:
            text = found.text
            if 0 <= first <= start and end <= last <= len(text) and text[start:end] == piece.get("quote"):
                return Evidence(found.id, start, end, text[start:end], Span(first, last))
    raise ExchangeError("holds evidence that does not stand where it says")


def _one_of(kind: type[Any], word: object) -> Any:
    try:
        return kind(word)
    except ValueError:
        raise ExchangeError(f"{one_line(str(word)[:200], 40)!r} is no {kind.__name__.lower()}") from None


def _list(given: object) -> list[Any]:
    if not isinstance(given, list):
        raise ExchangeError("holds an object where a list must be")
    return given
