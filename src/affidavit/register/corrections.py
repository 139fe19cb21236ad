"""People's corrections: claims of a person, each with the decision itself as the document that proves it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from affidavit.model import words
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value
from affidavit.model.record import Entry, RecordWriter
from affidavit.model.telling import Telling
from affidavit.model.value import Value
from affidavit.register import tables as t
from affidavit.register.tables import Found

#: What says in a correction that a value is wrong.
REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Corrected:
    """What is told of an incident with people's corrections, and these as documents."""

    tellings: list[Telling]
    documents: tuple[Document, ...] = ()


def corrected(connection: Connection, no: int, told: Sequence[Telling], as_of: str | None = None) -> Corrected:
    """The tellings with what people said of the incident: their values stand first, what they rejected is gone."""
    decisions = _decisions(connection, no, as_of)
    if not decisions or not told:
        return Corrected(list(told))
    rejected = {(row.field, _value(row)) for row in decisions if row.status == REJECTED}
    kept = [_without(telling, rejected) for telling in told]
    made = [_told(row) for row in decisions if row.status != REJECTED]
    return Corrected([*(telling for telling, _ in made), *kept], tuple(document for _, document in made))


def _decisions(connection: Connection, no: int, as_of: str | None) -> list[Found]:
    """The corrections in force, the latest first; a later one on the same value or one-valued field replaces others."""
    d = t.decision.c
    held = d.undone.is_(None) if as_of is None else and_(d.at <= as_of, or_(d.undone.is_(None), d.undone > as_of))
    found = connection.execute(
        select(t.decision).where(d.incident == no, d.kind == "correct", held).order_by(d.no.desc())
    )
    latest: dict[tuple[str, Any], Found] = {}
    for row in found:
        one_of_many = FIELDS[row.field].many or row.status == REJECTED
        latest.setdefault((row.field, row.value if one_of_many else None), row)
    return list(latest.values())


def _without(telling: Telling, rejected: set[tuple[str, Value | None]]) -> Telling:
    claims = [claim for claim in telling.claims if (claim.field, claim.value) not in rejected]
    name = None if ("organization", telling.name) in rejected else telling.name
    return replace(telling, claims=claims, name=name)


def _value(row: Found) -> Value | None:
    return unpack_value(row.field, json.loads(row.value)) if row.value is not None else None


def _told(row: Found) -> tuple[Telling, Document]:
    value, status = _value(row), Status(row.status or Status.STATED)
    writer = RecordWriter("decision")
    writer.add(Entry("Reason", row.because or ""))
    writer.add(Entry(
        FIELDS[row.field].label, words.value(row.field, value) if value is not None else "not disclosed", row.field,
        value, status, Speaker.ANALYST,
    ))  # fmt: skip
    about = {"origin": f"decision {row.no}", "published": row.at[:10], "title": f"Decision of {row.who or 'a person'}"}
    record = writer.record(about)
    claims: list[Claim] = list(record.claims)
    name = str(value) if row.field == "organization" and status is not Status.DENIED else None
    return Telling(record.document.id, record.document.published, claims, name, main=True), record.document
