"""What is counted of each incident: its values of some fields in buckets, its period, how many people it affects."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Column, Connection, Select, Text, and_, cast, func, literal, select

from affidavit.model import vocabulary, words
from affidavit.model.claim import ASSERTED, Status
from affidavit.model.fields import FIELDS
from affidavit.register import names
from affidavit.register import tables as t
from affidavit.register.rows import span
from affidavit.register.search.sets import fitting, listed
from affidavit.register.search.tree import All, Node, abouts
from affidavit.register.tables import Found

#: The buckets of what no source tells, of what is said not to be disclosed, of the rest.
UNKNOWN, WITHHELD, OTHER = "unknown", "withheld", "other"
#: Beside these, in a sheet or a chart.
NO_VALUE = {OTHER: "Other", WITHHELD: "Not disclosed", UNKNOWN: "Not reported"}
#: How a field is called where its label means its place in a report.
_CALLED = {
    "organization": "organisation", "country": "country", "data": "data", "affected": "size", "money": "money",
    "operations": "operational impact", "reputation": "reputational impact",
}  # fmt: skip
#: The upper ends of the buckets for how many people are affected, and how these are written.
_SIZES = (
    (1e3, "1\u2013999"), (1e4, "1,000\u20139,999"), (1e5, "10,000\u201399,999"), (1e6, "100,000\u2013999,999"),
    (1e7, "1\u20139.9 million"), (1e8, "10\u201399 million"), (float("inf"), "100 million or more"),
)  # fmt: skip
_UNITS = "~"
#: The incidents that their organisations deny.
_DENIED_ONES = select(t.incident.c.no).where(t.incident.c.kind == "denied")
_REST = {True: frozenset({WITHHELD}), False: frozenset({UNKNOWN})}
#: How long each period is written, of an ISO day.
_LENGTH = {"year": 4, "month": 7}


@dataclass(slots=True)
class Facts:
    """All incidents that are counted, by number: their buckets of each field, their periods, how many they affect.

    An incident whose period is not known is not among `periods`; `vague` are those of them that have a date. `values`
    give one value, as it is stored, for a bucket. `denied` incidents were left out: nobody asked for their kind.
    """

    fields: tuple[str, ...]
    numbers: list[int]
    keys: list[dict[int, frozenset[str]]] = field(default_factory=list)
    values: list[Callable[[str], str]] = field(default_factory=list)
    periods: dict[int, str] = field(default_factory=dict)
    vague: set[int] = field(default_factory=set)
    people: dict[int, int] = field(default_factory=dict)
    denied: int = 0

    def labels(self, place: int, buckets: Iterable[str]) -> dict[str, str]:
        """What buckets of the field at this place are called."""
        key, values = self.fields[place], self.values[place]
        return {one: NO_VALUE[one] if one in NO_VALUE else _label(key, one, values(one)) for one in buckets}


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


def facts(connection: Connection, fields: tuple[str, ...], time: Time, where: Node, *, people: bool) -> Facts:
    """What is counted of the incidents that fit a query."""
    fits, denied = _asked(connection, where)
    made = Facts(fields, sorted(fits.numbers), denied=denied)
    for key in fields:
        if FIELDS[key].type in _BUCKETS or key in names.FIELDS:
            _put(made, key, _read(connection, key, fits))
        else:
            _put_texts(connection, made, key, fits)
    if people:
        counted = _best(_read(connection, "affected", fits)).items()
        made.people = {no: int(row.number) for no, row in counted if row.text == "people" and row.number is not None}
    if time.over:
        days = _published(connection, fits) if time.by == "published" else _dated(connection, time.by, fits)
        for no, low, high in days:
            if (period := time.period(low, high)) is not None:
                made.periods[no] = period
            elif low is not None:
                made.vague.add(no)
    return made


@dataclass(frozen=True, slots=True)
class _Fits:
    """The numbers of the incidents that count; `listed` for a statement, None where it is sooner done to read all."""

    numbers: set[int]
    listed: Any

    def rows(self, connection: Connection, wanted: Select[Any], no: Column[Any]) -> Iterator[Sequence[Any]]:
        """The rows, of which `no` is the first column, that are of these incidents."""
        found = connection.execute(wanted if self.listed is None else wanted.where(no.in_(self.listed)))
        return (row for row in found.all() if row[0] in self.numbers)


def _asked(connection: Connection, where: Node) -> tuple[_Fits, int]:
    """The incidents that count, and how many are left out since they are denied."""
    found = fitting(connection, where)
    denied: set[int] = set()
    if not any(about.key == "kind" for about in abouts(where)):
        denied = found & set(connection.execute(_DENIED_ONES).scalars())
    numbers = found - denied
    whole = None if where == All() else listed(sorted(numbers), sqlite=connection.dialect.name == "sqlite")
    return _Fits(numbers, whole), len(denied)


class _Row(NamedTuple):
    """What is read of a finding; `text` is what is compared."""

    incident: int
    status: str
    rank: int
    text: str
    value: str
    number: float | None
    low: str | None
    high: str | None


def _read(connection: Connection, key: str, fits: _Fits) -> list[_Row]:
    """What the incidents hold of a field, or that it is not said."""
    f = t.finding.c
    wanted = select(
        f.incident, f.status, f.rank, func.coalesce(f.named, f.text), f.value, f.number, f.low, f.high
    ).where(f.field == key, f.status.in_([*ASSERTED, Status.WITHHELD]))  # fmt: skip
    return [_Row._make(row) for row in fits.rows(connection, wanted, f.incident)]


def _best(rows: Iterable[_Row]) -> dict[int, _Row]:
    """The best of each incident: what is said before what is not, a number of people before one of anything else."""
    best: dict[int, tuple[tuple[bool, bool, int], _Row]] = {}
    for row in rows:
        order = (row.status == Status.WITHHELD, row.text != "people", row.rank)
        held = best.get(row.incident)
        if held is None or order < held[0]:
            best[row.incident] = (order, row)
    return {no: row for no, (_, row) in best.items() if row.status != Status.WITHHELD}


def _put(made: Facts, key: str, rows: list[_Row]) -> None:
    """Put each incident into its buckets of a field: all of a field of many values, else the best one."""
    declared = FIELDS[key]
    bucket = _BUCKETS.get(declared.type)
    keys: dict[int, set[str]] = defaultdict(set)
    values: dict[str, str] = {}
    for row in rows if declared.many else _best(rows).values():
        if row.status != Status.WITHHELD:
            one = bucket(row) if bucket else row.text
            keys[row.incident].add(one)
            values.setdefault(one, row.value)
    withheld = {row.incident for row in rows if row.status == Status.WITHHELD}
    _keep(made, keys, withheld)
    made.values.append(values.__getitem__)


def _keep(made: Facts, keys: Mapping[int, Iterable[str]], withheld: set[int]) -> None:
    made.keys.append({no: frozenset(keys[no]) if no in keys else _REST[no in withheld] for no in made.numbers})


def _put_texts(connection: Connection, made: Facts, key: str, fits: _Fits) -> None:
    """The same of a field whose texts are its buckets: all incidents of a text come in one value, as numbers."""
    many, keys, withheld = FIELDS[key].many, defaultdict[int, set[str]](set), set[int]()
    for text, status, _, shown in _by_text(connection, key, fits):
        numbers = json.loads(f"[{shown}]")
        if status == Status.WITHHELD:
            withheld.update(numbers)
        else:
            for no in numbers if many else (no for no in numbers if no not in keys):
                keys[no].add(text)
    _keep(made, keys, withheld)
    made.values.append(partial(_value, connection, key))


def _by_text(connection: Connection, key: str, fits: _Fits) -> list[Found]:
    """A field's texts with status, rank (where the first decides) and incidents, in the order of rank."""
    f, sqlite = t.finding.c, connection.dialect.name == "sqlite"
    numbers = func.group_concat(f.incident) if sqlite else func.string_agg(cast(f.incident, Text), ",")
    by = (f.text, f.status, literal(0) if FIELDS[key].many else f.rank)
    wanted = select(*by, numbers).where(f.field == key, f.status.in_([*ASSERTED, Status.WITHHELD])).group_by(*by)
    found = connection.execute(wanted if fits.listed is None else wanted.where(f.incident.in_(fits.listed))).all()
    return sorted(found, key=lambda row: row[2])


def _value(connection: Connection, key: str, text: str) -> str:
    """A value of a field with this text, as it is stored."""
    f = t.finding.c
    return str(connection.execute(select(f.value).where(f.field == key, f.text == text).limit(1)).scalar_one())


#: Days of an incident: its number, the first, the last.
_Days = tuple[int, str | None, str | None]


def _dated(connection: Connection, key: str, fits: _Fits) -> Iterator[_Days]:
    """The days that each incident's best date spans."""
    for no, row in _best(_read(connection, key, fits)).items():
        yield no, row.low, row.high


def _published(connection: Connection, fits: _Fits) -> Iterator[_Days]:
    """When the first document that tells of each incident was published."""
    told, m, d = t.telling.c, t.membership.c, t.document.c
    wanted = (
        select(m.incident, func.min(d.published))
        .join(t.telling, told.no == m.telling)
        .join(t.document, d.no == told.document)
        .where(and_(m.until.is_(None), told.until.is_(None), d.published.is_not(None)))
        .group_by(m.incident)
    )
    for incident, published in fits.rows(connection, wanted, m.incident):
        yield incident, *span(published[:10])


def _size(row: _Row) -> str:
    if row.text != "people":
        return _UNITS
    return str(next(place for place, (end, _) in enumerate(_SIZES) if (row.number or 0) < end))


_BUCKETS: dict[str, Callable[[_Row], str]] = {
    "count": _size,
    "date": lambda row: (row.low or "")[:4],
    "money": lambda row: row.text.split()[0],
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
    known = str(json.loads(value))
    if declared.type == "technique":
        return words.technique(known)
    if declared.vocabulary is None and declared.type != "flag":
        return known
    label = vocabulary.label(declared.vocabulary, known) if declared.vocabulary else known
    return words.capital(label.removeprefix("a ").removeprefix("an "))


def in_order(key: str) -> bool:
    """Whether the buckets of a field have an order of their own."""
    return FIELDS[key].type in {"count", "date"}


def called(key: str) -> str:
    """What a field is called inside a sentence."""
    return _CALLED.get(key, FIELDS[key].label.lower())
