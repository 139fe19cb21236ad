"""The report for a terminal, by rich: colours only where they are seen, the width kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from affidavit.report.model import Advised, Entry, Proof, Report, Section, Source, Statement, Table, Tone
from affidavit.report.safe import visible

_COLORS = {
    Tone.SUSPECTED: "yellow",
    Tone.DENIED: "green",
    Tone.WITHHELD: "magenta",
    Tone.DISPUTED: "red",
    Tone.DERIVED: "cyan",
    Tone.UNKNOWN: "dim",
}
_WIDTH, _LABEL = 100, 24


def terminal(report: Report) -> str:
    """The report as plain text of 100 columns, without colours: what a file or a pipe gets."""
    out = StringIO()
    show(report, Console(file=out, width=_WIDTH, color_system=None, legacy_windows=False))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def show(report: Report, console: Console | None = None) -> None:
    """Print the report to a console, by default to the standard output: in its width, with colours if it has any."""
    (console or Console()).print(Group(*_parts(report)))


def _parts(report: Report) -> Iterator[RenderableType]:
    yield Text(visible(report.subtitle), style="dim")
    yield Text(visible(report.title), style="bold")
    for note in report.notes:
        yield Text(visible(note), style="yellow")
    for section in report.sections:
        yield from _top(section)
    yield from _headed("Sources", [part for source in report.sources for part in _source(source)])


def _headed(title: str, parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(title, style="bold"), align="left", style="dim")
    yield from parts


def _top(section: Section) -> Iterator[RenderableType]:
    parts = list(_body(section))
    before = None
    for below in section.sections:
        apart = before is not None and not (before.compact and below.compact)
        parts += [*([Text("")] if apart else []), *_below(below)]
        before = below
    return _headed(visible(section.title), parts)


def _below(section: Section) -> Iterator[RenderableType]:
    """A compact section as a row beside its title, any other under it."""
    title = Text(visible(section.title), style="bold")
    if section.compact:
        yield _rows([(title, [s for entry in section.entries for s in entry.statements])])
        return
    yield title
    yield from _body(section)


def _body(section: Section) -> Iterator[RenderableType]:
    if section.prose:
        sentences = [_said(s, named=False) for entry in section.entries for s in entry.statements]
        yield Text(" ").join(sentences)
    elif section.entries:
        yield _entries(section.entries)
    if section.table:
        yield from [Text("")] if section.entries else []
        yield _table(section.table)
    for number, advised in enumerate(section.advice, start=1):
        yield _advised(number, advised)


def _entries(entries: Sequence[Entry]) -> RenderableType:
    if all(entry.label is None for entry in entries):
        return Group(*(_said(s) for entry in entries for s in entry.statements))
    return _rows([(Text(visible(entry.label or ""), style="dim"), entry.statements) for entry in entries])


def _rows(pairs: Sequence[tuple[Text, Sequence[Statement]]]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=_LABEL)
    grid.add_column(ratio=1)
    for label, said in pairs:
        grid.add_row(label, Group(*(_said(s) for s in said)))
    return grid


def _said(statement: Statement, *, named: bool = True) -> Text:
    """A statement in its tone's colour; a terminal without colours still reads it, as the tone is in the wording."""
    shown = Text(visible(" ".join(statement.text.split())), style=_COLORS.get(statement.tone, "") if named else "")
    if statement.numbers:
        shown.append(f" [{', '.join(map(str, statement.numbers))}]", style="dim")
    for note in statement.notes:
        shown.append(" · ", style="dim").append(_said(note))
    return shown


def _table(table: Table) -> RenderableType:
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in table.columns:
        grid.add_column(column, overflow="fold")
    for row in table.rows:
        grid.add_row(Text(visible(row.name)), *(_said(cell) if cell else Text("") for cell in row.cells))
    foot = [Text(table.foot, style="dim")] if table.foot else []
    return Group(grid, *foot)


def _advised(number: int, advised: Advised) -> RenderableType:
    about = Text(visible(" · ".join((f"{advised.priority} priority", *advised.references))), style="dim")
    because = Text("; ").join([_said(reason, named=False) for reason in advised.because])
    called = [Text("Called for by ", style="dim").append(because)] if advised.because else []
    return Group(Text(f"{number}. {visible(advised.text)}"), Padding(Group(about, *called), (0, 0, 0, 3)))


def _source(source: Source) -> Iterator[RenderableType]:
    document = source.document
    about = [document.publisher, document.author, document.published, document.origin]
    yield Text(visible(f"{source.letter}. {source.name}"), style="bold")
    if known := [part for part in about if part and part != source.name]:
        yield Text(visible(" · ".join(known)), style="dim")
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", min_width=4)
    grid.add_column(ratio=1)
    for proof in source.proofs:
        quote = Text("“").append(Text.assemble(*_quote(source, proof))).append("”")
        grid.add_row(Text(str(proof.number), style="dim"), quote.append(f" {proof.place}" if proof.place else ""))
    yield grid


def _quote(source: Source, proof: Proof) -> Iterator[tuple[str, str]]:
    """The pieces of a sentence, the cited ones in bold between ⟦ ⟧, so that they stand out without colours as well."""
    for piece in source.pieces(proof):
        words = visible(" ".join(f"|{piece.text}|".split())[1:-1])
        yield (f"⟦{words}⟧", "bold") if piece.mark is not None else (words, "")
