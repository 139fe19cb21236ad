"""The migrations make what tables.py says, on both stores; and what another program or version left is not touched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from bench.register_schema import PAGE, comments, page
from sqlalchemy import text

from affidavit.errors import RegisterError
from affidavit.register import Register
from affidavit.register.migrations import config
from affidavit.register.store import SCHEMA
from affidavit.register.tables import METADATA
from affidavit.registering import open_register


def _declared(_: object, name: str | None, kind: str, reflected: bool, __: object) -> bool:
    """Whether tables.py is to know of it: the full text search has tables and columns of the store's own kind."""
    own = "_words" in (name or "") if kind == "table" else name == "tokens" or (name or "").endswith("_tokens")
    return not (reflected and own)


def test_migrations_make_the_declared_tables(register: Register) -> None:
    with register.store.reading() as connection:
        options: dict[str, Any] = {"include_object": _declared, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def test_the_schema_is_that_of_the_last_migration() -> None:
    assert ScriptDirectory.from_config(config()).get_heads() == [SCHEMA]


def test_opening_again_changes_nothing(address: str) -> None:
    def version() -> str:
        with open_register(address) as register, register.store.reading() as connection:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())

    assert version() == version() == SCHEMA


def test_a_newer_schema_is_left_alone(register: Register, address: str) -> None:
    with register.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterError, match="newer Affidavit"):
        open_register(address)
    with register.store.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_a_new_store_is_made_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "folder" / "register.db"
    with open_register(str(path)) as register:
        assert list(register.ids()) == []
    assert path.exists()


def test_the_page_of_the_tables_is_current() -> None:
    assert set(METADATA.tables) == set(comments()), "say what each table is, in a #: comment above it"
    assert PAGE.read_text("utf-8") == page(), "run: make docs"
