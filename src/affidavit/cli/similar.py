"""`affidavit similar`: the incidents that are like a given one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import registers, sheets
from affidavit.cli.options import Output
from affidavit.cli.sheets import Sheet

if TYPE_CHECKING:
    from affidavit.register.similar import Similar
    from affidavit.register.summary import Summary

_HEAD = ("Like", "ID", "When", "Incident", "Affected")
_WIDTH, _INDENT = 100, " " * 6


def command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    limit: Annotated[int, typer.Option(help="The nearest so many.", min=1, max=1000)] = 10,
    format: Annotated[Sheet, typer.Option("--format", "-f", help="What to write.")] = Sheet.TERMINAL,
    output: Output = None,
) -> None:
    """List the incidents that are like one.

    The nearest stands first, with what both have in common: the actor, the vendor, vulnerabilities, malware, how they
    came in, the sector, the data, the size. What few incidents have counts more than what many have. ID is the
    incident's, or its beginning.
    """
    with registers.opened(register) as opened:
        found = opened.similar(incident, limit)
        told = {summary.id: summary for summary in opened.summaries([one.id for one in found])}
    sheets.put(_written(found, told, format), output)


def _written(found: Sequence[Similar], told: dict[str, Summary], format: Sheet) -> str:
    if format is Sheet.JSONL:
        return sheets.jsonl(_row(one, told[one.id]) for one in found)
    if format is Sheet.TERMINAL:
        return "".join(f"{line}\n" for line in _lines(found, told)) or "Nothing in the register is like it.\n"
    rows = [[*_cells(one, told[one.id], one.id), _reasons(one)] for one in found]
    return (sheets.as_csv if format is Sheet.CSV else sheets.as_markdown)((*_HEAD, "Both have"), rows)


def _lines(found: Sequence[Similar], told: dict[str, Summary]) -> Iterator[str]:
    for one in found:
        like, identity, when, title, affected = map(sheets.plain, _cells(one, told[one.id], one.id[:8]))
        yield "  ".join(part for part in (like, identity, title, when, affected) if part)
        yield from wrap(
            f"both: {sheets.plain(_reasons(one))}", _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT
        )


def _cells(one: Similar, summary: Summary, identity: str) -> list[object]:
    return [f"{one.score:.2f}", identity, summary.when, summary.title, summary.affected]


def _reasons(one: Similar) -> str:
    return ", ".join(map(str, one.shared))


def _row(one: Similar, summary: Summary) -> dict[str, object]:
    shared = [{"field": part.field, "values": list(part.values), "part": part.part} for part in one.shared]
    return {"id": one.id, "title": summary.title, "score": one.score, "shared": shared}
