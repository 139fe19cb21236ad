"""What commands share: complaints on stderr, progress where it is seen, results to a file, a folder or stdout."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from affidavit.errors import RenderError

Item = TypeVar("Item")


def complain(message: str) -> None:
    """One line on stderr."""
    print(f"affidavit: {' '.join(message.split())}", file=sys.stderr)


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


def write(content: str | bytes, path: Path | None) -> None:
    """Put `content` into the file `path`, or on stdout; RenderError where that cannot be written."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise RenderError(f"cannot be written ({error.strerror})", str(path)) from error


def file_name(wanted: str, taken: set[str], suffix: str) -> str:
    """A safe, new file name for `wanted`; nothing of a path in it has any effect."""
    stem = re.sub(r"[^\w.-]+", "-", wanted).strip("-.")[:80] or "report"
    name, number = f"{stem}{suffix}", 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}{suffix}"
    taken.add(name)
    return name
