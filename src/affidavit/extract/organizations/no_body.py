"""Names that stand for no body that could be hit: laws, labels of data, crimes, services used, papers that report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name, Party
from affidavit.extract.organizations.struck import is_its_associate
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: The last word of a law, or of what a form asks for.
_THING = regex(
    r"(?:\w+ )?(?:IDs?|SSNs?|Numbers?)$|(?:.{0,60} )?(?:Act|Law|Laws|Regulations?|Directive|Ordinance|Statute|"
    r"Amendment|(?:Civil|Penal|Government|Revenue|Health and Safety|Business and Professions) Code)$"
)
#: What is spelled out with its letters behind it, or is one of many: "accessed a Secure File Transfer Platform (SFTP)".
_KIND_OF_SYSTEM = regex(
    r"(?:[A-Z][\w-]+ ){1,4}(?:Platform|Protocol|System|Systems|Server|Database|Environment|Application|Portal|"
    r"Management|"
    r"Gateway|Interface|Tool|Service|Network|Storage|Drive|Appliance|Software|Infrastructure|Intelligence|Model)$"
)
_LETTERS = regex(r" \(([A-Z]{2,6})s?\)")
_ONE = regex(
    r"\b(?:an?|another|one|several|some|multiple|cloud-based|third-party|hosted|internal|"
    r"on-premises?) (?:[a-z-]+ ){0,3}$"
)
#: A question that a site is called by: "Have I Been Pwned".
_QUESTION = regex(r"I [A-Z][\w' ]+$")
_STREET = regex(
    r".{1,40} (?:St|Ave|Blvd|Rd|Dr|Ln|Hwy|Street|Avenue|Boulevard|Road|Lane|Highway)\.?(?: (?:[NS][EW]|[NSEW]))?\.?$"
)
_AT_A_STREET = regex(r"\b(?:on|at|along|near|of|\d+[a-z]?) (?:the )?(?:\w+ (?:block|corner) of )?$")
#: The hour of a place, programs with a stroke, and what is written large for a shout.
_TIME = regex(r"(?:[A-Z]\w+ ){1,3}(?:Daylight |Standard |Summer )?Time$|Medicare/Medicaid$|SPAM(?:MED)?$|JUNK$")
#: Behind a search engine that found what lay open, and before it.
_SEARCH = regex(r"(?:'s)? search(?:es|ing)?\b|(?:'s)? (?:cache|index|results)\b")
_FOUND_ON = regex(
    r"\b(?:search(?:ed|able|es|ing)?|index(?:ed|ing)?|found|available|visible|browsable|cached|posted|appeared|"
    r"lookups?)"
    r"(?: \w+){0,2} (?:on|via|through|by|in|using|with) (?:the )?$"
)
#: A place where loot is shown: "posted to a Russian Bitcoin forum".
_FORUM = regex(r"(?: \w+)? (?:forums?|message boards?|marketplaces?)\b")
_SHOWN_ON = regex(
    r"\b(?:post|publish|dump|leak|shar|s[oe]l[dl]|sale|list|offer|upload|appear|trad|advertis|circulat|surfac)\w*"
    r"(?: \w+){0,3} (?:to|on|in|at|via) (?:an? |several |two |various )(?:\w+ )?$"
)
_ENGINES = frozenset({"google", "bing", "yahoo", "duckduckgo", "baidu", "yandex"})
#: Behind police that told those who were hit.
_TOLD_THEM = regex(
    r"(?:(?:,| and|, and) (?:the )?[\w. ]{2,60}?)? (?:(?:has|had|have|later|first) )?(?:notified|informed|"
    r"alerted|contacted|"
    r"advised|told|called) "
)
_POLICE = regex(
    r"\b(?:Police|Sheriff|Constabulary|Secret Service|Bureau of Investigation|Homeland Security|Task Force)\b"
)
#: What heads a collection of news.
_HEADING = regex(r"\b(?:round-?ups?|digest|in brief|weekly brief\w*|week in|news in short|roundup)\b", re.IGNORECASE)
#: What a day is called on which nobody works: "before Labour Day".
_HOLIDAY = regex(
    r"(?:Labou?r|Boxing|Bastille|Pancake|Waitangi|Independence|Memorial|Veterans|Remembrance|Armistice|Anzac|ANZAC|"
    r"Australia|Canada|Victoria|Heritage|Republic|Unity|Liberation|Groundhog|Columbus|Presidents'?|May|Carnival|"
    r"Midsummer|New Year'?s|Valentine'?s|Mother'?s|Father'?s|(?:St|Saint)\.? \w+'?s) (?:Day|Eve)$|"
    r"Epiphany|Pentecost|Ramadan|Diwali|Hanukkah|Passover|Whitsun|Lent|Eid(?: al-\w+)?|Yom Kippur|Tiradentes|"
    r"Juneteenth"
)
_CRIME = regex(
    r"(?:spear[- ]?)?phishing|smishing|vishing|spoofing|ransomware|malware|skimming|scraping|hacking|"
    r"credential stuffing|business e-?mail compromise|social engineering|identity theft|doxx?ing"
)
#: Before and behind a service that people have accounts with: "one of our agents' Gmail accounts".
_WHOSE = regex(r"(?:'s|s'|\b(?:our|their|its|his|her|my|your|an?|one|the|personal|business|work|company)) $")
_ACCOUNT = regex(r"(?:'s)? (?:[\w-]+ )?(?:accounts?|mailbox(?:es)?|inbox(?:es)?|e-?mail accounts?)\b")
#: Before and behind a service of which somebody has a part: "Larkfield's private GitHub repositories".
_PART_OF, _PART = (
    regex(r"(?:'s|s'|\b(?:our|their|its|his|her|my|your)) (?:[a-z-]+ )?$"),
    regex(r" (?:repositor(?:y|ies)|repos?|workspaces?|tenants?|tenancy|instances?|boards?|(?:\w+ )?buckets?)\b"),
)
#: Behind a paper or site that tells of an incident elsewhere, and behind an office that announces what it has done.
_STORY = regex(
    r" (?:was|were|had been|has been) (?:tipped off|alerted|contacted|told of it|sent (?:it|the file|a sample)) by "
    r"(?:an?|one of its|two|several) (?:\w+ )?(?:readers?|listeners?|viewers?|subscribers?)\b|"
    r"(?:,[^,]{1,60},)? (?:has |had |also |first ){0,2}(?:ran|runs|carried|published|broke|posted) "
    r"(?:an? |the )?(?:[\w-]+ ){0,2}(?:stor(?:y|ies)|articles?|news|piece|exclusive|interview)\b"
)
_OFFICE = regex(
    r"\b(?:Department|Ministry|Office|Police|Bureau|Agency|Commission|Board|Prosecutors?|Authority|Service|"
    r"Administration|"
    r"Treasury|Council|Court|Inspectorate)\b"
)
_CENTRE = regex(r"\bCent(?:re|er) for (?:Cyber|Information|Computer|Network|Data)\w*|\bCERT\b")
_ANNOUNCES = regex(
    r"(?:,[^,]{1,60},)? (?:has |had |also |later ){0,2}(?:announced|unveiled|unsealed|brought|filed|led|"
    r"charged|arrested|indicted|seized|disrupted|dismantled|sanctioned|fined|imposed|opened|launched)\b[^.;]{0,80}?"
    r"\b(?:operation|charges?|arrests?|indictments?|takedown|seizure|sanctions?|fines?|penalt(?:y|ies)|settlement|"
    r"investigation|inquiry|probe|suspects?|infrastructure|case|lawsuit|complaint)\b"
)
#: Before an office that was told, alone or beside another: "we notified the IRS and".
_TOLD = regex(
    r"\b(?:notif(?:y|ied|ying)|inform(?:ed|ing)?|alert(?:ed|ing)|told|contact(?:ed|ing)|"
    r"report(?:ed|ing) (?:[\w' -]{1,40}? )?to(?: [\w.' -]{1,60}?,? and to)?) (?:both )?(?:the )?"
    r"(?:[\w'&.-]+ ){0,6}?(?:(?:,|and|as well as) )?(?:the )?$"
)
#: Behind an office that was told, or looks into it, alone or beside another; and before one whose officer speaks.
_WAS_TOLD = regex(
    r"(?:'s [\w ]{1,40})?(?:(?:,| and|, and) [^.;]{1,80}?)? (?:(?:have|has|had) been|were|was) (?:also |both |"
    r"since )?"
    r"(?:notified|informed|alerted|contacted|told|called)\b"
    r"|,? (?:(?:is|are|was|were) (?:now |also |still )?(?:investigating|looking into)|"
    r"(?:has|have) (?:opened|begun|started))\b"
)
_OFFICER = regex(
    r"\b(?:const(?:able)?|sgt|sergeant|det(?:ective)?|insp(?:ector)?|lt|lieutenant|cpl|officers?|superintendent|"
    r"chief|"
    r"captain|spokes(?:man|woman|person))\b[\w .'-]{0,40} (?:of|with|from|at|for) (?:the )?$"
)
#: Beside one whose services are offered to those affected ("credit monitoring through"), and where else such are named.
_OFFERED = regex(
    r"\b(?:monitoring|protection|membership|restoration|remediation|resolution|call cent(?:er|re)|helpline)\b"
    r"[^.;]{0,50}? (?:through|from|by|via|with|at|in|of|called) (?:the |an? )?(?:[\w'&-]+ ){0,3}$"
)
_IS_OFFERED = regex(
    r",? (?:is (?:being )?offered|membership|(?:credit|identity) (?:monitoring|protection|theft)|call cent(?:er|"
    r"re))\b"
)
#: What is offered in a form's field: "Identity theft protection offered: yes, 12 months, Kroll".
_FIELD_OFFERED = regex(r"\b(?:monitoring|protection|restoration)[^.;:]{0,30}: [^.;:]{0,40}$")
#: Before and behind a program with a flaw: "by way of the Larkware vulnerability", "Larkware flaw used to".
_BY_FLAW = regex(
    r"\b(?:by way of|through|via|using|exploit\w*|abus\w+|patch\w*(?: for)?|in|with|from|by|of|for|about|on|as) "
    r"(?:(?:the|an?|so-called|critical|known|new|old|this|that) ){0,3}$|^$"
)
_FLAWED = regex(
    r"['\"]? (?:\(cve[\w-]{4,16}\) )?(?:(?:zero-day|remote code execution|security|critical|logging) ){0,2}"
    r"(?:flaws?|vulnerabilit(?:y|ies)|zero-days?|exploits?|library)\b"
)
#: What an office does that tells everybody what to do.
_URGES = regex(
    r",? (?:(?:has|have|had|also|again|since) ){0,2}(?:called (?:on|upon)|urged|advised|warned|recommended|reminded|"
    r"asked) (?:that )?(?:all |other |affected |belgian |the |its )?(?:[\w-]+ )?(?:companies|firms|organi[sz]ations|"
    r"businesses|operators|administrators|admins|agencies|hospitals|schools|banks|everyone|users|the public|people|"
    r"consumers|citizens|residents)\b"
)
_REACHED = regex(
    r"\b(?:call|contact|visit|calling|contacting|visiting|partnered with|engaged|retained|arranged (?:with|for)|"
    r"enrol\w* (?:in|with)|activate|provided by|offered by|sign up (?:for|with)|reach) "
    r"(?:the |your )?(?:[\w'&-]+ ){0,2}$"
)
#: A part of any house: "Plant Operations", "the Office of Student Affairs".
_UNIT = regex(
    r"(?:(?:Office|Department|Division) of )?(?:Plant|Business|Student|Patient|Member|Customer|Client|Human|"
    r"Financial|Information|"
    r"Field|Network|Facilities|Campus|Clinical|Property|Claims|Mail|Print|Quality|Risk|Internal|Public|Legal|"
    r"Food|Nursing|"
    r"Warehouse|Production|Technical|Guest|Faculty|Residence|Environmental|Utilization|Revenue|Loan|Building|"
    r"Grounds) "
    r"(?:Operations|Resources?|Affairs|Accounts|Accounting|Aid|Technology|Support|Relations|Management|"
    r"Maintenance|Records|"
    r"Processing|Administration|Information|Department|Team|Billing|Finance|Compliance|Audit|Planning|Control|"
    r"Life|Room|"
    r"Services?|Safety)$"
)
#: Before a paper that somebody spoke to, or that only wrote of it: "told the trade paper".
_TOLD_PAPER = regex(
    r"\b(?:told|tell|to|by|in|with|from|wrote|reported by|confirmed to) (?:the )?(?:(?:trade|local|daily|news|regional|"
    r"weekly|business|security|[a-z]{3,12}(?:ian|ish|ese|an)|online) )?(?:papers?|newspapers?|magazine|broadcaster|"
    r"news (?:site|agency|outlet|website)|radio station|tv station|television station|outlet|tabloid|daily|weekly|"
    r"journal|blog) $"
)
#: Before one that was told beside another.
_TOLD_TOO = regex(
    r"\b(?:reported\b[^.;]{0,40}? to|notified|informed|alerted|told) (?:the )?([\w.' -]{2,40}?),? and "
    r"(?:to )?(?:the )?$"
)
_AUTHORITIES = regex(r"\b(?:police|prosecutors?|authority|commissioner|regulator|ministry|cert)\b", re.IGNORECASE)
_ASKED = regex(
    r"(?:^|[.:;\"] )(?:ask|dear|write to|e-?mail|letters to|(?:send|put) (?:it|them|your \w+) to) (?:the )?$"
)
_EXPERT_OF = regex(
    r", (?:an? |the |its )?(?:[\w'-]+ ){0,4}?(?:researcher|analyst|professor|lecturer|security consultant|"
    r"(?:privacy|regulatory|breach|data) (?:lawyer|attorney)|threat \w+|fellow) (?:of|at|with|for|from|in) (?:the )?$"
)
_OFFICES = frozenset(
    "authority commissioner regulator ministry commission agency department office board court".split()
)
_BEFORE, _BEHIND = 80, 160
#: Where the dateline of a sentence has ended at the latest.
_DATELINE = 90
#: Who keeps credit files, and from which sentence on a text that names several of them lists them for its readers.
_BUREAUS, _LATE = frozenset({"experian", "equifax", "transunion"}), 3


def is_no_body(scan: Scan, party: Party, known: str | None) -> bool:
    """Whether the name is that of a thing, or each of its mentions has it only used, telling or told."""
    if _is_thing(scan, party, known) or _is_offered(scan, party.mentions):
        return True
    if any(is_its_associate(_ahead(scan, mention)) for mention in party.mentions):
        return True
    roles = [
        _is_part_used,
        _is_dateline,
        _tells_a_story,
        _is_forum,
        _is_column,
        _employs_an_expert,
        _is_flawed,
        _is_told,
        _is_beside_office,
    ]
    if known == "platform":
        roles.append(_is_service)
    if _STREET.match(party.name):
        roles.append(_is_street)
    if _OFFICE.search(party.name) or _CENTRE.search(party.name):
        roles.append(_is_at_work)
    if _POLICE.search(party.name):
        roles.append(_tells_them)
    if party.name.lower() in _ENGINES:
        roles.append(_is_searched)
    return any(all(role(scan, mention) for mention in party.mentions) for role in roles)


def _is_thing(scan: Scan, party: Party, known: str | None) -> bool:
    """Whether the name alone shows that it is no body's: a law, a crime, a heading, an office without its place."""
    name = party.name
    if known in (None, "general") and (
        _THING.match(name)
        or _TIME.match(name)
        or _UNIT.match(name)
        or _HOLIDAY.fullmatch(name)
        or _QUESTION.match(name)
        or (_KIND_OF_SYSTEM.match(name) is not None and _is_one_of_many(scan, party.mentions[0]))
        or (name[0].islower() and _CRIME.fullmatch(name))
    ):
        return True
    if name.lower() in _BUREAUS and party.mentions[0].line >= _LATE and _lists_bureaus(scan):
        return True
    if _HEADING.search(name) and scan.lines[party.mentions[0].line].index == 0:
        return True
    return name.lower().removeprefix("the ") in _OFFICES and known != "city"


def _is_one_of_many(scan: Scan, mention: Name) -> bool:
    """Whether a system is told of by what it is, and has its letters behind it: "a Record Keeping System (RKS)"."""
    letters = _LETTERS.match(scan.plain, mention.end)
    initials = "".join(word[0] for word in mention.text.replace("-", " ").split()).upper()
    spelled = letters is not None and letters[1] in (initials, initials[:-1])
    return spelled and _ONE.search(_ahead(scan, mention)) is not None


def _lists_bureaus(scan: Scan) -> bool:
    """Whether the text names several of those who keep credit files, as letters do for readers to turn to."""
    return sum(bureau in scan.lower for bureau in _BUREAUS) > 1


def _tells_a_story(scan: Scan, mention: Name) -> bool:
    return _STORY.match(scan.lower, mention.end, scan.lines[mention.line].end) is not None


def _tells_them(scan: Scan, mention: Name) -> bool:
    return _TOLD_THEM.match(scan.lower, mention.end, scan.lines[mention.line].end) is not None


def _is_forum(scan: Scan, mention: Name) -> bool:
    return _FORUM.match(scan.lower, mention.end) is not None and _SHOWN_ON.search(_ahead(scan, mention)) is not None


def _is_column(scan: Scan, mention: Name) -> bool:
    """Whether readers turn to it with their questions: "Ask the Home Desk", "Write to the Home Desk"."""
    return _ASKED.search(_ahead(scan, mention)) is not None


def _employs_an_expert(scan: Scan, mention: Name) -> bool:
    """Whether it is named as whom somebody works for who knows such things: "a threat analyst at"."""
    return _EXPERT_OF.search(_ahead(scan, mention)) is not None


def _is_searched(scan: Scan, mention: Name) -> bool:
    return _SEARCH.match(scan.lower, mention.end) is not None or _FOUND_ON.search(_ahead(scan, mention)) is not None


def _is_street(scan: Scan, mention: Name) -> bool:
    return _AT_A_STREET.search(_ahead(scan, mention)) is not None


def _ahead(scan: Scan, mention: Name) -> str:
    """The words before a mention, in its sentence."""
    return scan.lower[max(scan.lines[mention.line].start, mention.start - _BEFORE) : mention.start]


def _is_dateline(scan: Scan, mention: Name) -> bool:
    """Whether the name is the place that a report is sent from: "PELLWORTH (Meridian Wire) — A ransomware attack"."""
    line = scan.lines[mention.line]
    return mention.start - line.start < _DATELINE and heads.sent_from(scan, line) >= mention.end


def _is_told(scan: Scan, mention: Name) -> bool:
    """Whether it is a paper that somebody told: "told the trade paper Larkfield Weekly"."""
    return _TOLD_PAPER.search(_ahead(scan, mention)) is not None


def _is_beside_office(scan: Scan, mention: Name) -> bool:
    """Whether it was told beside an office: "reported the attack to the police and to Larkcom"."""
    told = _TOLD_TOO.search(scan.plain, max(scan.lines[mention.line].start, mention.start - _BEFORE), mention.start)
    return told is not None and (known_as(told[1]) == "authority" or _AUTHORITIES.search(told[1]) is not None)


def _is_flawed(scan: Scan, mention: Name) -> bool:
    """Whether it is the program whose flaw was used: "by way of the Larkware vulnerability"."""
    return _FLAWED.match(scan.lower, mention.end) is not None and _BY_FLAW.search(_ahead(scan, mention)) is not None


def _is_part_used(scan: Scan, mention: Name) -> bool:
    """Whether it is a service of which somebody has a part: "its Okta tenant"."""
    return bool(_PART.match(scan.lower, mention.end)) and bool(_PART_OF.search(_ahead(scan, mention)))


def _is_service(scan: Scan, mention: Name) -> bool:
    return bool(_WHOSE.search(_ahead(scan, mention))) and bool(
        _ACCOUNT.match(scan.lower, mention.end, mention.end + _BEHIND)
    )


def _is_offered(scan: Scan, mentions: list[Name]) -> bool:
    """Whether services of the one named are offered to those affected, and nothing else is said of it."""
    offered = 0
    for mention in mentions:
        line, before = scan.lines[mention.line], _ahead(scan, mention)
        one = (
            _OFFERED.search(before)
            or _FIELD_OFFERED.search(before)
            or _IS_OFFERED.match(scan.lower, mention.end, line.end)
        )
        offered += one is not None
        if one is None and _REACHED.search(before) is None:
            return False
    return offered > 0


def _is_at_work(scan: Scan, mention: Name) -> bool:
    line, before = scan.lines[mention.line], _ahead(scan, mention)
    announces = _ANNOUNCES.match(scan.lower, mention.end, min(line.end, mention.end + _BEHIND)) or _URGES.match(
        scan.lower, mention.end, line.end
    )
    told = _TOLD.search(before) or _WAS_TOLD.match(scan.lower, mention.end, min(line.end, mention.end + _BEHIND))
    return announces is not None or told is not None or _OFFICER.search(before) is not None
