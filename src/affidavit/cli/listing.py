"""Lists of incidents: a table for people, the machine format, a sheet."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli.output import complain, opened, tracked
from affidavit.cli.table import Style, table
from affidavit.model import words
from affidavit.model.machine import analysis_row
from affidavit.model.value import Count, Money

if TYPE_CHECKING:
    from affidavit.model.incident import Analysis, Incident
    from affidavit.model.value import Value
    from affidavit.register import Register
    from affidavit.register.search import Node
    from affidavit.register.search.snippets import Snippet


class Listed(StrEnum):
    """What a list of incidents can be written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


Format = Annotated[Listed, typer.Option("--format", "-f", help="What to write.")]
Sort = Annotated[
    str | None,
    typer.Option(
        metavar="BY",
        help="changed, started, disclosed, affected, title or relevance; -asc or -desc may stand behind it.",
    ),
]
Limit = Annotated[int | None, typer.Option(min=1, help="How many to write; on a terminal 50, else all.")]
Offset = Annotated[int, typer.Option(min=0, help="How many to pass over first.")]

#: So many incidents are shown on a terminal that asks for no other number.
SHOWN = 50
#: How long a snippet's line is where no terminal is, and what of it goes to the indent and the dots.
_UNSEEN, _MARGIN = 110, 18
#: The fields of a sheet's columns.
_COLUMNS = (
    "organization", "sector", "country", "started", "discovered", "disclosed", "affected", "data", "action", "vector",
    "technique", "actor", "malware", "vulnerability", "third_party", "ransomware", "money",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose for a list."""

    sort: str | None = None
    limit: int | None = None
    offset: int = 0
    format: Listed = Listed.TERMINAL
    output: Path | None = None

    @property
    def seen(self) -> bool:
        """Whether the list goes to a terminal."""
        return self.format is Listed.TERMINAL and self.output in {None, Path("-")} and sys.stdout.isatty()


@dataclass(frozen=True, slots=True)
class Page:
    """What is listed: ids, how many there are in all, how many were passed over, where the words looked for stand.

    Where not all are `counted`, there are at least `total`.
    """

    ids: Sequence[str]
    total: int
    offset: int = 0
    counted: bool = True
    snippets: Mapping[str, Snippet] = field(default_factory=dict)


def found(register: Register, query: str | Node, choices: Choices, *, snippets: bool = False) -> Page:
    """The incidents that a query asks for; all where no terminal shows them."""
    from affidavit.register import SearchOptions

    limit = choices.limit or (SHOWN if choices.seen else None)
    results = register.search(query, SearchOptions(choices.sort, limit, choices.offset))
    length = (Style.of_stdout().width or _UNSEEN) - _MARGIN
    shown = register.snippets(results.ids, query, length) if snippets and choices.format is Listed.TERMINAL else {}
    return Page(results.ids, results.total, choices.offset, results.counted, shown)


def write_list(register: Register, page: Page, choices: Choices) -> None:
    """Write incidents, in the order of their ids."""
    with opened(None if choices.output == Path("-") else choices.output) as file:
        for line in _WRITERS[choices.format](register, page):
            file.write((line + "\n").encode("utf-8", "replace"))
    if choices.format is Listed.TERMINAL:
        complain(_summed(page))


def _summed(page: Page) -> str:
    shown, total = len(page.ids), f"{page.total:,} incident" + ("s" if page.total != 1 else "")
    if not page.counted:
        total = f"at least {total}"
    elif shown == page.total:
        return total
    after = page.offset + shown
    more = f"; --offset {after} shows more" if after < page.total or not page.counted else ""
    return f"{page.offset + 1 if shown else 0} to {after} of {total}{more}"


def _analyses(register: Register, page: Page) -> Iterator[Analysis]:
    return tracked(register.incidents(page.ids), "Writing", total=len(page.ids))


def _rows(register: Register, page: Page) -> Iterator[str]:
    for analysis in _analyses(register, page):
        yield json.dumps(analysis_row(analysis), ensure_ascii=False)


def _array(register: Register, page: Page) -> Iterator[str]:
    """One array, an incident a line."""
    lines = _rows(register, page)
    held = next(lines, None)
    yield "["
    for line in lines:
        yield f"{held},"
        held = line
    yield from () if held is None else (held,)
    yield "]"


def _sheet(register: Register, page: Page) -> Iterator[str]:
    yield _cells(("id", "title", "kind", *_COLUMNS, "documents"))
    for analysis in _analyses(register, page):
        incident = analysis.incidents[0]
        held = (_cell(key, incident) for key in _COLUMNS)
        yield _cells((analysis.id, incident.title, analysis.kind, *held, str(len(analysis.documents))))


def _cell(key: str, incident: Incident) -> str:
    return "; ".join(dict.fromkeys(_written(key, value) for value in incident.values(key)))


def _written(key: str, value: Value) -> str:
    """A value as a sheet can compare it: dates in ISO, numbers in digits."""
    if isinstance(value, Count):
        return f"{value.number} {value.unit}"
    if isinstance(value, Money):
        return f"{value.kind} {value.amount:g} {value.currency}"
    return words.value(key, value) if key in {"sector", "country", "vector"} else str(value)


def _cells(cells: Iterable[str]) -> str:
    """A line of CSV, in which no cell is taken for a formula."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(
        [f"'{cell}" if cell[:1] in set("=+-@\t\r") else cell for cell in cells]
    )
    return line.getvalue()


def _table(register: Register, page: Page) -> Iterator[str]:
    if not page.ids:
        return iter(("No incident.",))
    return table(register.summaries(page.ids), page.snippets, Style.of_stdout())


_WRITERS = {Listed.TERMINAL: _table, Listed.JSONL: _rows, Listed.JSON: _array, Listed.CSV: _sheet}
