"""A small network that reads from the words of a sentence what it states (trained by bench/train/wording.py).

Between the words and the values stands one layer of units, each at work where its words outweigh the others. A word's
row holds what it adds to each unit and to each value: that of the word, its stem, the words used like it (by word
vectors) together, so that words which no training text held still count. Pairs of neighbours add to the values alone.
A row is kept as one long integer of 16-bit lanes: a sentence is read by adding up integers.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from affidavit.extract.wording.features import KEPT, PAIRS, pair_rows, stem
from affidavit.model.packaged import packaged

#: What a byte of the table means more than its value: bytes are unsigned.
_ZERO, _HALF = 128, 127
_LANE = 2
#: Into how many steps the work of a unit is counted, so that what units add to values is summed up as integers, too.
_STEPS = 64
_WIDE_LANE = 4
#: Stands before a stem in the list of words.
STEM = "*"

Value = tuple[str, str]


class _Read(NamedTuple):
    """A sentence as the network reads it: how likely each value is, and what units are at work."""

    chances: list[float]
    units: list[float]


class Model:
    """The weights.

    The file is a line of JSON (the values, what each needs to be said, biases, the sizes of steps, and what each unit
    adds to each value), a line of words, and the rows of the words and of the pairs, a byte a number.
    """

    def __init__(self, packed: bytes) -> None:
        """Unpack a file of weights."""
        head, names, table = packed.split(b"\n", 2)
        about: dict[str, Any] = json.loads(head)
        self.values: tuple[Value, ...] = tuple((field, value) for field, value in about["values"])
        self.least: list[float] = about["least"]
        self._bias: list[float] = about["bias"]
        self._unit_bias: list[float] = about["unit_bias"]
        self._step: list[float] = about["step"]
        self._pair_step: list[float] = about["pair_step"]
        self._joint: list[list[float]] = about["joint"]
        self._joint_step = [max(map(abs, column)) / _HALF or 1.0 for column in zip(*self._joint, strict=True)]
        self._joint_rows = [self._packed(row) for row in self._joint]
        self._numbers = {word: number for number, word in enumerate(names.decode("utf-8").split(" "))}
        self._width, self._wide = len(self._step), len(self.values)
        self._table = table
        self._pairs_at = len(table) - PAIRS * self._wide
        self._lanes, self._pair_lanes = struct.Struct(f"<{self._width}H"), struct.Struct(f"<{self._wide}H")
        self._joint_lanes = struct.Struct(f"<{self._wide}I")
        self._rows: dict[str, int | None] = {}
        self._pairs: dict[int, int] = {}
        self._reader = lru_cache(maxsize=KEPT)(self._read)

    def chances(self, words: Sequence[str]) -> list[float]:
        """How likely each of `values` is stated by a sentence of these words."""
        return self._reader(tuple(words)).chances

    def shares(self, words: Sequence[str], value: int) -> list[float]:
        """What each word adds to one value, beside the units that are at work in this sentence."""
        units = self._reader(tuple(words)).units
        worth = [joint[value] if unit > 0 else 0.0 for unit, joint in zip(units, self._joint, strict=True)]
        worth += [float(number == value) for number in range(self._wide)]
        return [self._share(word, worth) for word in words]

    def _share(self, word: str, worth: Sequence[float]) -> float:
        row = self._row(word)
        if row is None:
            return 0.0
        numbers = self._lanes.unpack(row.to_bytes(self._lanes.size, "little"))
        return math.fsum((n - _ZERO) * step * w for n, step, w in zip(numbers, self._step, worth, strict=True) if w)

    def _read(self, words: Sequence[str]) -> _Read:
        norm = 1.0 / math.sqrt(max(1, len(words)))
        rows = [row for row in map(self._row, words) if row is not None]
        zero = _ZERO * len(rows)
        sums = self._lanes.unpack(sum(rows).to_bytes(self._lanes.size, "little"))
        added = [(one - zero) * step * norm for one, step in zip(sums, self._step, strict=True)]
        weighed = map(float.__add__, added, self._unit_bias)
        units = [one if one > 0 else 0.0 for one in weighed]
        direct = map(float.__add__, added[len(units) :], self._bias)
        told = zip(direct, self._of_units(units), self._of_pairs(pair_rows(words), norm), strict=True)
        return _Read([1.0 / (1.0 + math.exp(-(one + unit + pair))) for one, unit, pair in told], units)

    def _of_units(self, units: Sequence[float]) -> list[float]:
        levels = [int(unit * _STEPS) for unit in units]
        total = sum(level * row for level, row in zip(levels, self._joint_rows, strict=True) if level)
        zero = _ZERO * sum(levels)
        sums = self._joint_lanes.unpack(total.to_bytes(self._joint_lanes.size, "little"))
        return [(one - zero) * step / _STEPS for one, step in zip(sums, self._joint_step, strict=True)]

    def _packed(self, row: Sequence[float]) -> int:
        """What a unit adds to each value, as steps in lanes of one long integer."""
        spread = bytearray(len(row) * _WIDE_LANE)
        steps = zip(row, self._joint_step, strict=True)
        spread[::_WIDE_LANE] = bytes(round(weight / step) + _ZERO for weight, step in steps)
        return int.from_bytes(spread, "little")

    def _of_pairs(self, rows: Sequence[int], norm: float) -> list[float]:
        zero = _ZERO * len(rows)
        sums = self._pair_lanes.unpack(sum(map(self._pair, rows)).to_bytes(self._pair_lanes.size, "little"))
        return [(one - zero) * step * norm for one, step in zip(sums, self._pair_step, strict=True)]

    def _row(self, word: str) -> int | None:
        """The row of a word, or of its stem, where either is known."""
        if word not in self._rows:
            number = self._numbers.get(word, self._numbers.get(STEM + stem(word)))
            self._rows[word] = None if number is None else self._spread(number * self._width, self._width)
        return self._rows[word]

    def _pair(self, number: int) -> int:
        row = self._pairs.get(number)
        if row is None:
            row = self._pairs[number] = self._spread(self._pairs_at + number * self._wide, self._wide)
        return row

    def _spread(self, start: int, size: int) -> int:
        spread = bytearray(size * _LANE)
        spread[::_LANE] = self._table[start : start + size]
        return int.from_bytes(spread, "little")


@cache
def model() -> Model:
    """The model that the package holds, read when a first text tells of an incident."""
    return Model(packaged("affidavit.extract", "weights", "wording.bin"))
