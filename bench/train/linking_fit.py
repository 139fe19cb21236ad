"""Logistic regression over the levels of comparisons, whose weights rise from the worst level to the best.

By projected gradient ascent with momentum (FISTA), from zero: the same examples give the same weights. The worst level
never speaks for one incident, nor the best against it. Steps of one length in all directions are needed: with others
(Adam) the projection leads away from the best weights that the bounds allow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

STEPS, HALVINGS = 300, 25


class Columns:
    """The columns of the examples: one for each step from a level to the next, and the last for any two tellings."""

    def __init__(self, levels: Mapping[str, Sequence[str]]) -> None:
        self.levels = levels
        ends = np.cumsum([len(of) for of in levels.values()])
        self.spans = [slice(end - len(of), end) for end, of in zip(ends, levels.values(), strict=True)]
        self.width = int(ends[-1]) + 1

    def of(self, found: Sequence[Mapping[str, str]]) -> np.ndarray:
        """A row for each example, by the levels found: ones up to the level reached."""
        x = np.zeros((len(found), self.width))
        x[:, -1] = 1
        for row, levels in zip(x, found, strict=True):
            for (name, of), span in zip(self.levels.items(), self.spans, strict=True):
                if name in levels:
                    row[span.start : span.start + of.index(levels[name]) + 1] = 1
        return x

    def weights(self, w: np.ndarray) -> tuple[float, dict[str, dict[str, float]]]:
        """The weight of any two tellings, and of each level of each comparison."""
        named = {
            name: dict(zip(of, (np.cumsum(w[span]).round(2) + 0.0).tolist(), strict=True))
            for (name, of), span in zip(self.levels.items(), self.spans, strict=True)
        }
        return round(float(w[-1]), 2), named


def fitted(columns: Columns, x: np.ndarray, y: np.ndarray, counts: np.ndarray, l2: float) -> np.ndarray:
    """The weights of several models at once, a column each; `counts` is what each example counts in each model."""
    fades = np.full((columns.width, 1), l2)
    fades[-1] = 0
    rate = 1 / (np.linalg.eigvalsh((x * counts.max(axis=1)[:, None]).T @ x / 4)[-1] + l2)
    w = ahead = np.zeros((columns.width, counts.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        slope = x.T @ (counts * (y[:, None] - 1 / (1 + np.exp(-x @ ahead)))) - fades * ahead
        new = _bounded(ahead + rate * slope, columns.spans)
        if ((ahead - new) * (new - w)).sum() > 0:  # gone too far: begin anew from here
            pace, ahead = 1.0, new
        else:
            pace, before = (1 + np.sqrt(1 + 4 * pace * pace)) / 2, pace
            ahead = new + (before - 1) / pace * (new - w)
        w = new
    return w


def _bounded(w: np.ndarray, spans: Sequence[slice]) -> np.ndarray:
    """The nearest weights that keep the bounds: a first step not above zero, the others and the sum not below it."""
    for span in spans:
        kept = _signed(w[span])
        low = kept.sum(axis=0) < 0
        if low.any():
            kept[:, low] = _raised(w[span][:, low], -kept.sum(axis=0)[low])
        w[span] = kept
    return w


def _signed(steps: np.ndarray) -> np.ndarray:
    first = np.minimum(steps[:1], 0) if len(steps) > 1 else steps[:0]
    return np.vstack([first, np.maximum(steps[len(first) :], 0)])


def _raised(steps: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Steps raised alike, by `most` at the utmost, until they sum up to nought: by halving."""
    least = np.zeros(len(most))
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        short = _signed(steps + middle).sum(axis=0) < 0
        least, most = np.where(short, middle, least), np.where(short, most, middle)
    return _signed(steps + most)
