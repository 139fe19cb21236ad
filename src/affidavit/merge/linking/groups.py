"""Putting documents that are given together into incidents, by the comparisons of `linking`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations

from affidavit.merge.linking import DOUBT_FROM, LINK_FROM, compare
from affidavit.merge.linking.profile import Profile, block_keys
from affidavit.model.telling import Telling


def groups(tellings: Sequence[Telling], profiles: Sequence[Profile]) -> list[list[Telling]]:
    """The tellings by incident; `profiles` stand in their order, and so do the groups.

    The surest pairs are joined first, and two groups only where their members are one incident on the average, or
    may be and what they tell together is: a single link between two groups does not make them one. What one document
    tells apart is never joined, and what was sorted already, in an analysis that was exported, stays as it was sorted.
    """
    group_of = {index: [index] for index in range(len(tellings))}
    scores = _scores(tellings, profiles)

    def score(i: int, j: int) -> float:
        pair = (min(i, j), max(i, j))
        if pair not in scores:
            known = _known(tellings[i], tellings[j])
            scores[pair] = compare(profiles[pair[0]], profiles[pair[1]]).joining if known is None else known
        return scores[pair]

    sure = sorted(
        (pair for pair, found in scores.items() if found >= LINK_FROM), key=lambda pair: (-scores[pair], pair)
    )
    for i, j in sure:
        one, other = group_of[i], group_of[j]
        if one is not other and _together(one, other, [score(a, b) for a in one for b in other], profiles):
            one.extend(other)
            group_of.update(dict.fromkeys(other, one))
    return [[tellings[i] for i in sorted(group)] for index, group in group_of.items() if min(group) == index]


def _scores(tellings: Sequence[Telling], profiles: Sequence[Profile]) -> dict[tuple[int, int], float]:
    """The scores of the pairs that share a block key, or were sorted already."""
    placed = [index for index, telling in enumerate(tellings) if telling.place]
    scores: dict[tuple[int, int], float] = {
        (i, j): known for i, j in combinations(placed, 2) if (known := _known(tellings[i], tellings[j])) is not None
    }
    for i, j in _candidates(profiles):
        if (i, j) not in scores and tellings[i].document != tellings[j].document:
            scores[i, j] = compare(profiles[i], profiles[j]).joining
    return scores


def _known(one: Telling, other: Telling) -> float | None:
    """Whether two tellings are of one incident, where that needs no comparing."""
    if one.document == other.document:
        return 0.0
    if one.place is None or other.place is None or one.place.analysis != other.place.analysis:
        return None
    return float(one.place.incident == other.place.incident)


def _candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    found: dict[str, list[int]] = {}
    for index, profile in enumerate(profiles):
        for key in block_keys(profile):
            found.setdefault(key, []).append(index)
    yield from sorted({pair for indexes in found.values() for pair in combinations(indexes, 2)})


def _together(one: list[int], other: list[int], scores: list[float], profiles: Sequence[Profile]) -> bool:
    """Whether two groups are one incident: their pairs on the average, or all that each tells, as a register joins."""
    average = _average(scores)
    if average >= LINK_FROM or average < DOUBT_FROM:
        return average >= LINK_FROM
    first, second = (reduce(Profile.joined, [profiles[at] for at in sorted(group)]) for group in (one, other))
    return compare(first, second).joining >= LINK_FROM


def _average(scores: list[float]) -> float:
    # one that says no weighs as much as all that say yes: the same document, or another victim
    return 0.0 if 0.0 in scores else sum(scores) / len(scores)
