"""Whether the words beside a name make it an attacker: "a hacker known as", "the ... ransomware gang"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from affidavit.extract.organizations.features import Around
from affidavit.extract.organizations.party import Name

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

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
_ATTRIBUTED = re.compile(
    r"\battribut(?:e|es|ed|ing) (?:it|them|(?:the|this|these|that|both) (?:\w+ ){0,2}(?:attacks?|intrusions?|breach|"
    r"hack|activity|campaign|operation|incidents?|malware))(?: with (?:very )?high confidence)? to(?: the)? $"
)
_ATTRIBUTING = frozenset({"attribute", "attributes", "attributed", "attributing", "confidence"})
#: The last words of what the patterns of naming and of gangs match, aside from the small ones.
_LAST = frozenset(
    "named called known online dubbed tracked going goes alias handle name moniker pseudonym himself itself themselves "
    "gang group operation operator operators collective actor hacktivist hacktivists hacker hackers claimed "
    "attributed".split()
)
_SMALL = frozenset('the of as by from to "'.split())
_GANG_AFTER = re.compile(
    r"[\"']?(?: \([^)]{1,30}\))? (?:ransomware(?:-as-a-service)?(?: and extortion)? |data |cyber ?|extortion |"
    r"hacking |hacker |threat |cybercrime |hacktivist )*"
    r"(?:gang|group|hackers?|operators?|operation|collective|actors?|affiliates?|extortionists)\b"
)
_SITE = (
    r"\b[^.]{0,60}? (?:its|their|the|a) (?:[\w-]+ ){0,2}(?:leak|extortion|shaming|victims?|dark ?web) "
    r"(?:site|blog|page|portal)"
)
_CLAIMED = re.compile(
    r"[\"']?(?: \([^)]{1,30}\))?,? (?:(?:has|have|had|later|also|then|since) ){0,2}"
    r"(?:(?:claim(?:s|ed)|took|taken) (?:responsibility|credit)|claim(?:s|ed) (?:to have |that it (?:had )?)"
    rf"(?:stolen|stole|breached|hacked|taken|exfiltrated|encrypted)|(?:published|posted|leaked|listed|added|named|put){_SITE})"
)
_RANSOMWARE_AFTER = re.compile(r"[\"']? ransomware\b")
#: The first words of what the two patterns above match, aside from those that begin with "cyber".
_FIRST = frozenset(
    "( ransomware data extortion hacking hacker threat hacktivist gang group hackers operator operators operation "
    "collective actor actors affiliate affiliates extortionists".split()
)
#: How far the words before and behind a name are looked at.
_BEFORE, _BEHIND = 110, 60


#: One of the first words of what tells that a group claims a deed.
_CLAIMING = frozenset("claims claimed took taken published posted leaked listed added named put".split())


def attacks(scan: Scan, name: Name, near: Around) -> float:
    """How surely the words beside a mention make it an attacker (0 where they do not), given the tokens near it."""
    line = scan.lines[name.line]
    if _last_word(near.before) in _LAST:
        low = max(line.start, name.start - _BEFORE)
        before = scan.lower[low : name.start]
        if _NAMED_AS.search(before):
            return 0.95
        if _GANG_BEFORE.search(before):
            return 0.85
    if claims := _claims_or_is_named(scan, name, near):
        return claims
    first = near.behind[0] if near.behind else ""
    if first == '"' and len(near.behind) > 1:
        first = near.behind[1]
    if first not in _FIRST and not first.startswith("cyber"):
        return 0.0
    high = min(line.end, name.end + _BEHIND)
    if _GANG_AFTER.match(scan.lower, name.end, high):
        return 0.85
    return 0.6 if _RANSOMWARE_AFTER.match(scan.lower, name.end, high) else 0.0


def _claims_or_is_named(scan: Scan, name: Name, near: Around) -> float:
    """The same by a deed that is laid to the name, or that it claims."""
    line = scan.lines[name.line]
    low = max(line.start, name.start - _BEFORE)
    if not _ATTRIBUTING.isdisjoint(near.before) and _ATTRIBUTED.search(scan.lower, low, name.start):
        return 0.85
    claimed = not _CLAIMING.isdisjoint(near.behind[:4]) and _CLAIMED.match(scan.lower, name.end, line.end)
    return 0.8 if claimed else 0.0


def _last_word(tokens: list[str]) -> str:
    for token in reversed(tokens):
        if token not in _SMALL:
            return token
    return ""
