"""The fields organization and actor, and every mention with its role for those who sort sentences by incident."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.names import Name
from affidavit.extract.organizations.rating import Rated
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.extraction import Mention

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: Below this probability nobody is named the victim: the text may not name one.
VICTIM_FROM = 0.3
ACTOR_FROM = 0.5
#: How sure a name from the list of groups makes an actor, where nothing beside it does.
_KNOWN_ACTOR = 0.7
_NO_ACTOR = frozenset({"general", "authority", "reporter", "platform", "country", "demonym", "region", "city"})
#: Log odds against nobody from which a name may be one of several victims, and how sure such a claim is at most.
_ODDS_FROM, _ALONGSIDE = -2.0, 0.14

_ROLES = {
    "authority": "authority", "reporter": "reporter", "general": "term",
    "country": "place", "demonym": "place", "region": "place", "city": "place",
}  # fmt: skip
#: Domains that no attacker goes by.
_OFFICIAL = (".edu", ".gov", ".gov.uk", ".ac.uk", ".mil")

_NAMED_AS = re.compile(
    r"\b(?:hackers?|actors?|attackers?|groups?|gang|collective|operation|seller|user|persona|individual|outfit|"
    r"crew|cybercriminals?|leaker)"
    r"(?: \w+){0,3}? (?:named|called|known (?:as|online as)|dubbed|tracked as|going by|goes by|using the "
    r"(?:alias|handle|name|moniker|pseudonym)|"
    r"calling (?:himself|itself|themselves)|self-named)(?: the (?:name|handle|alias|moniker)(?: of)?)?(?: the)? "
    r"[\"']?$"
)
_GANG_BEFORE = re.compile(
    r"\b(?:ransomware (?:gang|group|operation|operators?)|hacking (?:group|collective)|threat (?:actor|group)|"
    r"extortion (?:gang|group)|"
    r"cybercrime (?:gang|group)|hacker group|hacktivist(?:s| group)?|hackers from(?: the)?|claimed by(?: the)?|"
    r"attributed to(?: the)?|hacker) [\"']?$"
)
_GANG_AFTER = re.compile(
    r"^[\"']?(?: \([^)]{1,30}\))? (?:ransomware(?:-as-a-service)?(?: and extortion)? |data |cyber ?|extortion |"
    r"hacking |hacker |threat |cybercrime |hacktivist )*"
    r"(?:gang|group|hackers?|operators?|operation|collective|actors?|affiliates?|extortionists)\b"
)
_SIGN, _SITE = re.compile(r"[^a-z0-9]"), re.compile(r"\.(?:com|org|net|co)\b.*")
_RANSOMWARE_AFTER = re.compile(r"^[\"']? ransomware\b")


def claims(scan: Scan) -> Iterator[Claim]:
    """Who was hit and who did it, as far as the text names them."""
    yield from _victims(scan)
    yield from _actors(scan)


def _victims(scan: Scan) -> Iterator[Claim]:
    for rated in sorted(scan.parties, key=lambda r: -r.odds):
        if rated.odds > _ODDS_FROM and known_as(rated.party.name) != "general" and not publishes(scan, rated):
            confidence = max(rated.victim, _ALONGSIDE / (1 + math.exp(-rated.odds)))
            yield _claim(scan, rated.best, "organization", rated.party.name, confidence, Status.STATED)


def _actors(scan: Scan) -> Iterator[Claim]:
    for rated in scan.parties:
        known = known_as(rated.party.name)
        if known in _NO_ACTOR or rated.victim >= VICTIM_FROM:
            continue
        if rated.party.name.lower().endswith(_OFFICIAL):
            continue
        sure, name = max(((_attacks(scan, m), m) for m in rated.party.mentions), key=lambda found: found[0])
        sure = max(sure, _KNOWN_ACTOR if known == "actor" else 0.0, rated.actor if rated.actor >= ACTOR_FROM else 0.0)
        if sure and not publishes(scan, rated):
            yield _claim(scan, name, "actor", rated.party.name, sure, None)


def is_actor(rated: Rated) -> bool:
    """Whether the text as a whole, or common knowledge, makes the party the attacker."""
    known = known_as(rated.party.name)
    likely = known == "actor" or (rated.actor >= ACTOR_FROM and known not in _NO_ACTOR)
    return likely and rated.victim < VICTIM_FROM


def publishes(scan: Scan, rated: Rated) -> bool:
    """Whether the name is the publication's own: of its site, or as the page gives it."""
    name = _SIGN.sub("", _SITE.sub("", rated.party.name.lower()))
    return bool(name) and name in _publication(scan.document.origin or "", scan.document.publisher or "")


@lru_cache(maxsize=16)
def _publication(origin: str, publisher: str) -> frozenset[str]:
    """The names by which a text may speak of where it was published."""
    host = urlsplit(origin).hostname or ""
    return frozenset(_SIGN.sub("", part) for part in (publisher.lower(), *host.split(".")))


def _attacks(scan: Scan, name: Name) -> float:
    """How surely the words beside a mention make it an attacker (0 where they do not)."""
    line = scan.lines[name.line]
    before = scan.lower[max(line.start, name.start - 110) : name.start]
    return _beside_attackers(before, scan.lower[name.end : min(line.end, name.end + 60)])


@lru_cache(maxsize=1024)
def _beside_attackers(before: str, after: str) -> float:
    if _NAMED_AS.search(before):
        return 0.95
    if _GANG_BEFORE.search(before) or _GANG_AFTER.match(after):
        return 0.85
    return 0.6 if _RANSOMWARE_AFTER.match(after) else 0.0


def _claim(scan: Scan, name: Name, field: str, value: str, confidence: float, status: Status | None) -> Claim:
    line = scan.lines[name.line]
    return scan.claim(
        line, name.start, name.end, field=field, value=value, by="parties", confidence=confidence, status=status,
        speaker=Speaker.PRESS if status else None,
    )  # fmt: skip


def mentions(scan: Scan) -> Iterator[Mention]:
    """Every mention of every party, in order, with the role that its words show."""
    found = [
        Mention(rated.party.name, name.start, name.end, name.line, _role(scan, rated, name))
        for rated in scan.parties
        for name in rated.party.mentions
    ]
    yield from sorted(found, key=lambda mention: mention.start)


def _role(scan: Scan, rated: Rated, name: Name) -> str:
    known = known_as(rated.party.name)
    if publishes(scan, rated):
        return "reporter"
    if _attacks(scan, name):
        return "attacker"
    if rated.odds > 0 and known not in {"general", "reporter"}:
        return "victim"
    return _ROLES.get(known or "", "other")
