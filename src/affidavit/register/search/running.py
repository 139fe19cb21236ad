"""Searching: a query's incidents, sorted, a page of them or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.register import tables as t
from affidavit.register.search.conditions import condition, count_of, first_value, plain
from affidavit.register.search.tree import Node, Told, told

#: What incidents are sorted by, and whether the largest or latest stands first when nothing else is said.
SORTS = {"changed": True, "started": True, "disclosed": True, "affected": True, "title": False, "relevance": True}


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
    i, sqlite = t.incident.c, connection.dialect.name == "sqlite"
    fits = (i.told_by > 0, condition(node, sqlite=sqlite))
    wanted = select(i.id).where(*fits).order_by(*_order(node, options, sqlite=sqlite))
    page = wanted.limit(options.limit).offset(options.offset or None)
    ids = tuple(connection.execute(page).scalars())
    if options.limit is None or 0 < len(ids) < options.limit:
        return Results(ids, options.offset + len(ids))
    return Results(ids, connection.execute(select(func.count()).select_from(t.incident).where(*fits)).scalar_one())


def _order(node: Node, options: SearchOptions, *, sqlite: bool) -> list[ColumnElement[Any]]:
    words = list(told(node))
    key, _, direction = (options.sort or ("relevance" if words else "changed")).partition("-")
    down = direction == "desc" if direction else SORTS[key]
    latest: list[ColumnElement[Any]] = [t.incident.c.changed.desc(), t.incident.c.no.desc()]
    if key == "changed":
        return latest if down else [t.incident.c.changed.asc(), t.incident.c.no.asc()]
    if key == "relevance" and not words:
        return latest
    by = _BY[key](words, sqlite)
    return [(by.desc() if down else by.asc()).nulls_last(), *latest]


_BY: dict[str, Callable[[Sequence[Told], bool], ColumnElement[Any]]] = {
    "started": lambda *_: first_value("started", t.finding.c.low),
    "disclosed": lambda *_: first_value("disclosed", t.finding.c.low),
    "affected": lambda *_: first_value("affected", t.finding.c.number),
    "title": lambda _, sqlite: plain(t.incident.c.title, sqlite=sqlite),
    "relevance": lambda words, sqlite: count_of(list(words), sqlite=sqlite),
}
