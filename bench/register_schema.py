"""Writes docs/register-schema.md from register/tables.py: the tables, their columns, and a diagram (`make docs`)."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from sqlalchemy import BigInteger, Column, Table

from affidavit.register import tables
from affidavit.register.store import SCHEMA

PAGE = Path(__file__).parents[1] / "docs" / "register-schema.md"
HEAD = f"""# The register's tables

The same on SQLite and on PostgreSQL, made by the migrations in `src/affidavit/register/migrations` (schema {SCHEMA}).
This page is made from `src/affidavit/register/tables.py` (`make docs`). Times are UTC, ISO 8601 to the microsecond; a
row with `since` and `until` holds from the one to the other, and now where `until` is empty.

You may read the tables with any program while Affidavit writes. Write through Affidavit alone.

"""
TAIL = """
## Full text

SQLite keeps the words of `document` (title, text) and `incident` (title, words) in the FTS5 tables `document_words` and
`incident_words`, whose row numbers are `no`; triggers keep them up to date. PostgreSQL keeps them in the columns
`tokens` of both tables, each with a GIN index. Both fold case and accents.
"""
#: A comment of one or more lines right above a table.
_COMMENT = re.compile(r"((?:^#: ?.{0,200}\n){1,10})^(\w{1,40}) = Table\(", re.MULTILINE)


def page() -> str:
    said = comments()
    return HEAD + diagram() + "".join(_table(table, said.get(table.name, "")) for table in _tables()) + TAIL


def comments() -> dict[str, str]:
    """What tables.py says of each table, by its name."""
    found = _COMMENT.findall(inspect.getsource(tables))
    return {name: " ".join(line.removeprefix("#:").strip() for line in lines.splitlines()) for lines, name in found}


def diagram() -> str:
    """Which table leads to which, for Mermaid."""
    lines = []
    for table in _tables():
        for column in table.columns:
            lines += [f"    {table.name} }}o--|| {key.column.table.name} : {column.name}"
                      for key in sorted(column.foreign_keys, key=str)]  # fmt: skip
    return "```mermaid\nerDiagram\n" + "\n".join(lines) + "\n```\n"


def _tables() -> list[Table]:
    return list(tables.METADATA.tables.values())


def _table(table: Table, said: str) -> str:
    rows = "".join(map(_column, table.columns))
    indexes = [", ".join(f"`{column.name}`" for column in index.columns) for index in sorted(table.indexes, key=_name)]
    searched = f"\nIndexes: {'; '.join(indexes)}.\n" if indexes else ""
    return f"\n## {table.name}\n\n{said}\n\n| column | holds | |\n|---|---|---|\n{rows}{searched}"


def _name(index: object) -> str:
    return str(getattr(index, "name", ""))


def _column(column: Column[object]) -> str:
    notes = ["key"] if column.primary_key else []
    notes += [f"→ `{key.target_fullname}`" for key in sorted(column.foreign_keys, key=str)]
    notes += ["unique"] if column.unique else []
    notes += ["may be empty"] if column.nullable else []
    return f"| `{column.name}` | {_type(column)} | {', '.join(notes)} |\n"


def _type(column: Column[object]) -> str:
    if isinstance(column.type, BigInteger):
        return "number of a row"
    names = {"TEXT": "text", "INTEGER": "number", "FLOAT": "number", "BOOLEAN": "yes or no", "BLOB": "bytes"}
    return names[str(column.type).split()[0]]


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
