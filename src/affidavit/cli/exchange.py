"""`affidavit export` and `affidavit import`: incidents in other systems' formats, and back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import add as added
from affidavit.cli import registers, reports
from affidavit.cli.exits import NOTHING, OK, PARTLY
from affidavit.cli.exports import REGISTER, Wanted
from affidavit.cli.options import BY_NAME, AllowPrivate, Jobs, Output, Published
from affidavit.cli.output import complain, tracked, write
from affidavit.cli.sources import Sources, options
from affidavit.errors import AffidavitError, UsageError
from affidavit.model.machine import analysis_row

if TYPE_CHECKING:
    from affidavit.model.incident import Analysis
    from affidavit.model.record import Record


class Tlp(StrEnum):
    """How far what is exported may be passed on (FIRST TLP 2.0)."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    AMBER_STRICT = "amber+strict"
    RED = "red"


class Table(StrEnum):
    """The tables that flat formats write."""

    INCIDENTS = "incidents"
    FINDINGS = "findings"


def _formats(incomplete: str) -> list[str]:
    from affidavit.exchange.formats import EXPORTERS, names

    return [name for name in (*names(EXPORTERS), REGISTER) if name.startswith(incomplete)]


def export_command(  # noqa: PLR0913 - the options are the interface
    to: Annotated[
        str, typer.Option("--to", "-t", metavar="FORMAT", help="What to write.", autocompletion=_formats)
    ],
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE|ID]...")] = None,
    all: Annotated[bool, typer.Option("--all", help="All incidents of the register.")] = False,
    query: Annotated[
        str | None, typer.Option("--query", metavar="QUERY", help="Incidents of the register that fit.")
    ] = None,
    register: registers.Where = None,
    output: Output = None,
    each: Annotated[bool, typer.Option("--each", help="Take each document by itself; none are merged.")] = False,
    tlp: Annotated[Tlp | None, typer.Option(help="Mark what is exported (TLP 2.0).")] = None,
    table: Annotated[Table, typer.Option(help="Which table a flat format writes.")] = Table.INCIDENTS,
    texts: Annotated[
        bool, typer.Option("--texts", help="Carry the whole texts along, where the format can.")
    ] = False,
    jobs: Jobs = 1,
    published: Published = None,
    allow_private: AllowPrivate = False,
) -> int:  # fmt: skip
    """Write incidents in another system's format.

    The formats are stix, misp, veris, csv, parquet, ocsf, navigator and attack-flow, those that were installed, and
    register, which another register takes in (affidavit add). A SOURCE is what `affidavit analyze` takes. What is no
    file and no URL is the ID of an incident of the register. docs/exchange.md tells what each format can hold.
    """
    from affidavit.exchange import ExportOptions
    from affidavit.exchange.formats import EXPORTERS, exporter, names

    output = None if output == Path("-") else output
    wanted = Wanted(sources or [], query, all)
    if to == REGISTER:
        wanted.write_register(register, output)
        return OK
    if to not in (known := names(EXPORTERS)):
        raise UsageError(f"no format is called {to!r}; there are {', '.join(sorted((*known, REGISTER)))}")
    chosen = exporter(to)
    if wanted.stored:
        with registers.opened(register) as opened:
            analyses, code = list(tracked(wanted.analyses(opened), "Reading")), OK
    else:
        found = Sources(wanted.given, options(published, allow_private=allow_private))
        if output is not None:
            found.spare(output)
        analyses = list(tracked(_analyses(found, each=each, jobs=jobs), "Analysing"))
        code = found.exit_code
        if not analyses:
            return code
    content = chosen.write(analyses, ExportOptions(str(tlp) if tlp else None, texts, str(table)))
    if output is None and sys.stdout.isatty() and b"\0" in content[:1024]:
        raise UsageError(f"{to} is not for the terminal: name a file with --output")
    write(content, output)
    return code


def _analyses(found: Sources, *, each: bool, jobs: int) -> Iterator[Analysis]:
    from affidavit import pipeline

    if each:
        yield from pipeline.analyze_each(found, jobs=jobs)
    elif documents := list(found):
        yield pipeline.analyze(documents, jobs=jobs)


def import_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    source: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help="The files' format, where it is not found out.")
    ] = None,
    format: Annotated[
        reports.Format | None,
        typer.Option("--format", "-f", help=BY_NAME),
    ] = None,
    output: Output = None,
    add: Annotated[bool, typer.Option("--add", help="Add them to the register, in place of a report.")] = False,
    register: Annotated[
        str | None,
        typer.Option("--register", "-r", metavar="PATH|URL", help="The same, to this register."),
    ] = None,
) -> int:  # fmt: skip
    """Read incidents from another system's files.

    A FILE is a STIX bundle, a MISP event, a VERIS record, or the JSON of a breach index. Its texts are read as any
    document, and its fields are claims beside that, each proven by the record's own field. The result is a report, as
    `affidavit analyze` writes it; with --add or --register they are linked and stored, as `affidavit add` does.
    """
    from affidavit import pipeline

    output = None if output == Path("-") else output
    failed: list[AffidavitError] = []
    records = list(tracked(_records(files, source, failed), "Reading"))
    if records and (add or register):
        if output is not None:
            raise UsageError("what is added to the register writes no file: --output goes with a report")
        _add(records, register, format)
    elif records:
        made, chosen = pipeline.analyze_records(records), format or reports.named(output)
        if chosen is reports.Format.JSONL:
            write(json.dumps(analysis_row(made), ensure_ascii=False) + "\n", output)
        else:
            reports.write_report(made, chosen, output)
    return OK if not failed else PARTLY if records else NOTHING


def _add(records: list[Record], where: str | None, format: reports.Format | None) -> None:
    """Add records to a register, and tell of each what became of it."""
    from affidavit.registering import add_records

    told = (
        added.Format.TERMINAL
        if format is None
        else next((one for one in added.Format if one.value == format.value), None)
    )
    if told is None:
        raise UsageError("what is added to the register is told of in the formats terminal and jsonl")
    with registers.opened(where or os.environ.get("AFFIDAVIT_REGISTER"), make=True) as opened:
        added.tell(add_records(opened, records), told)


def _records(files: list[Path], source: str | None, failed: list[AffidavitError]) -> Iterator[Record]:
    """The records of all files; what cannot be read is named on stderr and put into `failed`."""
    from affidavit.exchange import import_from

    for path in files:
        try:
            for outcome in import_from(path, source):
                if isinstance(outcome, AffidavitError):
                    failed.append(outcome)
                    complain(str(outcome))
                else:
                    yield outcome
        except UsageError:
            raise
        except AffidavitError as error:
            failed.append(error)
            complain(str(error))
