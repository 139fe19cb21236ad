"""Sections, statements and tables as HTML."""

from __future__ import annotations

from affidavit.report.html.markup import Markup, el, join
from affidavit.report.model import Advised, Cite, Entry, Row, Section, Statement, Table, Tone

#: The tones that are named beside their statement; the others need no word.
_NAMED = {Tone.SUSPECTED, Tone.DENIED, Tone.WITHHELD, Tone.DISPUTED, Tone.DERIVED}


def section(part: Section, picture: Markup | None = None, level: int = 2) -> Markup:
    """A section with all that stands below it; a compact one is a row beside its title."""
    return el(
        "section",
        el(f"h{level}", part.title),
        picture,
        _prose(part) if part.prose else _entries(part.entries),
        _table(part.table) if part.table else None,
        el("ol", *(_advised(advised) for advised in part.advice), class_="advice") if part.advice else None,
        *(section(below, level=level + 1) for below in part.sections),
        id=part.anchor if level == 2 else None,
        class_="row" if part.compact and level > 2 else None,
    )


def said(statement: Statement, *, named: bool = True) -> Markup:
    """A statement with its tone, its links to the proofs and its notes."""
    tag = el("em", statement.tone.value, class_="tag") if named and statement.tone in _NAMED else None
    notes = [el("span", said(note, named=False), class_="note") for note in statement.notes]
    spread = [join(" ", note) for note in notes]
    words = el("bdi", statement.text)
    return el(
        "span", words, links(statement.cites), join(" ", tag) if tag else None, *spread, class_=f"say {statement.tone}"
    )


def links(cites: tuple[Cite, ...]) -> Markup | None:
    """The numbers of the proofs, each leading to the cited words in the source."""
    first = {cite.number: cite for cite in reversed(cites)}
    numbers = [el("a", str(n), href=f"#p{n}-{first[n].mark}", class_="ref") for n in sorted(first)]
    return el("sup", *numbers) if numbers else None


def _prose(part: Section) -> Markup:
    sentences = [join(said(s), " ") for entry in part.entries for s in entry.statements]
    return el("p", *sentences, class_="prose")


def _entries(entries: tuple[Entry, ...]) -> Markup | None:
    """Labelled entries as a description list, unlabelled ones as a plain list."""
    if not entries:
        return None
    if all(entry.label is None for entry in entries):
        return el("ul", *(el("li", said(s)) for entry in entries for s in entry.statements))
    pairs = [join(el("dt", entry.label or ""), *(el("dd", said(s)) for s in entry.statements)) for entry in entries]
    return el("dl", *(el("div", pair) for pair in pairs))


def _table(table: Table) -> Markup:
    head = el("tr", *(el("th", column, scope="col") for column in table.columns))
    rows = [_row(row) for row in table.rows]
    foot = el("p", table.foot, class_="foot") if table.foot else None
    return join(el("div", el("table", el("thead", head), el("tbody", *rows)), class_="wide"), foot)


def _row(row: Row) -> Markup:
    cells = [
        el("td", said(cell, named=False) if cell else None, class_=cell.tone.value if cell else None)
        for cell in row.cells
    ]
    return el("tr", el("th", el("bdi", row.name), scope="row"), *cells)


def _advised(advised: Advised) -> Markup:
    about = [el("span", f"{advised.priority} priority", class_=f"priority {advised.priority}")]
    about += [el("span", reference, class_="reference") for reference in advised.references]
    reasons = [el("li", said(reason, named=False)) for reason in advised.because]
    because = el("div", el("span", "Called for by"), el("ul", *reasons), class_="because") if reasons else None
    return el("li", el("p", advised.text), el("p", *about, class_="about"), because)
