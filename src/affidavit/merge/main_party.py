"""Whom a document is about: its main organisation, those of its entries, and what makes it a threat report."""

from __future__ import annotations

from collections import Counter

from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction, Role
from affidavit.model.record import RECORD

#: From how many sentences on, and how many technical claims a sentence, a document is a threat report; these are seldom
#: about one victim, and what they tell in general is what they are for.
_REPORT_LENGTH, _DENSE, _VICTIM_OF_REPORT = 50, 0.3, 0.9
_TECHNICAL = frozenset({"technique", "malware", "indicator", "vulnerability"})
#: Below this confidence the best-placed name is not taken for the victim's.
VICTIM_FROM = 0.3
#: What the first sentences name and date belongs to the main incident.
LEAD_SENTENCES = 4
#: The first sentence that can recall what happened to others.
_RECALLS_FROM = 2


def main_party(extraction: Extraction) -> str | None:
    """The organisation that the document is about, where it names one; a vendor through whom it happened is not."""
    if recorded := next((c for c in of_record(extraction) if c.field == "organization"), None):
        return str(recorded.value)
    vendors = partners(extraction)
    named = [claim for claim in extraction.claims if claim.field == "organization" and claim.value not in vendors]
    best = max(named, key=lambda claim: claim.confidence, default=None)
    least = VICTIM_FROM if not vendors else VICTIM_FROM / 10
    if is_report(extraction):
        least = _VICTIM_OF_REPORT
    if best is None or str(best.value) in recalled(extraction):
        return None
    if opening := _led(extraction, best, named):
        return str(opening.value)
    return str(best.value) if best.confidence >= least else None


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
    """The organisations of a text that tells of several under their names, by the start of each sentence so opened."""
    named = (claim for claim in extraction.claims if claim.by == "parties.entry")
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


def partners(extraction: Extraction) -> set[str]:
    """The organisations that the text calls the victim's vendors, or that told the victim of the incident."""
    said = {"third_party.named", "third_party.notice"}
    return {str(claim.value) for claim in extraction.claims if claim.field == "third_party" and claim.by in said}
