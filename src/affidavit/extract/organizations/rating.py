"""Who of the named parties is the victim, who the attacker: a conditional logit over what stands around the names."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING

from affidavit.extract.organizations.aliases import Party, parties
from affidavit.extract.organizations.features import mention_features, party_features
from affidavit.extract.organizations.names import Name, names

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

Weights = Mapping[str, float]


@dataclass(slots=True)
class Rated:
    """A party with what speaks for each role.

    `victim` and `actor` are probabilities (0 to 1, the parties of a text and "nobody" sum to one); `odds` is the log
    odds of being a victim against nobody, whatever the others are; `best` the mention that shows it most clearly.
    """

    party: Party
    victim: float
    actor: float
    odds: float
    best: Name


@cache
def weights() -> Mapping[str, Weights]:
    """The trained weights by role (made by bench/train/parties.py)."""
    found: Mapping[str, Weights] = json.loads(
        (resources.files("affidavit.extract") / "weights" / "parties.json").read_text("utf-8")
    )
    return found


def rate(scan: Scan) -> list[Rated]:
    """All parties that the story names, in the order of their first mention."""
    found = parties(scan, names(scan))
    total = sum(len(party.mentions) for party in found)
    seen = [[_weighed(mention_features(scan, mention)) for mention in party.mentions] for party in found]
    whole = [
        dict.fromkeys((*chain.from_iterable(mentions), *_weighed(party_features(scan, party, rank, total))))
        for rank, (party, mentions) in enumerate(zip(found, seen, strict=True))
    ]
    victim, actor = weights()["victim"], weights()["actor"]
    odds = [_sum(features, victim) - victim.get("none", 0.0) for features in whole]
    attack = [_sum(features, actor) - actor.get("none", 0.0) for features in whole]
    return [
        Rated(party, as_victim, as_actor, logit, _best(party, mentions, victim))
        for party, mentions, as_victim, as_actor, logit in zip(
            found, seen, _softmax(odds), _softmax(attack), odds, strict=True
        )
    ]


@cache
def _learned() -> frozenset[str]:
    return frozenset().union(*weights().values())


def _weighed(features: Iterable[str]) -> list[str]:
    """The few of `features` that tell anything."""
    learned = _learned()
    return [feature for feature in features if feature in learned]


def _sum(features: Iterable[str], by: Weights) -> float:
    get = by.get
    return sum(get(feature, 0.0) for feature in features)


def _softmax(odds: list[float]) -> list[float]:
    """Probabilities against each other and against nobody (whose odds are 0)."""
    top = max(odds, default=0.0)
    parts = [math.exp(value - max(top, 0.0)) for value in odds]
    total = sum(parts) + math.exp(-max(top, 0.0))
    return [part / total for part in parts]


def _best(party: Party, features: list[list[str]], by: Weights) -> Name:
    scores = [_sum(found, by) for found in features]
    return party.mentions[scores.index(max(scores))]
