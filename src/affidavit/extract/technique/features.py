"""What the technique model sees of a sentence: its words, their parts of four letters, and pairs of neighbours.

Each is a slot of a table of fixed size, found by a checksum, so that words which no training text held still share
their parts with those that did. The training (`bench/train/techniques.py`) uses this module too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from affidavit.model.regex import regex

SLOTS = 1 << 15
_WORD = regex(r"[a-z0-9]+")
_PART, _LONGEST, _STEM = 4, 24, 5
#: A sentence is read as far as this many words; a long one among others also piece by piece.
_MOST_WORDS, _PIECE, _STRIDE = 100, 14, 7


def words(lower: str) -> list[str]:
    """The words and numbers of lower-cased text, as many as are read of a sentence."""
    return _WORD.findall(lower)[:_MOST_WORDS]


def pieces(count: int, setting: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a sentence of so many words begin and end: the whole and, of a long one, overlapping parts.

    A sentence that is a text of its own (`setting` "alone") is one piece.
    """
    yield 0, count
    if count > _PIECE and setting == "among":
        for start in range(0, count - _STRIDE + 1, _STRIDE):
            yield start, min(start + _PIECE, count)


def word_slots(word: str) -> tuple[int, ...]:
    """The slots of a word and of its parts."""
    if len(word) > _LONGEST:
        return (_slot(word),)
    padded = f" {word} "
    parts = (padded[at : at + _PART] for at in range(len(padded) - _PART + 1))
    return (_slot(word), *map(_slot, parts))


def pair_slots(found: Sequence[str]) -> list[int]:
    """The slot of each two neighbours, whatever their endings."""
    stems = [word[:_STEM] for word in found]
    return [_slot(f"{first}_{second}") for first, second in pairwise(stems)]


def _slot(feature: str) -> int:
    return crc32(feature.encode()) & (SLOTS - 1)
