"""The report for a terminal: the width kept, colours only where they are seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from affidavit.report.layout import Part, Words, cut, measure, paragraph, rows, table
from affidavit.report.model import Advised, Entry, Proof, Report, Section, Source, Statement, Table, Tone
from affidavit.report.safe import visible

if TYPE_CHECKING:
    from rich.console import Console

_COLORS = {
    Tone.SUSPECTED: "yellow",
    Tone.DENIED: "green",
    Tone.WITHHELD: "magenta",
    Tone.DISPUTED: "red",
    Tone.DERIVED: "cyan",
    Tone.UNKNOWN: "dim",
}
_WIDTH, _LABEL, _NUMBER = 100, 24, 4
_EMPTY: Words = [("", "")]


def terminal(report: Report) -> str:
    """The report as plain text of 100 columns, without colours: what a file or a pipe gets."""
    lines = "\n".join("".join(piece for piece, _ in line) for line in _lines(report, _WIDTH))
    return "\n".join(line.rstrip() for line in lines.splitlines()) + "\n"


def show(report: Report, console: Console | None = None) -> None:
    """Print the report to a console, by default to the standard output: in its width, with colours if it has any."""
    from rich.console import Console
    from rich.text import Text

    console = console or Console()
    dash = "-" if console.options.ascii_only else "─"
    for line in _lines(report, console.width):
        console.print(Text.assemble(*((text.replace("─", dash), style) for text, style in line)), soft_wrap=True)


def _lines(report: Report, width: int) -> Iterator[Words]:
    for part in _parts(report):
        yield from part(width)


def _parts(report: Report) -> Iterator[Part]:
    yield _said_once(report.subtitle, "dim")
    yield _said_once(report.title, "bold")
    for note in report.notes:
        yield _said_once(note, "yellow")
    for section in report.sections:
        yield from _top(section)
    yield from _headed("Sources", [part for source in report.sources for part in _source(source)])


def _said_once(text: str, style: str = "") -> Part:
    return paragraph([(visible(text), style)])


def _headed(title: str, parts: Sequence[Part]) -> Iterator[Part]:
    yield paragraph(_EMPTY)
    yield lambda width: [_rule(title, width)]
    yield from parts


def _rule(title: str, width: int) -> Words:
    line = cut([(title.replace("\n", " "), "bold")], width - 2)
    return [*line, (" ", ""), ("─" * (width - measure(line) - 1), "dim")]


def _top(section: Section) -> Iterator[Part]:
    parts = list(_body(section))
    before = None
    for below in section.sections:
        apart = before is not None and not (before.compact and below.compact)
        parts += [*([paragraph(_EMPTY)] if apart else []), *_below(below)]
        before = below
    return _headed(visible(section.title), parts)


def _below(section: Section) -> Iterator[Part]:
    """A compact section as a row beside its title, any other under it."""
    title: Words = [(visible(section.title), "bold")]
    if section.compact:
        yield rows([(title, [_said(s) for entry in section.entries for s in entry.statements])], _LABEL)
        return
    yield paragraph(title)
    yield from _body(section)


def _body(section: Section) -> Iterator[Part]:
    if section.prose:
        yield paragraph(_joined(" ", [s for entry in section.entries for s in entry.statements]))
    elif section.entries:
        yield from _entries(section.entries)
    if section.table:
        yield from [paragraph(_EMPTY)] if section.entries else []
        yield from _table(section.table)
    for number, advised in enumerate(section.advice, start=1):
        yield from _advised(number, advised)


def _entries(entries: Sequence[Entry]) -> Iterator[Part]:
    if all(entry.label is None for entry in entries):
        yield from (paragraph(_said(s)) for entry in entries for s in entry.statements)
        return
    yield rows([([(visible(e.label or ""), "dim")], [_said(s) for s in e.statements]) for e in entries], _LABEL)


def _said(statement: Statement, *, named: bool = True) -> Words:
    """A statement in its tone's colour; a terminal without colours still reads it, as the tone is in the wording."""
    color = _COLORS.get(statement.tone, "") if named else ""
    shown: Words = [(visible(" ".join(statement.text.split())), color)]
    if statement.numbers:
        shown.append((f" [{', '.join(map(str, statement.numbers))}]", f"{color} dim"))
    for note in statement.notes:
        shown += [(" · ", f"{color} dim"), *((text, f"{color} {style}") for text, style in _said(note))]
    return shown


def _joined(between: str, statements: Sequence[Statement]) -> Words:
    together: Words = []
    for statement in statements:
        together += [*([(between, "")] if together else []), *_said(statement, named=False)]
    return together


def _table(given: Table) -> Iterator[Part]:
    header: list[Words] = [[(column, "dim")] for column in given.columns]
    body = [[[(visible(row.name), "")], *(_said(cell) if cell else _EMPTY for cell in row.cells)] for row in given.rows]
    yield table([header, *body])
    if given.foot:
        yield paragraph([(given.foot, "dim")])


def _advised(number: int, advised: Advised) -> Iterator[Part]:
    yield _said_once(f"{number}. {advised.text}")
    about = " · ".join((f"{advised.priority} priority", *advised.references))
    yield paragraph([(visible(about), "dim")], indent=3)
    if advised.because:
        yield paragraph([("Called for by ", "dim"), *_joined("; ", advised.because)], indent=3)


def _source(source: Source) -> Iterator[Part]:
    document = source.document
    about = [document.publisher, document.author, document.published, document.origin]
    yield _said_once(f"{source.letter}. {source.name}", "bold")
    if known := [part for part in about if part and part != source.name]:
        yield _said_once(" · ".join(known), "dim")
    width = max((len(str(proof.number)) for proof in source.proofs), default=0)
    quotes = [([(str(proof.number), "dim")], [_quote(source, proof)]) for proof in source.proofs]
    yield rows(quotes, max(_NUMBER, width), right=True, gap=1)


def _quote(source: Source, proof: Proof) -> Words:
    """A sentence, the cited words in bold between ⟦ ⟧, so that they stand out without colours as well."""
    quote: Words = [("“", "")]
    for piece in source.pieces(proof):
        words = visible(" ".join(f"|{piece.text}|".split())[1:-1])
        quote.append((f"⟦{words}⟧", "bold") if piece.mark is not None else (words, ""))
    return [*quote, ("”" + (f" {proof.place}" if proof.place else ""), "")]
