"""Which of the countries that a text tells of is the victim's: a trained model over what speaks for each.

It weighs how the cues of `setting.py` stand to each other: how strong, how many and what share of all they are, and
whether they stand in the headline, in the lead or beside the victim. Its weights were trained by
`bench/train/countries.py` and are kept in `lists/country_weights.tsv`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from affidavit.extract.lists import weights

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan
    from affidavit.extract.setting.cues import Cue, Victim

#: What cues of a country weigh together that settle it by themselves, and their share of all cues' weight.
_PLAIN, _PLAIN_SHARE = 1.6, 0.55
_SHARES = (0.3, 0.5, 0.7, 0.9, 0.99)
_LEAD, _HEAD, _MOST, _OFTEN = 2, 4, 5, 3


def likeliest(scan: Scan, victim: Victim, cues: Sequence[Cue], least: float) -> tuple[str, float] | None:
    """The likeliest country and how likely it is; None where it does not reach `least`."""
    weight = weights("country_weights").get
    scores = {value: sum([weight(name, 0.0) for name in told]) for value, told in features(scan, victim, cues).items()}
    if not scores:
        return None
    best = max(scores, key=lambda value: scores[value])
    chance = 1 / (sum(math.exp(score - scores[best]) for score in scores.values()) + math.exp(-scores[best]))
    return (best, chance) if chance >= least else None


def features(scan: Scan, victim: Victim, cues: Sequence[Cue]) -> dict[str, set[str]]:
    """What the model sees of each country, in the order of their codes."""
    by_country: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        if cue.weight:
            by_country[cue.value].append(cue)
    own = {mention.line for mention in victim.rated.party.mentions} if victim.rated else set()
    first = min((cue.start for found in by_country.values() for cue in found), default=0)
    whole = sum(cue.weight for found in by_country.values() for cue in found)
    places = {value: len({cue.start for cue in found}) for value, found in by_country.items()}
    plain = {
        value for value, found in by_country.items()
        if (total := sum(cue.weight for cue in found)) >= _PLAIN and total >= _PLAIN_SHARE * whole
    }  # fmt: skip
    most = {value: max(cue.weight for cue in found) for value, found in by_country.items()}
    told = {}
    for value, found in sorted(by_country.items()):
        told[value] = {"bias", *_of_cues(found), *(one for cue in found for one in _of_cue(cue, own, first))}
        told[value] |= set(_of_shares("weight", sum(cue.weight for cue in found) / whole))
        told[value] |= set(_of_shares("places", places[value] / sum(places.values())))
        told[value].add(f"places {min(_MOST, places[value])}")
        if all(weight < most[value] for other, weight in most.items() if other != value):
            told[value] |= {"strongest", f"strongest, weighs {round(most[value], 1)}"}
        if plain:
            told[value].add("plain" if value in plain else "another is plain")
        if len(by_country) == 1:
            told[value] |= {"alone", f"alone, places {min(_MOST, places[value])}"}
    return told


def _of_cues(found: Sequence[Cue]) -> Iterator[str]:
    for weight, times in Counter(round(cue.weight, 1) for cue in found).items():
        yield from [f"weighs {weight}, {n} times" for n in range(1, min(times, _OFTEN) + 1)]


def _of_cue(cue: Cue, own: set[int], first: int) -> Iterator[str]:
    where = [
        name
        for name, stands in (
            ("title", cue.line.title),
            ("lead", cue.line.index <= _LEAD),
            ("beside the victim", cue.line.index in own),
        )
        if stands
    ]
    for name in where:
        yield name
        yield f"{name}, weighs {round(cue.weight, 1)}"
    if cue.start == first:
        yield "first"
    if cue.line.index <= _HEAD and cue.start == cue.line.start:
        yield "opens"


def _of_shares(name: str, share: float) -> list[str]:
    return [f"{name} share {least}" for least in _SHARES if share > least]
