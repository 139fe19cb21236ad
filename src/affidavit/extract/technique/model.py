"""A small linear model that reads ATT&CK techniques from a sentence (trained by bench/train/techniques.py).

Its table has a row a slot (see `features`) and a byte a technique. A row is kept as one long integer of
32-bit lanes, the last of which counts the slots. A sentence is read by adding up integers, and a piece of it is a
difference of two sums: as fast as with an array library, and without one.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from bisect import bisect
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from affidavit.extract.technique.features import pair_slots, pieces, word_slots
from affidavit.model.packaged import packaged

#: What a byte of the table means more than its value: bytes are unsigned.
_ZERO = 128
_LANE = 4
#: How many words' sums are kept.
_REMEMBERED = 1 << 15


class Model:
    """The weights, and what a score is worth.

    The file is a line of JSON (techniques, and for each its bias and the size of a step) and the packed table; its
    last column holds how much a slot counts in the length of a sentence.
    """

    def __init__(self, packed: bytes) -> None:
        """Unpack a file of weights."""
        head, _, table = packed.partition(b"\n")
        about: dict[str, Any] = json.loads(head)
        self.techniques: tuple[str, ...] = tuple(about["techniques"])
        self._bias: list[float] = about["bias"]
        self._step: list[float] = about["step"]
        self._length: float = about["length"]
        self._worth: dict[str, list[tuple[float, float]]] = {
            name: [(a, b) for a, b in curve] for name, curve in about["worth"].items()
        }
        self._table = zlib.decompress(table)
        self._width = len(self.techniques) + 1
        self._lanes = struct.Struct(f"<{self._width + 1}I")
        self._rows: dict[int, int] = {}
        self._words: dict[str, int] = {}

    def scores(self, words: Sequence[str], setting: str) -> list[float]:
        """What speaks for each technique, in the order of `techniques`.

        Of a sentence among others the best of its pieces; one that stands alone tells of one thing, and is read whole.
        """
        own = list(accumulate(map(self._word, words), initial=0))
        joint = [0, *accumulate(map(self._row, pair_slots(words)), initial=0)]
        read = [
            self._score(own[end] - own[start] + joint[end] - joint[min(start + 1, end)])
            for start, end in pieces(len(words), setting)
        ]
        return read[0] if len(read) == 1 else list(map(max, *read))

    def _score(self, total: int) -> list[float]:
        *sums, length, count = self._lanes.unpack(total.to_bytes(self._lanes.size, "little"))
        norm, zero = math.sqrt(max(length, 1) * self._length), _ZERO * count
        return [(one - zero) * step / norm + bias for one, step, bias in zip(sums, self._step, self._bias, strict=True)]

    def chance(self, score: float, setting: str) -> float:
        """How often a score like this is right: in a text of its own ("alone") or among others ("among")."""
        curve = self._worth[setting]
        at = bisect(curve, (score, math.inf))
        if at in (0, len(curve)):
            return curve[max(at - 1, 0)][1]
        (low, least), (high, most) = curve[at - 1], curve[at]
        return least + (most - least) * (score - low) / (high - low)

    def floor(self, setting: str, least: float) -> float:
        """The lowest score, about, that is right as often as `least`."""
        curve = self._worth[setting]
        at = next((at for at, (_, chance) in enumerate(curve) if chance >= least), None)
        if at is None:
            return math.inf
        if at == 0:
            return curve[0][0]
        (low, lower), (high, upper) = curve[at - 1], curve[at]
        return low + (high - low) * (least - lower) / (upper - lower)

    def _word(self, word: str) -> int:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            found = self._words[word] = sum(map(self._row, word_slots(word)))
        return found

    def _row(self, slot: int) -> int:
        row = self._rows.get(slot)
        if row is None:
            spread = bytearray(self._lanes.size)
            spread[:-_LANE:_LANE] = self._table[slot * self._width : (slot + 1) * self._width]
            spread[-_LANE] = 1
            row = self._rows[slot] = int.from_bytes(spread, "little")
        return row


@cache
def model() -> Model:
    """The model that the package holds, read when a first text is technical enough."""
    return Model(packaged("affidavit.extract", "weights", "techniques.bin"))


@cache
def technical() -> frozenset[str]:
    """The words without one of which a sentence is not shown to the model."""
    text = packaged("affidavit.extract", "lists", "technical_words.txt").decode("utf-8")
    return frozenset(line for line in text.split("\n") if line and not line.startswith("#"))


def is_technical(words: Iterable[str]) -> bool:
    """Whether any of a sentence's words is one of `technical`."""
    return not technical().isdisjoint(words)


def technical_words(text: str) -> int:
    """How many different ones of `technical` a text holds, about: those with nothing but space around them."""
    return len(technical().intersection(text.split()))
