"""Lists of suppliers as spreadsheets export them: any separator, with a header or without, in the usual encodings."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from affidavit.errors import UsageError

#: How a column of names is headed, the surest first.
_HEADS = (
    "supplier", "vendor", "supplier name", "vendor name", "third party", "name", "company", "company name",
    "organisation", "organization", "provider", "lieferant", "fournisseur", "firma",
)  # fmt: skip
_SEPARATORS = "\t;,|"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONGEST_NAME = 500


def names_in(path: Path, column: str | None = None) -> list[str]:
    """The names in a file, each once, from the column headed `column`, or the one that looks like names, or the first.

    Raises UsageError where the file cannot be read, has no such column, or no names.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror})") from error
    try:
        rows = _rows(_decoded(content))
    except csv.Error as error:
        raise UsageError(f"{path}: is no list of names ({error})") from error
    names = _column(rows, column, path)
    found = list(dict.fromkeys(name for cell in names if (name := " ".join(cell.split())[:_LONGEST_NAME])))
    if not found:
        raise UsageError(f"{path}: holds no names")
    return found


def _decoded(content: bytes) -> str:
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", "cp1252"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _rows(text: str) -> list[list[str]]:
    """The rows of a table: by the separator under which the header has names, or that parts every line."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == len("sep=;"):
        return _parsed(lines[1:], lines[0].strip()[-1])
    for separator in _SEPARATORS:
        rows = _parsed(lines, separator)
        if rows and len(rows[0]) > 1 and (_head_of(rows[0]) is not None or all(len(row) > 1 for row in rows)):
            return rows
    return [[_unquoted(line)] for line in lines]


def _parsed(lines: Sequence[str], separator: str) -> list[list[str]]:
    return [row for row in csv.reader(StringIO("\n".join(lines)), delimiter=separator, skipinitialspace=True) if row]


def _unquoted(line: str) -> str:
    """A line that is one name, a comma in it ("Kestrel Freight, Inc.") and all."""
    stripped = line.strip()
    quoted = len(stripped) > 1 and stripped[0] == stripped[-1] == '"'
    return stripped[1:-1].replace('""', '"') if quoted else stripped


def _head_of(row: Sequence[str]) -> int | None:
    """Which cell of a header heads the names."""
    heads = [" ".join(cell.casefold().replace("_", " ").split()) for cell in row]
    return next((heads.index(head) for head in _HEADS if head in heads), None)


def _column(rows: Sequence[Sequence[str]], column: str | None, path: Path) -> list[str]:
    first = rows[0] if rows else []
    if column is not None:
        heads = [cell.strip().casefold() for cell in first]
        if column.strip().casefold() not in heads:
            heads_there = ", ".join(map(repr, first)) or "none"
            raise UsageError(f"{path}: no column is headed {column!r}; there are {heads_there}")
        place, rows = heads.index(column.strip().casefold()), rows[1:]
    elif (head := _head_of(first)) is not None:
        place, rows = head, rows[1:]
    else:
        place = 0
    return [row[place] for row in rows if len(row) > place]
