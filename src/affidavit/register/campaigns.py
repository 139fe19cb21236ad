"""Campaigns: incidents by one actor with the same means within a window of time, and what binds them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise

from sqlalchemy import Connection, select

from affidavit.model import vocabulary, words
from affidavit.model.claim import ASSERTED, Status
from affidavit.model.packed import unpack_value
from affidavit.register import tables as t
from affidavit.register.names import key, split
from affidavit.register.tables import Found
from affidavit.register.vendors_briefs import Brief, briefs

#: What two incidents of one actor can have in common.
MEANS = ("vulnerability", "third_party", "malware", "vector")
#: Vectors that say too little to bind anything.
_WIDE = frozenset({"malware", "third_party"})
WINDOW = 90


@dataclass(frozen=True, slots=True)
class Bond:
    """A means that incidents of a campaign share: its field, its value in words, and how many of them have it."""

    field: str
    value: str
    incidents: int


@dataclass(slots=True)
class Campaign:
    """Incidents by one actor, the earliest first; `suspected` are the ids of those that it is only suspected behind."""

    actor: str
    incidents: list[Brief]
    bonds: list[Bond]
    suspected: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Means:
    """The day of an incident, and its means by (field, key) with their words."""

    day: date | None
    means: dict[tuple[str, str], str]


def campaigns(connection: Connection, window: int = WINDOW) -> list[Campaign]:
    """The campaigns of the register, the largest first; bound incidents lie at most `window` days apart."""
    actors = _Actors()
    for row in _found(connection, ("actor",)):
        actors.take(row)
    numbers = sorted({no for held in actors.behind.values() if len(held) > 1 for no in held})
    means, days = dict(_means(connection, numbers)), _days(connection, numbers)
    found: list[tuple[str, list[int], list[Bond]]] = []
    for actor, held in actors.behind.items():
        own = {no: _Means(days.get(no), _without(means.get(no, {}), actor, actors)) for no in held}
        for group in _groups(own, window):
            found.append((actor, group, _bonds([own[no] for no in group])))
    known = briefs(connection, (no for _, group, _ in found for no in group))
    made = [
        Campaign(
            actors.names[actor], sorted((known[no] for no in group), key=lambda brief: brief.order), bonds,
            {known[no].id for no in group if actors.behind[actor][no]},
        )
        for actor, group, bonds in found
    ]  # fmt: skip
    return sorted(made, key=lambda one: (-len(one.incidents), one.actor.casefold(), one.incidents[0].order))


@dataclass(slots=True)
class _Actors:
    """Who was behind which incidents, each with whether that is only suspected; `same` leads from name to name."""

    behind: dict[str, dict[int, bool]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)

    def take(self, row: Found) -> None:
        """Take in that an actor was behind an incident; "Osprey/Kite" says that both are one."""
        written = json.loads(row.value)
        keys = [self.root(own) for part in re.split(r" ?/ ?", written) if (own := _actor(part)) is not None]
        for other in keys[1:]:
            if other != keys[0]:
                self.same[other] = keys[0]
                self._add(keys[0], self.behind.pop(other, {}))
        if keys:
            self.names.setdefault(keys[0], _label(written))
            self._add(keys[0], {row.incident: row.status == Status.SUSPECTED})

    def root(self, one: str) -> str:
        """The key under which an actor's incidents are."""
        while one in self.same:
            one = self.same[one]
        return one

    def _add(self, own: str, incidents: dict[int, bool]) -> None:
        held = self.behind.setdefault(own, {})
        for no, suspected in incidents.items():
            held[no] = suspected and held.get(no, True)


def _found(connection: Connection, fields: Iterable[str]) -> Iterator[Found]:
    f, i = t.finding.c, t.incident.c
    yield from connection.execute(
        select(f.incident, f.field, f.status, f.value, f.named)
        .join(t.incident, i.no == f.incident)
        .where(f.field.in_(tuple(fields)), f.status.in_(ASSERTED), f.value.is_not(None), i.told_by > 0)
        .order_by(f.incident, f.rank)
    )


@cache
def _known_actors() -> dict[str, str]:
    """The names and aliases of known actors by their key, each with the name they go by."""
    rows = vocabulary.terms("actor").items()
    aliases = {_key(alias): term for term, row in rows for alias in row.get("aliases", "").split("|") if alias}
    return aliases | {_key(term): term for term, _ in rows}


def _key(name: str) -> str:
    return "".join(split(name))


def _actor(name: str) -> str | None:
    """The key of an actor under whichever name; None where none is told."""
    own = _key(name)
    return _key(_known_actors().get(own, own)) if key(name) else None


def _label(written: str) -> str:
    known = _known_actors().get(_key(written))
    return written if known is None or _key(known) == _key(written) else f"{written} ({known})"


def _means(connection: Connection, numbers: list[int]) -> Iterator[tuple[int, dict[tuple[str, str], str]]]:
    held: dict[int, dict[tuple[str, str], str]] = {no: {} for no in numbers}
    for row in _found(connection, MEANS):
        value = unpack_value(row.field, json.loads(row.value))
        if row.incident not in held or not isinstance(value, str) or (row.field == "vector" and value in _WIDE):
            continue
        own = row.named if row.field == "third_party" else value.casefold()
        if own is not None:
            held[row.incident].setdefault((row.field, own), words.value(row.field, value))
    yield from held.items()


def _without(means: dict[tuple[str, str], str], actor: str, actors: _Actors) -> dict[tuple[str, str], str]:
    """The means but for malware that has the actor's own name: it says nothing that the actor does not."""
    return {
        own: text
        for own, text in means.items()
        if own[0] != "malware" or actors.root(_actor(text) or "") != actor
    }  # fmt: skip


def _days(connection: Connection, numbers: list[int]) -> dict[int, date]:
    """The day of each incident, by the first of its dates that is exact to the month."""
    days = {}
    for no, brief in briefs(connection, numbers).items():
        exact = [one for key in ("started", "discovered", "disclosed") for one in brief.asserted(key)]
        told = [one.day for one in exact if one.day and len(one.text) >= len("2024-09")] + brief.published
        try:
            days[no] = date.fromisoformat(told[0][:10]) if told else None
        except ValueError:
            continue
    return {no: day for no, day in days.items() if day is not None}


def _groups(own: dict[int, _Means], window: int) -> Iterator[list[int]]:
    """Incidents that share a means with another one near in time, and so on."""
    by_means: dict[tuple[str, str], list[tuple[date, int]]] = {}
    for no, one in own.items():
        if one.day is not None:
            for means in one.means:
                by_means.setdefault(means, []).append((one.day, no))
    near = [
        (no, following)
        for timed in by_means.values()
        for (day, no), (next_day, following) in pairwise(sorted(timed))
        if (next_day - day).days <= window
    ]
    group_of = {no: [no] for no in own}
    for one_no, other in near:
        one_group, other_group = group_of[one_no], group_of[other]
        if one_group is not other_group:
            one_group += other_group
            group_of |= dict.fromkeys(other_group, one_group)
    groups = {id(group): group for group in group_of.values()}
    yield from (group for group in groups.values() if len(group) > 1)


def _bonds(group: list[_Means]) -> list[Bond]:
    """What at least two of a group share, what most share first."""
    shared: dict[tuple[str, str], list[str]] = {}
    for one in group:
        for means, text in one.means.items():
            shared.setdefault(means, []).append(text)
    bonds = [Bond(means[0], texts[0], len(texts)) for means, texts in shared.items() if len(texts) > 1]
    return sorted(bonds, key=lambda bond: (-bond.incidents, MEANS.index(bond.field), bond.value))
