"""Writes what is generated in docs/: the page of the fields, and the output of each command shown (`make docs`).

In a block of ```console, a line `$ COMMAND` is run and what it prints stands below it. `$ cat NAME` with text below
it makes the file NAME of that text. The blocks of a page share one folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from affidavit.exchange.tables import COLUMNS
from affidavit.model.fields import FIELDS, Field
from affidavit.model.vocabulary import terms

DOCS = Path(__file__).parent.parent / "docs"
#: Lists too long for a page; `affidavit fields FIELD` or the vocabulary's own source has them.
_LONG = {"country": "ISO 3166-1 alpha-2 codes", "technique": "ids of MITRE ATT&CK Enterprise"}
_BLOCK = re.compile(r"(?<=```console\n)(.{1,20000}?)(?=```)", re.DOTALL)

HEAD = """# Fields

What an incident can hold. Each field is declared once, in `src/affidavit/model/fields.py`; reports, the machine format,
its schema and the scoring follow from that. This page is made from the declarations and the vocabularies (`make docs`).

| field | holds | stands under | VERIS |
|---|---|---|---|
"""

TYPES = """
## What values look like

| holds | is, in the machine format |
|---|---|
| name | the name as written, its shortest usual form |
| term | one of the terms below |
| sector | a NAICS 2022 code of two digits, `"44-45"` |
| country | an ISO 3166-1 alpha-2 code, `"CA"` |
| date | a day, month or year: `"2024-09-17"`, `"2024-09"`, `"2024"` |
| technique | an ATT&CK id, `"T1566.004"` |
| count | `{"number": 69000, "unit": "people", "bound": "about"}`, with `low` where a range is given |
| money | `{"kind": "fine", "amount": 4500000, "currency": "USD", "bound": "exact"}` |
| indicator | `{"type": "domain", "value": "evil.example", "role": "attacker"}`, refanged |
| flag | `"yes"` |
| text | the sentence itself |
| advice | `{"entry": ..., "text": ..., "priority": "high", "references": [{"framework": ..., "id": ...}]}` |

A `bound` is exact, about, at_least or up_to; a `currency` ISO 4217 or the code of a coin; the `role` of an indicator
attacker, victim, source, contact or unknown; a `priority` high, medium or low.

A field that holds one value keeps what other sources say of it as disagreement; a field that holds many lists them, the
best proven first.
"""


DICTIONARY = """# Data dictionary

The tables that `affidavit export --to csv` and `--to parquet` write: one row an incident, or with `--table findings`
one row a statement. Both hold the same columns, in this order. This page is made from the declarations (`make docs`).

| type | in CSV | in Parquet |
|---|---|---|
| text | text on one line; nothing where nothing is known | string |
| list | the values joined by `; ` | list of strings |
| integer | digits | 64-bit integer |
| number | digits | double |

Dates are text, because they may be a month (`2024-09`) or a year; they are never filled up. Terms are those of
[the fields](fields.md), with the same spelling as the machine format. CSV is UTF-8 with a byte order mark, lines end in
CR LF. A cell, or a value in a list, that a spreadsheet would take for a formula begins with an apostrophe; a cell holds
at most 32,000 characters. In the table of incidents a field's column holds what is stated or suspected, and the
column `..._status` beside it says which, in the same order; what is denied or withheld stands in columns of its own.
"""


def fields_page() -> str:
    """docs/fields.md."""
    vocabularies = {field.vocabulary: field for field in FIELDS.values() if field.vocabulary}
    lists = "".join(map(_terms, vocabularies.values()))
    return HEAD + "".join(map(_row, FIELDS.values())) + TYPES + "\n## Vocabularies\n" + lists


def dictionary_page() -> str:
    """docs/data-dictionary.md."""
    return DICTIONARY + "".join(f"\n## {name.capitalize()}\n\n{_columns(name)}" for name in COLUMNS)


def _columns(table: str) -> str:
    rows = (f"| `{column.name}` | {column.type} | {column.about} |\n" for column in COLUMNS[table])
    return "| column | type | holds |\n|---|---|---|\n" + "".join(rows)


def _row(field: Field) -> str:
    holds = f"{'many' if field.many else 'one'} {field.type}"
    veris = f"`{field.veris}`" if field.veris else ""
    return f"| `{field.key}` | {holds} | {field.section}: {field.label} | {veris} |\n"


def _terms(field: Field) -> str:
    name = field.vocabulary or ""
    rows = terms(name)
    if name in _LONG:
        return f"\n**{name}** (`{field.key}`): {len(rows)} {_LONG[name]}.\n"
    words = (f"`{term}`" + (f" {row['label']}" if _differs(term, row["label"]) else "") for term, row in rows.items())
    return f"\n**{name}** (`{field.key}`), {len(rows)} terms: {', '.join(words)}.\n"


def _differs(term: str, label: str) -> bool:
    return label.lower() != term.lower().replace("_", " ")


def with_outputs(page: str) -> str:
    """`page` with the output of every command in it made anew."""
    with tempfile.TemporaryDirectory() as folder:
        return _BLOCK.sub(lambda block: "".join(_ran(block.group(1), Path(folder))), page)


def _ran(block: str, folder: Path) -> Iterator[str]:
    for step in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, shown = step.removeprefix("$ ").partition("\n")
        if made := re.fullmatch(r"cat (\S+)", command):
            (folder / made.group(1)).write_text(shown.rstrip("\n") + "\n", "utf-8")
            yield step
        elif step:
            yield f"$ {command}\n{_output(command, folder)}" + ("\n" if shown.endswith("\n\n") else "")


def _output(command: str, folder: Path) -> str:
    """What a shell in `folder` prints for `command`, errors too."""
    line = f'affidavit() {{ "{sys.executable}" -m affidavit "$@"; }}; {command}'
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100", "TERMINAL_WIDTH": "100"}
    environment["AFFIDAVIT_REGISTER"] = "incidents.db"
    ran = subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, check=False, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
    )  # fmt: skip
    return "".join(f"{row.rstrip()}\n" for row in ran.stdout.splitlines())


def pages() -> dict[Path, str]:
    """What each generated page must be."""
    shown = (path for path in sorted(DOCS.glob("*.md")) if "```console" in path.read_text("utf-8"))
    made = {DOCS / "fields.md": fields_page(), DOCS / "data-dictionary.md": dictionary_page()}
    return made | {path: with_outputs(path.read_text("utf-8")) for path in shown}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
