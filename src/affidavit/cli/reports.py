"""What `affidavit analyze` does: the documents of the sources analysed, and the report written.

Knows nothing of options, so that sources named without any need not wait for what reads options.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from affidavit.cli.output import complain, file_name, opened, tracked, watched, write
from affidavit.cli.sources import Sources
from affidavit.errors import UsageError
from affidavit.model.document import Document
from affidavit.model.incident import Analysis
from affidavit.model.machine import analysis_row


class Format(StrEnum):
    """What the report can be written as."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    JSONL = "jsonl"


_SUFFIX = {
    Format.TERMINAL: ".txt",
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.PDF: ".pdf",
    Format.JSON: ".json",
    Format.JSONL: ".jsonl",
}
_BY_SUFFIX = {suffix: format for format, suffix in _SUFFIX.items()} | {
    ".htm": Format.HTML,
    ".markdown": Format.MARKDOWN,
}


def analyze(sources: Sequence[str]) -> int:
    """The report of `sources` on standard output; answers the exit code."""
    found = Sources(sources)
    together(found, Format.TERMINAL, None, jobs=1)
    return found.exit_code


def named(output: Path | None) -> Format:
    """The format that the name of the output asks for; UsageError where no format has its suffix."""
    if output is None or output.is_dir() or not output.suffix:
        return Format.TERMINAL
    if output.suffix.lower() not in _BY_SUFFIX:
        raise UsageError(f"no format has the suffix {output.suffix}; name one with --format", str(output))
    return _BY_SUFFIX[output.suffix.lower()]


def line(document: Document) -> str:
    """One line of the machine format for one document."""
    from affidavit.pipeline import analyze

    return json.dumps(analysis_row(analyze(document)), ensure_ascii=False) + "\n"


def lines(found: Sources, output: Path | None, jobs: int) -> None:
    """A line of JSON for each document."""
    from affidavit.pipeline import each

    with opened(output) as file:
        for text in tracked(each(line, found, jobs=jobs), "Analysing"):
            file.write(text.encode("utf-8", "replace"))


def apart(found: Sources, format: Format, output: Path | None, jobs: int) -> None:
    """One report a document, into a folder or one after the other on standard output."""
    from affidavit.pipeline import analyze_each

    if format is Format.PDF and output is None:
        raise UsageError("PDF reports go into a folder: name it with --output")
    if output is not None and output.exists() and not output.is_dir():
        raise UsageError("is no folder; --each writes one file a document into a folder", str(output))
    if output is not None and not output.exists() and output.suffix.lower() in _BY_SUFFIX:
        raise UsageError("is the name of a file; --each writes one file a document into a folder", str(output))
    taken = found.names_in(output) if output else set()
    for analysis in tracked(analyze_each(found, jobs=jobs), "Analysing"):
        path = output / file_name(_stem(analysis), taken, _SUFFIX[format]) if output else None
        write_report(analysis, format, path)


def _stem(analysis: Analysis) -> str:
    document = analysis.documents[0]
    return document.key or Path(document.origin or "").stem or document.title or "report"


def together(found: Sources, format: Format, output: Path | None, jobs: int) -> None:
    """One report of all documents."""
    from affidavit.pipeline import analyze

    if format is Format.PDF and output is None and _is_terminal(sys.stdout):
        raise UsageError("a PDF is not for the terminal: name a file with --output")
    documents = list(tracked(found, "Reading"))
    if not documents:
        return
    with watched("Analysing") as watch:
        analysis = analyze(documents, jobs=jobs, watch=watch)
    if output is not None and output.is_dir():
        output /= file_name(_stem(analysis), found.names_in(output), _SUFFIX[format])
    write_report(analysis, format, output)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def write_report(analysis: Analysis, format: Format, path: Path | None) -> None:
    """Write the report to `path`, or show it on stdout."""
    from affidavit.report import render

    if format is Format.TERMINAL and path is None and _is_terminal(sys.stdout):
        from affidavit.report.build import report
        from affidavit.report.terminal import show

        show(report(analysis))
        return
    write(render(analysis, format), path)
    if path is not None and sys.stderr.isatty():
        complain(f"wrote {path}")
