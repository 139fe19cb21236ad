"""The incidents that fit a query, as sets of their numbers: one statement for each filter, those that tell most first.

What stands in few is looked for first, and the other filters then among those alone; only numbers come back, in one
value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Integer, Select, Text, cast, column, func, literal_column, select, text

from affidavit.register import tables as t
from affidavit.register.search.conditions import Store, about_is, holding, in_documents, in_values, names_dismissed
from affidavit.register.search.tree import About, All, Between, Has, Held, Node, Same, Some, Told, Within, Without

#: So few incidents are looked up one by one; where there are more, all that fit a filter are read, and compared.
_FEW = 1_000
#: More incidents than this are found sooner by a walk through all in their order than each by its number.
_MANY = 2_000
#: What fits the fewest, as a rule, stands first.
_ORDER = (Told, Has, Same, Within, Between)

_I = t.incident.c
_EVERY = select(_I.no).where(_I.told_by != 0)
_HIDDEN = select(_I.no).where(_I.told_by <= literal_column("0"))  # as its index says it
_UNTOLD = _HIDDEN.where(_I.told_by == 0)


def fitting(connection: Connection, node: Node, among: set[int] | None = None) -> set[int]:
    """The numbers of the incidents that fit a query, of some or of all, those of which nothing tells any more left out.

    Dismissed ones are among them where the query names them.
    """
    return _fitting(connection, node, among) - _read(connection, _UNTOLD if names_dismissed(node) else _HIDDEN)


def _fitting(connection: Connection, node: Node, among: set[int] | None) -> set[int]:
    """Those that fit, of `among` (of all where it is None)."""
    match node:
        case All(parts):
            return _all(connection, parts, among)
        case Some(parts):
            return set().union(*(_fitting(connection, part, among) for part in parts))
        case Without(part):
            every = _read(connection, _EVERY) if among is None else among
            return every - _fitting(connection, part, among)
        case Told():
            store = Store(connection.dialect.name == "sqlite")
            told = valued(connection, node) | _read(connection, in_documents(node, store))
            return told if among is None else told & among
        case Held():
            return _among(connection, holding(node, Store(connection.dialect.name == "sqlite")), among)
        case About():
            return _among(connection, _EVERY.where(about_is(node)), among)


def _all(connection: Connection, parts: Iterable[Node], among: set[int] | None) -> set[int]:
    left = among
    for part in sorted(parts, key=_place):
        left = _fitting(connection, part, left)
    return _read(connection, _EVERY) if left is None else left


def _place(part: Node) -> int:
    """Where a condition stands among those that must all hold."""
    kind = type(part.match) if isinstance(part, Held) else type(part)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER) + isinstance(part, Without)


def valued(connection: Connection, told: Told) -> set[int]:
    """The incidents that have these words in their title or values."""
    return _read(connection, in_values(told, Store(connection.dialect.name == "sqlite")))


def _among(connection: Connection, found: Select[Any], among: set[int] | None) -> set[int]:
    if among is None or len(among) > _FEW:
        every = _read(connection, found)
        return every if among is None else every & among
    sqlite = connection.dialect.name == "sqlite"
    (no,) = found.selected_columns
    return _read(connection, found.where(no.in_(listed(among, sqlite=sqlite)))) if among else among


def listed(numbers: Iterable[int], *, sqlite: bool) -> Any:
    """Numbers as what a column can be in: one value, however many they are."""
    shown = json.dumps(list(numbers))
    if sqlite:
        return text("SELECT value FROM json_each(:numbers)").bindparams(numbers=shown).columns(column("value", Integer))
    made = text("SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:numbers AS json))")
    return made.bindparams(numbers=shown).columns(column("value", Integer))


def _read(connection: Connection, numbers: Select[Any]) -> set[int]:
    (no,) = numbers.subquery().c
    joined = func.group_concat(no) if connection.dialect.name == "sqlite" else func.string_agg(cast(no, Text), ",")
    found = connection.execute(select(joined)).scalar()
    return set(json.loads(f"[{found}]")) if found else set()


def latest(connection: Connection, numbers: set[int], limit: int | None) -> Iterator[str]:
    """The ids of incidents, the last changed first, so many of them."""
    wanted = select(_I.no, _I.id).order_by(_I.changed.desc(), _I.no.desc())
    if len(numbers) <= _MANY:
        among = listed(numbers, sqlite=connection.dialect.name == "sqlite")
        yield from (row.id for row in connection.execute(wanted.where(_I.no.in_(among)).limit(limit)))
        return
    left, walked, page = len(numbers) if limit is None else limit, 0, 4 * (limit or _MANY)
    while left > 0 and (rows := connection.execute(wanted.limit(page).offset(walked)).all()):
        some = [row.id for row in rows if row.no in numbers][:left]
        yield from some
        left, walked, page = left - len(some), walked + len(rows), 4 * page
