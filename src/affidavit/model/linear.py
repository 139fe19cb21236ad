"""Linear models over named features: what the trained parts that choose among a few kinds share."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence

from affidavit.model.packaged import packaged
from affidavit.model.struct import frozen


@frozen
class Linear:
    """`weights` by feature, one for each kind, and `bias` likewise; in hundredths of a natural logarithm."""

    weights: Mapping[str, Sequence[int]]
    bias: Sequence[int]

    def scores(self, told: Iterable[str]) -> list[int]:
        """What the features of one thing speak for, kind by kind."""
        rows = [self.bias, *filter(None, map(self.weights.get, told))]
        return [sum(column) for column in zip(*rows, strict=True)]

    def chances(self, told: Iterable[str]) -> list[float]:
        """How likely each kind is."""
        scores = self.scores(told)
        most = max(scores)
        raised = [math.exp((score - most) / 100) for score in scores]
        total = sum(raised)
        return [one / total for one in raised]


def linear(package: str, *path: str) -> Linear:
    """The model of a packaged file (written by `bench/train/softmax.py`)."""
    read = json.loads(packaged(package, *path))
    rows = zip(*[iter(read["weights"])] * len(read["bias"]), strict=True)
    return Linear(dict(zip(read["features"], rows, strict=True)), read["bias"])
