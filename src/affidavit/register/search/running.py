"""Searching: a query's incidents, sorted, a page of them or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.register import tables as t
from affidavit.register.search.conditions import Store, first_value, plain
from affidavit.register.search.first import first
from affidavit.register.search.sets import fitting, latest, listed, valued
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
    """The ids of the incidents that were asked for, in their order, and how many there are in all.

    In a large register not all are counted where many fit: `total` is how many there are at least, `counted` is false.
    """

    ids: tuple[str, ...]
    total: int
    counted: bool = True


def search(connection: Connection, node: Node, options: SearchOptions) -> Results:
    """The incidents that fit a query."""
    last = None if options.limit is None else options.offset + options.limit
    if last is not None and _in_usual_order(node, options) and (found := first(connection, node, last)) is not None:
        ids = tuple(found.ids[options.offset : last])
        return Results(ids, found.least if found.total is None else found.total, found.total is not None)
    fits = fitting(connection, node)
    return Results(tuple(_sorted(connection, node, options, fits, last))[options.offset :], len(fits))


def _in_usual_order(node: Node, options: SearchOptions) -> bool:
    """Whether the last changed stand first or, where words are looked for, those that have all of them."""
    words = any(told(node))
    return options.sort in ({None, "relevance", "relevance-desc"} if words else {None, "changed", "changed-desc"})


def _sorted(
    connection: Connection, node: Node, options: SearchOptions, fits: set[int], last: int | None
) -> Iterator[str]:
    """The ids of those that fit, in their order, up to the last that is asked for."""
    words = list(told(node))
    key, _, direction = (options.sort or ("relevance" if words else "changed")).partition("-")
    down = direction == "desc" if direction else SORTS[key]
    if key == "relevance" and not words:
        key, down = "changed", True
    if key == "changed" and down:
        return latest(connection, fits, last)
    if key == "relevance":
        return _relevant(connection, words, fits, last, down=down)
    sqlite = connection.dialect.name == "sqlite"
    found = select(t.incident.c.id).where(t.incident.c.no.in_(listed(fits, sqlite=sqlite)))
    order = _order(key, Store(sqlite), down=down)
    return iter(connection.execute(found.order_by(*order).limit(last)).scalars().all())


def _relevant(
    connection: Connection, words: Sequence[Told], fits: set[int], last: int | None, *, down: bool
) -> Iterator[str]:
    """By how many of the words stand in an incident's title and values; then the last changed first."""
    counts: Counter[int] = Counter()
    for one in words:
        counts.update(valued(connection, one) & fits)
    for count in sorted(range(len(words) + 1), reverse=down):
        some = {no for no in fits if counts[no] == count}
        ids = tuple(latest(connection, some, last))
        yield from ids
        if last is not None and (last := last - len(ids)) <= 0:
            return


def _order(key: str, store: Store, *, down: bool) -> list[ColumnElement[Any]]:
    i = t.incident.c
    if key == "changed":
        return [i.changed.desc(), i.no.desc()] if down else [i.changed.asc(), i.no.asc()]
    by = plain(i.title, store) if key == "title" else first_value(key, _BY[key])
    return [(by.desc() if down else by.asc()).nulls_last(), i.changed.desc(), i.no.desc()]


#: What stands in a finding to sort by.
_BY = {"started": t.finding.c.low, "disclosed": t.finding.c.low, "affected": t.finding.c.number}
