"""Where texts come from: files, folders, standard input, URLs and bytes at hand; each becomes documents."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from affidavit.errors import FetchError, ReadError
from affidavit.model.document import Document
from affidavit.model.regex import regex
from affidavit.read import isolate, jsonl
from affidavit.read.content import Content, Hints, document
from affidavit.read.decode import decoded
from affidavit.read.formats import HARMLESS, parse
from affidavit.read.kinds import JsonError, UnreadableKindError, is_jsonl_name, is_row, kind_of
from affidavit.read.options import ReadOptions

Source = str | os.PathLike[str]
Outcome = Document | ReadError

STANDARD_INPUT = "-"
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]{1,20})://")
_DEFAULTS = ReadOptions()


def read(source: Source, options: ReadOptions = _DEFAULTS) -> list[Document]:
    """The documents of one source: one of a file or URL, many of a folder or a .jsonl file.

    Raises the first ReadError met, so that nothing is silently missing; `read_all` goes on past errors.
    """
    return _strictly(read_all([source], options))


def read_bytes(data: bytes, name: str = "", options: ReadOptions = _DEFAULTS) -> list[Document]:
    """The documents of bytes at hand (an upload); `name` is their file name, where they have one."""
    return _strictly(_stream(io.BytesIO(data), name or None, name, options))


def read_all(sources: Iterable[Source], options: ReadOptions = _DEFAULTS) -> Iterator[Outcome]:
    """Every document of every source in order, and in the place of each that could not be read its ReadError."""
    for source in sources:
        yield from _guarded(_of(os.fspath(source), options))


def _strictly(outcomes: Iterable[Outcome]) -> list[Document]:
    documents: list[Document] = []
    for outcome in _guarded(outcomes):
        if isinstance(outcome, ReadError):
            raise outcome
        documents.append(outcome)
    return documents


def _guarded(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """`outcomes`, a raised ReadError as the last of them."""
    try:
        yield from outcomes
    except ReadError as error:
        yield error


def _of(source: str, options: ReadOptions) -> Iterator[Outcome]:
    if source == STANDARD_INPUT:
        return _stream(sys.stdin.buffer, STANDARD_INPUT, "", options)
    if match := _SCHEME.match(source):
        return _url(source, match.group(1).lower(), options)
    return _folder(source, options) if os.path.isdir(source) else _file(source, options)


def _url(url: str, scheme: str, options: ReadOptions) -> Iterator[Outcome]:
    if scheme not in {"http", "https"}:
        raise FetchError(f"only http and https URLs are fetched, not {scheme}", url)
    from affidavit.read.fetch import fetch

    fetched = fetch(url, options)
    hints = Hints(fetched.name, fetched.charset, options.max_text, options.max_pages)
    yield from _whole(fetched.data, fetched.url, hints, options, fetched.media_type)


def _folder(folder: str, options: ReadOptions) -> Iterator[Outcome]:
    """The files below `folder` in order, without hidden ones; links to folders are not followed, so no cycle is.

    Pictures, sounds, programs and JSON that is no row are passed over; any other file that cannot be read is an error.
    """
    found = False
    closed: list[OSError] = []
    for path in _files_below(folder, closed):
        for outcome in _guarded(_file(path, options)):
            if isinstance(outcome, JsonError) or (isinstance(outcome, UnreadableKindError) and outcome.media):
                if options.passed_over:
                    options.passed_over(outcome)
                continue
            found = True
            yield outcome
    for error in closed:
        yield ReadError(f"cannot be opened ({error.strerror})", error.filename)
    if not found and not closed:
        raise ReadError("there is no readable file in this folder", folder)


def _files_below(folder: str, closed: list[OSError]) -> Iterator[str]:
    """The files to be read; folders that may not be looked into are added to `closed`."""
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        yield from (os.path.join(parent, name) for name in sorted(names) if not name.startswith("."))


def _file(path: str, options: ReadOptions) -> Iterator[Outcome]:
    if not path:
        raise ReadError("cannot be opened: a source has an empty name")
    try:
        with _opened(path) as stream:
            yield from _stream(stream, path, os.path.basename(path), options)
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be opened ({getattr(error, 'strerror', None) or error})", path) from error


def _opened(path: str) -> BinaryIO:
    """`path`, opened without waiting for a pipe's other end, and only if it is a regular file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    raise ReadError('is no regular file (a pipe or a device); use "-" to read standard input', path)


def _stream(stream: BinaryIO, origin: str | None, name: str, options: ReadOptions) -> Iterator[Outcome]:
    """The documents of a stream: row by row when it is a .jsonl, else of all its bytes."""
    first = stream.readline(options.max_bytes + 1)
    wide = first.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and (is_jsonl_name(name) or is_row(first)):
        yield from _rows(jsonl.lines_of(stream, first, options.max_bytes), origin, options)
        return
    data = first + stream.read(max(0, options.max_bytes + 1 - len(first)))
    hints = Hints(name, None, options.max_text, options.max_pages)
    yield from _whole(data, origin, hints, options)


def _whole(
    data: bytes, origin: str | None, hints: Hints, options: ReadOptions, media_type: str | None = None
) -> Iterator[Outcome]:
    """The documents of all the bytes of one source, and an error for each part of it that was not read."""
    if len(data) > options.max_bytes:
        raise ReadError(f"is larger than the limit of {options.max_bytes:,} bytes (max_bytes)", origin)
    if not data.strip():
        raise ReadError("is empty", origin)
    try:
        kind = kind_of(data, hints.name, media_type)
        if kind == "jsonl":
            lines = decoded(data, hints.charset).encode("utf-8", "replace").splitlines(keepends=True)
            yield from _rows(lines, origin, options)
            return
        content = _parsed(kind, data, hints, options)
    except ReadError as error:
        error.where = error.where or origin
        raise
    yield document(content, origin, options)
    for part, message in content.problems:
        yield ReadError(message, f"{origin}, {part}" if origin else part)


def _rows(lines: Iterable[bytes], origin: str | None, options: ReadOptions) -> Iterator[Outcome]:
    outcomes = jsonl.rows(lines, origin or "rows", options)
    first = next(outcomes, None)
    if first is None:
        raise ReadError("is empty", origin)
    yield from chain([first], outcomes)


def _parsed(kind: str, data: bytes, hints: Hints, options: ReadOptions) -> Content:
    if options.isolate and kind not in HARMLESS:
        return isolate.parse(kind, data, hints, options.seconds)
    return parse(kind, data, hints)
