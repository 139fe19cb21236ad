"""Incidents in a line each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from affidavit.model import words
from affidavit.model.claim import ASSERTED
from affidavit.model.packed import unpack_value
from affidavit.model.value import Count
from affidavit.register import tables as t

#: What says when an incident was, the best first.
_WHEN = ("started", "discovered", "disclosed")


@dataclass(frozen=True, slots=True)
class Summary:
    """An incident in a line: at whom, what happened, when, how many it affects in words, how many documents tell of it.

    Where only its discovery or disclosure is known, `when` is `by 2024-10-02`. What is denied or dismissed says so.
    """

    id: str
    title: str
    told_by: int
    changed: str
    organization: str
    what: str
    when: str | None = None
    affected: str | None = None


def summaries(connection: Connection, ids: Sequence[str]) -> Iterator[Summary]:
    """The summaries of incidents, in the order of their ids."""
    i, f = t.incident.c, t.finding.c
    found = {row.id: row for row in connection.execute(
        select(i.no, i.id, i.title, i.kind, i.told_by, i.changed).where(i.id.in_(ids))
    )}  # fmt: skip
    held: dict[int, dict[str, str]] = {}
    wanted = select(f.incident, f.field, f.value).where(
        f.incident.in_([row.no for row in found.values()]), f.field.in_((*_WHEN, "affected")),
        f.status.in_(ASSERTED), f.value.is_not(None),
    ).order_by(f.rank)  # fmt: skip
    for finding in connection.execute(wanted):
        value = unpack_value(finding.field, json.loads(finding.value))
        shown = words.count(value) if isinstance(value, Count) else str(value)
        held.setdefault(finding.incident, {}).setdefault(finding.field, shown)
    for row in (found[one] for one in ids if one in found):
        own = held.get(row.no, {})
        organization, _, what = row.title.rpartition(": ")
        marks = [*(["denied"] if row.kind == "denied" else []), *(["dismissed"] if row.told_by < 0 else [])]
        yield Summary(
            row.id, row.title, abs(row.told_by), row.changed, organization,
            f"{what} ({', '.join(marks)})" if marks else what, _when(own), own.get("affected"),
        )  # fmt: skip


def _when(own: Mapping[str, str]) -> str | None:
    known = next((field for field in _WHEN if field in own), None)
    if known is None:
        return None
    return own[known] if known == _WHEN[0] else f"by {own[known]}"
