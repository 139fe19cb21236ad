"""A table of incidents, a line each: as wide as the terminal, in full where no terminal is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from affidavit.register.search.snippets import Snippet
    from affidavit.register.summary import Summary

_HEAD = ("id", "when", "organisation", "what", "affected", "docs")
#: Columns that are cut where a terminal is too narrow, the first one first, and how narrow they may get.
_CUT = {2: 18, 4: 12, 3: 12, 1: 10}
#: So many lines tell how wide the columns are.
_MEASURED = 1_000
_GAP, _INDENT = "  ", " " * 10
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Style:
    """How wide a table may be (None: as it is), and whether it may have colours."""

    width: int | None = None
    colours: bool = False

    @classmethod
    def of_stdout(cls) -> Style:
        """That of the terminal, if there is one."""
        if not sys.stdout.isatty():
            return cls()
        return cls(max(60, shutil.get_terminal_size().columns), "NO_COLOR" not in os.environ)


def table(summaries: Iterable[Summary], snippets: Mapping[str, Snippet], style: Style) -> Iterator[str]:
    """The lines of the table, each incident with its snippet under it where it has one."""
    rest = iter(summaries)
    first = list(islice(rest, _MEASURED))
    widths = _widths([_HEAD, *map(_cells, first)], style.width)
    yield _painted(_line(_HEAD, widths), _DIM, style)
    for summary in chain(first, rest):
        yield _line(_cells(summary), widths)
        if (snippet := snippets.get(summary.id)) is not None:
            yield _INDENT + _marked(snippet, style)


def _cells(summary: Summary) -> tuple[str, ...]:
    found = (
        summary.id[:8], summary.when or "", summary.organization, summary.what, summary.affected or "",
        str(summary.told_by),
    )  # fmt: skip
    return tuple("".join(char if char.isprintable() else " " for char in cell) for cell in found)


def _widths(lines: Sequence[Sequence[str]], most: int | None) -> list[int]:
    widths = [max(map(columns, cells)) for cells in zip(*lines, strict=True)]
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - most if most is not None else 0
    for place, least in _CUT.items():
        cut = max(0, min(over, widths[place] - least))
        widths[place] -= cut
        over -= cut
    return widths


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    *left, last = (_cut(cell, width) for cell, width in zip(cells, widths, strict=True))
    padded = [cell + " " * (width - columns(cell)) for cell, width in zip(left, widths, strict=False)]
    return _GAP.join([*padded, last.rjust(widths[-1])])


def _cut(cell: str, width: int) -> str:
    if columns(cell) <= width:
        return cell
    while columns(cell) > width - 1:
        cell = cell[:-1]
    return f"{cell}…"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 1 + (east_asian_width(char) in "WF") for char in text)


def _marked(snippet: Snippet, style: Style) -> str:
    shown, at = "", 0
    for start, end in snippet.marks:
        shown += _painted(snippet.text[at:start], _DIM, style) + _painted(snippet.text[start:end], _BOLD, style)
        at = end
    return shown + _painted(snippet.text[at:], _DIM, style)


def _painted(text: str, colour: str, style: Style) -> str:
    return f"{colour}{text}{_PLAIN}" if style.colours and text else text
