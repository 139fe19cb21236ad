"""`affidavit list`, `show`, `history` and `diff`: what the register holds, and how it came to hold it."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import listing, registers, reports
from affidavit.cli.options import BY_NAME, Output
from affidavit.errors import UsageError
from affidavit.model import words
from affidavit.model.fields import FIELDS
from affidavit.model.packed import unpack_value

if TYPE_CHECKING:
    from affidavit.register.history import Event, Held


class Lines(StrEnum):
    """What a list of events can be written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


def list_command(  # noqa: PLR0913 - the options are the interface
    query: Annotated[str, typer.Argument(metavar="[QUERY]", help="Those only that fit; see affidavit search.")] = "",
    register: registers.Where = None,
    sort: listing.Sort = None,
    limit: listing.Limit = None,
    offset: listing.Offset = 0,
    format: listing.Format = listing.Listed.TERMINAL,
    output: Output = None,
) -> None:
    """List the incidents of the register.

    The last changed stands first. With --format jsonl each incident is a line of the machine format, with json all are
    one array; csv is a sheet with an incident a line.
    """
    with registers.opened(register) as opened:
        choices = listing.Choices(sort, limit, offset, format, output)
        listing.write_list(opened, listing.found(opened, query.strip(), choices), choices)


def show_command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As the register held it at the end of this day.")
    ] = None,
    format: Annotated[
        reports.Format | None,
        typer.Option("--format", "-f", help=BY_NAME),
    ] = None,
    output: Output = None,
) -> None:
    """Show an incident's report.

    ID is the incident's, or its beginning. --as-of goes by when documents were added, not by when they were published.
    A vendor's incident names those of its customers under it, and theirs the
    vendor's above them.
    """
    output = None if output == Path("-") else output
    with registers.opened(register) as opened:
        found = opened.incident(incident, registers.moment(as_of))
        if as_of is None:
            found = replace(found, notes=(*found.notes, *opened.relations(incident).notes))
    reports.write_report(found, format or reports.named(output), output)


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
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Compare with what the register held then.")] = None,
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
