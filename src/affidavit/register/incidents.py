"""Incidents in the store: put together from their tellings and people's decisions, as of now or as of any time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.model.document import Document, Place
from affidavit.model.incident import Analysis
from affidavit.model.telling import Telling
from affidavit.register import tables as t
from affidavit.register.corrections import corrected, decided_by
from affidavit.register.prepared import Steps, unpacked
from affidavit.register.tables import Found

#: An id may be shortened to no less than this.
_SHORTEST = 4

_M, _T = t.membership.c, t.telling.c


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
        select(_T.packed)
        .join(t.membership, _M.telling == _T.no)
        .where(_M.incident == no, in_force(t.membership, as_of), in_force(t.telling, as_of))
        .order_by(_T.no)
    )
    return in_order(stored for (stored,) in found)


def in_order(stored: Iterable[bytes]) -> list[Telling]:
    """Tellings as they are stored, the main documents' first."""
    return sorted(map(unpacked, stored), key=lambda telling: not telling.main)


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
    gone = dismissal(connection, no, as_of)
    read = documents(connection, [telling.document for telling in told])
    return Analysis(
        id=row.id, kind=combined.kind, documents=(*read, *made.documents), incidents=(steps.advise(combined),),
        notes=(_dismissed(gone),) if gone else (),
    )  # fmt: skip


def dismissal(connection: Connection, no: int, as_of: str | None = None) -> Found | None:
    """The decision that there is no such incident, where one is in force."""
    d = t.decision.c
    wanted = select(t.decision).where(d.incident == no, d.kind == "dismiss", decided_by(as_of))
    return connection.execute(wanted.order_by(d.no.desc())).first()


def _dismissed(row: Found) -> str:
    who, because = f" by {row.who}" if row.who else "", f", because {row.because}" if row.because else ""
    return f"dismissed as no incident on {row.at[:10]}{who} (decision {row.no}){because}"
