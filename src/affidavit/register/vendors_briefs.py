"""Incidents as a vendor's list shows them: who was hit, through whom, what was lost, when, and who tells it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from affidavit.model import words
from affidavit.model.claim import ASSERTED, Status
from affidavit.model.packed import unpack_value
from affidavit.model.value import Count
from affidavit.register import tables as t
from affidavit.register.tables import Found

#: The fields of a brief that are one value: the best.
_ONE = ("affected", "started", "discovered", "disclosed")
_MANY = ("organization", "third_party", "data", "actor")
#: What says when an incident was, the best first.
WHEN = ("started", "discovered", "disclosed")


@dataclass(frozen=True, slots=True)
class Held:
    """A value that an incident holds, in words, and how firmly.

    `named` is the key of a name, None of a role; `day` the first day of a date, whose `text` is ISO.
    """

    text: str
    status: str
    named: str | None = None
    day: str | None = None

    @property
    def asserted(self) -> bool:
        """Whether it is said to be so."""
        return self.status in ASSERTED

    def __str__(self) -> str:
        return self.text if self.status in {Status.STATED, Status.DERIVED} else f"{self.text} ({self.status})"


@dataclass(slots=True)
class Brief:
    """An incident in brief. `people` is how many it affects, where people are counted; `sources` are its documents."""

    no: int
    id: str
    title: str
    kind: str
    when: str | None = None
    day: str | None = None
    people: int | None = None
    held: dict[str, list[Held]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)

    def asserted(self, key: str) -> list[Held]:
        """The values of a field that are said to be so."""
        return [one for one in self.held.get(key, ()) if one.asserted]

    @property
    def main(self) -> str | None:
        """The key of the name of the one that it happened to, after whom it is called."""
        named = self.asserted("organization")
        titled = [one for one in named if self.title.startswith(f"{one.text}: ")]
        return next((one.named for one in titled or named), None)

    @property
    def date(self) -> str | None:
        """When it was, in words; when it was reported, where nothing says it."""
        if self.when is not None:
            return words.date(self.when)
        return f"reported {words.date(self.published[0])}" if self.published else None

    @property
    def order(self) -> str:
        """When it was, to sort by."""
        return self.day or (self.published[0] if self.published else "")


def briefs(connection: Connection, numbers: Iterable[int]) -> dict[int, Brief]:
    """The briefs of incidents by their numbers."""
    wanted = sorted(set(numbers))
    made: dict[int, Brief] = {}
    for page in (wanted[start : start + 500] for start in range(0, len(wanted), 500)):
        made |= _page(connection, page)
    return made


def _page(connection: Connection, page: Sequence[int]) -> dict[int, Brief]:
    i, f = t.incident.c, t.finding.c
    found = connection.execute(select(i.no, i.id, i.title, i.kind).where(i.no.in_(page)))
    made = {row.no: Brief(row.no, row.id, row.title, row.kind) for row in found}
    held = connection.execute(
        select(f.incident, f.field, f.rank, f.status, f.value, f.named, f.low)
        .where(f.incident.in_(page), f.field.in_((*_ONE, *_MANY)), f.value.is_not(None))
        .order_by(f.incident, f.field, f.rank)
    )
    for row in held:
        if row.incident in made:
            _take(made[row.incident], row)
    for brief in made.values():
        best = next((key for key in WHEN if brief.asserted(key)), None)
        brief.when = brief.held[best][0].text if best else None
        brief.day = brief.held[best][0].day if best else None
    for incident, name, published in sources(connection, page):
        if incident in made:
            made[incident].sources.append(name)
            made[incident].published += [published] if published else []
    return made


def _take(brief: Brief, row: Found) -> None:
    value = unpack_value(row.field, json.loads(row.value))
    if value is None or (row.field in _ONE and (row.status not in ASSERTED or row.field in brief.held)):
        return
    if row.field in WHEN:
        held = Held(str(value), row.status, day=row.low)
    else:
        held = Held(words.value(row.field, value), row.status, row.named)
    if isinstance(value, Count) and value.unit == "people":
        brief.people = value.number
    brief.held.setdefault(row.field, []).append(held)


def sources(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str, str | None]]:
    """The documents that tell of incidents, the earliest first: the incident, where it is found, the day."""
    m, told, d = t.membership.c, t.telling.c, t.document.c
    found = connection.execute(
        select(m.incident, d.id, d.key, d.origin, d.title, d.published)
        .join(t.telling, told.no == m.telling)
        .join(t.document, d.no == told.document)
        .where(m.incident.in_(numbers), m.until.is_(None))
        .order_by(d.published, d.no)
    )
    return ((row.incident, row.origin or row.key or row.title or row.id, row.published) for row in found)


def joined(held: Iterable[Held]) -> str:
    """Values in a line."""
    return ", ".join(dict.fromkeys(map(str, held)))


def brief_row(brief: Brief) -> dict[str, object]:
    """A brief as JSON has it, without what is empty."""
    row = {
        "incident": brief.id, "title": brief.title, "kind": brief.kind, "when": brief.when,
        "reported": brief.published[0] if brief.published else None,
        "victims": _rows(brief.held, "organization"), "through": _rows(brief.held, "third_party"),
        "actors": _rows(brief.held, "actor"), "data": _rows(brief.held, "data"),
        "affected": str(brief.held["affected"][0]) if "affected" in brief.held else None,
        "people": brief.people, "sources": brief.sources,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value not in (None, [])}


def _rows(held: Mapping[str, list[Held]], key: str) -> list[dict[str, str]]:
    return [{"value": one.text, "status": one.status} for one in held.get(key, ())]
