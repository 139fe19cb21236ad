"""How an incident came to hold what it holds: documents that joined and left, decisions, and what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, or_, select

from affidavit.model import words
from affidavit.model.claim import Status
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value
from affidavit.register import tables as t
from affidavit.register.clock import just_before
from affidavit.register.corrections import REJECTED
from affidavit.register.incidents import loaded
from affidavit.register.prepared import Steps
from affidavit.register.rows import rows

#: What an incident holds of a field: [value, status] pairs, best first.
Held = list[list[Any]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an incident. `what` is opened, joined, left, decided, undone or changed.

    `field`, `before` and `after` are those of a change; `name` that of the document or of who decided.
    """

    at: str
    what: str
    words: str
    field: str | None = None
    before: Held | None = None
    after: Held | None = None
    document: str | None = None
    decision: int | None = None


def history(connection: Connection, no: int) -> list[Event]:
    """All that happened to an incident, the earliest first."""
    events = [*_documents(connection, no), *_decisions(connection, no), *_changes(connection, no)]
    order = ("opened", "left", "joined", "decided", "undone", "changed")
    return sorted(events, key=lambda event: (event.at, order.index(event.what)))


def _documents(connection: Connection, no: int) -> Iterator[Event]:
    d, m = t.document.c, t.membership.c
    found = connection.execute(
        select(d.id, d.key, d.title, d.origin, m.since, m.until, m.because)
        .join(t.telling, t.telling.c.no == m.telling)
        .join(t.document, d.no == t.telling.c.document)
        .where(m.incident == no)
        .order_by(m.no)
    )
    opened = connection.execute(select(t.incident.c.opened).where(t.incident.c.no == no)).scalar_one()
    for row in found:
        name = row.key or row.title or row.origin or row.id
        first = row.since == opened
        words = f"opened by {name}" if first else f"{name} joined" + (f": {row.because}" if row.because else "")
        yield Event(row.since, "opened" if first else "joined", words, document=row.id)
        if row.until is not None:
            yield Event(row.until, "left", f"{name} left", document=row.id)


def _decisions(connection: Connection, no: int) -> Iterator[Event]:
    d = t.decision.c
    touches = or_(d.incident == no, d.packed.like(f"%, {no}, %"), d.packed.like(f"%, {no}]%"))
    for row in connection.execute(select(t.decision).where(touches).order_by(d.no)):
        moved = any(no in move[2:] for move in json.loads(row.packed or "[]"))
        if row.incident != no and not moved:
            continue
        yield Event(row.at, "decided", decided(row), decision=row.no)
        if row.undone is not None:
            yield Event(row.undone, "undone", f"decision {row.no} undone", decision=row.no)


def decided(row: Any) -> str:
    """A decision in words."""
    what = f"{row.field} is {_corrected(row)}" if row.kind == "correct" else row.kind
    who = f" by {row.who}" if row.who else ""
    return f"decision {row.no}{who}: {what}" + (f", because {row.because}" if row.because else "")


def _corrected(row: Any) -> str:
    """What a correction says of its field: "2.5 million people", "not 69,000 people", "not disclosed"."""
    value = unpack_value(row.field, json.loads(row.value)) if row.value else None
    said = "not disclosed" if value is None else words.value(row.field, value)
    if row.status == REJECTED:
        return f"not {said}"
    return said if row.status in {Status.STATED, Status.WITHHELD} else f"{said} ({row.status})"


def _changes(connection: Connection, no: int) -> Iterator[Event]:
    c, d = t.change.c, t.document.c
    found = connection.execute(
        select(c.at, c.field, c.before, c.after, c.cause, c.decision, d.id)
        .outerjoin(t.document, d.no == c.document)
        .where(c.incident == no)
        .order_by(c.no)
    )
    for row in found:
        before, after = (json.loads(held) if held else None for held in (row.before, row.after))
        yield Event(row.at, "changed", row.cause, row.field, before, after, row.id, row.decision)


def diff(
    connection: Connection, steps: Steps, no: int, times: tuple[str | None, str | None]
) -> list[tuple[str, Held | None, Held | None]]:
    """What an incident held of each field at two times, where it differs; no first time is before the last change."""
    since, until = times
    if since is None:
        last = connection.execute(select(func.max(t.change.c.at)).where(t.change.c.incident == no)).scalar()
        if last is None:
            return []
        since = just_before(last)
    before, after = _held(connection, steps, no, since), _held(connection, steps, no, until)
    return [
        (field, before.get(field), after.get(field))
        for field in FIELDS
        if before.get(field) != after.get(field)
    ]  # fmt: skip


def _held(connection: Connection, steps: Steps, no: int, as_of: str | None) -> dict[str, Held]:
    found = loaded(connection, steps, no, as_of)
    held: dict[str, Held] = {}
    for row in rows(found.incidents[0]) if found else ():
        held.setdefault(row["field"], []).append([json.loads(row["value"]) if row["value"] else None, row["status"]])
    return held
