"""Reading a stored document anew, with a newer Affidavit: what it tells changes, where it belongs does not."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from affidavit.register import tables as t
from affidavit.register.clock import now
from affidavit.register.intake import Intake, Member, ended, name_of, store_telling
from affidavit.register.prepared import Prepared, Steps
from affidavit.register.rebuilding import Cause, rebuilt


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a document anew did: whether it tells something else now, and of which incidents."""

    document: str
    name: str
    changed: bool
    incidents: tuple[str, ...] = ()


def reread(connection: Connection, steps: Steps, prepared: Prepared) -> Reread:
    """Put what a document tells now in place of what it told; a part keeps its incident, a further one is linked."""
    document, at = prepared.document, now()
    d, told = t.document.c, t.telling.c
    no = connection.execute(select(d.no).where(d.id == document.id)).scalar_one()
    about = {"version": prepared.version, "kind": prepared.kind, "reason": prepared.reason}
    connection.execute(update(t.document).where(d.no == no).values(**about))
    before = connection.execute(
        select(told.packed).where(told.document == no, told.until.is_(None)).order_by(told.place)
    )  # fmt: skip
    if list(before.scalars()) == [part.packed for part in prepared.parts]:
        return Reread(document.id, name_of(document), changed=False)
    made_by = _made_by(connection, no)
    left = ended(connection, no, at)
    touched = dict.fromkeys(left.values())
    for place, part in enumerate(prepared.parts):
        if (incident := left.get(part.order)) is not None:
            by, score, because = made_by[part.order]
            store_telling(connection, part, no, at, Member(incident, by, score, because))
        else:
            touched |= dict.fromkeys([Intake(connection, steps, prepared, at).place(place, no)])
    for incident in touched:
        rebuilt(connection, steps, incident, Cause(at, f"{name_of(document)} was read anew", document=no))
    ids = connection.execute(select(t.incident.c.id).where(t.incident.c.no.in_(touched)).order_by(t.incident.c.no))
    return Reread(document.id, name_of(document), True, tuple(ids.scalars()))


def _made_by(connection: Connection, document: int) -> dict[int, tuple[str, float | None, str | None]]:
    """Who said where each part of a document belongs, and why, by place."""
    told, m = t.telling.c, t.membership.c
    found = connection.execute(
        select(told.place, m.by, m.score, m.because)
        .join(t.membership, m.telling == told.no)
        .where(told.document == document, told.until.is_(None), m.until.is_(None))
    )
    return {row.place: (row.by, row.score, row.because) for row in found}
