"""Findings in words, and the words that prove them as external references, for tools without the extension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from affidavit.exchange.values import one_line
from affidavit.model import words
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding

CLAIMED = "claimed"
#: Who says it, as a sentence names them; the press is nobody in particular.
_SPEAKERS = {
    Speaker.ORGANIZATION: "the organisation",
    Speaker.ATTACKER: "the attackers",
    Speaker.REGULATOR: "a regulator",
    Speaker.LAW_ENFORCEMENT: "law enforcement",
    Speaker.RESEARCHER: "researchers",
    Speaker.THIRD_PARTY: "a third party",
}
_MARKS = {"suspected": "suspected", CLAIMED: "claimed by the attackers, not confirmed"}
#: What the confidence of an object is at most, in hundredths, by how its finding is asserted.
_AT_MOST = {"suspected": 50, CLAIMED: 30}
_MOST_REFERENCES, _LONGEST_NAME = 10, 200


def manner(finding: Finding) -> str:
    """How a finding is asserted: its status, or `claimed` where the attackers say so and nobody else."""
    backed = any(claim.speaker is not Speaker.ATTACKER and claim.status is Status.STATED for claim in finding.agree)
    if finding.asserted and finding.speaker is Speaker.ATTACKER and not backed:
        return CLAIMED
    return str(finding.status)


def doubt(*findings: Finding) -> list[str]:
    """The labels of what rests on these findings: `suspected` or `claimed-by-attacker`, where it is no fact."""
    manners = {manner(finding) for finding in findings}
    return [label for label, kind in (("suspected", "suspected"), ("claimed-by-attacker", CLAIMED)) if kind in manners]


def confidence(*findings: Finding) -> int:
    """STIX's confidence, 0 to 100: how sure the reading is, and no more than what it says allows."""
    # thousandths are what a copy carries: rounded from them again, 0.9948 and its copy 0.995 would part
    return min(min(round(1000 * f.claim.confidence) // 10, _AT_MOST.get(manner(f), 100)) for f in findings)


def said(finding: Finding) -> str:
    """A finding in words: its value, how it is asserted, and by whom."""
    value = "" if finding.value is None else words.value(finding.claim.field, finding.value)
    kind = manner(finding)
    head = {"denied": f"denied: {value}", "withheld": "not disclosed"}.get(kind, value)
    who = f"according to {_SPEAKERS[finding.speaker]}" if kind != CLAIMED and finding.speaker in _SPEAKERS else ""
    marks = ", ".join(filter(None, (_MARKS.get(kind), who)))
    return one_line(f"{head} ({marks})" if marks else head)


def labelled(finding: Finding) -> str:
    """A finding in words under its field's label."""
    return f"{FIELDS[finding.claim.field].label}: {said(finding)}"


def quoted(claim: Claim) -> str:
    """The words that prove a claim, in quotation marks."""
    return f"\u201c{one_line(claim.evidence[0].quote)}\u201d"


def references(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[dict[str, Any]]:
    """The words that prove claims, as external references: each place once, and not more than a reader reads."""
    found = {(e.document, e.start, e.end): _reference(c, e, documents) for c in claims for e in c.evidence}
    return list(found.values())[:_MOST_REFERENCES]


def source(document: Document) -> dict[str, Any]:
    """A document as an external reference."""
    name = document.publisher or document.title or document.origin or document.key or "document"
    row = {"source_name": one_line(name, _LONGEST_NAME) or "document", "external_id": document.id}
    if document.title:
        row["description"] = one_line(document.title)
    if document.origin and document.origin.startswith(("http://", "https://")):
        row["url"] = document.origin
    return row


def _reference(claim: Claim, evidence: Evidence, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents.get(evidence.document)
    row = source(document) if document else {"source_name": "document"}
    mark = "" if claim.status is Status.STATED else f" ({claim.status})"
    place = f"{evidence.document}#{evidence.start}-{evidence.end}"
    return {**row, "external_id": place, "description": f"\u201c{one_line(evidence.quote)}\u201d{mark}"}
