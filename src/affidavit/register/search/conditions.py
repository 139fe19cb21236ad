"""A query's meaning as conditions for the database. Whatever the user wrote is bound, never part of the SQL.

Each filter is the numbers of the incidents that fit, which both stores gather from an index; `sets` puts them together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, and_, false, func, or_, select, true, union
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CompoundSelect, Select

from affidavit.register import names as organisations
from affidavit.register import tables as t
from affidavit.register.search import names
from affidavit.register.search.tree import (
    About,
    Between,
    Has,
    Held,
    Known,
    Match,
    Node,
    Same,
    Scope,
    Told,
    Within,
    abouts,
)
from affidavit.register.words import matching

Condition = ColumnElement[bool]
#: What a person said to be no incident.
DISMISSED = About("kind", Same((names.DISMISSED,)))
#: Stands behind all that begins with the same letters.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Store:
    """The kind of store."""

    sqlite: bool


def in_values(told: Told, store: Store) -> Select[Any]:
    """The numbers of the incidents that have these words in their title or values."""
    return matching("incident", told.words, prefix=told.prefix, sqlite=store.sqlite)


def in_documents(told: Told, store: Store) -> Select[Any]:
    """The numbers of the incidents of which a document with these words tells."""
    return _told_in(matching("document", told.words, prefix=told.prefix, sqlite=store.sqlite))


def _among(numbers: Select[Any] | CompoundSelect[Any]) -> Condition:
    return t.incident.c.no.in_(numbers)


def _told_in(documents: Select[Any]) -> Select[Any]:
    """The incidents of which these documents tell now."""
    told, m = t.telling.c, t.membership.c
    return (
        select(m.incident)
        .join(t.telling, told.no == m.telling)
        .where(told.document.in_(documents), told.until.is_(None), m.until.is_(None))
    )


def holding(held: Held, store: Store) -> Select[Any]:
    """The numbers of the incidents that have such a finding."""
    wanted = [*_wanted(held), *_part(held), _VALUES[type(held.match)](held.match)]
    if isinstance(held.match, Has) and held.scope.statuses == Scope().statuses:  # the full text has what is asserted
        words = Told(held.match.words, held.match.prefix)
        wanted.append(t.finding.c.incident.in_(in_values(words, store)))
    found = select(t.finding.c.incident).where(*wanted)
    own = _key(held)
    if own is None:
        return found
    both = union(found, select(t.finding.c.incident).where(*_wanted(held), t.finding.c.named == own)).subquery()
    return select(both.c.incident)


def held_by(held: Held) -> Condition:
    """The condition on `tables.incident` that it holds such a finding."""
    f, own = t.finding.c, _key(held)
    fits = and_(*_part(held), _VALUES[type(held.match)](held.match))
    wanted = fits if own is None else or_(fits, f.named == own)
    found = select(f.rank).where(f.incident == t.incident.c.no, *_wanted(held), wanted).limit(1)
    return found.scalar_subquery().is_not(None)  # EXISTS would have PostgreSQL read all that fit, and join them


def is_told_of(about: About) -> bool:
    """Whether something is asked of an incident itself, and of one that was not dismissed."""
    return about.key not in {"published", "source"} and about != DISMISSED


def _key(held: Held) -> str | None:
    """The key of the organisation that is asked for, so that it is found however its name is written."""
    if held.field not in organisations.FIELDS or not isinstance(held.match, Has) or held.match.prefix:
        return None
    return organisations.given(" ".join(held.match.words))


def _wanted(held: Held) -> list[Condition]:
    return [t.finding.c.field == held.field, *_in_scope(held.scope)]


def _in_scope(scope: Scope) -> list[Condition]:
    f = t.finding.c
    wanted: list[Condition] = [f.status.in_(sorted(scope.statuses))] if scope.statuses is not None else []
    wanted += [f.speaker.in_(sorted(scope.speakers))] if scope.speakers else []
    return [*wanted, f.disputed] if scope.disputed else wanted


def _part(held: Held) -> list[Condition]:
    """A count's unit, the kind and the currency of money, an indicator's type; see `rows.py` for what stands where."""
    f, part = t.finding.c, held.part
    if held.field == "indicator":
        return [] if part is None else [f.value.startswith(f'{{"type": "{part}"', autoescape=True)]
    wanted = [] if held.currency is None else [f.text.endswith(f" {held.currency.casefold()}", autoescape=True)]
    if part is None:
        return wanted
    return [*wanted, f.text == part if held.field == "affected" else f.text.startswith(f"{part} ", autoescape=True)]


def _same(match: Any, column: Column[Any] = t.finding.c.text) -> Condition:
    begins = (and_(column >= head, column < head + _LAST) for head in match.begins)
    return or_(false(), *([column.in_(match.values)] if match.values else []), *begins)


def _has(match: Any, column: Column[Any] = t.finding.c.words) -> Condition:
    words = " ".join(match.words)  # letters and digits only: nothing that LIKE takes for a wildcard
    if match.whole:
        return column == f" {words} "
    return and_(column.is_not(None), column.like(f"% {words}%" if match.prefix else f"% {words} %"))


def _between(match: Any, column: ColumnElement[Any] = t.finding.c.number) -> Condition:
    low = [column >= match.low] if match.low is not None else []
    high = [column <= match.high] if match.high is not None else []
    return and_(true(), *low, *high)


def _within(match: Any) -> Condition:
    f = t.finding.c
    first = [f.low >= match.first] if match.first is not None else []
    return and_(f.low.is_not(None), *first, *([f.high <= match.last] if match.last is not None else []))


def _at(match: Any, column: Column[Any]) -> Condition:
    """A time, or a day, that lies within these days."""
    first = [column >= match.first] if match.first is not None else []
    last = [column < _after(match.last)] if match.last is not None else []
    return and_(column.is_not(None), *first, *last)


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(1)).isoformat() if day < date.max.isoformat() else _LAST


_VALUES: dict[type[Match], Callable[[Any], Condition]] = {
    Known: lambda _: true(),
    Same: _same,
    Has: _has,
    Between: _between,
    Within: _within,
}


def about_is(about: About) -> Condition:
    """The condition on `tables.incident` that something about it stands for."""
    i, d, s = t.incident.c, t.document.c, t.source.c
    match about.key:
        case "documents":
            return _between(about.match, func.abs(i.told_by))
        case "opened" | "changed":
            return _at(about.match, i[about.key])
        case "published":
            return _among(_told_in(select(d.no).where(_at(about.match, d.published))))
        case "source":
            first = select(d.no).where(_has(about.match, d.words))
            again = select(s.document).where(_has(about.match, s.words))
            return or_(_among(_told_in(first)), _among(_told_in(again)))
    return i.told_by < 0 if about == DISMISSED else _same(about.match, i[about.key])


def names_dismissed(node: Node) -> bool:
    """Whether a query asks for what was dismissed, so that it is among what it finds."""
    return DISMISSED in abouts(node)


def first_value(field: str, column: Column[Any]) -> ColumnElement[Any]:
    """What an incident's best finding of a field has in this column, for sorting."""
    f = t.finding.c
    best = select(column).where(f.incident == t.incident.c.no, f.field == field, *_in_scope(Scope()))
    return best.order_by(f.rank).limit(1).scalar_subquery()


def plain(column: Column[Any], store: Store) -> ColumnElement[Any]:
    """A column in the one order that all stores have: that of its letters' numbers, those of ASCII in lower case."""
    return func.lower(column) if store.sqlite else func.lower(column.collate("C")).collate("C")
