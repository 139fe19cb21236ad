"""Incidents in the store: put together from their tellings and people's decisions, as of now or as of any time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.model.document import Document, Place
from affidavit.model.incident import Analysis, Incident
from affidavit.model.packed import pack_telling, unpack_telling
from affidavit.model.telling import Telling
from affidavit.register import tables as t
from affidavit.register.corrections import corrected
from affidavit.register.prepared import Profile, Steps
from affidavit.register.rows import rows, words
from affidavit.register.tables import Found

#: An id may be shortened to no less than this.
_SHORTEST = 4

_NEW_INCIDENT = insert(t.incident).returning(t.incident.c.no)
_NEW_FINDING, _NEW_BLOCK = insert(t.finding), insert(t.block)


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed an incident: in words, and the document or the decision, when."""

    at: str
    words: str
    document: int | None = None
    decision: int | None = None


def packed(telling: Telling) -> bytes:
    """A telling as it is stored."""
    return zlib.compress(json.dumps(pack_telling(telling), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(stored: bytes) -> Telling:
    """The telling again."""
    return unpack_telling(json.loads(zlib.decompress(stored)))


def number(connection: Connection, wanted: str) -> int:
    """The number of the incident with this id, or the one whose id begins so; of a merged one, that it went into.

    Raises UsageError where there is none, or more than one.
    """
    found = list(_by_id(connection, wanted.strip().lower()))
    if not found:
        raise UsageError(f"no incident has the id {wanted!r} (affidavit list shows all)")
    if len(found) > 1:
        raise UsageError(f"{wanted!r} is the beginning of {len(found)} ids; write more of it")
    no, gone_into = found[0]
    while gone_into is not None:
        no = gone_into
        gone_into = connection.execute(select(t.incident.c.gone_into).where(t.incident.c.no == no)).scalar_one()
    return int(no)


def _by_id(connection: Connection, wanted: str) -> Sequence[Found]:
    columns = select(t.incident.c.no, t.incident.c.gone_into)
    exact = connection.execute(columns.where(t.incident.c.id == wanted)).all()
    if exact or len(wanted) < _SHORTEST:
        return exact
    between = and_(t.incident.c.id >= wanted, t.incident.c.id < wanted + "\uffff")
    return connection.execute(columns.where(between).limit(3)).all()


def in_force(table: Any, as_of: str | None) -> ColumnElement[bool]:
    """The condition for rows of a table with `since` and `until` that hold now, or held at the time `as_of`."""
    if as_of is None:
        return table.c.until.is_(None)  # type: ignore[no-any-return]
    return and_(table.c.since <= as_of, or_(table.c.until.is_(None), table.c.until > as_of))


def tellings(connection: Connection, no: int, as_of: str | None = None) -> list[Telling]:
    """What is told of an incident, the main documents' first, without people's decisions."""
    found = connection.execute(
        select(t.telling.c.packed)
        .join(t.membership, t.membership.c.telling == t.telling.c.no)
        .where(t.membership.c.incident == no, in_force(t.membership, as_of), in_force(t.telling, as_of))
        .order_by(t.telling.c.no)
    )
    return sorted((unpacked(stored) for (stored,) in found), key=lambda telling: not telling.main)


def documents(connection: Connection, ids: Iterable[str]) -> list[Document]:
    """The documents with these ids, in their order."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Document] = {}
    for start in range(0, len(wanted), 500):
        some = select(t.document).where(t.document.c.id.in_(wanted[start : start + 500]))
        found |= {row.id: _document(row) for row in connection.execute(some)}
    return [found[one] for one in wanted if one in found]


def _document(row: Found) -> Document:
    places = tuple(Place(start, label) for start, label in json.loads(row.places)) if row.places else ()
    return Document(
        row.id, row.text, row.key, row.origin, row.published, row.title, row.author, row.publisher, places
    )  # fmt: skip


def loaded(connection: Connection, steps: Steps, no: int, as_of: str | None = None) -> Analysis | None:
    """An incident as an analysis of the documents that tell of it; None where nothing told of it (yet)."""
    told = tellings(connection, no, as_of)
    made = corrected(connection, no, told, as_of)
    if not told:
        return None
    row = connection.execute(select(t.incident.c.id).where(t.incident.c.no == no)).one()
    combined = replace(steps.combine(made.tellings), id=row.id)
    read = documents(connection, [telling.document for telling in told])
    return Analysis(
        id=row.id, kind=combined.kind, documents=(*read, *made.documents), incidents=(steps.advise(combined),)
    )  # fmt: skip


def opened(connection: Connection, made: Incident, profile: Profile, cause: Cause) -> int:
    """Store a new incident; gives its number."""
    return int(connection.execute(
        _NEW_INCIDENT,
        {
            "id": made.id, "title": made.title, "kind": made.kind, "words": words(made),
            "profile": json.dumps(profile, ensure_ascii=False), "opened": cause.at, "changed": cause.at, "told_by": 1,
        },
    ).scalar_one())  # fmt: skip


def filled(connection: Connection, no: int, made: Incident, keys: Iterable[str]) -> None:
    """Store what an incident holds, and where it is found; what it held before must be gone."""
    if found := rows(made):
        connection.execute(_NEW_FINDING, [{"incident": no, **row} for row in found])
    if keys := sorted(set(keys)):
        connection.execute(_NEW_BLOCK, [{"incident": no, "key": key} for key in keys])


def rebuilt(connection: Connection, steps: Steps, no: int, cause: Cause) -> None:
    """Put an incident together anew from what is told of it now, and keep what changed."""
    told = tellings(connection, no)
    made = corrected(connection, no, told)
    now = steps.combine(made.tellings) if told else Incident("", "", {})
    before = _held(connection, no)
    read = documents(connection, [telling.document for telling in told])
    profile = steps.profile(now, read) if told else {}
    connection.execute(delete(t.finding).where(t.finding.c.incident == no))
    connection.execute(delete(t.block).where(t.block.c.incident == no))
    filled(connection, no, now, steps.keys(profile) if told else ())
    about: dict[str, Any] = {"told_by": len({telling.document for telling in told}), "words": words(now)}
    if told:
        about |= {"title": now.title, "kind": now.kind, "profile": json.dumps(profile, ensure_ascii=False)}
    changes = _changes(before, _held(connection, no))
    if changes:
        about["changed"] = cause.at
        connection.execute(insert(t.change), [
            {"incident": no, "at": cause.at, "field": field, "before": old, "after": new, "cause": cause.words,
             "document": cause.document, "decision": cause.decision} for field, old, new in changes
        ])  # fmt: skip
    connection.execute(update(t.incident).where(t.incident.c.no == bindparam("this")), {"this": no, **about})


def _held(connection: Connection, no: int) -> dict[str, list[list[Any]]]:
    """What an incident holds by field: value and status of each finding."""
    f = t.finding.c
    found = connection.execute(
        select(f.field, f.value, f.status).where(f.incident == no).order_by(f.field, f.rank)
    )  # fmt: skip
    held: dict[str, list[list[Any]]] = {}
    for field, value, status in found:
        held.setdefault(field, []).append([None if value is None else json.loads(value), status])
    return held


def _changes(
    before: dict[str, list[list[Any]]], after: dict[str, list[list[Any]]]
) -> list[tuple[str, str | None, str | None]]:
    """The fields that hold something else: what they held, and what they hold now, as JSON."""
    return [
        (field, _json(before.get(field)), _json(after.get(field)))
        for field in sorted({*before, *after})
        if _unordered(before.get(field)) != _unordered(after.get(field))
    ]


def _unordered(held: list[list[Any]] | None) -> list[str]:
    """The first stands for itself, the others in any order."""
    shown = [json.dumps(one, sort_keys=True) for one in held or []]
    return shown[:1] + sorted(shown[1:])


def _json(held: list[list[Any]] | None) -> str | None:
    return None if held is None else json.dumps(held, ensure_ascii=False)
