"""Counting incidents, or the people they affect, by one or two fields and over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from sqlalchemy import Connection

from affidavit.errors import UsageError
from affidavit.model import words
from affidavit.model.fields import FIELDS, REPORTED
from affidavit.register.search.tree import All, Node
from affidavit.register.stats_facts import NO_VALUE, OTHER, UNKNOWN, Facts, Time, called, facts, in_order

OVER = ("month", "quarter", "year")
#: What says when an incident was, in words.
_WHEN = {
    "started": "it began", "discovered": "it was discovered", "disclosed": "it was made public",
    "published": "the first document on it was published",
}  # fmt: skip
BY = tuple(_WHEN)
MEASURES = ("incidents", "people")
#: No condition at all.
_EVERY = All()
#: Stands for all buckets of a field, or all periods.
ALL = ""
#: So many periods are filled in where nothing happened; more mean a wrong date.
_MOST_PERIODS = 600


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted: by which one or two fields, over which periods (`over`, `by`), and what (`measure`).

    `where` are the incidents that count; of each field the `top` fullest buckets are kept, the others become one
    (all are kept where it is None). Raises UsageError for what is none of that.
    """

    fields: tuple[str, ...]
    over: str | None = None
    by: str = "started"
    measure: str = "incidents"
    where: Node = _EVERY
    top: int | None = None

    def __post_init__(self) -> None:
        """Raise UsageError for a choice that is none."""
        for key in self.fields:
            if key not in REPORTED or FIELDS[key].type == "text":
                raise UsageError(f"nothing can be counted by {key!r} (affidavit fields lists the fields)")
        if not 1 <= len(self.fields) <= 2 or len(set(self.fields)) != len(self.fields):
            raise UsageError("incidents are counted by one field, or by two that are not the same")
        for name, given, known in (("over", self.over, OVER), ("by", self.by, BY), ("measure", self.measure, MEASURES)):
            if given not in known and not (name == "over" and given is None):
                raise UsageError(f"{name} is one of {', '.join(known)}, not {given!r}")


@dataclass(frozen=True, slots=True)
class Bucket:
    """A value, or several, that incidents are counted under; `key` is `other`, `withheld` or `unknown` for the rest."""

    key: str
    label: str

    @property
    def plain(self) -> bool:
        """Whether it is a value, and not what is left."""
        return self.key not in NO_VALUE


@dataclass(slots=True)
class Stats:
    """What was counted. `number` looks one cell up, or, with `ALL`, a sum in which each incident counts once."""

    asked: Asked
    axes: tuple[tuple[Bucket, ...], ...]
    periods: tuple[str, ...]
    total: int
    notes: tuple[str, ...]
    _numbers: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def number(self, *keys: str, period: str = ALL) -> int:
        """How many incidents, or people, fall into these buckets, one for each field, in a period."""
        return self._numbers[(period, *keys)]

    def labels(self) -> tuple[str, ...]:
        """What the fields are called."""
        return tuple(words.capital(called(key)) for key in self.asked.fields)

    def title(self) -> str:
        """What was counted, in words."""
        what = "Incidents" if self.asked.measure == "incidents" else "People affected"
        by = " and ".join(called(key) for key in self.asked.fields)
        return f"{what} by {by}" + (f", by {self.asked.over}" if self.asked.over else "")

    def cells(self) -> Iterator[tuple[str | None, tuple[Bucket, ...], int]]:
        """All cells that hold something: the period, the buckets, the number."""
        for period in self.periods or (ALL,):
            for buckets in product(*self.axes):
                number = self.number(*(bucket.key for bucket in buckets), period=period)
                if number:
                    yield period or None, buckets, number


def stats(connection: Connection, asked: Asked) -> Stats:
    """Count the incidents that fit."""
    people = asked.measure == "people"
    found = facts(connection, asked.fields, Time(asked.over, asked.by), asked.where, people=people)
    groups = _groups(found, asked)
    axes = tuple([_axis(found, place, groups, asked) for place in range(len(asked.fields))])
    kept = [frozenset(bucket.key for bucket in axis) for axis in axes]
    numbers: Counter[tuple[str, ...]] = Counter()
    for (period, keys), weight in groups.items():
        shown = [{key if key in known else OTHER for key in own} for own, known in zip(keys, kept, strict=True)]
        for cell in product({period, ALL}, *(own | {ALL} for own in shown)):
            numbers[cell] += weight
    periods = _periods({period for period, _ in groups}, asked.over) if asked.over else ()
    return Stats(asked, axes, periods, len(found.numbers), _notes(found, asked), numbers)


#: How much falls together into a period and the same buckets.
_Groups = Mapping[tuple[str, tuple[frozenset[str], ...]], int]


def _groups(found: Facts, asked: Asked) -> _Groups:
    groups: Counter[tuple[str, tuple[frozenset[str], ...]]] = Counter()
    people = found.people if asked.measure == "people" else None
    for no in found.numbers:
        keys = tuple([held[no] for held in found.keys])
        groups[found.periods.get(no, UNKNOWN), keys] += 1 if people is None else people.get(no, 0)
    return groups


def _axis(found: Facts, place: int, groups: _Groups, asked: Asked) -> tuple[Bucket, ...]:
    """The buckets of a field in their order: the fullest first, or as they follow each other; the rest last."""
    counts: Counter[str] = Counter()
    for (_, keys), weight in groups.items():
        for one in keys[place]:
            counts[one] += weight
    filled = sorted((one for one in counts if one not in NO_VALUE), key=lambda one: (-counts[one], one))
    kept = filled[: asked.top]
    if in_order(asked.fields[place]):
        kept.sort()
    shown = [*kept, *([OTHER] if len(kept) < len(filled) else []), *(one for one in NO_VALUE if one in counts)]
    labels = found.labels(place, shown)
    return tuple(Bucket(one, labels[one]) for one in shown)


def _periods(known: Collection[str], over: str) -> tuple[str, ...]:
    """The periods from the first to the last, those in which nothing happened between them; the unknown one last."""
    periods = sorted(set(known) - {UNKNOWN})
    rest = (UNKNOWN,) if UNKNOWN in known else ()
    if not periods:
        return rest
    filled, at = [periods[0]], periods[0]
    while at < periods[-1] and len(filled) < _MOST_PERIODS:
        at = _after(at, over)
        filled.append(at)
    return (*(filled if filled[-1] == periods[-1] else periods), *rest)


def _after(period: str, over: str) -> str:
    if over == "year":
        return f"{int(period) + 1:04}"
    mark, most = ("-Q", 4) if over == "quarter" else ("-", 12)
    year, number = int(period[:4]), int(period[4 + len(mark) :]) + 1
    year, number = (year + 1, 1) if number > most else (year, number)
    return f"{year:04}{mark}{number}" if over == "quarter" else f"{year:04}{mark}{number:02}"


def _notes(found: Facts, asked: Asked) -> tuple[str, ...]:
    """What must be known to read the numbers."""
    every, notes = len(found.numbers), []
    if found.denied:
        which = "incidents that their organisations deny are" if found.denied > 1 else "incident that is denied is"
        notes.append(f"{found.denied:,} {which} left out (kind:denied in the query counts them alone).")
    if many := [called(key) for key in asked.fields if FIELDS[key].many]:
        notes.append(f"An incident with several values counts under each ({', '.join(many)}); sums count it once.")
    if asked.measure == "people":
        notes.append(f"{len(found.people):,} of {every:,} incidents tell how many people; the others add nothing.")
    unknown = every - len(found.periods) if asked.over else 0
    if unknown:
        vague = len(found.vague)
        less = f" ({vague:,} tell it less exactly than by the {asked.over})" if vague else ""
        notes.append(f"Of {unknown:,} of {every:,} incidents it is not known when {_WHEN[asked.by]}{less}.")
    return tuple(notes)
