"""Which words are used alike, by the vectors of an npm package: what wording.py lets words share what they learn by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np

from affidavit.extract.wording.features import stem

#: How many frequent words of the vectors get a row, and into how many groups those used alike are sorted.
FREQUENT, GROUPS = 24_000, (200, 600, 1500)
#: Words that stand beside everything: what they are like tells nothing.
COMMON = frozenset(
    "a an the of to in on at by for with from and or but as that which who it its is are was were be been being has "
    "have had he she they we our their his her this these those not no will would could may might can said say says "
    "also after before when while all any some one two than then so if there".split()
)


class Likeness:
    """The word vectors, and the groups of words that are used alike."""

    def __init__(self, path: Path) -> None:
        """Read the vectors of the most frequent words, and sort them."""
        given = json.loads(path.read_text("utf-8"))
        names = [word for word in given["words"] if re.fullmatch(r"[a-z]+(?:'[a-z]+)?", word)][:40_000]
        table = np.array([given["vectors"][word][:100] for word in names], np.float32)
        table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
        self.frequent = names[:FREQUENT]
        self.vector = dict(zip(names, table, strict=True))
        sorted_into = [_sorted(table, groups) for groups in GROUPS]
        self.groups = {word: [f"{n}:{g[at]}" for n, g in enumerate(sorted_into)] for at, word in enumerate(names)}

    def features(self, word: str) -> list[str]:
        """What a word shares with others: itself, its stem, and the groups it is in."""
        groups = self.groups.get(word, []) if word not in COMMON else []
        return [f"w {word}", f"s {stem(word)}", *groups]


def _sorted(table: np.ndarray, groups: int) -> np.ndarray:
    """The group of each row, by spherical k-means."""
    chance = np.random.default_rng(1)
    centres = table[chance.choice(20_000, groups, replace=False)].copy()
    for _ in range(25):
        home = np.concatenate([(table[at : at + 4000] @ centres.T).argmax(1) for at in range(0, len(table), 4000)])
        sums = np.zeros_like(centres)
        np.add.at(sums, home, table)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return home
