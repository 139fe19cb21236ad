"""The first incidents that fit a query in a large register, without finding all that fit.

Where many fit, a walk through the incidents, the last changed first, soon meets as many as are asked for. Where few do,
all that fit are sooner found, by `sets`. Where words are looked for, those that have all of them in their title or
values stand first, and their documents need not be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, not_, or_, select, tuple_

from affidavit.register import tables as t
from affidavit.register.search.conditions import Condition, about_is, held_by, is_told_of
from affidavit.register.search.sets import fitting, latest, valued
from affidavit.register.search.tree import About, All, Has, Held, Node, Some, Told, Without, abouts, told

#: Of fewer incidents all that fit are found, and counted.
_LARGE = 10_000
#: So many incidents are looked at first, and at most.
_FIRST, _MOST = 500, 5_000
#: The order of the last changed first.
_I = t.incident.c
_ORDER = (_I.changed.desc(), _I.no.desc())
_TOLD_OF = select(_I.changed, _I.no).where(_I.told_by > 0).order_by(*_ORDER)


@dataclass(frozen=True, slots=True)
class First:
    """The ids that were met, and how many there are in all, None where they were not counted; then at least `least`."""

    ids: Sequence[str]
    total: int | None = None
    least: int = 0


def first(connection: Connection, node: Node, last: int) -> First | None:
    """So many incidents that fit, at least; None where they are sooner found otherwise."""
    if (connection.execute(select(func.max(_I.no))).scalar() or 0) < _LARGE or not all(map(is_told_of, abouts(node))):
        return None
    if node == All():
        every = connection.execute(select(func.count()).where(_I.told_by > 0)).scalar_one()
        return First(connection.execute(_ids([]).limit(last)).scalars().all(), every)
    if any(told(node)):
        return _with_words(connection, node, last)
    met = _met(node)
    return None if met is None else _walk(connection, met, last)


def _with_words(connection: Connection, node: Node, last: int) -> First | None:
    parts = node.parts if isinstance(node, All) else (node,)
    words = [part for part in parts if isinstance(part, Told)]
    if len(words) < len(list(told(node))):  # some stand beside other conditions, of which one is enough
        return None
    top = set.intersection(*(valued(connection, one) for one in words))
    rest = All(tuple(part for part in parts if not isinstance(part, Told)))
    if len(top) < last or len(top := fitting(connection, rest, top)) < last:
        return None
    return First(list(latest(connection, top, last)), least=len(top))


def _walk(connection: Connection, wanted: Condition, last: int) -> First | None:
    ids: list[str] = []
    walked, further, above = 0, _FIRST, None
    while walked + further <= _MOST:
        end = connection.execute(_TOLD_OF.offset(walked + further - 1).limit(1)).first()
        page = _ids([wanted]) if end is None else _ids([wanted]).where(_place() >= tuple_(*end))
        ids += connection.execute(page if above is None else page.where(_place() < tuple_(*above))).scalars()
        if end is None or len(ids) >= last or not ids:
            return First(ids, least=len(ids)) if len(ids) >= last else None
        walked, above = walked + further, end
        further = max(_FIRST, (last - len(ids)) * walked // len(ids))
    return None


def _place() -> Any:
    return tuple_(_I.changed, _I.no)


def _ids(wanted: Sequence[Condition]) -> Any:
    return select(_I.id).where(_I.told_by > 0, *wanted).order_by(*_ORDER)


def _met(node: Node) -> Condition | None:
    """The condition on `tables.incident` that a query stands for; None where it needs its documents.

    None as well where words of a value are looked for: few have them, as a rule.
    """
    match node:
        case All(parts) | Some(parts):
            met = [one for part in parts if (one := _met(part)) is not None]
            joined = and_ if isinstance(node, All) else or_
            return joined(*met) if len(met) == len(parts) else None
        case Without(part):
            return None if (inner := _met(part)) is None else not_(inner)
        case Held(match=match):
            return None if isinstance(match, Has) else held_by(node)
        case About():
            return about_is(node)
    return None
