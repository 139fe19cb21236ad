"""Documents as rows: `{"id": ..., "text": ..., "published": ..., "url": ..., "title": ...}`, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from affidavit.errors import ReadError
from affidavit.model.document import Document
from affidavit.read.clean import storable
from affidavit.read.content import check_length
from affidavit.read.dateline import dateline
from affidavit.read.dates import iso_date
from affidavit.read.options import ReadOptions

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def rows(lines: Iterable[bytes], origin: str, options: ReadOptions) -> Iterator[Document | ReadError]:
    """A document for each row, or the error that says which line is wrong and why; empty lines are passed over.

    A row that is read in spite of something gives both: the errors, then the document.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        where = f"{origin}, line {number}"
        try:
            row = _row(line, options)
            document = _document(row, where, options)
            for complaint in _in_spite(row):
                yield ReadError(complaint, where)
            yield document
        except ReadError as error:
            yield ReadError(error.message, where)


def lines_of(stream: BinaryIO, first: bytes, limit: int) -> Iterator[bytes]:
    """`first` and the lines after it; of a line over `limit` only so much that its row is found too long."""
    line = first
    while line:
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
            if len(line) <= limit:
                break
        line = stream.readline(limit + 1)


def _row(line: bytes, options: ReadOptions) -> dict[str, Any]:
    if len(line) > options.max_bytes:
        raise ReadError(f"this row is larger than the limit of {options.max_bytes:,} bytes (max_bytes)")
    if line.startswith(_WIDE_MARKS):
        raise ReadError("rows must be in UTF-8, this is UTF-16")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ReadError(f"this row is not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"this row is not JSON ({error.msg}, column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise ReadError("this row is not JSON that can be read (a number too long, or nested too deep)") from error
    if not isinstance(row, dict):
        raise ReadError("this row is not an object")
    return row


def _document(row: dict[str, Any], where: str, options: ReadOptions) -> Document:
    """The row's document; its text is kept as it is, so that offsets hold for whoever wrote the row."""
    text = row.get("text")
    if not isinstance(text, str):
        raise ReadError('this row has no "text" that is a string')
    check_length(len(text), options.max_text)
    return Document.of(
        storable(text),
        key=_scalar(row.get("id")),
        origin=_scalar(row.get("url")) or where,
        published=iso_date(options.published) or iso_date(_scalar(row.get("published"))) or dateline(text),
        title=_scalar(row.get("title")),
        author=_scalar(row.get("author")),
        publisher=_scalar(row.get("publisher")),
    )


def _in_spite(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a row that can be read all the same."""
    if not str(row["text"]).strip():
        yield "this row's text is empty"
    given = row.get("published")
    if given is not None and iso_date(_scalar(given)) is None:
        yield f"{given!r:.40} is no date of publication (write 2024-09-05); read without it"


def _scalar(value: Any) -> str | None:
    """A string or a number as a string; anything else is not an id, a date or a name."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return storable(str(value)) or None
