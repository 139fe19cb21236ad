"""Files that are no register, disks that are full, connections that break: one clear line, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bench.generate import documents
from sqlalchemy import Engine, event

from affidavit.errors import RegisterError
from affidavit.register import Register
from affidavit.registering import add, open_register, prepare
from tests.cli.conftest import Run
from tests.register.programs import assert_whole, corpus, state
from tests.register.texts import FIRST, OTHER


@contextmanager
def sqlite_with(pragma: str) -> Iterator[None]:
    """Every SQLite connection made meanwhile has this set."""

    def set_up(connection: Any, _: object) -> None:
        connection.execute(f"PRAGMA {pragma}").close()

    event.listen(Engine, "connect", set_up)
    try:
        yield
    finally:
        event.remove(Engine, "connect", set_up)


def unprivileged() -> list[str]:
    """What a command stands behind so that a folder that is read-only is so for it, too; root may write everywhere."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    return [setpriv, "--bounding-set=-all", "--inh-caps=-all"] if setpriv else pytest.skip("run as root")


def garbage(path: Path) -> None:
    path.write_bytes(b"This is a letter, and no database. " * 400)


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")


def newer(path: Path) -> None:
    open_register(str(path)).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def damaged(path: Path) -> None:
    """A register whose pages were overwritten, but for the first."""
    with open_register(str(path)) as register:
        list(add(register, [FIRST, OTHER]))
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff\x13" * ((len(data) - 4096) // 2)
    path.write_bytes(data)


def cut(path: Path) -> None:
    """Half of a register."""
    with open_register(str(path)) as register:
        list(add(register, [FIRST, OTHER]))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (garbage, "not an SQLite database"),
        (foreign, "is a database of something else"),
        (newer, "newer Affidavit"),
        (damaged, "is damaged"),
        (cut, "is damaged"),
        (folder, "cannot be opened"),
    ],
)
@pytest.mark.parametrize("command", ["add", "list"])
def test_what_is_no_register(
    affidavit: Run, tmp_path: Path, make: Callable[[Path], None], says: str, command: str
) -> None:
    path = tmp_path / "some.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    source = corpus(tmp_path / "one.jsonl", [{"id": "one", "text": FIRST.text}])
    ran = affidavit(command, *([source] if command == "add" else []), "-r", path)
    assert ran.code == 2
    assert says in ran.err
    assert str(path) in ran.err
    assert len(ran.err.splitlines()) == 1
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_full_disk_keeps_what_was_told(affidavit: Run, tmp_path: Path) -> None:
    path, source = tmp_path / "register.db", corpus(tmp_path / "many.jsonl", documents(40))
    open_register(str(path)).close()
    pages = path.stat().st_size // 4096
    with sqlite_with(f"max_page_count = {pages + 60}"):
        ran = affidavit("add", source, "-r", path, "-f", "jsonl")
    assert ran.code == 2
    assert ran.err.splitlines()[-1].endswith("the disk is full")
    told = len(ran.out.splitlines())
    assert 0 < told < 40
    again = affidavit("add", source, "-r", path)
    assert again.code == 0
    assert f"{40 - told} new, {told} known already" in again.err
    with open_register(str(path)) as register:
        assert_whole(register)


def test_a_read_only_register_can_be_read(affidavit: Run, tmp_path: Path) -> None:
    path, source = tmp_path / "register.db", corpus(tmp_path / "one.jsonl", [{"id": "one", "text": OTHER.text}])
    with open_register(str(path)) as register:
        list(add(register, [FIRST]))
    with sqlite_with("query_only = ON"):
        assert "Northfield Dental" in affidavit("list", "-r", path).out
        ran = affidavit("add", source, "-r", path)
    assert ran.code == 2
    assert ran.err.splitlines() == [f"affidavit: {path}: cannot be written: it is read-only"]


@pytest.mark.parametrize("command", [("list",), ("search", "phishing"), ("add", "other.jsonl")])
def test_a_register_in_a_read_only_folder_loses_nothing(tmp_path: Path, command: tuple[str, ...]) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "register.db"
    corpus(folder / "other.jsonl", [{"id": "other", "text": OTHER.text}])
    with open_register(str(path)) as register:
        list(add(register, [FIRST]))
        held = state(register)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    folder.chmod(0o555)
    ran = subprocess.run(
        [*unprivileged(), sys.executable, "-m", "affidavit", *command, "-r", path],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    folder.chmod(0o755)
    says = f"affidavit: {path}: cannot be written: it is read-only"
    assert (ran.returncode, ran.stdout, ran.stderr.splitlines()) == (2, "", [says])
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before
    with open_register(str(path)) as register:
        assert_whole(register)
        assert state(register) == held


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/none", "cannot be reached"),
        ("mysql://localhost/x", "an SQLite file or a postgresql:// URL"),
        ("postgresql://[bad", "cannot be reached"),
        ("/proc/none/register.db", "cannot be made"),
    ],
)
def test_addresses_that_lead_nowhere(affidavit: Run, tmp_path: Path, address: str, says: str) -> None:
    source = corpus(tmp_path / "one.jsonl", [{"id": "one", "text": FIRST.text}])
    ran = affidavit("add", source, "-r", address)
    assert ran.code == 2
    assert says in ran.err
    assert "secret" not in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_lost_connection_loses_the_last_step_alone(
    register: Register, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from affidavit.register import intake

    list(add(register, [FIRST]))
    store = intake.store_telling

    def lose(*given: Any) -> None:
        store(*given)
        with psycopg.connect(address, autocommit=True) as other:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            other.execute(f"{others} AND pid <> pg_backend_pid()")

    monkeypatch.setattr(intake, "store_telling", lose)
    with pytest.raises(RegisterError, match="lost the connection; nothing of the last step was stored"):
        register.add(prepare(OTHER))
    monkeypatch.undo()
    assert register.known([FIRST, OTHER]) == {FIRST.id}
    assert register.add(prepare(OTHER)).what == "new"
    assert_whole(register)
