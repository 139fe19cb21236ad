"""What a format's reader hands back: pieces of text with their places, and what the source says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from affidavit.errors import ReadError
from affidavit.model.document import Document, Place
from affidavit.model.struct import frozen
from affidavit.read.clean import clean, squeezed
from affidavit.read.dateline import dateline
from affidavit.read.dates import iso_date
from affidavit.read.options import MAX_PAGES, MAX_TEXT, ReadOptions

PARAGRAPH = "\n\n"
_LONGEST_TITLE = 300


@frozen
class Piece:
    """Some text and the label of its place, where it has one; `before` separates it from the piece before it."""

    text: str
    label: str | None = None
    before: str = PARAGRAPH


@frozen
class Content:
    """A source as its format's reader understood it. `problems` are (part, message) of parts that were not read."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    problems: tuple[tuple[str, str], ...] = ()

    def row(self) -> dict[str, Any]:
        """The content as plain objects, to be passed between processes."""
        from dataclasses import asdict

        return asdict(self)

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Content:
        """The content that `row` was made of."""
        pieces = tuple(Piece(**piece) for piece in row.pop("pieces"))
        problems = tuple((part, message) for part, message in row.pop("problems"))
        return cls(pieces=pieces, problems=problems, **row)


@frozen
class Hints:
    """What is known of bytes before they are read: their file name, and the charset that a server declared."""

    name: str = ""
    charset: str | None = None
    max_text: int = MAX_TEXT
    max_pages: int = MAX_PAGES


def document(content: Content, origin: str | None, options: ReadOptions) -> Document:
    """The document that `content` makes: text cleaned, places counted along.

    Raises ReadError when nothing is left, or more than `options.max_text`.
    """
    text, places = _joined(content.pieces)
    if not text:
        raise ReadError("there is no text in it", origin)
    check_length(len(text), options.max_text, origin)
    return Document.of(
        text,
        origin=origin,
        places=places,
        title=_about(content.title),
        author=_about(content.author),
        publisher=_about(content.publisher),
        published=iso_date(options.published) or iso_date(content.published) or dateline(text),
    )


def check_length(length: int, limit: int, where: str | None = None) -> None:
    """Raise ReadError when a text of `length` characters is over `limit`."""
    if length > limit:
        raise ReadError(f"its text is longer than the limit of {limit:,} characters (max_text)", where)


def _joined(pieces: Iterable[Piece]) -> tuple[str, tuple[Place, ...]]:
    texts: list[str] = []
    places: list[Place] = []
    length = 0
    for piece in pieces:
        text = clean(piece.text).strip()
        if not text:
            continue
        if texts:
            texts.append(piece.before)
            length += len(piece.before)
        if piece.label:
            places.append(Place(length, clean(piece.label)))
        texts.append(text)
        length += len(text)
    return "".join(texts), tuple(places)


def _about(value: str | None) -> str | None:
    return squeezed(clean(value))[:_LONGEST_TITLE] or None if value else None
