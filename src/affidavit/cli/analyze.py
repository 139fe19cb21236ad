"""`affidavit analyze`: sources in, report out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from affidavit.cli.options import BY_NAME, AllowPrivate, Jobs, Published, Verbose
from affidavit.cli.reports import Format, apart, lines, named, together
from affidavit.cli.sources import Sources, options


def command(  # noqa: PLR0913 - the options are the interface
    sources: Annotated[
        list[str],
        typer.Argument(
metavar="SOURCE..."        ),
    ],
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help=BY_NAME),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file (--each: a folder) in place of stdout (-), made with its folders."),
    ] = None,
    each: Annotated[
        bool, typer.Option("--each", help="A report for each document by itself (jsonl always does that).")
    ] = False,
    jobs: Jobs = 1,
    published: Published = None,
    allow_private: AllowPrivate = False,
    verbose: Verbose = False,
) -> int:  # fmt: skip
    """Read disclosures of incidents and write the report.

    A SOURCE is a file, a folder, an http(s) URL, a .jsonl of documents, or - for standard input.
    Sources on the same incident become one report, which keeps their disagreements; other incidents stand after it.
    With --format jsonl each document gets one line, by itself.
    """
    output = None if output == Path("-") else output
    chosen = format or (Format.TERMINAL if each else named(output))
    found = Sources(sources, options(published, allow_private=allow_private), verbose=verbose)
    if output is not None:
        found.spare(output)
    if chosen is Format.JSONL:
        lines(found, output, jobs)
    elif each:
        apart(found, chosen, output, jobs)
    else:
        together(found, chosen, output, jobs)
    return found.exit_code
