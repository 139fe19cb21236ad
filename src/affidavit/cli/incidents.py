"""`affidavit list`, `show`, `history` and `diff`: what the register holds, and how it came to hold it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import analyze, registers
from affidavit.cli.output import opened as file_at
from affidavit.cli.output import tracked
from affidavit.errors import UsageError
from affidavit.model import words
from affidavit.model.fields import FIELDS
from affidavit.model.machine import analysis_row
from affidavit.model.packed import unpack_value

if TYPE_CHECKING:
    from affidavit.register import Register
    from affidavit.register.history import Event, Held


class Lines(StrEnum):
    """What a list of incidents can be written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


def list_command(
    register: registers.Where = None,
    format: Annotated[Lines, typer.Option("--format", "-f", help="What to write.")] = Lines.TERMINAL,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file in place of stdout (-).")] = None,
) -> None:
    """List the incidents of the register.

    The last changed stands first. With --format jsonl each incident is a line of the machine format.
    """
    with registers.opened(register) as opened:
        write_list(opened, list(opened.ids()), format, output)


def write_list(register: Register, ids: list[str], format: Lines, output: Path | None) -> None:
    """Write incidents, in the order of their ids."""
    lines = _rows(register, ids) if format is Lines.JSONL else _shown(register, ids)
    with file_at(None if output == Path("-") else output) as file:
        for line in lines:
            file.write((line + "\n").encode("utf-8", "replace"))


def _rows(register: Register, ids: list[str]) -> Iterator[str]:
    for analysis in tracked(register.incidents(ids), "Writing", total=len(ids)):
        yield json.dumps(analysis_row(analysis), ensure_ascii=False)


def _shown(register: Register, ids: list[str]) -> Iterator[str]:
    if not ids:
        yield "No incident."
    for summary in register.summaries(ids):
        when = f" {summary.when}" if summary.when else ""
        told = f"{summary.told_by} document" + ("s" if summary.told_by != 1 else "")
        affected = f", {summary.affected}" if summary.affected else ""
        yield f"{summary.id[:8]}  {summary.title}{when} ({told}{affected})"


def show_command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood at the end of this day.")] = None,
    format: Annotated[
        analyze.Format | None,
        typer.Option("--format", "-f", help="What to write; by default what the name of --output says, else terminal."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file in place of stdout (-).")] = None,
) -> None:
    """Show an incident's report.

    ID is the incident's, or its beginning. A vendor's incident names those of its customers under it, and theirs the
    vendor's above them.
    """
    output = None if output == Path("-") else output
    with registers.opened(register) as opened:
        found = opened.incident(incident, registers.moment(as_of))
        if as_of is None:
            found = replace(found, notes=(*found.notes, *opened.relations(incident).notes))
    analyze.write_report(found, format or analyze.named(output), output)


def history_command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    field: Annotated[str | None, typer.Option(help="Tell of this field only.")] = None,
    format: Annotated[Lines, typer.Option("--format", "-f", help="What to write.")] = Lines.TERMINAL,
) -> None:
    """Tell how an incident came to hold what it holds.

    Told are the documents that joined and left, people's decisions, and each change of what is held.
    """
    if field is not None and field not in FIELDS:
        raise UsageError(f"no field is called {field!r} (affidavit fields lists them)")
    with registers.opened(register) as opened:
        for event in opened.history(incident):
            if field is None or event.field == field:
                typer.echo(_event_row(event) if format is Lines.JSONL else event_line(event))


def event_line(event: Event) -> str:
    """An event for people."""
    if event.field is None:
        return f"{registers.day(event.at)}  {event.words}"
    before, after = held(event.field, event.before), held(event.field, event.after)
    return f"{registers.day(event.at)}  {event.field}: {before} -> {after} ({event.words})"


def _event_row(event: Event) -> str:
    keys = ("at", "what", "words", "field", "before", "after", "document", "decision")
    return json.dumps({key: value for key in keys if (value := getattr(event, key)) is not None}, ensure_ascii=False)


def held(field: str, values: Held | None) -> str:
    """What a field holds, in words: each value, with its status where that is not `stated`."""
    shown = []
    for value, status in values or ():
        known = unpack_value(field, value)
        text = "not disclosed" if known is None else words.value(field, known)
        shown.append(text if status in {"stated", "withheld"} else f"{text} ({status})")
    return ", ".join(shown) or "nothing"


def diff_command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Compare with the end of this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="In place of now.")] = None,
) -> None:
    """Tell what an incident holds now and did not hold before.

    Without --since the last change is shown.
    """
    with registers.opened(register) as opened:
        changes = opened.diff(incident, registers.moment(since), registers.moment(until))
    if not changes:
        typer.echo("Nothing has changed.")
    for field, before, after in changes:
        typer.echo(f"{field}: {held(field, before)} -> {held(field, after)}")
