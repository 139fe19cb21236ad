"""Searching: a query's incidents, sorted, a page of them or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.register import tables as t
from affidavit.register.search.conditions import Condition, Store, condition, count_of, first_value, plain, standing
from affidavit.register.search.tree import Node, Told, told

#: What incidents are sorted by, and whether the largest or latest stands first when nothing else is said.
SORTS = {"changed": True, "started": True, "disclosed": True, "affected": True, "title": False, "relevance": True}

#: More incidents than this are found sooner by a walk through all than each by its number.
_MANY = 5_000


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How incidents are sorted, and which of them are given.

    `sort` is one of `SORTS`, with `-asc` or `-desc` behind it where it is not the usual direction; without it, it is
    relevance where words are looked for, else `changed`. Incidents that have nothing to sort by stand last. Raises
    UsageError for what is none of that.
    """

    sort: str | None = None
    limit: int | None = None
    offset: int = 0

    def __post_init__(self) -> None:
        """Raise UsageError for a choice that is none."""
        if self.sort is not None and self.sort.removesuffix("-asc").removesuffix("-desc") not in SORTS:
            raise UsageError(f"incidents are sorted by {', '.join(SORTS)} (with -asc or -desc), not {self.sort!r}")
        if (self.limit is not None and self.limit < 0) or self.offset < 0:
            raise UsageError("a limit and an offset are no less than 0")


@dataclass(frozen=True, slots=True)
class Results:
    """The ids of the incidents that were asked for, in their order, and how many there are in all."""

    ids: tuple[str, ...]
    total: int


def search(connection: Connection, node: Node, options: SearchOptions) -> Results:
    """The incidents that fit a query."""
    sqlite, offset = connection.dialect.name == "sqlite", options.offset
    few = connection.execute(_sorted(node, options, Store(sqlite)).limit(_MANY + 1)).scalars().all()
    if len(few) <= _MANY:
        last = None if options.limit is None else offset + options.limit
        return Results(tuple(few[offset:last]), len(few))
    many = Store(sqlite, walks=True)
    page = connection.execute(_sorted(node, options, many).limit(options.limit).offset(offset or None))
    count = select(func.count()).select_from(t.incident).where(*_fits(node, many))
    return Results(tuple(page.scalars()), connection.execute(count).scalar_one())


def _fits(node: Node, store: Store) -> tuple[Condition, Condition]:
    return standing(node), condition(node, store)


def _sorted(node: Node, options: SearchOptions, store: Store) -> Select[Any]:
    return select(t.incident.c.id).where(*_fits(node, store)).order_by(*_order(node, options, store))


def _order(node: Node, options: SearchOptions, store: Store) -> list[ColumnElement[Any]]:
    words = list(told(node))
    key, _, direction = (options.sort or ("relevance" if words else "changed")).partition("-")
    down = direction == "desc" if direction else SORTS[key]
    latest: list[ColumnElement[Any]] = [t.incident.c.changed.desc(), t.incident.c.no.desc()]
    if key == "changed":
        return latest if down else [t.incident.c.changed.asc(), t.incident.c.no.asc()]
    if key == "relevance" and not words:
        return latest
    by = _BY[key](words, store)
    return [(by.desc() if down else by.asc()).nulls_last(), *latest]


_BY: dict[str, Callable[[Sequence[Told], Store], ColumnElement[Any]]] = {
    "started": lambda *_: first_value("started", t.finding.c.low),
    "disclosed": lambda *_: first_value("disclosed", t.finding.c.low),
    "affected": lambda *_: first_value("affected", t.finding.c.number),
    "title": lambda _, store: plain(t.incident.c.title, store),
    "relevance": lambda words, store: count_of(list(words), store),
}
