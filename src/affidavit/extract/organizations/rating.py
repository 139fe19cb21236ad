"""Who of the named parties is the victim, who the attacker: a conditional logit over what stands around the names."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, repeat
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.organizations.aliases import parties
from affidavit.extract.organizations.attackers import BOAST, LINKED, attacks
from affidavit.extract.organizations.bystanders import is_person, stands_by, titled_surnames
from affidavit.extract.organizations.features import (
    BEFORE,
    BEHIND,
    BESIDE,
    OF_PARTY,
    SIGN,
    Around,
    Value,
    around,
    beside,
    of_party,
)
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.names import names
from affidavit.extract.organizations.no_body import is_no_body
from affidavit.extract.organizations.party import Name, Party, Rated
from affidavit.extract.organizations.publication import publishes
from affidavit.extract.organizations.signs import signs
from affidavit.extract.organizations.struck import struck
from affidavit.extract.organizations.supply import parts, supplies
from affidavit.model.packaged import packaged
from affidavit.model.regex import regex
from affidavit.model.struct import frozen

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: Weights are counted in hundredths, as they were trained, so that a sum is the same in whatever order it is made.
UNIT = 100
#: The number of every feature that tells nothing.
_NOTHING = 0
#: The log odds of who can be no victim; and from which log odds on that is worth asking.
NEVER, _DOUBTED = -20.0, -4.0
#: The most that speaks for one that works for the text's "us", or for a client that is named.
_SUPPLIES = -3.0
#: How sure the words beside a name are of a deed, less than of what it is called; and the log odds of attackers.
_DEED, _CALLED, _HARDLY = 0.8, 0.9, -2.5

#: What stands behind the name of one that was hit.
_HIT = regex(
    r"(?:'s? (?:[\w-]+ ){1,4})?(?: (?:ransomware|gang|group|operation|affiliates?|itself)){0,3},? ?"
    r"(?:has |have |had |also |itself ){0,2}(?:(?:was|were|is|are|been|being|gets?|got) (?:also |itself |\w+ly )?"
    r"(?:hacked|breached|hit|attacked|compromised|defaced|leaked|seized|exposed|taken down|targeted)|suffer(?:s|ed)|"
    r"hacked$|breached$|lost)\b"
)

Numbers = dict[Value, int]
_number: Callable[[Numbers, Value, int], int] = dict.get


@frozen
class Learned:
    """What was learned of the features: the number of each by its kind and value, and by number what it weighs.

    `beside` and `of_party` are in the order of the kinds BESIDE and OF_PARTY; `cues` are the words of `before` and
    `behind`; `signs` are by their own kinds.
    """

    beside: tuple[Numbers, ...]
    of_party: tuple[Numbers, ...]
    before: Numbers
    behind: Numbers
    cues: frozenset[Value]
    signs: Numbers
    victim: tuple[int, ...]
    actor: tuple[int, ...]
    no_victim: int
    no_actor: int


@cache
def learned() -> Learned:
    """The trained weights of both roles (made by bench/train/parties.py)."""
    stored = json.loads(packaged("affidavit.extract", "weights", "parties.json"))
    number = count(_NOTHING + 1)
    kinds: dict[str, Numbers] = {
        kind: dict(zip(values, number, strict=False)) for kind, values in stored["features"].items()
    }
    victim, actor = (0, *stored["victim"]), (0, *stored["actor"])
    nobody = kinds["none"].get("", _NOTHING)
    return Learned(
        tuple(map(kinds.__getitem__, BESIDE)), tuple(map(kinds.__getitem__, OF_PARTY)), kinds[BEFORE], kinds[BEHIND],
        frozenset(kinds[BEFORE]) | frozenset(kinds[BEHIND]), kinds[SIGN], victim, actor, victim[nobody], actor[nobody],
    )  # fmt: skip


class _Weighed(NamedTuple):
    """A party with the log odds of both its roles against nobody."""

    party: Party
    victim: float
    actor: float
    best: Name
    known: str | None
    attacks: list[float]


def rate(scan: Scan) -> list[Rated]:
    """All parties that the story names, in the order of their first mention."""
    found = parties(scan, names(scan))
    total = sum(len(party.mentions) for party in found)
    persons = _persons(scan, found)
    weighed = [_weigh(scan, party, rank, total) for rank, party in enumerate(found)]
    weighed = [one._replace(victim=NEVER) if one.party.name in persons else one for one in weighed]
    weighed = _without_attackers(scan, _as_wholes(scan, _as_clients(scan, weighed)))
    victims, actors = _softmax([one.victim for one in weighed]), _softmax([one.actor for one in weighed])
    return [
        Rated(
            one.party, victim, actor, one.victim, one.best, one.known, one.attacks,
            publishes(scan.document, one.party.name),
        )
        for one, victim, actor in zip(weighed, victims, actors, strict=True)
    ]  # fmt: skip


def _persons(scan: Scan, found: list[Party]) -> set[str]:
    """The names of persons, and what they are called for short: "Dr. Ada Marlow", "Marlow", "AM"."""
    full = {party.name for party in found if any(is_person(scan, one) for one in party.mentions)}
    words = [name.split() for name in full]
    short = {"".join(word[0] for word in of) for of in words} | {of[0][0] + of[-1][0] for of in words}
    found_short = {of[-1] for of in words} | {name for name in short if len(name) > 1}
    return full | found_short | titled_surnames(scan)


def _as_clients(scan: Scan, weighed: list[_Weighed]) -> list[_Weighed]:
    """Each client before those who work for it, unless the text speaks more of them: the loss is the client's."""
    by_party = {id(one.party): place for place, one in enumerate(weighed)}
    for vendor, client, _ in supplies(scan, [one.party for one in weighed]):
        place = by_party[id(vendor)]
        sold = weighed[place]
        if client is None:
            weighed[place] = sold._replace(victim=min(sold.victim, _SUPPLIES))
            continue
        other = by_party[id(client)]
        bought = weighed[other]
        if bought.victim < sold.victim and bought.victim > NEVER and len(vendor.mentions) <= len(client.mentions):
            weighed[place] = sold._replace(victim=min(bought.victim, _SUPPLIES))
            weighed[other] = bought._replace(victim=sold.victim)
    return weighed


def _as_wholes(scan: Scan, weighed: list[_Weighed]) -> list[_Weighed]:
    """Each whole before its part, where it tells what befell the part: "a breach at one of its clinics, Larkfield"."""
    by_party = {id(one.party): place for place, one in enumerate(weighed)}
    for whole, part in parts(scan, [one.party for one in weighed]):
        first, second = weighed[by_party[id(whole)]], weighed[by_party[id(part)]]
        if first.victim > NEVER:
            weighed[by_party[id(whole)]] = first._replace(victim=max(first.victim, second.victim))
            weighed[by_party[id(part)]] = second._replace(victim=min(second.victim, _SUPPLIES))
    return weighed


def _without_attackers(scan: Scan, weighed: list[_Weighed]) -> list[_Weighed]:
    """The same with no victim among those who mostly attack, where another may be the victim."""
    striking = [2 * sum(sure >= LINKED for sure in one.attacks) >= len(one.attacks) for one in weighed]
    others = any(
        one.victim > 0 and one.known is None and not max(one.attacks) and not strikes
        for one, strikes in zip(weighed, striking, strict=True)
    )
    if not others:
        return weighed
    return [
        one._replace(victim=NEVER) if strikes and one.victim > _DOUBTED and not _is_hit(scan, one.party) else one
        for one, strikes in zip(weighed, striking, strict=True)
    ]


def _weigh(scan: Scan, party: Party, rank: int, total: int) -> _Weighed:
    by, known = learned(), known_as(party.name)
    near = [around(scan, mention) for mention in party.mentions]
    seen = [
        _features(by, one).union(_signs(by, scan, mention, one))
        for one, mention in zip(near, party.mentions, strict=True)
    ]
    whole = _numbers(by.of_party, of_party(scan, party, known, rank=rank, total=total)).union(*seen)
    scores = [sum(map(by.victim.__getitem__, features)) for features in seen]
    odds = (sum(map(by.victim.__getitem__, whole)) - by.no_victim) / UNIT
    actor = (sum(map(by.actor.__getitem__, whole)) - by.no_actor) / UNIT
    shown = [attacks(scan, mention, one) for mention, one in zip(party.mentions, near, strict=True)]
    no_victim = odds > _DOUBTED and (
        (actor > _HARDLY and _strikes(shown))
        or BOAST in shown
        or ((known == "actor" or min(shown) > _CALLED) and not _is_hit(scan, party))
        or stands_by(scan, party, known)
        or is_no_body(scan, party, known)
    )
    if not no_victim and known is None:
        odds = max(odds, *(struck(scan, mention) for mention in party.mentions))
    return _Weighed(party, NEVER if no_victim else odds, actor, party.mentions[scores.index(max(scores))], known, shown)


def _is_hit(scan: Scan, party: Party) -> bool:
    """Whether the text says of a known group that it was hit itself: "Quillfish was hacked", "Quillfish's site"."""
    return any(_HIT.match(scan.lower, one.end, scan.lines[one.line].end) for one in party.mentions)


def _strikes(shown: list[float]) -> bool:
    """Whether at least half of the mentions show the party attacking, not only called hackers, who are hit as well."""
    return 2 * sum(_DEED <= sure < _CALLED for sure in shown) >= len(shown)


def _features(by: Learned, near: Around) -> set[int]:
    """The numbers of a mention's features."""
    found = _numbers(by.beside, beside(near))
    if not by.cues.isdisjoint(near.before):
        found.update(by.before.get(token, _NOTHING) for token in near.before)
    if not by.cues.isdisjoint(near.behind):
        found.update(by.behind.get(token, _NOTHING) for token in near.behind)
    return found


def _signs(by: Learned, scan: Scan, mention: Name, near: Around) -> Iterator[int]:
    """The numbers of the signs beside a mention."""
    return (by.signs.get(sign, _NOTHING) for sign in signs(scan, mention, near))


def _numbers(kinds: tuple[Numbers, ...], values: tuple[Value, ...]) -> set[int]:
    return set(map(_number, kinds, values, repeat(_NOTHING)))


def _softmax(odds: list[float]) -> list[float]:
    """Probabilities against each other and against nobody (whose odds are 0)."""
    top = max(odds, default=0.0)
    parts = [math.exp(value - max(top, 0.0)) for value in odds]
    total = sum(parts) + math.exp(-max(top, 0.0))
    return [part / total for part in parts]
