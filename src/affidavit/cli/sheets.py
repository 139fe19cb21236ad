"""Tables of the register as people and spreadsheets read them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from io import StringIO
from pathlib import Path

from affidavit.cli.output import write
from affidavit.model.regex import regex
from affidavit.report.safe import visible, web_address

_SPECIAL = regex(r"^[>+-]|[\\`*_\[\]<|#~&]")
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = tuple("=+-@＝＋－＠|%")


class Sheet(StrEnum):
    """What a table can be written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


def put(text: str, output: Path | None) -> None:
    """Write text to a file, or to stdout where there is none, or `-`."""
    write(text, None if output == Path("-") else output)


def jsonl(rows: Iterable[object]) -> str:
    """A row a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table for spreadsheets; what one would take for a formula is marked as text by an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([*map(_cell, row), *[""] * (len(head) - len(row))] for row in rows)
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else visible(" ".join(str(value).split()))
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_markdown(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown, in which nothing that was read is markup."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(md(value) for value in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


class Links(list[str]):
    """Addresses, which Markdown shows as links where they are any."""


def md(value: object) -> str:
    """A value as text in Markdown, on one line."""
    if isinstance(value, Links):
        return " ".join(f"<{one.replace('|', '%7C')}>" if web_address(one) else md(one) for one in value)
    text = "" if value is None else visible(" ".join(str(value).split()))
    return _SPECIAL.sub(r"\\\g<0>", text)


def as_terminal(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in columns as wide as the terminal, 100 columns where there is none."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = StringIO()
    table = Table(*head, box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
    for row in rows:
        table.add_row(*(Text(plain(value)) for value in row))
    width = Console().width if Console().is_terminal else 100
    Console(file=out, width=width, color_system=None).print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def plain(value: object) -> str:
    """A value as text on one line that steers no screen."""
    return "" if value is None else visible(" ".join(str(value).split()))
