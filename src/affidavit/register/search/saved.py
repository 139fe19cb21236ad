"""Searches that people keep, by name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from affidavit.errors import UsageError
from affidavit.register.clock import now
from affidavit.register.search.parsing import parsed
from affidavit.register.search.terms import near
from affidavit.register.tables import saved_search

_LONGEST = 100
_S = saved_search.c


@dataclass(frozen=True, slots=True)
class Saved:
    """A search that is kept: its name, its query, and since when."""

    name: str
    query: str
    added: str


def keep(connection: Connection, name: str, query: str) -> bool:
    """Keep a query under a name; gives whether it took the place of another.

    Raises QueryError where the query cannot be read, UsageError where the name is none.
    """
    name = name.strip()
    if not name.isprintable() or not 0 < len(name) <= _LONGEST:
        raise UsageError(f"a search's name has 1 to {_LONGEST} characters, not {name[:_LONGEST]!r}")
    parsed(query)
    replaced = connection.execute(delete(saved_search).where(_S.name == name)).rowcount > 0
    connection.execute(insert(saved_search), {"name": name, "query": query, "added": now()})
    return replaced


def kept(connection: Connection) -> list[Saved]:
    """All searches that are kept, by name."""
    rows = connection.execute(select(_S.name, _S.query, _S.added))
    return sorted((Saved(*row) for row in rows), key=lambda saved: saved.name)


def query_of(connection: Connection, name: str) -> str:
    """The query that is kept under a name; UsageError where there is none."""
    found = connection.execute(select(_S.query).where(_S.name == name.strip())).scalar()
    if found is None:
        raise _unknown(connection, name)
    return str(found)


def forget(connection: Connection, name: str) -> None:
    """Keep a search no longer; UsageError where there is none of that name."""
    if connection.execute(delete(saved_search).where(_S.name == name.strip())).rowcount == 0:
        raise _unknown(connection, name)


def _unknown(connection: Connection, name: str) -> UsageError:
    names = [saved.name for saved in kept(connection)]
    return UsageError(f"no search is saved as {name!r}{near(name, names)}")
