"""Statements that run for every document: compiled once, and handed to the driver as they are.

SQLAlchemy looks at a statement each time it runs, even at one that was made before; of the dozen that a document needs
most would cost more so than the database takes to do them. What the driver raises, `Store` puts into words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ClauseElement, Connection, Insert, Table, bindparam, insert
from sqlalchemy.sql.compiler import SQLCompiler

Rows = list[tuple[Any, ...]]


def inserting(table: Table, *columns: str, **made: Any) -> Insert:
    """A row into a table: `columns` of it from parameters of their names, further ones from what makes them."""
    return insert(table).values({**{name: bindparam(name) for name in columns}, **made})


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Send statements to a server without waiting for each; the first row that is fetched waits for all before it.

    Only statements of this module may run inside. What went wrong is raised at the latest where this ends.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield
    except Exception as error:
        if driver.closed or driver.info.pipeline_status:  # broken: nothing can be said to the server any more
            connection.invalidate()
        first = error.__context__  # what led to it, where only the end of the pipeline was told of
        raise (first if isinstance(first, connection.dialect.loaded_dbapi.Error) else error) from None


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as a driver takes it, the order of its parameters where they have no names, and those that stay."""

    sql: str
    places: Sequence[str] | None
    constants: Mapping[str, Any]


class Ready:
    """A statement with named parameters; where PostgreSQL needs another one, that is the second."""

    def __init__(self, statement: ClauseElement, postgresql: ClauseElement | None = None) -> None:
        """Keep the statement; it is compiled when it runs for the first time."""
        self._statement = {"sqlite": statement, "postgresql": statement if postgresql is None else postgresql}
        self._made: dict[str, _Compiled] = {}

    def ask(self, connection: Connection, **given: Any) -> Any:
        """Run it; gives the driver's cursor, to fetch the rows from."""
        return self._run(connection, given)

    def rows(self, connection: Connection, **given: Any) -> Rows:
        """Run it; gives its rows."""
        found = self._run(connection, given)
        rows: Rows = found.fetchall()
        found.close()
        return rows

    def run(self, connection: Connection, **given: Any) -> None:
        """Run it for what it does."""
        self._run(connection, given).close()

    def _run(self, connection: Connection, given: Mapping[str, Any]) -> Any:
        made = self._made.get(connection.dialect.name) or self._compiled(connection)
        cursor = connection.connection.cursor()
        values = {**made.constants, **given}
        cursor.execute(made.sql, values if made.places is None else [values[name] for name in made.places])
        return cursor

    def _compiled(self, connection: Connection) -> _Compiled:
        name = connection.dialect.name
        compiled = self._statement[name].compile(dialect=connection.dialect)
        assert isinstance(compiled, SQLCompiler)
        constants = {key: value for key, value in compiled.params.items() if value is not None}
        self._made[name] = _Compiled(str(compiled), compiled.positiontup, constants)
        return self._made[name]


class Rowwise:
    """Many rows into a table, in one statement: `columns` of it, a tuple a row."""

    def __init__(self, table: Table, *columns: str) -> None:
        """Keep where to, and what."""
        self._columns = [table.c[name] for name in columns]
        self._insert = f"INSERT INTO {table.name} ({', '.join(map(_quoted, columns))}) "
        self._values = f"VALUES ({', '.join('?' * len(columns))})"

    def run(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Insert the rows."""
        if not rows:
            return
        cursor = connection.connection.cursor()
        if connection.dialect.name == "sqlite":
            cursor.executemany(self._insert + self._values, rows)
        else:  # one value for all rows: each by itself would be a message to the server and back
            kinds = [f"{_quoted(one.name)} {one.type.compile(connection.dialect)}" for one in self._columns]
            names = [column.name for column in self._columns]
            shown = json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False)
            read = f"SELECT * FROM json_to_recordset(%s) AS given ({', '.join(kinds)})"
            cursor.execute(self._insert + read, [shown])
        cursor.close()


def _quoted(name: str) -> str:
    return f'"{name}"'
