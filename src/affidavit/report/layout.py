"""Lines of a terminal: styled words wrapped to a width in cells, and columns beside each other.

A part of a report is what answers its lines for a width. rich could lay out as much, but loading its tables costs as
much time as reading a page; it only puts the colours on the lines that are made here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, zip_longest

#: Words in one style, written as rich writes it ("dim", "yellow"); "" is none.
Piece = tuple[str, str]
Words = list[Piece]
#: What can be laid out: answers its lines for a width.
Part = Callable[[int], list[Words]]

#: Letters and marks of one cell each, which need no table: Latin, general punctuation, and the marks around proofs.
_NARROW = frozenset(
    map(chr, chain(range(0x20, 0x7F), range(0xA1, 0xAD), range(0xAE, 0x300), range(0x2010, 0x2028)))
) | {*"⟦⟧"}
_WORD = re.compile(r"\s*\S+\s*")
_ELLIPSIS = "…"
_NONE: Words = []


def cells(text: str) -> int:
    """How many cells of a terminal `text` takes."""
    if _NARROW.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def paragraph(words: Words, *, indent: int = 0, fold: bool = True) -> Part:
    """Words in lines of the width; one that is longer than a line is folded, or else cut."""
    return lambda width: [[(" " * indent, ""), *line] for line in wrapped(words, width - indent, fold=fold)]


def wrapped(words: Words, width: int, *, fold: bool = True) -> list[Words]:
    """Words in lines of up to `width` cells."""
    lines = []
    for line in _split(words):
        text = "".join(piece for piece, _ in line)
        ends = [*_breaks(text, width, fold=fold), len(text)] if cells(text) > width else [len(text)]
        lines += [cut(part, width) for part in _parts(line, ends)]
    return lines


def _split(words: Words) -> Iterator[Words]:
    """The lines that are lines already; tabs are widened."""
    line: Words = []
    for text, style in words:
        first, *others = text.replace("\r", "").split("\n")
        line.append((first.expandtabs(), style))
        for other in others:
            yield line
            line = [(other.expandtabs(), style)]
    yield line


def _breaks(text: str, width: int, *, fold: bool) -> Iterator[int]:
    """Where a line of `text` ends and the next begins."""
    filled = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if cells(word.rstrip()) <= width - filled:
            filled += cells(word)
            continue
        if start:
            yield start
        filled = cells(word)
        if fold and cells(word.rstrip()) > width:
            *whole, last = _chopped(word, width)
            for piece in whole:
                start += len(piece)
                yield start
            filled = cells(last)


def _chopped(word: str, width: int) -> list[str]:
    """A long word in pieces of up to `width` cells."""
    if _NARROW.issuperset(word):
        return [word[at : at + width] for at in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)


def _parts(words: Words, ends: Sequence[int]) -> Iterator[Words]:
    """The words up to each of the `ends`."""
    pieces, at = iter(words), 0
    text, style = next(pieces, ("", ""))
    for end in ends:
        line: Words = []
        while at + len(text) < end:
            line.append((text, style))
            at += len(text)
            text, style = next(pieces)
        line.append((text[: end - at], style))
        text, at = text[end - at :], end
        yield line


def cut(line: Words, width: int) -> Words:
    """A line without spaces at its end; what does not fit gives way to an ellipsis."""
    while line and not (text := line[-1][0].rstrip()):
        line.pop()
    if not line:
        return line
    line[-1] = (text, line[-1][1])
    if cells("".join(text for text, _ in line)) <= width:
        return line
    return [*_fitting(line, width - 1), (_ELLIPSIS, line[-1][1])]


def _fitting(line: Words, width: int) -> Iterator[Piece]:
    for text, style in line:
        while cells(text) > width:
            text = text[:-1]
        width -= cells(text)
        yield text, style


def rows(pairs: Sequence[tuple[Words, Sequence[Words]]], label: int, *, right: bool = False, gap: int = 2) -> Part:
    """Words beside a label of that width, each row's words below each other."""

    def lay(width: int) -> list[Words]:
        lines = []
        for name, said in pairs:
            beside = [line for words in said for line in wrapped(words, max(1, width - label - gap), fold=False)]
            lines += side_by_side([wrapped(name, label, fold=False), beside], [label, 0], gap, right=right)
        return lines

    return lay


def table(cells_of_rows: Sequence[Sequence[Words]], gap: int = 2) -> Part:
    """Columns as wide as what stands in them, the widest ones narrowed until all fit; the header ends on one line."""

    def lay(width: int) -> list[Words]:
        widths = [min(width, max(map(measure, column)) + gap) for column in zip(*cells_of_rows, strict=True)]
        while (excess := sum(widths) - width) > 0 and max(widths) > gap + 1:
            widths = _narrowed(widths, excess)
        lines: list[Words] = []
        for row in cells_of_rows:
            texts = [wrapped(words, room - gap) for words, room in zip(row, widths, strict=True)]
            if not lines:
                texts = [[_NONE] * (max(map(len, texts)) - len(text)) + text for text in texts]
            lines += side_by_side(texts, [room - gap for room in widths], gap)
        return lines

    return lay


def measure(words: Words) -> int:
    """How many cells the longest line of `words` takes."""
    return max(cells("".join(text for text, _ in line)) for line in _split(words))


def _narrowed(widths: Sequence[int], excess: int) -> list[int]:
    """The widest columns made as narrow as the second widest, or as much as it takes, the last one taking the rest."""
    widest = max(widths)
    least = widest - max((width for width in widths if width != widest), default=0)
    left, among = excess, sum(width == widest for width in widths)
    narrowed = []
    for width in widths:
        taken = min(least, excess, round(left / among)) if width == widest else 0
        if width == widest:
            left, among = left - taken, among - 1
        narrowed.append(width - taken)
    return narrowed


def side_by_side(
    columns: Sequence[list[Words]], widths: Sequence[int], gap: int, *, right: bool = False
) -> list[Words]:
    """Columns of lines put together, each but the last filled up to its width; the first to the `right` if asked."""
    together = []
    for first, *others in zip_longest(*columns, fillvalue=_NONE):
        room = (" " * (widths[0] - measure(first)), "")
        line = [room, *first] if right else [*first, room]
        before = 0
        for words, width in zip(others, widths[1:], strict=True):
            line += [(" " * (before + gap), ""), *words]
            before = width - measure(words)
        together.append(line)
    return together
