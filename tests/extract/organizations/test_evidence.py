"""What proves who was hit: the sentence that tells what befell it, not one that only names it."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.document import Document


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        (
            "Northfield Dental was founded in 1984 and has 40 clinics in Ohio. On Monday Northfield Dental was hacked. "
            "Names of patients were stolen. Northfield Dental told reporters that it is sorry.",
            "On Monday Northfield Dental was hacked.",
        ),
        (
            "Clinics in the news\n\nBy Ada Marlow, for readers of Northfield Dental's magazine. Intruders broke into "
            "Northfield Dental in May 2024 and stole the names of 900 patients. Patients can call Northfield Dental.",
            "Intruders broke into Northfield Dental in May 2024 and stole the names of 900 patients.",
        ),
        (
            "Northfield Dental says so in the breach notification. A theft of data from Northfield Dental in May 2024 "
            "concerns 900 patients. Ten years ago, Northfield Dental was hacked as well.",
            "A theft of data from Northfield Dental in May 2024 concerns 900 patients.",
        ),
    ],
    ids=["portrait", "byline", "notice"],
)
def test_the_clearest_sentence(text: str, proof: str) -> None:
    claim = next(c for c in extract(Document.of(text)).claims if c.field == "organization")
    sentence = claim.evidence[0].sentence
    assert text[sentence.start : sentence.end] == proof
