"""Linking: whether two tellings are of one incident, and why.

`block_keys` say who is compared at all; `compare` weighs named comparisons, each with trained log-odds, into the
probability that both are one incident; `choose` picks the one among several candidates, or declines.
A vendor's compromise and its customers' incidents stay apart, and so do the incidents of one campaign.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache

from affidavit.merge.linking.levels import COMPARISONS, OTHER_VICTIM, Found, Pair, compare_names, told_deeds
from affidavit.merge.linking.profile import Profile, block_keys
from affidavit.model.packaged import packaged
from affidavit.model.struct import frozen

__all__ = ["Choice", "Comparison", "Profile", "Reason", "block_keys", "choose", "compare"]

#: From this probability on two tellings are taken for one incident: where a missed one weighs as much as a wrong one.
SAME_FROM = 0.45
#: A candidate is linked from this probability on: a wrong link is worse than a missing one.
LINK_FROM = 0.7
#: One that is not linked is doubtful from this probability on, so that people look at it.
DOUBT_FROM = 0.4
#: Another candidate within this much of the best one's probability is close, and none is linked.
CLOSE = 0.15


@frozen
class Reason:
    """What one comparison found: its name, what it weighs (log-odds; above zero for one incident), and in words."""

    name: str
    weight: float
    text: str


@frozen
class Comparison:
    """The probability that two tellings are of one incident, and what it rests on, the weightiest first.

    `victims_differ` is whether each tells of another organisation first (a vendor and its customer, say), or one tells
    of none and does not name the other's.
    """

    score: float
    because: tuple[Reason, ...]
    victims_differ: bool = False

    @property
    def same(self) -> bool:
        """Whether they are taken for one incident."""
        return self.score >= SAME_FROM

    @property
    def joining(self) -> float:
        """The probability that they are to be put together: none where the victims differ."""
        return 0.0 if self.victims_differ else self.score


@frozen
class Choice:
    """The candidate that was linked, or None; `close` are those between which it could not be told, or the doubtful."""

    linked: str | None
    close: tuple[str, ...] = ()
    score: float = 0.0


@frozen
class Weights:
    """Trained log-odds: of any two candidates, and of each level of each comparison."""

    base: float
    levels: Mapping[str, Mapping[str, float]]


@cache
def weights() -> Weights:
    """The weights that `python -m bench.train.linking` made."""
    read = json.loads(packaged("affidavit.merge", "weights", "linking.json").decode("utf-8"))
    return Weights(read["base"], read["levels"])


def levels(a: Profile, b: Profile) -> dict[str, tuple[str, str]]:
    """What each comparison found, as level and text; those that had nothing to compare are missing."""
    pair = Pair.of(a, b)
    found = {name: found for name, comparing in COMPARISONS.items() if (found := comparing(pair))}
    return found | dict(told_deeds(pair))


def compare(a: Profile, b: Profile) -> Comparison:
    """The probability that `a` and `b` are one incident; the order of the two changes nothing but the texts."""
    by = weights()
    found = levels(a, b)
    reasons = [Reason(name, by.levels.get(name, {}).get(level, 0.0), text) for name, (level, text) in found.items()]
    odds = by.base + sum(reason.weight for reason in reasons)
    because = tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))
    return Comparison(1 / (1 + math.exp(-odds)), because, _victims_differ(a, b, found.get("names")))


def _victims_differ(a: Profile, b: Profile, names: Found | None) -> bool:
    level = names[0] if names else None
    return level in OTHER_VICTIM if a.names and b.names else level != "told"


def _joining(a: Profile, b: Profile) -> float:
    """What `compare` gives as `joining`; most candidates have another victim, and are compared no further."""
    return 0.0 if _victims_differ(a, b, compare_names(a, b)) else compare(a, b).joining


def choose(profile: Profile, candidates: Mapping[str, Profile]) -> Choice:
    """The candidate that `profile` is one incident with; none where no score is high, or several are close.

    Those that may well be one incident with it, and are not likely enough to be linked, are close as well.
    """
    scores = {key: _joining(profile, candidate) for key, candidate in candidates.items()}
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if not ranked:
        return Choice(None)
    best = scores[ranked[0]]
    if best < LINK_FROM:
        return Choice(None, tuple(key for key in ranked if scores[key] >= DOUBT_FROM), best)
    close = tuple(key for key in ranked if scores[key] >= max(best - CLOSE, SAME_FROM))
    return Choice(ranked[0] if len(close) == 1 else None, close if len(close) > 1 else (), best)
