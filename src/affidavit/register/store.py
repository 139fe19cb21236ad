"""Opening a store: SQLite by a path, PostgreSQL by a URL; the same behaviour on both."""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, NoSuchModuleError, SQLAlchemyError

from affidavit.errors import RegisterError
from affidavit.register.ready import Ready, together

#: The schema that this code reads and writes: the last of `migrations/versions`.
SCHEMA = "0001"
#: What marks an SQLite file as a register ("Affi" in ASCII).
_MARK = 0x41666669
#: How long a writer waits for another, in seconds.
_PATIENCE = 120
_LOCK = 0x4166666964
_ALONE = Ready(text("SELECT pg_advisory_xact_lock(:lock)"))
#: After so many pages (32 MB) what was committed goes from SQLite's log into its file, which waits for the disk.
_CHECKPOINT = "wal_autocheckpoint = 8000"
#: SQLite plans searches by samples of what its tables hold, taken in milliseconds even in a large file; PostgreSQL
#: takes its own. They are taken at the end of a program that wrote, and in a long one after so many transactions, after
#: twice as many, and so on.
_SURVEY = ("PRAGMA analysis_limit = 1000", "ANALYZE")
_FIRST_SURVEY = 32
#: A connection that was used so many seconds ago is taken for alive.
_JUST_USED = 1.0
#: What drivers say, and what it means; the first that stands in the message.
_MEANING = (
    ("file is not a database", "is no register: not an SQLite database"),
    ("malformed", "is damaged: the database is malformed (restore a copy, or `sqlite3 FILE .recover`)"),
    ("database or disk is full", "cannot be written: the disk is full"),
    ("No space left", "cannot be written: the disk is full"),
    ("readonly database", "cannot be written: it is read-only"),
    ("unable to open database file", "cannot be opened: no such folder, or not allowed to write in it"),
    ("disk I/O error", "cannot be read or written: the disk reports an error"),
    ("database is locked", "is locked by another writer"),
    ("server closed the connection", "lost the connection; nothing of the last step was stored"),
    ("terminating connection", "lost the connection; nothing of the last step was stored"),
    ("the connection is closed", "lost the connection; nothing of the last step was stored"),
    ("the connection is lost", "lost the connection; nothing of the last step was stored"),
    ("connection to server", "cannot be reached"),
    ("failed to resolve host", "cannot be reached: no such host"),
    ("password authentication failed", "cannot be reached: wrong user or password"),
)


class Store:
    """A database that holds one register."""

    def __init__(self, address: str) -> None:
        """Open the register at `address`, a path or a URL; it is made, or brought up to date, where it must be.

        Raises RegisterError where that cannot be.
        """
        self.address = address
        self.engine = _engine(address)
        self.where = _without_password(address)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._written, self._surveyed_at = 0, _FIRST_SURVEY
        self._driver_error = self.engine.dialect.loaded_dbapi.Error
        with self._told():
            self._bring_up_to_date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone: other writers wait. All of it is stored, or nothing."""
        with self._told(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if not self.sqlite:
                with together(connection):  # with the beginning of the transaction
                    _ALONE.run(connection, lock=_LOCK)
            yield connection
        self._written += 1
        if self._written == self._surveyed_at:
            self._surveyed_at *= 2
            self._survey()

    def close(self) -> None:
        """Let go of all connections."""
        if self._written:
            self._survey()
        self.engine.dispose()

    def _survey(self) -> None:
        if self.sqlite:
            writing = self.engine.execution_options(writes=True)
            with suppress(SQLAlchemyError), writing.begin() as connection:
                for statement in _SURVEY:
                    connection.exec_driver_sql(statement)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database as one clear line."""
        try:
            yield
        except DBAPIError as error:
            raise RegisterError(_meaning(str(error.orig)), self.where) from error
        except SQLAlchemyError as error:
            raise RegisterError(_meaning(str(error)), self.where) from error
        except self._driver_error as error:  # of the statements of `ready`
            raise RegisterError(_meaning(str(error)), self.where) from error

    def _bring_up_to_date(self) -> None:
        with self.engine.connect() as connection, connection.begin():
            found = _schema_of(connection, self.where)
        if found == SCHEMA:
            return
        if found is not None and found > SCHEMA:
            raise RegisterError(f"was written by a newer Affidavit (schema {found}, here {SCHEMA})", self.where)
        from affidavit.register.migrations import upgrade  # dear to import, and seldom needed

        with self.writing() as connection:
            if _schema_of(connection, self.where) != SCHEMA:  # another process may have been faster
                upgrade(connection)
                if self.sqlite:
                    connection.exec_driver_sql(f"PRAGMA application_id = {_MARK}")


def _engine(address: str) -> Engine:
    try:
        url = make_url(address) if "://" in address else make_url("sqlite://").set(database=str(Path(address)))
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        if url.get_backend_name() not in {"sqlite", "postgresql"}:
            raise RegisterError("a register is an SQLite file or a postgresql:// URL", _without_password(address))
        if url.get_backend_name() == "sqlite":
            _make_folder(url.database or "")
            engine = create_engine(url, connect_args={"timeout": _PATIENCE, "check_same_thread": False})
            event.listen(engine, "connect", _set_up_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        engine = create_engine(url)
        event.listen(engine, "checkin", _note_time)
        event.listen(engine, "checkout", _prove_alive)
        return engine
    except (ArgumentError, NoSuchModuleError) as error:
        raise RegisterError("is no address of a register", _without_password(address)) from error
    except ModuleNotFoundError as error:
        message = "needs psycopg: pip install 'psycopg[binary]', or in a clone of Affidavit pip install '.[postgresql]'"
        raise RegisterError(message, _without_password(address)) from error


def _note_time(_: object, record: Any) -> None:
    record.info["used"] = time.monotonic()


def _prove_alive(connection: Any, record: Any, _: object) -> None:
    """Have a connection that the server has closed meanwhile replaced; one that was just used needs no asking."""
    if time.monotonic() - record.info.get("used", math.inf) < _JUST_USED:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except Exception as error:
        raise DisconnectionError from error


def _make_folder(path: str) -> None:
    try:
        if path:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(f"cannot be made ({error.strerror})", path) from error


def _set_up_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, by hand
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "cache_size = -65536", _CHECKPOINT):
        connection.execute(f"PRAGMA {pragma}").close()
    with suppress(sqlite3.OperationalError):  # a read-only place keeps its journal as it is
        if _ours_or_empty(connection):
            connection.execute("PRAGMA journal_mode = WAL").close()


def _ours_or_empty(connection: Any) -> bool:
    """Whether nothing of another program stands in the file: its journal is not ours to change."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    return mark == _MARK or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _schema_of(connection: Connection, where: str) -> str | None:
    """The schema that the store has, None where it is empty; RegisterError where it is something else's."""
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" in tables and "telling" in tables:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())
    if tables:
        raise RegisterError("is a database of something else; name another file", where)
    return None


def _meaning(message: str) -> str:
    line = " ".join(message.split())
    return next((meaning for sign, meaning in _MEANING if sign in line), line)


def _without_password(address: str) -> str:
    if "://" not in address:
        return address
    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return address.split("://")[0] + "://..."
