"""Analyses for the tests of formats: incidents made of findings; and what of one comes back."""

from __future__ import annotations

from functools import cache
from typing import Any

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.formats import EXPORTERS, IMPORTERS, Content, Importer, importer, names
from affidavit.exchange.statements import findings
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.machine import finding_row
from affidavit.model.record import Record
from affidavit.model.span import Span
from affidavit.model.value import Count, Indicator, Money, Value
from affidavit.pipeline import analyze_records

AT = "2026-01-31T12:00:00Z"
#: The formats that can be written and read.
BOTH_WAYS = sorted({*names(EXPORTERS)} & {*names(IMPORTERS)})
TEXT = "Northfield Dental said that names were taken. It denied that passwords were."
QUOTE = "names were taken"
#: A value of each field that sources tell of.
VALUES: dict[str, Value] = {
    "organization": "Northfield Dental",
    "sector": "62",
    "country": "NZ",
    "discovered": "2024-05-17",
    "disclosed": "2024-06-02",
    "started": "2024-04-29",
    "ended": "2024-05-18",
    "contained": "2024-05-19",
    "actor": "Grey Vole",
    "third_party": "Brightwater Hosting",
    "action": "misuse",
    "vector": "phishing",
    "technique": "T1566.001",
    "malware": "PebbleStealer",
    "vulnerability": "CVE-2024-21412",
    "asset": "laptop",
    "data": "Passport numbers",
    "affected": Count(69123, "people", "about"),
    "fate": "for_sale",
    "ransomware": "yes",
    "extortion": "yes",
    "money": Money("fine", 412345.0, "EUR"),
    "operations": "website_down",
    "reputation": "lawsuit",
    "indicator": Indicator("domain", "evil.example.net", "attacker"),
    "behavior": "The intruders renamed the logs.",
    "detection": "customer_report",
    "response": "credentials_reset",
    "measure": "told_card_issuers",
}


def finding(field: str, value: Value | None, **about: Any) -> Finding:
    """A finding whose evidence stands in `TEXT`, or at `quote` of `document`."""
    document, quote = about.pop("document", Document.of(TEXT)), about.pop("quote", QUOTE)
    others = {name: about.pop(name) for name in ("agree", "disagree", "superseded") if name in about}
    start = document.text.index(quote)
    evidence = Evidence(document.id, start, start + len(quote), quote, Span(0, len(document.text)))
    told = {"status": Status.STATED, "speaker": Speaker.PRESS, "confidence": 0.9, "by": "test", **about}
    return Finding(Claim(field, value, evidence=(evidence,), **told), **others)


def analysis_of(*found: Finding, document: Document | None = None, kind: str = "incident") -> Analysis:
    """An analysis of one incident that holds these findings."""
    source = document or Document.of(TEXT, published="2024-06-03", title="Northfield Dental: a notice")
    by_field: dict[str, tuple[Finding, ...]] = {}
    for one in found:
        by_field[one.claim.field] = (*by_field.get(one.claim.field, ()), one)
    incident = Incident("0123456789abcdef", "Northfield Dental: data breach", by_field, (source.id,), kind)
    return Analysis("a1", kind, (source,), (incident,))


def exported(analysis: Analysis, to: str, **options: Any) -> bytes:
    """The analysis in a format, at a set time."""
    return export(analysis, to, ExportOptions(at=AT, **options))


def outcomes(data: bytes, format: str) -> list[Any]:
    """What an importer gives for a file: records, and errors in the place of bad ones."""
    return list(_importer(format).read(Content("given.json", data)))


@cache
def _importer(format: str) -> Importer:
    return importer(format)  # looked up once: entry points are read from files


def imported(data: bytes, format: str) -> Analysis:
    """A file read back and analysed; every record of it must be good."""
    records = outcomes(data, format)
    assert all(isinstance(record, Record) for record in records), records
    return analyze_records(records)


def whole(analysis: Analysis) -> list[str]:
    """All findings of all incidents, with their evidence at its place."""
    return sorted(
        repr((key, finding_row(found))) for incident in analysis.incidents for key, found in findings(incident)
    )


def told(analysis: Analysis) -> list[str]:
    """All findings, and what agrees with them or does not, each by what it says, who says it, how, in which words."""
    return sorted(
        repr((key, _said(found.claim), *(sorted(map(repr, map(_said, others))) for others in _others(found))))
        for incident in analysis.incidents
        for key, found in findings(incident)
    )


def _said(claim: Claim) -> tuple[Any, ...]:
    quote = " ".join(claim.evidence[0].quote.split())
    return (claim.value, str(claim.status), str(claim.speaker), quote, claim.note)


def _others(found: Finding) -> tuple[tuple[Claim, ...], ...]:
    return found.agree, found.disagree, found.superseded
