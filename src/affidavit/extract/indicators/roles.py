"""Whose an indicator is: the attacker's, the victim's, a source's, somewhere to turn to, or unknown.

A sentence's cues decide (cues.tsv), the way of writing (nobody defangs a harmless host), the
list that an indicator stands in, and the names in the text: a host is its namesake's.
"""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from affidavit.extract.indicators import hosts
from affidavit.extract.indicators.cues import Cues
from affidavit.extract.indicators.names import Namesakes
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.indicators.found import Found
    from affidavit.extract.scan import Line, Scan

ATTACKER, VICTIM, SOURCE, CONTACT, UNKNOWN = "attacker", "victim", "source", "contact", "unknown"

# What announces where a text has something from.
_CITED = regex(
    r"(?:information|source|sources|see more at|read more|statement|notice|via|url|link below|see)[.:]? {0,2}\(?$"
)
#: From this probability on a site that is called by its address is the victim.
_VICTIM = 0.5
#: Indicators that nobody tells of unless somebody attacked with them.
_OF_FILES = frozenset({"md5", "sha1", "sha256", "sha512"})
_ADDRESSES = frozenset({"ipv4", "ipv6", "cidr"})
_WRITTEN_TO = frozenset({"email", "telegram", "onion", "url", "domain"})
#: A sentence with so few words besides its indicators is an entry of a list.
_LIST_ENTRY = 7
#: So many defanged indicators or hashes make a text a threat report.
_TECHNICAL = 3
_LONGEST_HEADING = 90
#: How far back a cue to turn somewhere counts, in characters.
_CONTACT_REACH = 250
#: How far other cues of a host count, and how much more the ones behind it are away.
_REACH = 80
_BEHIND = 40
_BY_CUE = (("victim", VICTIM), ("attributed", SOURCE))
#: Networks that stand in documents for real ones (RFC 5737, RFC 3849).
_EXAMPLES = tuple(map(ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")))
#: Resolvers that everybody asks.
_RESOLVERS = frozenset({"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "208.67.222.222", "208.67.220.220"})


class Roles:
    """Judges the indicators of one document."""

    def __init__(self, scan: Scan, found: list[Found]) -> None:
        """Look at what the whole document shows: its lists of indicators, its names, its own host."""
        self._scan = scan
        self._cues = Cues()
        self._technical = sum(one.defanged or one.type in _OF_FILES for one in found) >= _TECHNICAL
        self._defangs = any(one.defanged and one.host for one in found)
        self._sections = self._lines_of_sections()
        self._namesakes = Namesakes(scan, found)
        self._own = _own_hosts(scan)
        self._victims = {r.party.name.lower() for r in scan.parties if r.victim >= _VICTIM}

    def judge(self, one: Found) -> str | None:
        """The role of `one`; None where it is no indicator at all (the source's own host, a company's name)."""
        if one.type in _ADDRESSES:
            if not _is_public(one):
                return UNKNOWN
            return ATTACKER if one.defanged else self._by_cues(one)
        if one.host:
            return self._of_host(one)
        if one.type == "file_name":
            return ATTACKER if self._by_cues(one) == ATTACKER else None
        return self._by_cues(one)

    def _of_host(self, one: Found) -> str | None:
        if one.defanged:
            return ATTACKER
        if hosts.registered(one.host) in self._own or one.linked:
            return None
        if one.type == "email":
            return self._of_email(one)
        if not one.host[-1].isalpha():  # an address and no name
            return self._by_cues(one)
        if known := hosts.kind(one.host):
            return self._of_known_host(one, known)
        if one.type == "domain" and hosts.is_no_host(self._scan.text[one.start : one.end]):
            return None
        return self._of_live_host(one)

    def _of_email(self, one: Found) -> str:
        """An address at the victim's own host is not the attacker's, though a forged sender may read like it."""
        role = self._by_cues(one)
        if role in (ATTACKER, UNKNOWN) and (self._is_namesake(one) or hosts.kind(one.host) in ("authority", "press")):
            return UNKNOWN if role == ATTACKER or not self._is_namesake(one) else VICTIM
        return role

    def _of_known_host(self, one: Found, known: str) -> str | None:
        """A host of everybody's is no indicator; a page there can be one."""
        if one.type != "url":
            return None
        if known == "service" and self._nearest(one) == ATTACKER:
            return ATTACKER
        return CONTACT if known != "press" and self._is_contact(one) else SOURCE

    def _of_live_host(self, one: Found) -> str | None:
        """A host that is written so that one could follow it is an attacker's only if the words next to it say so."""
        if self._is_contact(one):
            return CONTACT
        if one.type == "url" and _CITED.search(self._scan.lower, max(0, one.start - 30), one.start):
            return SOURCE
        if one.host in self._victims and one.type == "domain":
            return VICTIM
        near, of_attack = self._nearest(one), self._has("attacker", one)
        listed = self._in_list(one) and not self._defangs
        if self._is_namesake(one):
            reference = one.type == "url" and (self._technical or _is_entry(self._scan, one.line))
            return SOURCE if reference else None if of_attack or listed else VICTIM
        if near == ATTACKER or listed:
            return ATTACKER
        if one.type == "url":
            return SOURCE
        return UNKNOWN if near is None or of_attack else near

    def _nearest(self, one: Found) -> str | None:
        """The role that the nearest cue gives; what stands before counts for more than what follows."""
        found = [
            (_distance(one, start, end), role) for name, role in _BY_CUE for start, end in self._cues.of(name, one.line)
        ]
        if not self._has("own_site", one):
            found += [
                (one.start - end, ATTACKER) for _, end in self._cues.of("attack_host", one.line) if end <= one.start
            ]
        distance, role = min(found, default=(_REACH, UNKNOWN))
        return role if distance < _REACH else None

    def _has(self, name: str, one: Found) -> bool:
        return bool(self._cues.of(name, one.line))

    def _by_cues(self, one: Found) -> str:
        if one.type == "email" and self._nearest(one) == SOURCE:
            return SOURCE
        if self._is_contact(one) and not self._has("actor", one):
            return CONTACT
        if self._has("attacker", one) or self._has("actor", one) or self._in_list(one):
            return ATTACKER
        return UNKNOWN

    def _is_contact(self, one: Found) -> bool:
        if one.type not in _WRITTEN_TO or self._has("no_contact", one):
            return False
        return any(0 <= one.start - end < _CONTACT_REACH for _, end in self._cues.of("contact", one.line))

    def _in_list(self, one: Found) -> bool:
        """Whether the indicator stands in a list of indicators, or under a line that announces the attacker's."""
        if one.line.index in self._sections:
            return True
        if self._technical and (one.type in _OF_FILES or _is_entry(self._scan, one.line)):
            return True
        before = self._scan.lines[one.line.index - 1] if one.line.index else None
        announced = before is not None and before.lower.endswith(":") and bool(self._cues.of("attacker", before))
        return announced and _is_entry(self._scan, one.line)

    def _lines_of_sections(self) -> frozenset[int]:
        """The lines under a heading such as "Indicators of Compromise", as far as they are entries of a list."""
        inside: set[int] = set()
        open_ = False
        for line in self._scan.lines:
            if len(line.lower) < _LONGEST_HEADING and self._cues.of("section", line):
                open_ = True
            elif open_ and (_is_entry(self._scan, line) or line.end - line.start < 60):
                inside.add(line.index)
            else:
                open_ = False
        return frozenset(inside)

    def _is_namesake(self, one: Found) -> bool:
        return self._namesakes.has(one.host)


def _distance(one: Found, start: int, end: int) -> int:
    return one.start - end if end <= one.start else start - one.end + _BEHIND


def _is_entry(scan: Scan, line: Line) -> bool:
    tokens = scan.text[line.start : line.end].split()
    return sum(token.isalpha() for token in tokens) <= _LIST_ENTRY


def _is_public(one: Found) -> bool:
    address = ip_address(one.host)
    example = any(address in network for network in _EXAMPLES if network.version == address.version)
    return example or (address.is_global and one.host not in _RESOLVERS)


def _own_hosts(scan: Scan) -> frozenset[str]:
    """The host that the document comes from, as its origin and its publisher name it."""
    origin = scan.document.origin or ""
    host = origin.split("://", 1)[-1].split("/", 1)[0].rpartition("@")[2].partition(":")[0] if "://" in origin else ""
    publisher = (scan.document.publisher or "").lower().replace(" ", "")
    return frozenset(hosts.registered(name) for name in (host, publisher, f"{publisher}.com") if "." in name[1:])
