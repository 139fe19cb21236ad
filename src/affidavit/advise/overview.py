"""The playbook as a table for people: what `docs/playbook.md` shows, made from the files themselves.

Run as `python -m affidavit.advise.overview docs/playbook.md` it writes the table anew between its two marks.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from affidavit.advise.playbookfiles import WrittenEntry, read_entries

BEGIN, END = "<!-- playbook: begin -->", "<!-- playbook: end -->"
_HEAD = "| entry | is | priority | says | refers to |\n|---|---|---|---|---|"


def table() -> str:
    """All entries, a table for each theme, with the text that is said where nothing more special fits."""
    parts = []
    for theme, entries in groupby(read_entries(), key=lambda entry: entry.theme):
        parts.append("\n".join([f"### {theme}", "", _HEAD, *map(_row, entries)]))
    return "\n\n".join(parts)


def _row(entry: WrittenEntry) -> str:
    row = entry.row
    says = row["text"][-1]["say"].replace("|", "\\|")
    references = ", ".join(f"{framework} {name}" for framework, name in row["references"])
    return f"| `{row['id']}` | {row['field']} | {row['priority']} | {says} | {references} |"


def renewed(page: str) -> str:
    """The page with the table that the playbook gives now; ValueError where a mark is missing."""
    head, tail = page.index(BEGIN) + len(BEGIN), page.index(END)
    return f"{page[:head]}\n\n{table()}\n\n{page[tail:]}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(renewed(target.read_text("utf-8")), "utf-8")
