"""Incidents in a line each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from affidavit.model import words
from affidavit.model.claim import ASSERTED
from affidavit.model.packed import unpack_value
from affidavit.register import tables as t

#: What says when an incident was, the best first.
_WHEN = ("started", "discovered", "disclosed")


@dataclass(frozen=True, slots=True)
class Summary:
    """An incident in a line: `when` is the best date it has, `affected` how many, in words."""

    id: str
    title: str
    told_by: int
    changed: str
    when: str | None = None
    affected: str | None = None


def summaries(connection: Connection, ids: Sequence[str]) -> Iterator[Summary]:
    """The summaries of incidents, in the order of their ids."""
    i, f = t.incident.c, t.finding.c
    found = {row.id: row for row in connection.execute(
        select(i.no, i.id, i.title, i.told_by, i.changed).where(i.id.in_(ids))
    )}  # fmt: skip
    held: dict[int, dict[str, str]] = {}
    wanted = select(f.incident, f.field, f.value).where(
        f.incident.in_([row.no for row in found.values()]), f.field.in_((*_WHEN, "affected")),
        f.rank == 0, f.status.in_(ASSERTED), f.value.is_not(None),
    )  # fmt: skip
    for finding in connection.execute(wanted):
        value = unpack_value(finding.field, json.loads(finding.value))
        held.setdefault(finding.incident, {})[finding.field] = (
            words.value(finding.field, value) if value is not None else ""
        )
    for row in (found[one] for one in ids if one in found):
        own = held.get(row.no, {})
        when = next((own[field] for field in _WHEN if field in own), None)
        yield Summary(row.id, row.title, row.told_by, row.changed, when, own.get("affected"))
