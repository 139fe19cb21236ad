"""The fields organization and actor, and every mention with its role for those who sort sentences by incident."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from affidavit.extract.organizations import entries
from affidavit.extract.organizations.attackers import CLEARED, LINKED, only_claims, only_listed
from affidavit.extract.organizations.evidence import clearest
from affidavit.extract.organizations.labelled import labelled
from affidavit.extract.organizations.party import Name, Rated
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.extraction import Mention
from affidavit.model.regex import regex
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: Below this probability nobody is named the victim: the text may not name one.
VICTIM_FROM = 0.3
ACTOR_FROM = 0.5
#: How sure the words beside a name must be that it is an attacker's.
_CALLED_ONE = 0.8
#: How sure a name that stands over what is told of it makes a victim.
_ENTRY = 0.7
#: How sure a name from the list of groups makes an actor, where nothing beside it does.
_KNOWN_ACTOR = 0.7
_NO_ACTOR = frozenset({"general", "authority", "reporter", "platform", "country", "demonym", "region", "city"})
#: Log odds against nobody from which a name may be one of several victims, and how sure such a claim is at most.
_ODDS_FROM, _ALONGSIDE = -2.0, 0.14

_REPORTER = "reporter"
_ROLES = {
    "authority": "authority", "reporter": _REPORTER, "general": "term", "malware": "malware",
    "country": "place", "demonym": "place", "region": "place", "city": "place",
}  # fmt: skip
#: Whose names are made of any words.
_BEARERS = frozenset({"victim", "attacker"})
#: Domains that no attacker goes by.
_OFFICIAL = (".edu", ".gov", ".gov.uk", ".ac.uk", ".mil")
#: What describes a group, and names none: "a Chinese-speaking actor", "pro-government hackers".
_ALIGNED = regex(
    r"(?:pro|anti|non)-[\w-]+$|[\w -]+-(?:speaking|language|aligned|linked|backed|sponsored|affiliated|nexus|based|"
    r"origin|funded|controlled|state)(?: .{0,60})?$",
    re.IGNORECASE,
)
#: States' offices that groups are laid to, kinds of groups, and headlines.
_NO_GROUP = regex(
    r"(?:the )?(?:ministry|department|office|bureau|directorate) |.{0,60}\bcyber command$|apts?$"
    r"|.{1,60} (?:is|are|has|have|was|were|becom\w{1,3}) ",
    re.IGNORECASE,
)
#: What stands before a part of a program: "a function named".
_PART_NAMED = regex(
    r"\b(?:functions?|sheets?|librar(?:y|ies)|files?|folders?|director(?:y|ies)|variables?|class(?:es)?|methods?|"
    r"keys?|mutex|sites?|websites?|tools?|programs?|malware|scripts?|apps?|channels?|pages?|forums?|"
    r"tables?|tasks?|services?|exports?|parameters?) (?:named|called) [\"']?$"
)
#: "denied the claims of": what is denied is what the group says.
_CLAIMS_OF = regex(
    r"\b(?:claim|allegation|assertion|accusation|boast|statement|post)s?(?: \w{1,20}){0,3} (?:of|by|from)\b[^.;]{0,60}$"
)

#: What a name is known as that is hit by nothing.
_NO_VICTIM = frozenset({"general", "malware"})


def claims(scan: Scan) -> Iterator[Claim]:
    """Who was hit and who did it, as far as the text names them."""
    yield from _victims(scan)
    yield from _of_entries(scan)
    yield from _of_labels(scan)
    yield from _actors(scan)


def _victims(scan: Scan) -> Iterator[Claim]:
    for rated in sorted(scan.parties, key=lambda r: -r.odds):
        if rated.odds > _ODDS_FROM and rated.known not in _NO_VICTIM and not rated.publishes:
            confidence = max(rated.victim, _ALONGSIDE / (1 + math.exp(-rated.odds)))
            yield _claim(scan, clearest(scan, rated), "organization", rated.party.name, confidence, Status.STATED)


def _of_entries(scan: Scan) -> Iterator[Claim]:
    """Those whose names stand over what is told of them, in a text that tells of several."""
    for rated in scan.parties:
        for name in rated.party.mentions:
            if (name.start, name.end) in scan.lines[name.line].marks.get(entries.MARK, ()):
                confidence = max(rated.victim, _ENTRY)
                claim = _claim(scan, name, "organization", rated.party.name, confidence, Status.STATED)
                yield replace(claim, by=f"parties.{entries.MARK}")


def _of_labels(scan: Scan) -> Iterator[Claim]:
    for rated, name in labelled(scan):
        if rated.known not in _NO_VICTIM and not rated.publishes:
            confidence = max(rated.victim, _ENTRY)
            claim = _claim(scan, name, "organization", rated.party.name, confidence, Status.STATED)
            yield replace(claim, by="parties.labelled")


def _actors(scan: Scan) -> Iterator[Claim]:
    for rated in scan.parties:
        if rated.known in _NO_ACTOR or rated.victim >= VICTIM_FROM or rated.publishes or CLEARED in rated.attacks:
            continue
        if _names_no_group(scan, rated):
            continue
        beside = max(rated.attacks)
        likely = rated.actor if rated.actor >= ACTOR_FROM else 0.0
        if sure := max(beside, _KNOWN_ACTOR if rated.known == "actor" else 0.0, likely):
            name = rated.party.mentions[rated.attacks.index(beside)]
            status = Status.SUSPECTED if beside == LINKED and rated.known != "actor" else None
            claim = _claimant(scan, name, _claim(scan, name, "actor", rated.party.name, sure, status))
            boasts = only_claims(scan, rated.party.mentions) or only_listed(scan, rated.party.mentions)
            if claim.status is Status.STATED and boasts:
                claim = replace(claim, status=Status.SUSPECTED, speaker=Speaker.ATTACKER)
            yield claim


def _names_no_group(scan: Scan, rated: Rated) -> bool:
    name = rated.party.name
    if name.lower().endswith(_OFFICIAL) or _ALIGNED.match(name) or _NO_GROUP.match(name):
        return True
    return any(
        _PART_NAMED.search(scan.lower, max(scan.lines[one.line].start, one.start - 40), one.start) is not None
        for one in rated.party.mentions
    )


def _claimant(scan: Scan, name: Name, claim: Claim) -> Claim:
    """The claim as it is; where only what a group says is denied, the group says that it was them all the same."""
    before = scan.lower[scan.lines[name.line].start : name.start]
    if claim.status is Status.DENIED and _CLAIMS_OF.search(before):
        return replace(claim, status=Status.SUSPECTED, speaker=Speaker.ATTACKER)
    return claim


def is_actor(rated: Rated) -> bool:
    """Whether the text as a whole, or common knowledge, makes the party the attacker."""
    beside = max(rated.attacks) >= _CALLED_ONE or rated.actor >= ACTOR_FROM
    likely = rated.known == "actor" or (beside and rated.known not in _NO_ACTOR)
    return likely and rated.victim < VICTIM_FROM


def _claim(scan: Scan, name: Name, field: str, value: str, confidence: float, status: Status | None) -> Claim:
    line = scan.lines[name.line]
    return scan.claim(
        line, name.start, name.end, field=field, value=value, by="parties", confidence=confidence, status=status,
        speaker=Speaker.PRESS if status else None,
    )  # fmt: skip


#: What is mostly where something is, and no body.
_LANDS = frozenset({"country", "region", "demonym"})


def mentions(scan: Scan) -> list[Mention]:
    """Every mention of every party, in order, with the role that its words show."""
    found: list[Mention] = []
    for rated in scan.parties:
        role = _role(rated)
        for name, attacks in zip(rated.party.mentions, rated.attacks, strict=True):
            shown = "attacker" if attacks and role != _REPORTER else role
            found.append(Mention(rated.party.name, name.start, name.end, name.line, shown))
    found.sort(key=attrgetter("start"))
    return found


def is_of_a_name(scan: Scan, claim: Claim) -> bool:
    """Whether what was hit is told by nothing but a part of a name: the ledger of the gang "Basalt Ledger"."""
    if claim.field != "asset":
        return False
    end = claim.evidence[0].end
    named = (one for one in scan.mentions if one.role in _BEARERS and one.start < claim.start)
    return any(end <= one.end for one in named)


def _role(rated: Rated) -> str:
    """The role of a party's mentions, unless the words beside one make it the attacker."""
    if rated.publishes:
        return _REPORTER
    doubted = rated.known in _LANDS and rated.victim < VICTIM_FROM
    if rated.odds > 0 and rated.known not in {"general", "reporter"} and not doubted:
        return "victim"
    return _ROLES.get(rated.known or "", "other")
