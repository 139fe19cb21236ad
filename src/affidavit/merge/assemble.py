"""Putting incidents together from what documents say."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction
from affidavit.model.fields import FIELDS
from affidavit.model.gate import admit
from affidavit.model.incident import Analysis, Finding, Incident


def merge(extractions: Sequence[Extraction]) -> Analysis:
    """One analysis of all `extractions`."""
    documents = {e.document.id: e.document for e in extractions}
    claims = admit((c for e in extractions for c in e.claims), documents)
    findings = {key: _findings([c for c in claims if c.field == key]) for key in FIELDS}
    incident = Incident(
        id=hashlib.sha256("".join(sorted(documents)).encode()).hexdigest()[:16],
        title="Incident",
        findings={key: found for key, found in findings.items() if found},
        documents=tuple(documents),
    )
    first = extractions[0].document
    return Analysis(first.key or first.id, "incident", tuple(documents.values()), (incident,))


def _findings(claims: list[Claim]) -> tuple[Finding, ...]:
    by_value: dict[object, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.start)):
        by_value.setdefault(claim.value, []).append(claim)
    return tuple(Finding(group[0], tuple(group[1:])) for group in by_value.values())
