"""What is counted of each incident: its values of some fields in buckets, its period, how many people it affects."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from affidavit.model import vocabulary, words
from affidavit.model.claim import ASSERTED, Status
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value
from affidavit.register import tables as t
from affidavit.register.rows import span
from affidavit.register.search.conditions import condition
from affidavit.register.search.tree import Node
from affidavit.register.tables import Found

#: The buckets of what no source tells, of what is said not to be disclosed, of the rest.
UNKNOWN, WITHHELD, OTHER = "unknown", "withheld", "other"
#: Beside these, in a sheet or a chart.
NO_VALUE = {OTHER: "Other", WITHHELD: "Not disclosed", UNKNOWN: "Not reported"}
#: The upper ends of the buckets for how many people are affected, and how these are written.
_SIZES = (
    (1e3, "1\u2013999"), (1e4, "1,000\u20139,999"), (1e5, "10,000\u201399,999"), (1e6, "100,000\u2013999,999"),
    (1e7, "1\u20139.9 million"), (1e8, "10\u201399 million"), (float("inf"), "100 million or more"),
)  # fmt: skip
_UNITS = "~"
#: How long each period is written, of an ISO day.
_LENGTH = {"year": 4, "month": 7}


@dataclass(slots=True)
class Fact:
    """One incident: the keys of its buckets for each field asked, its period, and how many people it affects."""

    keys: list[set[str]]
    period: str = UNKNOWN
    people: int | None = None
    vague: bool = False


@dataclass(slots=True)
class Facts:
    """All incidents that are counted, by number, and what the buckets of each field are called."""

    fields: tuple[str, ...]
    by_number: dict[int, Fact]
    written: list[Counter[tuple[str, str]]] = field(default_factory=list)

    def labels(self, place: int) -> dict[str, str]:
        """What the buckets of the field at this place are called: as most incidents write it."""
        found: dict[str, str] = {}
        for (key, value), _ in self.written[place].most_common():
            if key not in found:
                found[key] = _label(self.fields[place], key, value)
        return found | NO_VALUE


@dataclass(frozen=True, slots=True)
class Time:
    """The periods that incidents are put into: `over` is month, quarter or year, `by` what says when one was."""

    over: str | None = None
    by: str = "started"

    def period(self, low: str | None, high: str | None) -> str | None:
        """The period in which both days lie; None where there is none."""
        if low is None or high is None or self.over is None:
            return None
        first, last = self._of(low), self._of(high)
        return first if first == last else None

    def _of(self, day: str) -> str:
        if self.over == "quarter":
            return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
        return day[: _LENGTH[self.over or "year"]]


def facts(connection: Connection, fields: tuple[str, ...], time: Time, where: Node) -> Facts:
    """What is counted of the incidents that fit a query."""
    i = t.incident.c
    fits = select(i.no).where(i.told_by > 0, condition(where, sqlite=connection.dialect.name == "sqlite"))
    made = Facts(fields, {no: Fact([set() for _ in fields]) for no in connection.execute(fits).scalars()})
    made.written = [Counter() for _ in fields]
    dated = {time.by} if time.over and time.by != "published" else set()
    held = _held(connection, {*fields, "affected", *dated}, fits)
    for place, key in enumerate(fields):
        _bucketed(made, place, held[key])
    _counted(made, held["affected"])
    if time.over:
        rows = held[time.by] if dated else _published(connection, fits)
        _timed(made, time, rows)
    return made


def _held(connection: Connection, fields: Iterable[str], fits: Select[Any]) -> dict[str, list[Found]]:
    """The findings of these fields, the best of an incident first."""
    f = t.finding.c
    found = connection.execute(
        select(f.incident, f.field, f.status, f.value, f.text, f.named, f.number, f.low, f.high)
        .where(f.field.in_(sorted(fields)), f.status.in_([*ASSERTED, Status.WITHHELD]), f.incident.in_(fits))
        .order_by(f.rank, f.no)
    )
    held: dict[str, list[Found]] = defaultdict(list)
    for row in found:
        held[row.field].append(row)
    return held


def _bucketed(made: Facts, place: int, rows: Iterable[Found]) -> None:
    """Put each incident into its buckets of a field: all of a field of many values, else the best one."""
    declared, withheld = FIELDS[made.fields[place]], set()
    bucket, written = _BUCKETS.get(declared.type, _same), made.written[place]
    for row in rows:
        keys = made.by_number[row.incident].keys[place]
        if row.status == Status.WITHHELD:
            withheld.add(row.incident)
        elif declared.many or not keys or (declared.type == "count" and keys == {_UNITS}):
            key = bucket(row)
            if not declared.many:
                keys.clear()
            if key not in keys:
                keys.add(key)
                written[key, row.value] += 1
    for no, fact in made.by_number.items():
        if not fact.keys[place]:
            fact.keys[place].add(WITHHELD if no in withheld else UNKNOWN)


def _counted(made: Facts, rows: Iterable[Found]) -> None:
    for row in rows:
        fact = made.by_number[row.incident]
        if fact.people is None and row.text == "people" and row.number is not None and row.status in ASSERTED:
            fact.people = int(row.number)


def _timed(made: Facts, time: Time, rows: Iterable[Any]) -> None:
    seen: set[int] = set()
    for row in rows:
        if row.incident in seen or row.low is None:
            continue
        seen.add(row.incident)
        fact, period = made.by_number[row.incident], time.period(row.low, row.high)
        fact.period, fact.vague = period or UNKNOWN, period is None


@dataclass(frozen=True, slots=True)
class _Day:
    incident: int
    low: str | None
    high: str | None


def _published(connection: Connection, fits: Select[Any]) -> Iterator[_Day]:
    """When the first document that tells of each incident was published."""
    told, m, d = t.telling.c, t.membership.c, t.document.c
    found = connection.execute(
        select(m.incident, func.min(d.published))
        .join(t.telling, told.no == m.telling)
        .join(t.document, d.no == told.document)
        .where(and_(m.until.is_(None), told.until.is_(None), m.incident.in_(fits), d.published.is_not(None)))
        .group_by(m.incident)
    )
    for incident, published in found:
        yield _Day(incident, *span(published[:10]))


def _same(row: Found) -> str:
    return row.named or row.text or ""


def _size(row: Found) -> str:
    if row.text != "people":
        return _UNITS
    return str(next(place for place, (end, _) in enumerate(_SIZES) if row.number < end))


_BUCKETS: dict[str, Callable[[Found], str]] = {
    "count": _size,
    "date": lambda row: str(row.low or "")[:4],
    "money": lambda row: str(row.text).split()[0],
    "indicator": lambda row: str(json.loads(row.value)["type"]),
}


def _label(key: str, bucket: str, value: str) -> str:
    """A bucket in words."""
    declared = FIELDS[key]
    if declared.type == "count":
        return "Other units" if bucket == _UNITS else _SIZES[int(bucket)][1]
    if declared.type == "date":
        return bucket
    if declared.type in {"money", "indicator"}:
        return words.capital(vocabulary.label(declared.vocabulary or "", bucket))
    known = str(unpack_value(key, json.loads(value)))
    if declared.type == "technique":
        return words.technique(known)
    if declared.vocabulary is None and declared.type != "flag":
        return known
    label = vocabulary.label(declared.vocabulary, known) if declared.vocabulary else known
    return words.capital(label.removeprefix("a ").removeprefix("an "))


def in_order(key: str) -> bool:
    """Whether the buckets of a field have an order of their own."""
    return FIELDS[key].type in {"count", "date"}
