"""A choice among the candidates of a text, or none of them, by trained weights (a conditional logit)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from affidavit.extract.lists import weights


def score(table: str, features: Iterable[str]) -> float:
    """What the features of a candidate speak for, by the weights of the list `table`."""
    weight = weights(table).get
    return sum([weight(name, 0.0) for name in features])


def likeliest(scores: Sequence[float]) -> tuple[int, float]:
    """The candidate of the highest score, and how likely it is the one; "none of them" scores nothing."""
    best = max(range(len(scores)), key=scores.__getitem__)
    return best, 1 / (sum(math.exp(one - scores[best]) for one in scores) + math.exp(-scores[best]))
