"""A trained reader for what no rule tells of a short text: the action, and whether a third party is in it.

For each value a logistic model weighs the words of one sentence; the sentence that speaks most for a value is its
evidence. It reads only the fields that the rules leave open, in texts of the length that it was trained on (a long one
tells of others too), and says only what it is sure of: what each value needs was set by cross-validation
(`bench/train/reader.py`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.assertion import assertion
from affidavit.extract.organizations.third_party import role_in
from affidavit.extract.reader_features import Feature, features, places
from affidavit.model.packaged import packaged
from affidavit.model.struct import frozen, replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan
    from affidavit.model.claim import Claim

THIRD_PARTY = "third_party"
#: The fields that it reads.
FIELDS = ("action", THIRD_PARTY)
#: The fields of which one is told wherever something happened.
_HAPPENED = frozenset(
    "action vector data affected fate ransomware extortion operations technique malware asset response".split()
)
#: Longer texts are left to the rules.
LONGEST = 2500
_SUREST = 0.9


@frozen
class Model:
    """The values of a field, what each needs to be said and its bias, and the weights of each feature for them."""

    values: tuple[str, ...]
    least: tuple[float, ...]
    bias: tuple[float, ...]
    weights: Mapping[Feature, tuple[tuple[int, float], ...]]

    def rate(self, found: Iterable[Feature]) -> list[float]:
        """The probability, value by value, that a sentence with these features shows it."""
        odds = list(self.bias)
        for weights in filter(None, map(self.weights.get, found)):
            for value, weight in weights:
                odds[value] += weight
        return [1.0 / (1.0 + math.exp(-x)) for x in odds]

    def weight(self, feature: Feature, value: int) -> float:
        """How much one feature speaks for a value."""
        return next((weight for number, weight in self.weights.get(feature, ()) if number == value), 0.0)


class _Shown(NamedTuple):
    """A value, how sure it is, the sentence that shows it, and its words that speak most for it."""

    value: str
    share: float
    line: Line
    peak: tuple[int, int]


@cache
def models() -> Mapping[str, Model]:
    """The trained models by field (made by bench/train/reader.py)."""
    rows = json.loads(packaged(__package__, "weights", "reader.json").decode("utf-8"))
    return {
        field: Model(
            tuple(row["values"]), tuple(row["least"]), tuple(row["bias"]),
            {_feature(name): tuple(zip(flat[::2], flat[1::2], strict=True)) for name, flat in row["weights"].items()},
        )
        for field, row in rows.items()
    }  # fmt: skip


def _feature(name: str) -> Feature:
    return tuple(name.split(" ")) if " " in name else name


def claims(scan: Scan, told: Set[str]) -> Iterator[Claim]:
    """The value of each field that is not among those `told`, where a sentence makes it plain.

    It makes no incident where the rules see none, or a denial: it was trained on texts that tell of one.
    """
    body = scan.body
    wanted = [field for field in FIELDS if field not in told and (field != THIRD_PARTY or _has_role(body))]
    if not wanted or len(scan.text) > LONGEST or _HAPPENED.isdisjoint(told) or _denied(body):
        return
    sentences = [(line, features(line)) for line in body]
    for field in wanted:
        shown = _shown(models()[field], sentences)
        claim = _claim(scan, field, shown) if shown is not None else None
        if claim is not None and claim.asserted:
            yield claim
            if field == THIRD_PARTY:  # a way in, too, as what `third_party` finds
                yield replace(claim, field="vector", value=THIRD_PARTY)


def _has_role(body: list[Line]) -> bool:
    return any("vendor" in line.marks for line in body)


def _denied(body: list[Line]) -> bool:
    return any("denies" in line.marks for line in body)


def _shown(model: Model, sentences: list[tuple[Line, list[Feature]]]) -> _Shown | None:
    """What the sentences show, where it is sure enough."""
    rated = [model.rate(found) for _, found in sentences]
    if not rated:
        return None
    value, share = best(rated)
    if share < model.least[value]:
        return None
    line = sentences[max(range(len(rated)), key=lambda number: rated[number][value])][0]
    return _Shown(model.values[value], share, line, _peak(model, line, value))


def best(rated: Sequence[Sequence[float]]) -> tuple[int, float]:
    """The number of the value that a sentence most speaks for, with its probability.

    What other sentences say for other values takes from it.
    """
    tops = [max(column) for column in zip(*rated, strict=True)]
    value = max(range(len(tops)), key=tops.__getitem__)
    return value, tops[value] / max(1.0, sum(tops))


def _claim(scan: Scan, field: str, shown: _Shown) -> Claim | None:
    value, place = shown.value, shown.peak
    if field == THIRD_PARTY:
        role = role_in(scan, shown.line)
        if role is None:
            return None
        value, place = scan.text[slice(*role)], role
    status, speaker = assertion.judge(shown.line, *place)
    return scan.claim(
        shown.line, shown.line.start, shown.line.end, field=field, value=value, by=f"reader.{field}", status=status,
        speaker=speaker, confidence=min(_SUREST, shown.share),
    )  # fmt: skip


def _peak(model: Model, line: Line, value: int) -> tuple[int, int]:
    """The words of the sentence that speak most for `value`."""
    found = max(places(line), key=lambda place: model.weight(place.feature, value), default=None)
    return (line.start + found.start, line.start + found.end) if found is not None else (line.start, line.end)
