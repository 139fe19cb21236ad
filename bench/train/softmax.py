"""Multinomial logistic regression over named features: what bearings.py, genres.py and roles.py are trained by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from affidavit.model.linear import Linear

STEPS, RATE = 300, 0.05


def fit(
    told: Sequence[Collection[str]], labels: Sequence[int], kinds: int, *, least: int, l2: float, kept_from: float
) -> tuple[dict[str, list[int]], list[int]]:
    """The weights by feature, one a kind, and the biases; in hundredths, as natural logarithms.

    Found by full-batch gradient ascent (Adam) from zero, so that the same texts give the same weights. Features of
    fewer than `least` rows are left out, and those of which no weight reaches `kept_from`.
    """
    counts = Counter(f for feats in told for f in feats)
    index = {f: i for i, f in enumerate(sorted(f for f, c in counts.items() if c >= least))}
    at = np.array([i for i, feats in enumerate(told) for f in sorted(feats) if f in index])
    ids = np.array([index[f] for feats in told for f in sorted(feats) if f in index])
    right = np.eye(kinds)[np.array(labels)]
    w, m, v = (np.zeros((len(index) + 1, kinds)) for _ in range(3))
    for step in range(1, STEPS + 1):
        p = softmax(_total(at, w[ids], len(told)) + w[-1])
        error = right - p
        g = np.vstack([_total(ids, error[at], len(index)) - l2 * w[:-1], error.sum(0)])
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w += RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    kept = {f: [round(100 * float(x)) for x in w[i]] for f, i in index.items() if np.abs(w[i]).max() >= kept_from}
    return kept, [round(100 * float(x)) for x in w[-1]]


def write(made: Linear, out: Path) -> None:
    """Store a model as `affidavit.model.linear` reads it."""
    weights = [weight for row in made.weights.values() for weight in row]
    stored = {"features": list(made.weights), "bias": made.bias, "weights": weights}
    out.write_text(json.dumps(stored, separators=(",", ":")) + "\n", "utf-8")


def softmax(scores: np.ndarray) -> np.ndarray:
    """The probabilities of each row of scores."""
    raised = np.exp(scores - scores.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def _total(at: np.ndarray, rows: np.ndarray, length: int) -> np.ndarray:
    """The sums of `rows` by their place in `at`."""
    return np.stack([np.bincount(at, column, minlength=length) for column in rows.T], axis=1)
