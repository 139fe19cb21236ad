"""How much of what one text says another says too, by the runs of three letters in their words.

Runs find "extort" in "extortion" and "dating site" beside "dating service" where whole words do not, and need no list
of endings. Each run has a bit of its own, the common ones first, so that two texts are compared in microseconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from zlib import crc32

from affidavit.model.packaged import packaged_lines

#: In what part of all texts the runs of a class stand, from the common to the rare; a run that is not known is rare.
SHARES = (0.5, 0.25, 0.12, 0.06, 0.03, 0.012, 0.004, 0.001)
#: About how many runs a sentence or two have; how much of chance's share is taken off; how much the first runs count.
_USUAL, _CHANCE, _FEW = 140.0, 0.3, 20.0
#: Runs that are not known share so many bits.
_OTHERS = 1024
_WORTH = tuple(math.sqrt(-math.log(share)) for share in SHARES)
_RATE = tuple(math.log(1 - share) for share in SHARES)


def runs(word: str) -> set[str]:
    """The runs of three letters in a word, its beginning marked."""
    marked = f"<{word}"
    return {marked[at : at + 3] for at in range(max(1, len(marked) - 2))}


def alike(words: tuple[str, ...], others: tuple[str, ...], without: Iterable[str]) -> float | None:
    """Which part of the shorter text's runs the longer one has, by worth and beyond chance: 0 to 1.

    The runs of the words `without` count on neither side; None where nothing else is said.
    """
    left = ~_spelt(tuple(sorted(without)))
    few, many = sorted((_spelt(words) & left, _spelt(others) & left), key=int.bit_count)
    if not few:
        return None
    both = few & many
    whole = chance = shared = 0.0
    for mask, worth, expected in zip(_table()[1], _WORTH, _expected(many.bit_count()), strict=True):
        said = (few & mask).bit_count()
        whole += worth * said
        chance += expected * said
        shared += worth * (both & mask).bit_count()
    return max(0.0, shared - chance) / (whole - chance + _FEW)


@lru_cache(maxsize=1024)
def _expected(size: int) -> tuple[float, ...]:
    """What a run of each class is expected to give by chance, in a text with so many."""
    return tuple(
        _CHANCE * worth * (1 - math.exp(rate * size / _USUAL)) for worth, rate in zip(_WORTH, _RATE, strict=True)
    )


@lru_cache(maxsize=4096)
def _spelt(words: tuple[str, ...]) -> int:
    """The bits of all runs of some words."""
    found = 0
    for word in words:
        found |= _bits(word)
    return found


@lru_cache(maxsize=1 << 13)
def _bits(word: str) -> int:
    known = _table()[0]
    found = 0
    for run in runs(word):
        found |= 1 << known.get(run, len(known) + crc32(run.encode()) % _OTHERS)
    return found


@cache
def _table() -> tuple[dict[str, int], tuple[int, ...]]:
    """The bit of each run that is known, and for each class the bits that are its own."""
    lines = packaged_lines("affidavit.merge", "weights", "linking_runs.txt")
    classes = [line.split(" ") for line in lines if not line.startswith("#")]
    known = {run: bit for bit, run in enumerate(run for of in classes for run in of)}
    masks, below = [], 0
    for at, of in enumerate(classes):
        length = len(of) + (_OTHERS if at == len(classes) - 1 else 0)
        masks.append(((1 << length) - 1) << below)
        below += length
    return known, tuple(masks)
