"""Whose trade a role is: the victim's own ("service provider Larkfield was breached") or another's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name, Rated
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: From this probability on a name is taken for the victim's.
VICTIM = 0.5
#: And from here on it may be one of several.
_OFTEN = 0.1
POSSESSED = regex(r"(?:\b(?:its|their|our|his|her|whose)|'s|s') (?:[\w-]+ ){0,2}$")
ATTACKED = regex(
    r"\b(?:(?:cyber-?)?attack|hack|breach|incident|intrusion|compromise)s? (?:on|of|at|against|involving) "
    r"(?:the |an? )?(?:[\w-]+ ){0,2}$"
)
ANOTHERS = regex(r"\b(?:business associate|vendor|supplier|contractor|subcontractor|business partner|ba)s?\b")
#: What a third party runs.
RUN_BY_IT = regex(r"((?:third|3rd)[- ]party)[- ](?:managed|hosted|run|operated|owned|maintained|administered|supplied)")
#: What stands between an organisation and its own trade.
_APPOSITION = regex(r",? (?:(?:is )?(?:an?|the|one of the) [^,.;]{0,60})?")


def named_in(scan: Scan, line: Line) -> Sequence[tuple[Rated, Name]]:
    """Every party that a sentence names, with the mention."""
    return scan.named.get(line.index, ())


def is_own_trade(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether the role is the victim's own trade, before or behind its name."""
    if POSSESSED.search(scan.lower[line.start : start]):
        return False  # "its vendor Larkfield"
    return describes_victim(scan, line, start, end) or _follows_victim(scan, line, start, end)


def describes_victim(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether the role is the victim's own trade: "service provider Larkfield was breached"."""
    if RUN_BY_IT.fullmatch(scan.lower, start, end) or scan.lower.endswith(" used by", start, end):
        return False  # "a third-party-hosted Larkfield site", "a service used by Larkfield"
    return any(0 <= mention.start - end <= 1 for rated, mention in named_in(scan, line) if rated.victim >= _OFTEN)


def is_anothers(scan: Scan, line: Line, start: int) -> bool:
    """Whether the role is somebody else's: "its vendor", or the victim stood before "the attack on the vendor"."""
    before = scan.lower[line.start : start]
    if POSSESSED.search(before):
        return True
    if not ATTACKED.search(before):
        return False
    return any(rated.victim >= VICTIM and mention.end < start for rated, mention in named_in(scan, line))


def _follows_victim(scan: Scan, line: Line, start: int, end: int) -> bool:
    """The same behind the name: "Larkfield, a billing provider"; but "a vendor of" makes it another's."""
    if ANOTHERS.search(scan.lower, start, end):
        return False
    return any(
        mention.end <= start and _APPOSITION.fullmatch(scan.lower, mention.end, start)
        for rated, mention in named_in(scan, line)
        if rated.victim >= VICTIM
    )
