"""The register's commands run as programs of their own, which can be killed; and what a whole register looks like."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from affidavit.register import Register
from affidavit.register import tables as t
from affidavit.register.incidents import corrected, tellings
from affidavit.register.rows import rows


def corpus(path: Path, made: Iterable[dict[str, Any]]) -> Path:
    """A .jsonl file of documents."""
    path.write_text("".join(json.dumps(row) + "\n" for row in made), "utf-8")
    return path


def adding(source: Path, address: str, *more: str) -> subprocess.Popen[str]:
    """`affidavit add` that tells each outcome in a line of JSON."""
    command = [sys.executable, "-m", "affidavit", "add", str(source), "-r", address, "-f", "jsonl", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def state(register: Register) -> dict[frozenset[str], tuple[str, list[tuple[Any, ...]]]]:
    """What a register holds, whatever the numbers of its rows: each incident by the keys of its documents."""
    made = {}
    with register.store.reading() as connection:
        for no, title in connection.execute(
            select(t.incident.c.no, t.incident.c.title).where(t.incident.c.told_by > 0)
        ):
            made[frozenset(_keys(connection, no))] = (title, _findings(connection, no))
    return made


def _keys(connection: Connection, no: int) -> list[str]:
    m, d = t.membership.c, t.document.c
    told = select(d.key).join(t.telling, t.telling.c.document == d.no).join(t.membership, m.telling == t.telling.c.no)
    return [key for (key,) in connection.execute(told.where(m.incident == no, m.until.is_(None)))]


def _findings(connection: Connection, no: int) -> list[tuple[Any, ...]]:
    f = t.finding.c
    found = connection.execute(select(f.field, f.rank, f.value, f.status, f.text).where(f.incident == no))
    return sorted((tuple(row) for row in found), key=repr)


def assert_whole(register: Register) -> None:
    """Nothing is half-written: every telling belongs somewhere, and what is derived is what would be derived now."""
    with register.store.reading() as connection:
        _assert_memberships(connection)
        for no, told_by in connection.execute(select(t.incident.c.no, t.incident.c.told_by)).all():
            made = corrected(connection, no, tellings(connection, no))
            wanted = rows(register.steps.combine(made.tellings)) if made.tellings else []
            assert sorted(map(_shown, wanted)) == sorted(
                repr((row[0], row[1], row[2])) for row in _findings(connection, no)
            )
            assert told_by == len({telling.document for telling in made.tellings})
        if register.store.sqlite:
            _assert_sqlite(connection)


def _shown(row: dict[str, Any]) -> str:
    return repr((row["field"], row["rank"], row["value"]))


def _assert_memberships(connection: Connection) -> None:
    in_force = select(t.membership.c.telling).where(t.membership.c.until.is_(None))
    held = sorted(connection.execute(in_force).scalars())
    assert held == sorted(connection.execute(select(t.telling.c.no).where(t.telling.c.until.is_(None))).scalars())
    without = select(t.document.c.key).where(
        t.document.c.kind != "not_incident", t.document.c.no.not_in(select(t.telling.c.document))
    )
    assert connection.execute(without).all() == []


def _assert_sqlite(connection: Connection) -> None:
    """The database is sound, and the full text search knows what the tables hold."""
    assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
    assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    for table in ("document_words", "incident_words"):
        connection.execute(text(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"))
