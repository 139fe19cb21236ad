"""A field that is declared has a place in the report."""

from __future__ import annotations

import pytest

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS, REPORTED, Field
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.span import Span
from affidavit.model.value import Count, Indicator, Money, Value
from affidavit.model.vocabulary import terms
from affidavit.report import render

DOCUMENT = Document.of("Northfield Dental told what there is to tell.")
PROOF = Evidence(DOCUMENT.id, 0, 10, "Northfield", Span(0, len(DOCUMENT.text)))
VALUES: dict[str, Value] = {
    "count": Count(69000, "people"),
    "money": Money("fine", 4500.0, "USD"),
    "indicator": Indicator("ipv4", "203.0.113.7", "attacker"),
    "date": "2024-09-17",
    "flag": "yes",
    "technique": "T1566.004",
}


def value(field: Field) -> Value:
    if field.type in VALUES:
        return VALUES[field.type]
    return next(iter(terms(field.vocabulary))) if field.vocabulary else f"Some {field.key}"


@pytest.mark.parametrize("field", [FIELDS[key] for key in REPORTED], ids=REPORTED)
def test_told(field: Field) -> None:
    claim = Claim(field.key, value(field), Status.STATED, Speaker.PRESS, 0.9, "by", (PROOF,))
    incident = Incident("i", "t", {field.key: (Finding(claim),)}, (DOCUMENT.id,))
    report = str(render(Analysis("a", "incident", (DOCUMENT,), (incident,)), "terminal"))
    below_summary = report[report.index("Incident Details") : report.rindex("Sources")]
    assert "[1]" in below_summary, "give the field a place in report/sections.py or report/methods.py"
