"""The machine format `affidavit/1`: analyses as plain JSON objects, keys in a fixed order, nothing null."""

from __future__ import annotations

from typing import Any

from affidavit.model.claim import Claim, Evidence
from affidavit.model.document import Document
from affidavit.model.fields import REPORTED
from affidavit.model.incident import SCHEMA, Analysis, Finding, Incident
from affidavit.model.value import Advice, Value


def analysis_row(analysis: Analysis) -> dict[str, Any]:
    """An analysis as the JSON object that `--format json` and `--format jsonl` print."""
    row: dict[str, Any] = {"schema": SCHEMA, "id": analysis.id, "kind": analysis.kind}
    if analysis.reason:
        row["reason"] = analysis.reason
    if analysis.notes:
        row["notes"] = list(analysis.notes)
    row["documents"] = [document_row(document) for document in analysis.documents]
    row["incidents"] = [incident_row(incident) for incident in analysis.incidents]
    return row


def document_row(document: Document) -> dict[str, Any]:
    """A document's origin, without its text."""
    about = ("id", "key", "origin", "published", "title", "author", "publisher")
    return {key: value for key in about if (value := getattr(document, key)) is not None}


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident with its findings by field, and the fields that no source tells of."""
    return {
        "id": incident.id,
        "title": incident.title,
        "kind": incident.kind,
        "documents": list(incident.documents),
        "findings": {key: [finding_row(f) for f in found] for key, found in incident.findings.items() if found},
        "unknown": [key for key in REPORTED if not incident.all(key)],
    }


def finding_row(finding: Finding) -> dict[str, Any]:
    """A finding: the chosen claim, and the others where there are any."""
    row = claim_row(finding.claim)
    for name in ("agree", "disagree", "superseded"):
        if others := getattr(finding, name):
            row[name] = [claim_row(claim) for claim in others]
    if finding.rule:
        row["rule"] = finding.rule
    return row


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim as an object."""
    row: dict[str, Any] = {} if claim.value is None else {"value": value_row(claim.value)}
    row |= {
        "status": str(claim.status),
        "speaker": str(claim.speaker),
        "confidence": round(claim.confidence, 3),
        "by": claim.by,
    }
    if claim.note:
        row["note"] = claim.note
    row["evidence"] = [_evidence_row(evidence) for evidence in claim.evidence]
    return row


def value_row(value: Value) -> Any:
    """A value: a string as it is, anything else as an object without what is not known."""
    if isinstance(value, str):
        return value
    from dataclasses import asdict

    row = {key: part for key, part in asdict(value).items() if part is not None}
    if isinstance(value, Advice):
        row["references"] = [{"framework": framework, "id": name} for framework, name in value.references]
    return row


def _evidence_row(evidence: Evidence) -> dict[str, Any]:
    return {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "sentence": [evidence.sentence.start, evidence.sentence.end],
    }
