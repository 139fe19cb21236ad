"""Which needs a sentence meets, as the bits of a number: telling whether a pattern may match it is one comparison.

What each word brings is reckoned once, when it is first met (see `needed` for what a need is).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import ahocorasick_rs

Need = tuple[str, ...]
Arm = tuple[Need, ...]

#: Stands on both sides of every word, and in a piece where its word must end.
EDGE = "|"

#: How many words are remembered, at a kilobyte or less each, before they are forgotten.
_MOST_WORDS = 1 << 14
#: All but the letters, digits and the underscore that RE2 makes words of, as spaces.
_WORDS_ONLY = bytes(code if code < 128 and (chr(code).isalnum() or code == ord("_")) else 32 for code in range(256))


class _Words(dict[bytes, int]):
    """What each word brings, reckoned when it is first met."""

    def __init__(self, brought: dict[str, int]) -> None:
        """Look for the pieces of words that are the keys of `brought`."""
        self._values = list(brought.values())
        self._automaton = ahocorasick_rs.BytesAhoCorasick([piece.encode() for piece in brought])

    def __missing__(self, word: bytes) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        edged = EDGE.encode() + word + EDGE.encode()
        found = self._automaton.find_matches_as_indexes(edged, overlapping=True)
        bits = self[word] = reduce(or_, (self._values[piece] for piece, _, _ in found), 0)
        return bits


class Sieve:
    """The needs of many patterns, each with a bit of its own."""

    def __init__(self, patterns: Iterable[tuple[Arm, ...]]) -> None:
        """Number the needs of all `patterns`."""
        self._bits: dict[Need, int] = {}
        brought: dict[str, int] = {}
        for need in (need for arms in patterns for arm in arms for need in arm):
            bit = self._bits.setdefault(need, 1 << len(self._bits))
            for piece in need:
                brought[piece] = brought.get(piece, 0) | bit
        self._words = _Words(brought)

    def arms(self, arms: tuple[Arm, ...]) -> tuple[int, ...]:
        """The bits that each of `arms` must find in a sentence; one arm without any where the pattern needs nothing."""
        return tuple(reduce(or_, (self._bits[need] for need in arm)) for arm in arms) or (0,)

    def of(self, sentence: bytes) -> int:
        """The bits of the needs that the folded `sentence` meets."""
        return reduce(or_, map(self._words.__getitem__, sentence.translate(_WORDS_ONLY).split()), 0)
