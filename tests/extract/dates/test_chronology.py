"""Which event a date is of: the governing cue, the confidence, the note."""

from __future__ import annotations

import pytest

from affidavit.extract.dates import chronology
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Scan
from affidavit.model.claim import Claim, Status
from affidavit.model.document import Document


def claims(text: str, published: str | None = "2024-10-02") -> list[Claim]:
    scan = Scan(Document.of(text, published=published))
    by_rule.mark(scan)
    return sorted(chronology.claims(scan), key=lambda claim: -claim.confidence)


def told(text: str, published: str | None = "2024-10-02") -> dict[str, str]:
    """The best value of each field."""
    best: dict[str, str] = {}
    for claim in claims(text, published):
        best.setdefault(claim.field, str(claim.value))
    return best


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 3, Northfield Dental discovered that a server had been breached on April 1.",
         {"discovered": "2024-05-03", "started": "2024-04-01"}),
        ("An intruder had access between March 2 and March 9, 2024.", {"started": "2024-03-02", "ended": "2024-03-09"}),
        ("The attack, which occurred on March 2, was discovered on March 4.",
         {"started": "2024-03-02", "discovered": "2024-03-04"}),
        ("The break-in happened on March 2 and was detected two days later.",
         {"started": "2024-03-02", "discovered": "2024-03-04"}),
        ("In June 2013, Northfield Games suffered a data breach.", {"started": "2013-06"}),
        ("The firm fell victim to a May 2023 attack.", {"started": "2023-05"}),
        ("Brightwater Energy disclosed the attack in an August 5 filing.", {"disclosed": "2024-08-05"}),
        ("The company announced today that it had been hacked last month.",
         {"disclosed": "2024-10-02", "started": "2024-09"}),
        ("The clinic began notifying patients on Monday.", {"disclosed": "2024-09-30"}),
        ("We were notified by our vendor on June 4, 2024.", {"discovered": "2024-06-04"}),
        ("Affected patients were notified on June 4, 2024.", {"disclosed": "2024-06-04"}),
        ("The malware was present from June 4, 2024 to June 9, 2024.",
         {"started": "2024-06-04", "ended": "2024-06-09"}),
        ("Intruders had access until June 9, 2024.", {"ended": "2024-06-09"}),
        ("We secured the account on June 9, 2024.", {"contained": "2024-06-09"}),
        ("A class action was filed against the bank on June 9, 2024; the lawsuit was dismissed on July 1.", {}),
        ("Patients have until October 1, 2024 to enroll.", {}),
        ("He was born in 1987.", {}),
    ],
)  # fmt: skip
def test_governing_cue(text: str, expected: dict[str, str]) -> None:
    assert told(text) == expected


def test_a_relative_date_says_what_it_was_counted_from() -> None:
    claim = claims("Brightwater Energy was hacked last month.")[0]
    assert claim.note == "“last month”, counted from the publication date 2024-10-02"
    assert claims("Brightwater Energy was hacked last month.", None) == []


def test_evidence_holds_the_date_and_its_cue() -> None:
    claim = claims("On Friday the bank said little. It was breached, it added, on May 3, 2024.")[0]
    assert "breached" in claim.evidence[0].quote
    assert claim.evidence[0].quote.endswith("May 3, 2024")


def test_hedged_starts_are_suspected_and_discoveries_are_not() -> None:
    assert claims("The intrusion may have begun on May 3, 2024.")[0].status is Status.SUSPECTED
    learned = claims("On May 3, 2024, we learned that data may have been accessed.")[0]
    assert (learned.field, learned.status) == ("discovered", Status.STATED)


@pytest.mark.parametrize(("text", "status"), [
    ("The intrusion was not discovered until May 3, 2024.", Status.STATED),
    ("The server wasn't breached on May 3, 2024.", Status.DENIED),
])  # fmt: skip
def test_negation(text: str, status: Status) -> None:
    assert claims(text)[0].status is status


def test_other_incidents_count_less() -> None:
    text = "The bank was breached on May 3, 2024. In a previous breach it was hacked on June 1, 2019."
    assert told(text)["started"] == "2024-05-03"


def test_the_lead_is_the_news() -> None:
    text = "Brightwater Energy is notifying customers of a data breach.\n\nNames were stolen."
    claim = next(claim for claim in claims(text) if claim.field == "disclosed")
    assert (claim.value, claim.by) == ("2024-10", "chronology.publication")
    assert "disclosed" not in told(text, None)
