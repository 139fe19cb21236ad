"""A conditional logit: the candidates of a text and "none of them" compete; counts.py and partners.py train by it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

from affidavit.extract.choice import likeliest

FOLDS = 5


class Row(NamedTuple):
    """A text's candidates by their features, and which of them are right; what it counts, and its fold."""

    name: str
    weight: float
    fold: int
    told: list[list[str]]
    right: list[int]


def fit(rows: Sequence[Row], *, least: int, l2: float, kept_from: float = 0.02) -> dict[str, float]:
    """The weights by feature, the likelihood maximised with L-BFGS from zero.

    Features of fewer than `least` rows are left out, and those whose weight does not reach `kept_from`.
    """
    counts = Counter(name for one in rows for names in one.told for name in set(names))
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= least))}
    flat = [names for one in rows for names in one.told]
    at = np.array([n for n, names in enumerate(flat) for name in names if name in index])
    ids = np.array([index[name] for names in flat for name in names if name in index])
    whose = np.array([n for n, one in enumerate(rows) for _ in one.told])
    right = np.array([float(n in one.right) for one in rows for n in range(len(one.told))])
    none = np.array([0.0 if one.right else 1.0 for one in rows])
    weight = np.array([one.weight for one in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        found = np.bincount(at, w[ids], minlength=len(flat))
        top = np.zeros(len(rows))
        np.maximum.at(top, whose, found)
        parts, rest = np.exp(found - top[whose]), np.exp(-top)
        whole = np.bincount(whose, parts, minlength=len(rows)) + rest
        good = np.bincount(whose, parts * right, minlength=len(rows)) + rest * none
        slope = weight[whose] * (parts / whole[whose] - parts * right / good[whose])
        value = float(weight @ (np.log(whole) - np.log(good))) + l2 / 2 * float(w @ w)
        return value, np.bincount(ids, slope[at], minlength=len(index)) + l2 * w

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(found.x[n]) for name, n in index.items() if abs(found.x[n]) >= kept_from}


def held_out(
    rows: Sequence[Row], *, least: int, l2: float, unused: Collection[str] = ()
) -> Iterator[tuple[Row, list[float]]]:
    """Each text with the scores of its candidates by the weights of the other folds; sets of `unused` teach nothing."""
    for fold in range(FOLDS):
        table = fit([one for one in rows if one.fold != fold and one.name not in unused], least=least, l2=l2)
        yield from ((one, scores(table, one)) for one in rows if one.fold == fold)


def scores(table: dict[str, float], one: Row) -> list[float]:
    """The sum of each candidate's weights."""
    return [sum(table.get(name, 0.0) for name in names) for names in one.told]


def is_right(found: Sequence[float], one: Row) -> bool:
    """Whether the likeliest candidate is right, or none is likely where none is right."""
    best = max(range(len(found)), key=found.__getitem__, default=0)
    return best in one.right if found and found[best] > 0 else not one.right


def arguments(about: str | None) -> argparse.Namespace:
    """What a training by choices is told: `data` and `check`."""
    options = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--check", action="store_true")
    return options.parse_args()


def tallied(
    rows: Sequence[Row],
    thresholds: Sequence[float],
    *,
    least: int,
    l2: float,
    unused: Collection[str] = (),
    asked: Callable[[Row], bool] = lambda row: True,
) -> dict[tuple[str, float], Counter[str]]:
    """By set and threshold how many texts have a right candidate, in how many one is said, and in how many rightly.

    Of those that are not `asked` nothing is counted.
    """
    tallies: dict[tuple[str, float], Counter[str]] = {}
    for row, found in held_out(rows, least=least, l2=l2, unused=unused):
        if not asked(row):
            continue
        best, chance = likeliest(found)
        for from_ in thresholds:
            tally = tallies.setdefault((row.name, from_), Counter(told=0, said=0, right=0))
            tally.update(told=bool(row.right), said=chance >= from_, right=chance >= from_ and best in row.right)
    return tallies


def write(table: dict[str, float], out: Path, by: str) -> None:
    """Store weights as `affidavit.extract.lists.weights` reads them."""
    lines = "".join(f"{name}\t{value}\n" for name, value in sorted(table.items()) if value)
    out.write_text(f"# Trained by bench/train/{by}: feature TAB weight\nfeature\tweight\n{lines}", "utf-8")
