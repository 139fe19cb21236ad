"""What commands share: complaints on stderr, progress where it is seen, results to a file, a folder or stdout."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import BinaryIO, TypeVar
from unicodedata import east_asian_width

from affidavit.errors import QueryError, RenderError

Item = TypeVar("Item")

#: So much of a query is shown before and behind the place that is pointed at.
_SEEN = 40
#: Work that takes no longer, in seconds, shows no progress.
_AT_ONCE = 1.0
#: How many bytes a file name's stem may have.
_LONGEST = 120


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"affidavit: {' '.join(message.split())}", file=sys.stderr)


def pointed(error: QueryError) -> None:
    """The query on stderr, with a caret under the place where it goes wrong."""
    query = "".join(char if char.isprintable() else " " for char in error.query)
    first = max(0, error.at - _SEEN)
    before, after = query[first : error.at], query[error.at : error.at + _SEEN]
    columns = sum(1 + (east_asian_width(char) in "WF") for char in before)
    print(f"    {before}{after}\n    {' ' * columns}^", file=sys.stderr)


def tracked(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """`items`, counted on stderr while they pass, if that is a terminal and the work takes a while."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=what)


@contextmanager
def watched(what: str) -> Iterator[Callable[[float], None] | None]:
    """Shows on stderr which share of some work is done, if that is a terminal and the work takes a while."""
    if not sys.stderr.isatty():
        yield None
        return
    shown = monotonic() + _AT_ONCE

    def tell(share: float) -> None:
        if monotonic() > shown:
            print(f"\r{what}: {share:.0%} ", end="", file=sys.stderr, flush=True)

    try:
        yield tell
    finally:
        if monotonic() > shown:
            print(f"\r{' ' * (len(what) + 7)}\r", end="", file=sys.stderr, flush=True)


@contextmanager
def opened(path: Path | None) -> Iterator[BinaryIO]:
    """The file `path`, made anew with its folder, or stdout; RenderError where that cannot be written."""
    try:
        if path is None:
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RenderError(f"cannot be written ({error.strerror})", str(path or "standard output")) from error


def write(content: str | bytes, path: Path | None) -> None:
    """Put `content` into the file `path`, or on stdout; RenderError where that cannot be written."""
    with opened(path) as file:
        file.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)


def file_name(wanted: str, taken: set[str], suffix: str) -> str:
    """A safe file name for `wanted` that is not among `taken`; nothing of a path in it has any effect."""
    stem = re.sub(r"[^\w.-]+", "-", wanted).strip("-.")
    stem = stem.encode()[:_LONGEST].decode("utf-8", "ignore") or "report"
    name, number = f"{stem}{suffix}", 1
    while name.casefold() in taken:  # some file systems take A and a for one name
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name.casefold())
    return name
