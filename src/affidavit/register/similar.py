"""The incidents that are like a given one: what they share with it, the rare counting more than the common."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, func, select

from affidavit.model import vocabulary, words
from affidavit.model.claim import ASSERTED, Status
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value
from affidavit.register import names
from affidavit.register import tables as t
from affidavit.register.incidents import number
from affidavit.register.stats_facts import called
from affidavit.register.tables import Found

#: What two incidents can share, and how much that says of how alike they are, by itself.
_WORTH = {
    "actor": 3.0, "third_party": 4.0, "vulnerability": 2.5, "malware": 1.5, "organization": 1.5, "vector": 1.2,
    "technique": 1.2, "sector": 1.0, "data": 1.0, "ransomware": 0.7, "operations": 0.5, "affected": 0.5, "asset": 0.4,
    "action": 0.4, "fate": 0.4, "extortion": 0.4, "country": 0.3,
}  # fmt: skip
#: What a vendor's own incident shares with its customers', which name it as their third party.
_VENDOR = "vendor"
#: What is only suspected counts for so much.
_SUSPECTED = 0.5
#: How rare a size of about as many people is taken to be: one incident in so many.
_SIZE_OF = 5
#: A value that more incidents have finds no candidates while rarer ones do; so many candidates are compared at most.
_COMMON, _MOST = 5_000, 2_000
#: So many candidates' findings are read at a time.
_PAGE = 500

_F = t.finding.c
_STATUSES = sorted(str(status) for status in ASSERTED)
_HELD = (
    select(_F.incident, _F.field, _F.status, _F.value, _F.text, _F.named, _F.number)
    .where(_F.incident.in_(bindparam("incidents", expanding=True)), _F.field.in_(list(_WORTH)))
    .where(_F.status.in_(_STATUSES)).order_by(_F.incident, _F.rank, _F.no)
)  # fmt: skip
_WITH_TEXT = (_F.field == bindparam("key"), _F.text == bindparam("held"), _F.status.in_(_STATUSES))
_WITH_NAME = (_F.named == bindparam("held"), _F.field == bindparam("key"), _F.status.in_(_STATUSES))
_COUNT = {named: select(func.count()).where(*own) for named, own in ((False, _WITH_TEXT), (True, _WITH_NAME))}
_FIND = {
    named: select(_F.incident).where(*own).order_by(_F.incident.desc()).limit(_MOST)
    for named, own in ((False, _WITH_TEXT), (True, _WITH_NAME))
}
_ABOUT = select(t.incident.c.no, t.incident.c.id).where(
    t.incident.c.no.in_(bindparam("incidents", expanding=True)), t.incident.c.told_by > 0
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What two incidents share of a field: the values in words, and how much of the score that makes."""

    field: str
    values: tuple[str, ...]
    part: float

    def __str__(self) -> str:
        label = called(self.field)
        if FIELDS[self.field].type == "flag":
            return label
        return f"{label} ({words.shortened(self.values, 4, '{} more')})"


@dataclass(frozen=True, slots=True)
class Similar:
    """An incident that is like another: how much of what is known of that they share (1 is all), and what."""

    id: str
    score: float
    shared: tuple[Shared, ...]


#: A field and what is compared of its value.
_Feature = tuple[str, str]


@dataclass(slots=True)
class _Own:
    """What an incident holds: each feature with its weight and its value in words."""

    weights: dict[_Feature, float] = field(default_factory=dict)
    values: dict[_Feature, str] = field(default_factory=dict)
    counts: dict[_Feature, int] = field(default_factory=dict)


def similar(connection: Connection, wanted: str, limit: int = 10) -> list[Similar]:
    """The incidents that are most like the one with this id, the nearest first."""
    no = number(connection, wanted)
    own = _own(connection, no)
    total = sum(own.weights.values())
    found = [
        (sum(own.weights[one] * sure for one, sure in shared.items()), -other, shared)
        for other, shared in _compared(connection, own, _candidates(connection, own) - {no})
    ]
    nearest = sorted(found, key=lambda one: (-one[0], -one[1]))
    ids = _ids(connection, [-other for _, other, _ in nearest])
    kept = [(ids[-other], shared) for _, other, shared in nearest if -other in ids][:limit]
    return [_told(own, identity, shared, total) for identity, shared in kept]


def _own(connection: Connection, no: int) -> _Own:
    own, held = _Own(), _features(connection.execute(_HELD, {"incidents": [no]}).all())
    every = max(2, connection.execute(select(func.count()).where(t.incident.c.told_by > 0)).scalar_one())
    in_field: dict[str, int] = defaultdict(int)
    for (key, _), _ in held.get(no, {}).items():
        in_field[key] += 1
    for feature, row in _with_customers(connection, held.get(no, {})).items():
        key = _field(feature)
        own.counts[feature] = _count(connection, feature) if key != "affected" else every
        rarity = every / own.counts[feature] if key != "affected" else _SIZE_OF
        sure = _SUSPECTED if row.status == Status.SUSPECTED else 1.0
        # Ten classes of data say more than one, but not ten times as much.
        weight = _WORTH[key] * math.log(1 + rarity) * sure / math.sqrt(in_field[key] or 1)
        own.weights[feature], own.values[feature] = weight, _words(feature, row)
    return own


def _with_customers(connection: Connection, held: dict[_Feature, Found]) -> dict[_Feature, Found]:
    """What is compared, and the organisations hit as the vendors that they are to others."""
    names = [(feature, (_VENDOR, feature[1]), row) for feature, row in held.items() if feature[0] == "organization"]
    return held | {vendor: row for _, vendor, row in names if vendor[1] and _known(connection, vendor)}


def _field(feature: _Feature) -> str:
    """The field that a feature is shown as."""
    return "third_party" if feature[0] == _VENDOR else feature[0]


def _features(rows: Iterable[Found]) -> dict[int, dict[_Feature, Found]]:
    """What is compared, by incident."""
    held: dict[int, dict[_Feature, Found]] = defaultdict(dict)
    for row in rows:
        feature = _feature(row)
        if feature is not None:
            held[row.incident].setdefault(feature, row)
    return held


def _feature(row: Found) -> _Feature | None:
    if row.field == "affected":
        return (row.field, str(int(math.log10(max(1, row.number or 0))))) if row.text == "people" else None
    if row.field in names.FIELDS:  # a role names nobody
        return (row.field, row.named) if row.named else None
    return (row.field, row.text) if row.text else None


def _count(connection: Connection, feature: _Feature) -> int:
    return max(1, _known(connection, feature))


def _known(connection: Connection, feature: _Feature) -> int:
    """How many incidents hold a feature."""
    key = _field(feature)
    return int(connection.execute(_COUNT[key in names.FIELDS], {"key": key, "held": feature[1]}).scalar_one())


def _candidates(connection: Connection, own: _Own) -> set[int]:
    """The incidents that share something, what is rare and says much first."""
    found: set[int] = set()
    for feature in sorted(own.weights, key=lambda one: (own.counts[one] > _COMMON, -own.weights[one], one)):
        if feature[0] == "affected":
            continue
        keys = ("third_party", "organization") if feature[0] == "third_party" else (_field(feature),)
        for key in keys:
            given = {"key": key, "held": feature[1]}
            found |= set(connection.execute(_FIND[key in names.FIELDS], given).scalars())
        if len(found) >= _MOST:
            break
    return found


def _compared(
    connection: Connection, own: _Own, candidates: set[int]
) -> Iterator[tuple[int, dict[_Feature, float]]]:  # fmt: skip
    """What each candidate shares, and how sure that is."""
    rest = sorted(candidates)
    for start in range(0, len(rest), _PAGE):
        rows = connection.execute(_HELD, {"incidents": rest[start : start + _PAGE]})
        for no, held in _features(rows).items():
            told = _roles(held)
            shared = sorted(told.keys() & own.weights.keys())
            yield no, {one: _SUSPECTED if told[one].status == Status.SUSPECTED else 1.0 for one in shared}


def _roles(held: dict[_Feature, Found]) -> dict[_Feature, Found]:
    """What a candidate holds, as it answers to another: whom it came through, and whose vendor it is."""
    through = {(_VENDOR, name): row for (key, name), row in held.items() if key == "third_party"}
    hit = {("third_party", name): row for (key, name), row in held.items() if key == "organization"}
    return hit | held | through


def _ids(connection: Connection, numbers: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(numbers), _PAGE):
        rows = connection.execute(_ABOUT, {"incidents": list(numbers[start : start + _PAGE])})
        found |= {row.no: row.id for row in rows}
    return found


def _told(own: _Own, identity: str, shared: dict[_Feature, float], total: float) -> Similar:
    parts: dict[str, float] = defaultdict(float)
    values: dict[str, list[str]] = defaultdict(list)
    for feature in sorted(shared, key=lambda one: (-own.weights[one], one)):
        parts[_field(feature)] += own.weights[feature] * shared[feature] / total
        values[_field(feature)].append(own.values[feature])
    told = [Shared(key, tuple(values[key]), round(part, 3)) for key, part in parts.items()]
    return Similar(identity, round(sum(parts.values()), 3), tuple(sorted(told, key=lambda one: (-one.part, one.field))))


def _words(feature: _Feature, row: Found) -> str:
    """A shared value in words."""
    key = _field(feature)
    if key == "affected":
        low = 10 ** int(feature[1])
        return f"{words.number(low)} to {words.number(low * 10)} people" if low > 1 else "fewer than 10 people"
    value = str(unpack_value(key, json.loads(row.value)))
    if key == "technique":
        return words.technique(value)
    vocabulary_name = FIELDS[key].vocabulary
    return vocabulary.label(vocabulary_name, value) if vocabulary_name else value
