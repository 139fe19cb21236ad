"""Watch lists: names that are watched, and what is new for them since they were told of it the last time.

What was told is kept by the numbers of incidents and changes, which only grow as writers wait for each other; so
nothing is passed over. It is noted only after the alerts are written: what fails halfway is told again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, func, insert, select, update

from affidavit.errors import UsageError
from affidavit.register import tables as t
from affidavit.register.clock import now
from affidavit.register.exposure import Exposures, Hit, How, hit
from affidavit.register.history import Held
from affidavit.register.names import FIELDS, given, key
from affidavit.register.tables import Found
from affidavit.register.vendors_briefs import Brief, briefs
from affidavit.register.vendors_briefs import Held as Written

DEFAULT = "default"
#: What an alert tells of an incident, as alerts are sorted.
_ORDER = ("new", "changed", "gone")


@dataclass(frozen=True, slots=True)
class Watched:
    """A name on a watch list."""

    watchlist: str
    name: str
    added: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to which incident, and which change, something was told."""

    opened: int
    changed: int


@dataclass(frozen=True, slots=True)
class Touch:
    """A watched name that an incident touches, and how."""

    watched: str
    hit: Hit


@dataclass(slots=True)
class Change:
    """What an incident held of a field before all that is new, and what it holds now."""

    field: str
    before: Held | None
    after: Held | None
    because: str
    at: str


@dataclass(slots=True)
class Alert:
    """What is new of one incident: it is `new` for the watched names, `changed`, or `gone` from them.

    `into` is the id of the incident that took it in, where it is gone by that.
    """

    what: str
    incident: Brief
    touches: list[Touch] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    at: str = ""
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Alerts:
    """The alerts of a list, the new incidents first, and what `tell` notes when they were written."""

    watchlist: str
    alerts: list[Alert]
    upto: Mark


def watch(connection: Connection, names: Sequence[str], watchlist: str = DEFAULT) -> list[str]:
    """Watch names from now on; gives those that were not watched yet. UsageError for what names nobody."""
    known = {given(one.name) for one in watched(connection, watchlist)}
    top, added = _top(connection), []
    for name in names:
        own = given(name)
        if own is None:
            raise UsageError(f"{name!r} names nobody that could be watched")
        if own not in known:
            known.add(own)
            added.append(name)
    if added:
        rows = [
            {"list": watchlist, "name": name, "added": now(), "opened": top.opened, "changed": top.changed}
            for name in added
        ]
        connection.execute(insert(t.watched), rows)
    return added


def unwatch(connection: Connection, names: Sequence[str], watchlist: str = DEFAULT) -> list[str]:
    """Watch names no longer; gives those that were. UsageError for one that is not watched; then nothing is done."""
    by_key = {given(one.name): one.name for one in watched(connection, watchlist)}
    missing = [name for name in names if given(name) not in by_key]
    if missing:
        raise UsageError(f"the list {watchlist!r} does not watch {', '.join(map(repr, missing))}")
    gone = list(dict.fromkeys(by_key[given(name)] for name in names))
    w = t.watched.c
    connection.execute(delete(t.watched).where(w.list == watchlist, w.name.in_(gone)))
    return gone


def watched(connection: Connection, watchlist: str | None = None) -> list[Watched]:
    """The watched names of one list, or of all."""
    w = t.watched.c
    wanted = select(w.list, w.name, w.added).order_by(w.list, w.name)
    if watchlist is not None:
        wanted = wanted.where(w.list == watchlist)
    return [Watched(*row) for row in connection.execute(wanted)]


def tell(connection: Connection, alerts: Alerts) -> None:
    """Note that alerts were told; what another run told meanwhile stays told."""
    w, top = t.watched.c, alerts.upto
    mine = update(t.watched).where(w.list == alerts.watchlist)
    connection.execute(mine.where(w.opened < top.opened).values(opened=top.opened))
    connection.execute(mine.where(w.changed < top.changed).values(changed=top.changed))


def alerts(connection: Connection, watchlist: str = DEFAULT, since: str | None = None) -> Alerts:
    """What is new for a list since it was told the last time, or since a day or time.

    Of a name that was never told of, what is new since it is watched. UsageError where the list watches nobody.
    """
    w = t.watched.c
    top = _top(connection)
    rows = connection.execute(select(w.name, w.opened, w.changed).where(w.list == watchlist)).all()
    if not rows:
        raise UsageError(f"the list {watchlist!r} watches nobody; `affidavit watch NAME...` begins it")
    given = _mark_of(connection, since) if since is not None else None
    marks = {row.name: given or Mark(row.opened, row.changed) for row in rows}
    return Alerts(watchlist, list(_Looking(connection, marks).alerts()), top)


def _top(connection: Connection) -> Mark:
    return Mark(
        connection.execute(select(func.max(t.incident.c.no))).scalar() or 0,
        connection.execute(select(func.max(t.change.c.no))).scalar() or 0,
    )


def _mark_of(connection: Connection, since: str) -> Mark:
    """What was there before a day or time."""
    i, c = t.incident.c, t.change.c
    return Mark(
        connection.execute(select(func.max(i.no)).where(i.opened < since)).scalar() or 0,
        connection.execute(select(func.max(c.no)).where(c.at < since)).scalar() or 0,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What an incident is for one watched name, and the changes behind its mark."""

    what: str
    touch: Touch
    behind: list[Found]


class _Looking:
    """Looks for what is new behind each watched name's mark."""

    def __init__(self, connection: Connection, marks: dict[str, Mark]) -> None:
        self.connection, self.marks = connection, marks
        looking = Exposures(connection)
        self.ways = {name: looking.ways(name) for name in marks}

    def alerts(self) -> Iterator[Alert]:
        """The alerts, the new incidents first, the latest first."""
        changes = self._changes()
        held = self._held(changes)
        found = briefs(self.connection, held.keys() | changes.keys())
        made = [
            alert
            for no, brief in found.items()
            if (alert := self._alert(brief, held.get(no, set()), changes.get(no, []))) is not None
        ]
        made.sort(key=lambda alert: (alert.at, alert.incident.no), reverse=True)
        yield from sorted(made, key=lambda alert: _ORDER.index(alert.what))

    def _changes(self) -> dict[int, list[Found]]:
        """All changes behind the lowest mark, by incident."""
        c = t.change.c
        lowest = min(mark.changed for mark in self.marks.values())
        found: dict[int, list[Found]] = {}
        for row in self.connection.execute(select(t.change).where(c.no > lowest).order_by(c.no)):
            found.setdefault(row.incident, []).append(row)
        return found

    def _held(self, changed: Iterable[int]) -> dict[int, set[str]]:
        """The watched names' keys that new or changed incidents hold."""
        keys = sorted({own for ways in self.ways.values() for own in ways})
        lowest = min(mark.opened for mark in self.marks.values())
        f, i = t.finding.c, t.incident.c
        has_changed = set(changed)
        found: dict[int, set[str]] = {}
        for start in range(0, len(keys), 500):
            wanted = (
                select(f.incident, f.named)
                .join(t.incident, i.no == f.incident)
                .where(f.named.in_(keys[start : start + 500]), f.field.in_(FIELDS), i.told_by > 0)
            )
            for row in self.connection.execute(wanted):
                if row.incident > lowest or row.incident in has_changed:
                    found.setdefault(row.incident, set()).add(row.named)
        return found

    def _alert(self, brief: Brief, held: set[str], changes: list[Found]) -> Alert | None:
        """What is new of one incident, for all watched names together."""
        parts = [part for name in self.marks if (part := self._for(name, brief, held, changes)) is not None]
        if not parts:
            return None
        what = min((part.what for part in parts), key=_ORDER.index)
        behind = list({row.no: row for part in parts for row in part.behind}.values())
        told = [] if what == "new" else _collapsed(row for row in behind if what != "gone" or row.field in FIELDS)
        if what != "new" and not told:
            return None  # all of it was taken back
        at = behind[-1].at if behind else self._opened(brief.no)
        return Alert(what, brief, [part.touch for part in parts], told, at, self._into(brief.no))

    def _into(self, no: int) -> str | None:
        other = t.incident.alias("other")
        taken = select(other.c.id).join(t.incident, t.incident.c.gone_into == other.c.no).where(t.incident.c.no == no)
        return self.connection.execute(taken).scalar()

    def _for(self, name: str, brief: Brief, held: set[str], changes: list[Found]) -> _Part | None:
        """What is new of an incident for one watched name."""
        ways, mark = self.ways[name], self.marks[name]
        behind = [row for row in changes if row.no > mark.changed]
        now_held, before = held & ways.keys(), _held_before(brief, behind)
        if now_held:
            came = brief.no > mark.opened or not before & now_held
            if came or behind:
                return _Part("new" if came else "changed", Touch(name, hit(brief, ways, now_held)), behind)
        elif any(ways[own].sure for own in before & ways.keys()):
            return _Part("gone", Touch(name, _gone(brief, ways, before, name)), behind)
        return None

    def _opened(self, no: int) -> str:
        opened = self.connection.execute(select(t.incident.c.opened).where(t.incident.c.no == no)).scalar_one()
        return str(opened)


def _held_before(brief: Brief, behind: Sequence[Found]) -> set[str]:
    """The keys of the names that an incident held before some changes."""
    keys = {one.named for name in FIELDS for one in brief.held.get(name, ()) if one.named}
    first: dict[str, list[list[object]]] = {}
    for row in behind:
        if row.field in FIELDS:
            first.setdefault(row.field, json.loads(row.before or "[]"))
    for changed in first:
        keys -= {one.named for one in brief.held.get(changed, ()) if one.named}
    return keys | {
        own for held in first.values() for value, _ in held if isinstance(value, str) and (own := key(value))
    }


def _gone(brief: Brief, ways: dict[str, How], before: set[str], name: str) -> Hit:
    own = min(before & ways.keys(), key=lambda one: (not ways[one].sure, one))
    return Hit(brief, (), Written(name, "gone", own), ways[own])


def _collapsed(behind: Iterable[Found]) -> list[Change]:
    """Changes as one a field, from what it held first to what it holds last; none where that is the same."""
    made: dict[str, Change] = {}
    for row in behind:
        before, after = (json.loads(held) if held else None for held in (row.before, row.after))
        known = made.setdefault(row.field, Change(row.field, before, after, row.cause, row.at))
        known.after, known.because, known.at = after, row.cause, row.at
    return [change for change in made.values() if change.before != change.after]
