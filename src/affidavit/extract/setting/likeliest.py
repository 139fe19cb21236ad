"""Which country and which sector of those told of are the victim's: trained models over what speaks for each.

They weigh how the cues of `setting.py` and `trades.py` stand to each other: how strong, how many and what share of all
they are, and whether they stand in the first sentence, in the lead or beside the victim; for a sector also the words of
the victim's name and of the first sentences that name it. Their weights were trained by `bench/train/settings.py` and
are kept in `lists/country_weights.tsv` and `lists/sector_weights.tsv`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from affidavit.extract import choice
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan
    from affidavit.extract.setting.cues import Cue, Victim

#: What cues of a value weigh together that settle it by themselves, and their share of all cues' weight.
_PLAIN, _PLAIN_SHARE = 1.6, 0.55
_WORD = regex(r"[a-z&'-]+")
#: Features that tell of some sectors more than of others.
_PLACES = frozenset({"first sentence", "lead", "beside the victim", "strongest", "plain", "alone"})
_SHARES = (0.3, 0.5, 0.7, 0.9, 0.99)
_LEAD, _HEAD, _MOST, _OFTEN = 2, 4, 5, 3


def likeliest(told: Mapping[str, Set[str]], table: str, least: float) -> tuple[str, float] | None:
    """The likeliest of the values with these features and how likely it is; None where it does not reach `least`."""
    if not told:
        return None
    best, chance = choice.likeliest([choice.score(table, seen) for seen in told.values()])
    return (list(told)[best], chance) if chance >= least else None


def of_sectors(scan: Scan, victim: Victim, cues: Sequence[Cue]) -> dict[str, set[str]]:
    """The same of sectors, of which words tell, too."""
    told = of_values(victim, cues)
    words = {f"name {word}" for word in victim.rated.party.name.lower().split()} if victim.rated else set()
    lead = [line for line in scan.body if victim.at(line)][: _LEAD + 1]
    words |= {f"lead {word}" for line in lead for word in _WORD.findall(line.lower)}
    for value, seen in told.items():
        said = {f"says {scan.lower[cue.start : cue.end]}" for cue in cues if cue.value == value and cue.weight}
        seen |= {f"{value} {one}" for one in (*words, *said, *_PLACES.intersection(seen))} | {f"is {value}"}
    return told


def of_values(victim: Victim, cues: Sequence[Cue]) -> dict[str, set[str]]:
    """What the model sees of each value that `cues` speak for, in the order of their codes."""
    by_value: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        if cue.weight:
            by_value[cue.value].append(cue)
    first = min((cue.start for found in by_value.values() for cue in found), default=0)
    whole = sum(cue.weight for found in by_value.values() for cue in found)
    places = {value: len({cue.start for cue in found}) for value, found in by_value.items()}
    plain = {
        value for value, found in by_value.items()
        if (total := sum(cue.weight for cue in found)) >= _PLAIN and total >= _PLAIN_SHARE * whole
    }  # fmt: skip
    most = {value: max(cue.weight for cue in found) for value, found in by_value.items()}
    told = {}
    for value, found in sorted(by_value.items()):
        told[value] = {"bias", *_of_cues(found), *(one for cue in found for one in _of_cue(victim, cue, first))}
        told[value] |= set(_of_shares("weight", sum(cue.weight for cue in found) / whole))
        told[value] |= set(_of_shares("places", places[value] / sum(places.values())))
        told[value].add(f"places {min(_MOST, places[value])}")
        if all(weight < most[value] for other, weight in most.items() if other != value):
            told[value] |= {"strongest", f"strongest, weighs {round(most[value], 1)}"}
        if plain:
            told[value].add("plain" if value in plain else "another is plain")
        if len(by_value) == 1:
            told[value] |= {"alone", f"alone, places {min(_MOST, places[value])}"}
    return told


def _of_cues(found: Sequence[Cue]) -> Iterator[str]:
    for weight, times in Counter(round(cue.weight, 1) for cue in found).items():
        yield from [f"weighs {weight}, {n} times" for n in range(1, min(times, _OFTEN) + 1)]


def _of_cue(victim: Victim, cue: Cue, first: int) -> Iterator[str]:
    where = [
        name
        for name, stands in (
            ("first sentence", cue.line.index == 0),
            ("lead", cue.line.index <= _LEAD),
            ("beside the victim", bool(victim.at(cue.line))),
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
