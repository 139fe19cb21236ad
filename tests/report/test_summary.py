"""The executive summary against golden texts, each read by eye."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from affidavit.report.model import Statement
from affidavit.report.proofs import Ledger
from affidavit.report.summary import summary
from affidavit.report.summary.opening import third_party
from tests.report.build import Writer

GOLDEN = yaml.safe_load((Path(__file__).parent / "summaries.yaml").read_text("utf-8"))


def composed(case: dict[str, Any]) -> tuple[Statement, ...]:
    analysis = Writer("", case.get("published")).analysis(case["findings"], kind=case.get("kind", "incident"))
    return summary(analysis.incidents[0], analysis.kind, analysis.documents, Ledger(analysis))


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_summary_reads_as_written(case):
    said = composed(case)
    assert " ".join(statement.text for statement in said) == case["text"]
    assert 3 <= len(said) <= 7


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_every_sentence_that_rests_on_findings_cites_them(case):
    opening, *others = composed(case)
    assert opening.cites
    uncited = [s.text for s in others if not s.cites]
    assert all("not found to say" in text or "rests on" in text for text in uncited)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Oakhurst Systems", "Oakhurst Systems"),
        ("external IT service provider", "an external IT service provider"),
        ("IT provider", "an IT provider"),
        ("its payroll vendor", "its payroll vendor"),
        ("files.example", "files.example"),
        ("OAKS", "OAKS"),
        ("third-party service providers", "third-party service providers"),
        ("third-party software", "third-party software"),
        ("third party insurance agents", "third party insurance agents"),
        ("payroll business", "a payroll business"),
    ],
)
def test_third_parties_have_an_article_when_they_are_roles(name, text):
    assert third_party(name) == text
