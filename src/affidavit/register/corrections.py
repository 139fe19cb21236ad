"""People's corrections: claims of a person, each with the decision itself as the document that proves it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select
from sqlalchemy.sql.elements import ColumnElement

from affidavit.model import words
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value
from affidavit.model.record import Entry, RecordWriter
from affidavit.model.telling import Telling
from affidavit.model.value import Count, Indicator, Money, Value
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
    wrong = {_said(claim) for telling in told for claim in telling.claims if is_rejected(claim, rejected)}
    against = [_overruling(row) for row in decisions if row.status in {Status.DENIED, Status.WITHHELD}]
    kept = [_without(telling, rejected, set().union(*wrong)) for telling in told]
    for telling in kept:
        telling.claims = [claim for claim in telling.claims if not any(overrules(claim) for overrules in against)]
    made = [_told(row) for row in decisions if row.status != REJECTED]
    return Corrected([*(telling for telling, _ in made), *kept], tuple(document for _, document in made))


def decided_by(as_of: str | None) -> ColumnElement[bool]:
    """The condition for decisions that hold now, or held at a time."""
    d = t.decision.c
    return d.undone.is_(None) if as_of is None else and_(d.at <= as_of, or_(d.undone.is_(None), d.undone > as_of))


def _decisions(connection: Connection, no: int, as_of: str | None) -> list[Found]:
    """The corrections in force, the latest first; a later one on the same value or one-valued field replaces others."""
    d = t.decision.c
    wanted = select(t.decision).where(d.incident == no, d.kind == "correct", decided_by(as_of))
    found = connection.execute(wanted.order_by(d.no.desc()))
    latest: dict[tuple[str, Any], Found] = {}
    for row in found:
        one_of_many = FIELDS[row.field].many or row.status == REJECTED
        latest.setdefault((row.field, row.value if one_of_many else None), row)
    return list(latest.values())


def _overruling(row: Found) -> Callable[[Claim], bool]:
    """What a decision that a value is denied, or that a field with one value is not disclosed, leaves no room for."""
    value = _value(row)

    def overrules(claim: Claim) -> bool:
        if claim.field != row.field or not claim.asserted:
            return False
        return not FIELDS[row.field].many if value is None else same(claim.value, value)

    return overrules


def is_rejected(claim: Claim, rejected: Iterable[tuple[str, Value | None]]) -> bool:
    """Whether a claim says what was rejected: the same value, whatever its bound or its case."""
    return any(claim.field == field and same(claim.value, value) for field, value in rejected)


def same(one: Value | None, other: Value | None) -> bool:
    """Whether two values of a field are one to a person: "about 69,000 people" and "69,000 people" are."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Value | None) -> Any:
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, Count):
        return value.number, value.unit
    if isinstance(value, Money):
        return value.kind, value.amount, value.currency
    return (value.type, value.value.casefold()) if isinstance(value, Indicator) else value


#: A statement on a field: the field, the document, and where the sentence stands in it or, of a field of many values,
#: the words.
_Place = tuple[str, str, int, int]


def _said(claim: Claim) -> frozenset[_Place]:
    """The statements that a claim rests on."""
    field, many = claim.field, FIELDS[claim.field].many
    return frozenset(
        (field, e.document, e.start, e.end) if many else (field, e.document, e.sentence.start, e.sentence.end)
        for e in claim.evidence
    )


def _without(telling: Telling, rejected: set[tuple[str, Value | None]], wrong: set[_Place]) -> Telling:
    """A telling without what was rejected, and without other readings of the statements that it was read from."""

    def stands(claim: Claim) -> bool:
        if is_rejected(claim, rejected) or any(is_rejected(one, rejected) for one in claim.follows_from):
            return False
        return not any(_overlaps(place, other) for place in _said(claim) for other in wrong)

    made = replace(telling, claims=[claim for claim in telling.claims if stands(claim)])
    if ("organization", telling.name) in rejected:
        best = made.best("organization")
        made.name = str(best.value) if best else None
    return made


def _overlaps(one: _Place, other: _Place) -> bool:
    return one[:2] == other[:2] and one[2] < other[3] and other[2] < one[3]


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
