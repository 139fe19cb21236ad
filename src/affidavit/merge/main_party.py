"""Whom a document is about: its main organisation, those of its entries, and what makes it a threat report."""

from __future__ import annotations

import re
from collections import Counter

from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction, Role
from affidavit.model.record import RECORD
from affidavit.model.regex import regex
from affidavit.model.struct import replace

#: From how many sentences on, and how many technical claims a sentence, a document is a threat report; these are seldom
#: about one victim, and what they tell in general is what they are for.
_REPORT_LENGTH, _DENSE, _VICTIM_OF_REPORT = 50, 0.3, 0.9
_TECHNICAL = frozenset({"technique", "malware", "indicator", "vulnerability"})
#: From how many sentences on a text that is as full of these, and names no likely victim, is one, too.
_SHORT_REPORT = 12
#: From how many sentences on a text is one that tells of so many of these, if no victim is surer than that.
_LONG, _TECHNICAL_OF_LONG, _LIGHT, _LIKELY = 40, 8, 0.12, 0.5
#: What a report on one intrusion begins with, be its victim named or not.
_OPENING = 8
_ONE_CASE = regex(
    r"\b(?:respond(?:ed|ing) to|investigat(?:ed|ing)|called in|worked on|handled) (?:an?|one|this|the|a recent) "
    r"(?:[\w-]+ ){0,3}(?:intrusion|incident|attack|breach|case|compromise)\b|"
    r"\b(?:intrusion|attack|breach|break-in) (?:at|on|into) (?:an?|one|the network of) \w|"
    r"\b(?:in this|this|the) (?:intrusion|incident|breach)\b|\bone (?:of our )?(?:client|customer|victim)s?\b",
    re.IGNORECASE,
)
#: Below this confidence the best-placed name is not taken for the victim's.
VICTIM_FROM = 0.3
#: What the first sentences name and date belongs to the main incident.
LEAD_SENTENCES = 4
#: The first sentence that can recall what happened to others.
_RECALLS_FROM = 2
#: What rates all parties of a text against each other, and what it leaves for the others at the least.
_RATED, _LEAST_LEFT = "parties", 0.1
#: What reads the names under which a text tells of several (`extract/organizations/entries.py`).
_ENTRY = "parties.entry"


def main_party(extraction: Extraction) -> str | None:
    """The organisation that the document is about, where it names one; a vendor through whom it happened is not."""
    if recorded := next((c for c in of_record(extraction) if c.field == "organization"), None):
        return str(recorded.value)
    vendors = partners(extraction)
    named = [claim for claim in extraction.claims if claim.field == "organization" and claim.value not in vendors]
    named = _not_in_passing(named, recalled(extraction))
    best = max(named, key=lambda claim: claim.confidence, default=None)
    least = VICTIM_FROM if not vendors else VICTIM_FROM / 10
    if is_report(extraction):
        least = _VICTIM_OF_REPORT
    if best is None:
        return None
    if opening := _led(extraction, best, named):
        return str(opening.value)
    return str(best.value) if best.confidence >= least else None


def _not_in_passing(named: list[Claim], passing: frozenset[str]) -> list[Claim]:
    """Those who are not only recalled, as sure as if nobody were."""
    if passing.isdisjoint(str(claim.value) for claim in named):
        return named
    share = sum(claim.confidence for claim in named if claim.value in passing and claim.by == _RATED)
    left = max(1.0 - share, _LEAST_LEFT)
    rest = [claim for claim in named if claim.value not in passing]
    return [replace(claim, confidence=min(claim.confidence / left, 1.0)) for claim in rest]


def recalled(extraction: Extraction) -> frozenset[str]:
    """The organisations that the text names only where it recalls what was similar: "a similar attack hit Acme"."""
    told: dict[str, bool] = {}
    for mention in extraction.mentions:
        sentence = extraction.sentences[mention.sentence]
        late = mention.sentence >= _RECALLS_FROM and sentence.role is Role.BODY
        told[mention.name] = told.get(mention.name, True) and late and "recall.other" in sentence.marks
    return frozenset(name for name, only in told.items() if only)


def of_record(extraction: Extraction) -> list[Claim]:
    """The claims that another system's record makes by its fields; they are all on its own incident."""
    lines = {s.start for s in extraction.sentences if RECORD in s.marks}
    return [c for c in extraction.claims if c.evidence[0].sentence.start in lines] if lines else []


def entries(extraction: Extraction) -> dict[int, str]:
    """The organisations of a text that tells of several under their names, by the start of each sentence so opened.

    The lists of a threat report are of programs and what they do.
    """
    if is_report(extraction):
        return {}
    named = (claim for claim in extraction.claims if claim.by == _ENTRY)
    return {claim.evidence[0].sentence.start: str(claim.value) for claim in named}


def _led(extraction: Extraction, best: Claim, named: list[Claim]) -> Claim | None:
    """The organisation that the text begins with and names as often, where the best-placed one comes late."""
    first: dict[str, int] = {}
    for mention in extraction.mentions:
        first.setdefault(mention.name, mention.sentence)
    times = Counter(mention.name for mention in extraction.mentions if mention.role == "victim")
    if first.get(str(best.value), 0) < LEAD_SENTENCES - 1:
        return None
    rivals = [c for c in named if first.get(str(c.value), LEAD_SENTENCES) < 2 and times[str(c.value)] > 1]
    rival = max(rivals, key=lambda claim: claim.confidence, default=None)
    enough = rival is not None and times[str(rival.value)] >= times[str(best.value)]
    return rival if enough else None


def is_report(extraction: Extraction) -> bool:
    """Whether the document is a threat report: long, and full of techniques, malware and indicators."""
    length = len(extraction.sentences)
    if length < _REPORT_LENGTH:
        return False
    return sum(claim.field in _TECHNICAL for claim in extraction.claims) >= _DENSE * length


def tells_of_threats(extraction: Extraction) -> bool:
    """Whether the document is a report on what attackers do, in general or to many, and is about no victim.

    Numbers, dates and kinds of data in it are those of malware, campaigns and examples.
    """
    length = len(extraction.sentences)
    if not length or _ONE_CASE.search(extraction.document.text, 0, extraction.sentences[:_OPENING][-1].end):
        return False
    technical = sum(claim.field in _TECHNICAL for claim in extraction.claims)
    report = is_report(extraction)
    hit = (c for c in extraction.claims if c.field == "organization" and not (report and c.by == _ENTRY))
    sure = max((c.confidence for c in hit), default=0.0)
    if length >= _LONG and technical >= max(_TECHNICAL_OF_LONG, _LIGHT * length) and sure < _LIKELY:
        return True
    least = _VICTIM_OF_REPORT if report else _LIKELY
    return length >= _SHORT_REPORT and technical >= _DENSE * length and sure < least


def partners(extraction: Extraction) -> set[str]:
    """The organisations that the text calls the victim's vendors, or that told the victim of the incident."""
    said = {"third_party.named", "third_party.notice"}
    return {str(claim.value) for claim in extraction.claims if claim.field == "third_party" and claim.by in said}
