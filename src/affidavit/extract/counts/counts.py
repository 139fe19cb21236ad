"""How many were affected: every number that may be the count, the likeliest with the highest confidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from affidavit.extract.counts.nouns import counted, may_stand_beside
from affidavit.extract.counts.quantities import is_date, quantities
from affidavit.extract.counts.ranking import Candidate, rank
from affidavit.extract.counts.totals import with_totals
from affidavit.extract.counts.whole import whole_first
from affidavit.extract.heads import STATES
from affidavit.extract.lists import classes
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace
from affidavit.model.value import Count

if TYPE_CHECKING:
    from affidavit.extract.counts.numerals import Quantity
    from affidavit.extract.scan import Line, Scan

BY = "counts"
#: Below this a number is not claimed at all.
FLOOR = 0.5
#: A text with more numbers than this is a table: what stands further down is not looked at.
MOST = 200

_REVISED_BEFORE = regex(
    r"(?:\b(?:previously|initially|originally|first|earlier) (?:[a-z]+ ){0,3}?"
    r"(?:thought|reported|said|estimated|believed|disclosed|stated|put|listed|announced|given)(?: [a-z]+){0,6}"
    r"|\b(?:(?:up|down) from|rather than|instead of|double|triple|times|and not|, not)"
    r"(?: (?:the|its|an?|some|about)){0,2}"
    r"|\b(?:earlier|previous|initial|first|original) (?:estimate|figure|count|tally|number|report)s?(?: [a-z]+){0,4}"
    r"|\bhad (?:first |initially |originally |previously |earlier )?(?:put|given|set) (?:the|its|that) "
    r"(?:number|figure|count|total|toll|tally)(?: [a-z]+){0,4} (?:at|as)(?: (?:about|around|some|roughly))?) $"
)
#: What makes an earlier figure of the one before it: "the 41,000 it first estimated", "41,000 as had been reported".
_REVISED_BEHIND = regex(
    r"(?: [a-z]+){0,2}?,?(?: (?:that|which|as|than))?(?:"
    r" (?:it|they|he|she|we|the [a-z]+|as|that|which) (?:had|has)(?: been)?"
    r"(?: (?:first|initially|originally|previously|earlier))?|"
    r"(?: (?:it|they|he|she|we|was|were|the [a-z]+))?(?: (?:had|has|have)(?: been)?)?"
    r" (?:first|initially|originally|previously|earlier)) "
    r"(?:estimated|reported|said|thought|disclosed|announced|believed|stated|counted|feared|given|put|cited)\b"
)
#: A breach that was told of before, and the figure that is told now: "first disclosed in May affected 69,000".
_TOLD_BEFORE = regex(
    r"\b(?:previously|initially|originally|first|earlier) (?:[a-z]+ ){0,2}?(?:disclosed|reported|announced|detected)"
    r"(?: (?:in|on|last|earlier|this)(?: [a-z]+){1,2})? (?:affect|impact|expos|involv|compromis|hit)[a-z]*"
    r"(?: [a-z]+){0,2} $"
)
_REVISED_AFTER = regex(r"(?: [a-z]+){0,3},? to (?:[a-z]+ ){0,3}\d")
_DENIED = regex(
    r"(?:\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?|disput(?:es|ed|ing)"
    r"|dismiss(?:es|ed|ing)|no evidence|no indication|not true)\b"
    r"|\b(?:not|n't) (?:affect|impact|expose|involve|compromise|breach|leak|steal)[a-z]*)[^;:]{0,90}$"
)
#: "It disputed a report by the press that 90,000 were affected".
_DISPUTED = regex(
    r"\b(?:den(?:ies|ied)|refute[sd]|reject(?:s|ed)|dispute[sd]|dismisse[sd]) [^;:.]{0,60}"
    r"\b(?:reports?|claims?|suggestions?|figures?|estimates?|stor(?:y|ies)) [^;:.]{0,60}(?:that|of) [^;:.]{0,30}$"
)
_WHOLE = regex(
    r"(?:\d|[mb]illion|\bhalf|third|quarter|most|some|percent|%) (?:out )?of (?:its |the |their |our )?$"
    r"|\d (?:[a-z-]+ ){0,4}(?:out )?of (?:a|the) (?:grand )?total(?: number)? of $"
)
_SERVES = regex(
    r"\b(?:serv(?:es|ing|e)|employ(?:s|ing)?|operat(?:es|ing)|boast(?:s|ing)|insur(?:es|ing)|cater(?:s|ing) to|"
    r"used by|"
    r"trusted by|(?:workforce|staff|customer base|user base|membership|client base|team) of|home to|"
    r"care (?:for|to)|services to|responsible for|"
    r"(?:provid|offer|suppl|deliver|sell|lend|pump|pip)(?:es|e|s|ies|ing|y)? (?:[a-z-]+,? ){1,9}to|"
    r"(?:treats?|sees|teach(?:es)?|houses?|flies|carries|feeds|educates|represents|covers|reaches|looks after)) "
    r"(?:a total of |some |about |around |nearly |more than |over )?$"
    r"|\baverage\b[^,.]{0,40}$"
)
_PERPETRATORS = regex(
    r" ?(?:[a-z]+ )?(?:(?:were|was|have been|are|face|faces) )?"
    r"(?:arrested|charged|indicted|sentenced|convicted|fired|terminated|disciplined|suspended)\b|"
    r" ?(?:[a-z]+ )?(?:who (?:are|were) |said to be )?(?:familiar with|briefed on|close to|with (?:direct "
    r")?knowledge|"
    r"informed (?:of|about)|who (?:asked|declined|requested|spoke|saw|know|knew))\b"
)
#: What people do whose data nobody speaks of: they are sent home, put to work, counted by the year.
_AT_WORK = regex(
    r" ?(?:[a-z]+ ){0,2}(?:in [a-z]+ )?(?:(?:have been|had been|were|was|are|"
    r"been) )?(?:(?:told|asked|ordered|instructed) "
    r"to (?:stay|work|go|remain|switch|use)\b(?! alert| caution)|sent home|"
    r"(?:must|will|who|should|have|had|has|are|to) (?:have )?(?:to )?(?:undergo|complete|attend|take part|"
    r"participate|"
    r"be (?:re)?trained)|"
    r"to take part|in training|furloughed|laid off|deployed|drafted|assigned|"
    r"(?:work(?:ed|ing)? (?:through|on|from|round|around|overtime|by hand|with))|took part|gathered|attended|marched|"
    r"(?:was|were|are|is) using (?:its|the|their|this|that|our) (?:[a-z]+ )?(?:e-?mail|mail|servers?|systems?|"
    r"mailbox(?:es)?)|"
    r"us(?:e|es|ing) (?:its|the|their|this) (?:[a-z]+ )?(?:app|site|website|"
    r"services?|platform|network|products?|software)|"
    r"(?:a|an|per|each|every) (?:year|month|week|day)|annually|monthly|daily)\b"
)
#: What attackers did to others, a flaw can reach, was paid, sent, answered or held up, or is shown as a sample.
_ELSEWHERE = regex(
    r"(?:\b(?:groups?|gangs?|operations?|actors?|botnet|malware|ransomware|campaign)(?: [a-z]+){0,3} (?:has|"
    r"have|had) "
    r"(?:[a-z]+ ){0,2}(?:attacked|hit|targeted|breached|compromised|claimed|infected|victimi[sz]ed|listed)"
    r"|\b(?:vulnerabilit(?:y|ies)|flaws?|bugs?)(?: [a-z]+){0,3} (?:affects?|impacts?|exposes?|found in|"
    r"present (?:in|on)|found on)"
    r"|\b(?:pay|pays|paid|compensated?|reimbursed?|refund(?:ed)?|petition(?:ed)?|signed by)"
    r"|\b(?:samples?|extracts?|excerpts?|screenshots?)(?: [a-z-]+){0,4} (?:of|containing|with|showing)"
    r"|\b(?:could|would|might) have (?:allowed|let|enabled|permitted)\b[^.;]{0,90}? (?:any|all|each) of (?:the|its)"
    r"|\b(?:deliver(?:y|ies)|shipments?|payments?|supplies|trips|flights|appointments) (?:to|for|of))"
    r"(?: (?:out|up to|more than|over|at least|some|about|nearly|almost|around|roughly))? $"
)
#: Who was only sent what was lost: "had been sent to 80 agencies".
_SENT_TO = regex(
    r"\b(?:sent|mailed|shipped|distributed|delivered|supplied|provided|handed out|circulated|faxed|e-?mailed) "
    r"(?:\w+ )?(?:out )?(?:to|among) (?:all |some |about |more than |over |nearly )?$"
)
_BODIES = regex(
    r" ?(?:\w+ ){0,2}(?:agenc(?:y|ies)|offices|departments|branches|stores|locations|vendors|contractors|partners|"
    r"organi[sz]ations|companies|businesses|banks|schools|hospitals|clinics|counties|states|countries|media "
    r"outlets)\b"
)
#: Some of those affected, of whom more was exposed: "375 patients also had their card numbers exposed".
_SOME = regex(
    r" ?(?:[a-z-]+ ){1,3}(?:also|additionally|further) (?:had|have|may have had|lost|saw) (?:their|his|her)\b"
)
#: Some that are counted in already: "91,000 rows (including 1,100 schools)".
_COUNTED_IN = regex(
    r"\d[\d,.]*(?: (?:million|thousand|billion))? [^()]{1,80}\((?:including|among them|of which|of whom|of these|"
    r"of them|"
    r"which includes?|among which|with)\b[^()]{0,60}$"
)
#: "there was another breach that hit 15,000 users"
_ANOTHER = regex(
    r"\b(?:another|an earlier|a previous|a separate|a prior|the earlier|the previous) (?:[a-z-]+ ){0,3}"
    r"(?:incident|breach|attack|hack|leak)s? (?:that|which|in which|affecting|impacting|exposing)\b[^,;.]{0,50}$"
)
_NOTHING_LOST = regex(
    r",? (?:is|was|isn't|wasn't|would be|seems?|sounds?) (?:[a-z]+ ){0,4}?(?:ransom|price|sum|demand|money|"
    r"bargain|payday|fee)\b"
    r"| ?(?:[a-z]+ )?(?:phishing|spam|fraudulent|fake|scam) (?:e-?mails?|messages|texts|calls|letters|sms)\b"
    r"|(?: [a-z]+)? (?:calls|complaints|inquiries|enquiries|queries|questions|requests)\b"
    r"|(?: [a-z]+){1,3} (?:signed|petitioned|protested|sued|complained)\b"
    r"|(?: [a-z]+){0,2} (?:photos|photographs|pictures|images|copies|scans|screenshots|pages|"
    r"printouts) of (?:\w+ )?\d"
)
_OWNS = regex(r"\b(?:has|have|having) (?:a total of |some )?$")
#: Those of whom some were affected: "of a total of 5,000 patients, 2,000 had".
_OF_THEM = regex(r"(?:^|[,;:] |\bthat |\band )(?:out )?of (?:a total of |its |the |some |all |about )*$")
_SOME_OF_THEM = regex(r"(?: [a-z'-]+){1,6}, (?:[a-z]+ ){0,3}\d")
#: How large a body is: "is a lender with 6,000 employees".
_WITH = regex(
    r"\b(?:is|are|remains) (?:an?|the|one of)\b[^;]{0,80} with (?:(?:an?|its) (?:staff|workforce|team|fleet) of )?$"
)
_HARMED = regex(
    r"\b(?:affected|impacted|exposed|stolen|leaked|compromised|breached|accessed|notified|hit|taken|posted)\b"
)
#: Customers that can be organisations, what says so of them, and of whose they are; never more than so many of them.
_CLIENTS = frozenset("customers customer clients client tenants".split())
_OF_BUSINESS = frozenset(
    "business corporate enterprise institutional commercial government organisational organizational hosting "
    "institution institutions company school university hospital agency organisation organization reseller".split()
)
_SERVES_BUSINESS = regex(
    r"\b(?:software (?:vendor|maker|firm|company|provider|developer|supplier)|(?:web |cloud )?hosting (?:provider|"
    r"company|firm)|(?:managed )?file[- ]transfer|managed services?|it (?:services?|service provider|provider|"
    r"supplier)|payroll (?:provider|processor|firm|company)|cloud (?:provider|platform)|(?:mak|sell|provid|"
    r"develop|suppl|offer)(?:s|es|ies|ing) (?:[a-z-]+ ){0,4}(?:software|platforms?|hosting|systems?|services|tools)"
    r"(?: [a-z-]+){0,2} (?:for|to|used by) (?:[a-z-]+ ){0,3}(?:businesses|companies|hospitals|banks|enterprises|"
    r"firms|"
    r"schools|retailers|"
    r"organi[sz]ations|agencies|governments|insurers|universities|clinics|practices|districts|municipalities))\b"
)
#: "..., the fake data breach e-mail reads".
_LURE = regex(
    r"\b(?:fake|phishing) (?:[\w-]+ ){0,5}(?:e-?mails?|letters?|messages?|texts?|notices?|alerts?|notifications?) "
    r"(?:reads?|says?|states?|claims?|claimed|warns?|stated|said)\b"
)
#: A telephone number: "hotline (800 555 019)".
_TELEPHONE = regex(
    r"\b(?:hot-?line|help-?line|phone|telephone|tel|fax|call|dial|calling|dialling|ring|text|toll-free|freephone|"
    r"phone line|whatsapp|call cent(?:re|er))\b[^.;]{0,30}?(?:\(|\bon |\bat |: ?|\bnumber |\bline |\bnumber is |\+ ?)"
    r"(?:\d{1,4}[ -])?$|\b(?:call|calling|dial|dialling|phone|telephone|ring|hotline|helpline)(?: (?:us|them|it|"
    r"toll-free))? $"
)
_IN_GROUPS = regex(r"\d{1,4}(?:[ -]\d{2,4}){1,4}\b")
_MOST_SERVED, _SAID_BY = 1_000, 2_500
#: How many devices are gone is not how many were affected.
_CARRIED_OFF = regex(r"\b(?:stolen|stole|theft|burglar\w*|robb\w+|lost|missing|misplaced|vanished|disappeared|took)\b")
_UNCONFIRMED = 0.6
#: By how much what is said of records stands behind what is said of as many people.
_BEHIND = 0.01
_SIZE_REACH = 90
_BEFORE_REACH = 110
_OF_REACH, _OWNS_REACH = 10, 30
_SHORT_NAME = 2


#: Letters and filings count the residents of one state among those affected.
_OF_STATE = regex(rf" {STATES}(?: state)? residents\b|(?: [a-z]+){{0,2}} in (?:the state of )?{STATES} alone\b")


def claims(scan: Scan) -> Iterator[Claim]:
    """The counts that `scan` tells of, and that one is withheld."""
    found = list(islice((one for line in scan.body if not _is_lure(line) for one in candidates(scan, line)), MOST))
    disputed = [one for one in found if _DISPUTED.search(_before(scan.lower, one))]
    standing = [one for one in found if one not in disputed]
    ranked = sorted((*_ranked(scan, standing), *_ranked(scan, disputed)), key=lambda pair: pair[0].quantity.start)
    settled = whole_first(list(_people_first(ranked)), scan.lower, FLOOR)
    made = [_claim(scan, one, confidence) for one, confidence in settled if confidence >= FLOOR]
    yield from with_totals(_weighed(made), scan.lower)
    yield from _withheld(scan)


def _ranked(scan: Scan, found: list[Candidate]) -> Iterator[tuple[Candidate, float]]:
    return zip(found, rank(found, scan.lower, len(scan.lines)), strict=True)


def _people_first(ranked: list[tuple[Candidate, float]]) -> Iterator[tuple[Candidate, float]]:
    """The candidates: where the same number is people in one place and records in another, the people lead."""
    people: dict[float, float] = {}
    for one, confidence in ranked:
        if one.unit.startswith("people"):
            people[one.quantity.value] = max(confidence, people.get(one.quantity.value, 0.0))
    for one, confidence in ranked:
        led = one.unit.startswith("records") and people.get(one.quantity.value, 0.0) >= FLOOR
        yield one, min(confidence, people[one.quantity.value] - _BEHIND) if led else confidence


def _is_lure(line: Line) -> bool:
    """Whether the sentence is what a fake message says."""
    return ("phishing" in line.lower or "fake" in line.lower) and _LURE.search(line.lower) is not None


def _weighed(counts: list[Claim]) -> list[Claim]:
    """`counts`, those of an attacker with less confidence where the organisation gives its own."""
    if not any(one.speaker is Speaker.ORGANIZATION and one.status is Status.STATED for one in counts):
        return counts
    return [
        replace(one, confidence=one.confidence * _UNCONFIRMED) if one.speaker is Speaker.ATTACKER else one
        for one in counts
    ]


def _withheld(scan: Scan) -> Iterator[Claim]:
    for line in scan.body:
        for start, end in line.marks.get("count.withheld", ()):
            yield scan.claim(line, start, end, field="affected", value=None, status=Status.WITHHELD, by=BY)


def _claim(scan: Scan, candidate: Candidate, confidence: float) -> Claim:
    """The claim, with half the confidence where the same sentence says that the figure was revised."""
    quantity, line = candidate.quantity, candidate.line
    end = max(quantity.end, candidate.noun[1]) if candidate.noun else quantity.end
    start = min(quantity.opening, candidate.noun[0]) if candidate.noun else quantity.opening
    low = None if quantity.low is None else int(quantity.low)
    bound = "at_least" if _OF_STATE.match(scan.plain, quantity.end, line.end) else quantity.bound
    value = Count(round(quantity.value), _unit(scan, candidate), bound, low)
    revised = _is_revised(scan.lower, line, quantity)
    claim = scan.claim(
        line, start, end, field="affected", value=value, by=BY, note=quantity.note, superseded=revised,
        confidence=confidence / 2 if revised else confidence,
    )  # fmt: skip
    if claim.status is Status.DENIED and not _is_denied(scan.lower, line, start):
        return replace(claim, status=Status.STATED)
    return _by_denier(claim, scan.lower[line.start : start])


def _before(lower: str, one: Candidate) -> str:
    return lower[one.line.start : one.quantity.opening]


def _unit(scan: Scan, candidate: Candidate) -> str:
    """What is counted: customers are people, unless they are called businesses, or are a few of a vendor."""
    unit = candidate.unit.split(".")[0] or "people"
    if candidate.unit != "people.customer" or candidate.noun is None:
        return unit
    *whose, noun = scan.lower[slice(*candidate.noun)].split()
    if noun not in _CLIENTS:
        return unit
    if not _OF_BUSINESS.isdisjoint((*whose, *candidate.between)):
        return "organisations"
    served = candidate.quantity.value <= _MOST_SERVED and _SERVES_BUSINESS.search(scan.lower[:_SAID_BY])
    return "organisations" if served else unit


def _by_denier(claim: Claim, before: str) -> Claim:
    """A figure that somebody rejects is denied by the organisation, not by the press that tells of it."""
    if claim.speaker is Speaker.PRESS and _DISPUTED.search(before):
        return replace(claim, status=Status.DENIED, speaker=Speaker.ORGANIZATION)
    return claim


def _is_denied(lower: str, line: Line, start: int) -> bool:
    """Whether the count itself is denied, and not something else of its sentence ("not encrypted")."""
    before = lower[max(line.start, start - _BEFORE_REACH) : start]
    return _DENIED.search(before) is not None and not before.endswith("any of the ")


def _is_revised(lower: str, line: Line, quantity: Quantity) -> bool:
    """Whether the sentence gives the figure as an earlier one: "up from 69,000", "first thought to be 5,000"."""
    before = lower[max(line.start, quantity.opening - _BEFORE_REACH) : quantity.opening]
    if (_REVISED_BEFORE.search(before) and not _TOLD_BEFORE.search(before)) or _REVISED_BEHIND.match(
        lower, quantity.end, line.end
    ):
        return True
    return before.endswith("from ") and _REVISED_AFTER.match(lower, quantity.end, line.end) is not None


def candidates(scan: Scan, line: Line) -> Iterator[Candidate]:
    """The numbers of a sentence that may be the count."""
    found = quantities(scan.lower, line)
    for quantity, following in zip_longest(found, found[1:]):
        candidate = _candidate(scan, line, quantity, following)
        if candidate is not None:
            yield candidate


def _candidate(scan: Scan, line: Line, quantity: Quantity, following: Quantity | None) -> Candidate | None:
    if not quantity.value.is_integer():
        return None
    dated = is_date(scan.lower, quantity, line.start)
    if dated and not may_stand_beside(scan.lower, quantity.end, line.end):
        return None
    unit, noun, between = counted(scan.lower, line, quantity, following)
    if unit == "-" or not (unit or _may_stand_bare(quantity)):
        return None
    if quantity.form == "scaled" and _in_name(scan, quantity):
        return None
    if unit == "devices" and _CARRIED_OFF.search(scan.lower, line.start, line.end):
        return None
    if dated and not (noun and noun[0] - quantity.end == 1):
        return None
    end = max(quantity.end, noun[1]) if noun else quantity.end
    if _is_other(scan.lower, line, quantity, end):
        return None
    return Candidate(line, quantity, unit, noun, between)


def _in_name(scan: Scan, quantity: Quantity) -> bool:
    """Whether a number is a name, or the beginning of one, in this text: "2K Games"."""
    written = scan.plain[quantity.start : quantity.end]
    if not (written[0].isdigit() and written.endswith("K") and len(written) <= _SHORT_NAME):
        return False
    behind = (match.group(1) for match in re.finditer(rf"\b{re.escape(written)} ([A-Z][a-z]+)", scan.plain))
    return any(classes("count_units").get(word.lower(), "-") == "-" for word in behind)


def _may_stand_bare(quantity: Quantity) -> bool:
    """Whether a number without a noun may count people: not a small or plain one."""
    return quantity.form in ("figure", "scaled") and quantity.value >= 500


def _is_other(lower: str, line: Line, quantity: Quantity, end: int) -> bool:
    """Whether the number is how large something is ("serves 3 million"), or counts the perpetrators."""
    before = lower[max(line.start, quantity.opening - _SIZE_REACH) : quantity.opening]
    if " of " in before[-_OF_REACH:] and _WHOLE.search(before):
        return True
    if _OF_THEM.search(before) and _SOME_OF_THEM.match(lower, quantity.end, line.end):
        return True
    if _SOME.match(lower, quantity.end, line.end) or (_SENT_TO.search(before) and _BODIES.match(lower, quantity.end)):
        return True
    if _SERVES.search(before) or any(one.match(lower, end, line.end) for one in (_PERPETRATORS, _AT_WORK)):
        return True
    telephone = _IN_GROUPS.match(lower, quantity.start, line.end) and _TELEPHONE.search(before)
    if telephone or _COUNTED_IN.search(lower, line.start, quantity.start):
        return True
    if _ELSEWHERE.search(before) or _ANOTHER.search(before) or _NOTHING_LOST.match(lower, quantity.end, line.end):
        return True
    if not _OWNS.search(before[-_OWNS_REACH:]) and not _WITH.search(before):
        return False
    clause = lower[quantity.end : line.end].partition(", ")[0]
    return not _HARMED.search(clause)
