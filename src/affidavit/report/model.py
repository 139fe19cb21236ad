"""The report model: sections of numbered statements, and the sources that prove them. Every renderer shows this."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from affidavit.model.document import Document
from affidavit.model.span import Span
from affidavit.model.struct import frozen


class Tone(StrEnum):
    """How a statement stands: a status of the model, or what the report adds to it."""

    STATED = "stated"
    SUSPECTED = "suspected"
    DENIED = "denied"
    WITHHELD = "withheld"
    DERIVED = "derived"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


@frozen
class Cite:
    """What a statement leads to: the proof's number, and which of the marked words in its sentence."""

    number: int
    mark: int = 0


@frozen
class Statement:
    """One thing the report says. `notes` qualify it (who disputes it, what it was revised from, how it was dated)."""

    text: str
    tone: Tone = Tone.STATED
    cites: tuple[Cite, ...] = ()
    notes: tuple[Statement, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the proofs, each once, in order."""
        return tuple(sorted({cite.number for cite in self.cites}))


@frozen
class Entry:
    """A labelled place in a section (`Discovery Date`, `Vector`) and what stands there."""

    label: str | None
    statements: tuple[Statement, ...]


@frozen
class Row:
    """A row of a table: a name and one cell a column; an empty cell is None."""

    name: str
    cells: tuple[Statement | None, ...]


@frozen
class Table:
    """Rows under columns: the classes of data, or the indicators of one kind."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    foot: str | None = None


@frozen
class Advised:
    """A lesson, recommendation or duty: its text, its priority, its references and the findings that called for it."""

    text: str
    priority: str
    references: tuple[str, ...]
    because: tuple[Statement, ...]


@frozen
class Event:
    """Something on the time line: from `start` to `end`, ISO dates of any precision (equal for a single day)."""

    label: str
    start: str
    end: str
    statement: Statement


@frozen
class Section:
    """A section of the report, in its place; `prose` asks for one running paragraph instead of a list."""

    title: str
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    table: Table | None = None
    advice: tuple[Advised, ...] = ()
    prose: bool = False

    @property
    def anchor(self) -> str:
        """The title as an identifier for links."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())

    @property
    def compact(self) -> bool:
        """Whether the section is but a few statements, and can be shown as a row beside its title."""
        more = self.sections or self.table or self.advice or self.prose
        return not more and all(entry.label is None for entry in self.entries)

    def statements(self) -> Iterator[Statement]:
        """All statements of the section and those below it, in reading order."""
        for entry in self.entries:
            yield from entry.statements
        for row in self.table.rows if self.table else ():
            yield from (cell for cell in row.cells if cell)
        for advised in self.advice:
            yield from advised.because
        for section in self.sections:
            yield from section.statements()


@frozen
class Proof:
    """A cited sentence: its number, where it stands, and the words in it that were cited."""

    number: int
    sentence: Span
    marks: tuple[Span, ...]
    place: str | None = None


@frozen
class Piece:
    """A run of text, either cited words (`mark` is their index in the proof) or the words around them."""

    text: str
    mark: int | None = None


@frozen
class Source:
    """A document and the proofs that stand in it, in the order of its text; `letter` names it in the report."""

    letter: str
    document: Document
    proofs: tuple[Proof, ...]

    @property
    def name(self) -> str:
        """The document's title, or what else it can be called by."""
        return self.document.title or self.document.origin or self.document.key or "Untitled document"

    def pieces(self, proof: Proof) -> Iterator[Piece]:
        """The proof's sentence, its cited words apart from the others."""
        text, at = self.document.text, proof.sentence.start
        for index, mark in enumerate(proof.marks):
            if at < mark.start:
                yield Piece(text[at : mark.start])
            yield Piece(mark.of(text), index)
            at = mark.end
        if at < proof.sentence.end:
            yield Piece(text[at : proof.sentence.end])


@frozen
class Report:
    """A report: its title, its lead lines, its sections in order, the time line and the sources."""

    title: str
    subtitle: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]

    def statements(self) -> Iterator[Statement]:
        """All statements, in reading order."""
        for section in self.sections:
            yield from section.statements()
