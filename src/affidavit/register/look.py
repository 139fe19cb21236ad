"""All that must be known before a document is stored, asked for at once.

Each question by itself would be a way to a server and back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select, text

from affidavit.register import tables as t
from affidavit.register.candidates import Candidate, asked_for
from affidavit.register.prepared import Prepared
from affidavit.register.ready import Ready, together

_D, _I, _M, _T = t.document.c, t.incident.c, t.membership.c, t.telling.c
_KNOWN = Ready(select(_D.no, _D.replaced_by, _D.origin).where(_D.id == bindparam("id")))
_OLDER = Ready(
    select(_D.no, _D.published)
    .where(_D.origin == bindparam("origin"), _D.id != bindparam("id"), _D.replaced_by.is_(None))
    .order_by(_D.no.desc())
    .limit(1)
)
_TAKEN = Ready(select(_I.id).where(_I.id == bindparam("id")))
_STANDING = Ready(select(_I.no, _I.id, _I.title).where(_I.id == bindparam("id"), _I.told_by > 0))
_OF_DOCUMENT = Ready(
    select(_M.incident)
    .join(t.telling, _T.no == _M.telling)
    .join(t.document, _D.no == _T.document)
    .where(_D.id == bindparam("id"), _M.until.is_(None))
)


class Known(NamedTuple):
    """A document that is stored."""

    no: int
    replaced_by: int | None
    origin: str | None


class Older(NamedTuple):
    """A text that stood at a URL before."""

    no: int
    published: str | None


class Standing(NamedTuple):
    """An incident that documents tell of."""

    no: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Look:
    """What is stored of a document, and of its incidents.

    `document` and `incidents` are the numbers that they may have, where they are new; `mine` are the incidents that
    the document tells of already, `taken` those ids of its parts that incidents have, `standing` the incidents that
    its parts were told of where they were exported, by id.
    """

    known: Known | None
    older: Older | None
    document: int
    incidents: Sequence[int]
    candidates: Sequence[Sequence[Candidate]]
    mine: set[int]
    taken: set[str]
    standing: dict[str, Standing]


def look(connection: Connection, prepared: Prepared) -> Look:
    """Look up all that decides what becomes of a document."""
    document, parts = prepared.document, prepared.parts
    is_page = (document.origin or "").startswith(("http://", "https://"))
    with together(connection):
        known = _KNOWN.ask(connection, id=document.id)
        older = _OLDER.ask(connection, origin=document.origin, id=document.id) if is_page else None
        number = _numbers("document").ask(connection, count=1)
        numbers = _numbers("incident").ask(connection, count=len(parts))
        taken = [_TAKEN.ask(connection, id=part.id) for part in parts]
        sorted_to = {part.place.incident for part in parts if part.place is not None}
        standing = [_STANDING.ask(connection, id=incident) for incident in sorted(sorted_to)]
        mine = _OF_DOCUMENT.ask(connection, id=document.id)
        found = [asked_for(connection, part.keys) for part in parts]
        return Look(
            known=next((Known._make(row) for row in known.fetchall()), None),
            older=next((Older._make(row) for row in older.fetchall()), None) if older else None,
            document=number.fetchall()[0][0],
            incidents=[no for (no,) in numbers.fetchall()],
            candidates=[[Candidate._make(row) for row in one.fetchall()] if one else [] for one in found],
            mine={no for (no,) in mine.fetchall()},
            taken={identity for one in taken for (identity,) in one.fetchall()},
            standing={row[1]: Standing._make(row) for one in standing for row in one.fetchall()},
        )


@cache
def _numbers(table: str) -> Ready:
    """The numbers that the next rows of a table may have, `count` of them."""
    return Ready(
        text(
            "WITH RECURSIVE step(at) AS (SELECT 1 WHERE :count > 0 UNION ALL SELECT at + 1 FROM step WHERE at < :count)"
            f" SELECT (SELECT coalesce(max(no), 0) FROM {table}) + at FROM step"
        ),
        text(f"SELECT nextval(pg_get_serial_sequence('{table}', 'no')) FROM generate_series(1, :count)"),
    )
