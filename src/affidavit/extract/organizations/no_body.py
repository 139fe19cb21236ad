"""Names that stand for no body that could be hit: laws, labels of data, crimes, services used, papers that report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from affidavit.extract.organizations.party import Name, Party
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: The last word of a law, or of what a form asks for.
_THING = regex(
    r"(?:\w+ )?(?:IDs?|SSNs?|Numbers?)$|(?:.{0,60} )?(?:Act|Law|Laws|Regulations?|Directive|Ordinance|Statute|"
    r"Amendment|(?:Civil|Penal|Government|Revenue|Health and Safety|Business and Professions) Code)$"
)
#: What heads a collection of news.
_HEADING = regex(r"\b(?:round-?ups?|digest|in brief|weekly brief\w*|week in|news in short|roundup)\b", re.IGNORECASE)
_CRIME = regex(
    r"(?:spear[- ]?)?phishing|smishing|vishing|spoofing|ransomware|malware|skimming|scraping|hacking|"
    r"credential stuffing|business e-?mail compromise|social engineering|identity theft|doxx?ing"
)
#: Before and behind a service that people have accounts with: "one of our agents' Gmail accounts".
_WHOSE = regex(r"(?:'s|s'|\b(?:our|their|its|his|her|my|your|an?|one|the|personal|business|work|company)) $")
_ACCOUNT = regex(r"(?:'s)? (?:[\w-]+ )?(?:accounts?|mailbox(?:es)?|inbox(?:es)?|e-?mail accounts?)\b")
#: Behind a paper or site that tells of an incident elsewhere, and behind an office that announces what it has done.
_STORY = regex(
    r"(?:,[^,]{1,60},)? (?:has |had |also |first ){0,2}(?:ran|runs|carried|published|broke|posted) "
    r"(?:an? |the )?(?:[\w-]+ ){0,2}(?:stor(?:y|ies)|articles?|news|piece|exclusive|interview)\b"
)
_OFFICE = regex(
    r"\b(?:Department|Ministry|Office|Police|Bureau|Agency|Commission|Board|Prosecutors?|Authority|Service|Administration|"
    r"Treasury|Council|Court|Inspectorate)\b"
)
_ANNOUNCES = regex(
    r"(?:,[^,]{1,60},)? (?:has |had |also |later ){0,2}(?:announced|unveiled|unsealed|brought|filed|led|"
    r"charged|arrested|indicted|seized|disrupted|dismantled|sanctioned|fined|imposed|opened|launched)\b[^.;]{0,80}?"
    r"\b(?:operation|charges?|arrests?|indictments?|takedown|seizure|sanctions?|fines?|penalt(?:y|ies)|settlement|"
    r"investigation|inquiry|probe|suspects?|infrastructure|case|lawsuit|complaint)\b"
)
#: Before an office that was told, alone or beside another: "we notified the IRS and".
_TOLD = regex(
    r"\b(?:notif(?:y|ied|ying)|inform(?:ed|ing)?|alert(?:ed|ing)|told|contact(?:ed|ing)|"
    r"report(?:ed|ing) (?:it |this )?to) (?:both )?(?:the )?(?:[\w'&.-]+ ){0,6}?(?:(?:,|and|as well as) )?(?:the )?$"
)
_DATELINE = regex(
    r"[A-Z][A-Z .'-]{2,30}(?:, [A-Z][\w.]{1,15})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^)]{2,40}\))? ?"
    r"(?:\u2014|\u2013|--|- ) ?"
)
_OFFICES = frozenset(
    "authority commissioner regulator ministry commission agency department office board court".split()
)
_BEFORE, _BEHIND = 80, 160


def is_no_body(scan: Scan, party: Party, known: str | None) -> bool:
    """Whether the name is that of a thing, or each of its mentions has it only used, telling or told."""
    name = party.name
    if all(_is_dateline(scan, mention) for mention in party.mentions):
        return True
    if known in (None, "general") and (_THING.match(name) or (name[0].islower() and _CRIME.fullmatch(name))):
        return True
    if _HEADING.search(name) and scan.lines[party.mentions[0].line].index == 0:
        return True
    if name.lower().removeprefix("the ") in _OFFICES and known != "city":
        return True
    if known == "platform" and all(_is_service(scan, mention) for mention in party.mentions):
        return True
    if all(_STORY.match(scan.lower, one.end, scan.lines[one.line].end) for one in party.mentions):
        return True
    return _OFFICE.search(name) is not None and all(_is_at_work(scan, mention) for mention in party.mentions)


def _is_dateline(scan: Scan, mention: Name) -> bool:
    """Whether the name is the place that a report is sent from: "PELLWORTH (Meridian Wire) — A ransomware attack"."""
    return mention.start == scan.lines[mention.line].start and bool(_DATELINE.match(scan.plain, mention.start))


def _is_service(scan: Scan, mention: Name) -> bool:
    before = scan.lower[max(scan.lines[mention.line].start, mention.start - _BEFORE) : mention.start]
    return bool(_WHOSE.search(before)) and bool(_ACCOUNT.match(scan.lower, mention.end, mention.end + _BEHIND))


def _is_at_work(scan: Scan, mention: Name) -> bool:
    line = scan.lines[mention.line]
    before = scan.lower[max(line.start, mention.start - _BEFORE) : mention.start]
    announces = _ANNOUNCES.match(scan.lower, mention.end, min(line.end, mention.end + _BEHIND))
    return announces is not None or _TOLD.search(before) is not None
