"""What a date is of where no rule tells, and what is taken back."""

from __future__ import annotations

import pytest

from affidavit.extract import extract, scanned
from affidavit.extract.dates import chronology, roles
from affidavit.model.document import Document

LEAD = (
    "Ransomware stops looms at Harrowgate Mill\n\nHarrowgate Mill, a paper maker in Leeds, was hacked by a gang, and "
    "the payroll records of 2,300 workers were stolen.\n\n"
)
#: Shorter texts are left to the rules.
REST = "\n\nThe mill stands by the river and makes paper for books, as it did in the days of steam. " * 12


def read(text: str) -> dict[str, str]:
    """The learned dates of a text, by their role."""
    claims = extract(Document.of(text, published="2023-06-20")).claims
    return {claim.field: str(claim.value) for claim in claims if claim.by == roles.BY}


@pytest.mark.parametrize(
    ("sentence", "role", "value"),
    [
        (
            "The night shift first saw something was amiss on 14 May, when the looms stood still.",
            "discovered",
            "2023-05-14",
        ),
        ("Intruders had the run of the office machines as early as 2 April.", "started", "2023-04-02"),
    ],
)
def test_a_date_is_given_by_the_words_around_it(sentence: str, role: str, value: str) -> None:
    claims = extract(Document.of(LEAD + sentence + REST, published="2023-06-20")).claims
    assert value in {str(claim.value) for claim in claims if claim.field == role}


def test_short_texts_are_left_to_the_rules() -> None:
    assert not read(LEAD + "Strangers were in and out of the office machines from 2 April onwards.")


def test_dates_that_nothing_resolves_are_left_alone() -> None:
    claims = extract(Document.of(LEAD + "It was found out last month." + REST)).claims
    assert not [claim for claim in claims if claim.by == roles.BY]


def test_background_dates_are_given_no_role() -> None:
    assert not read(LEAD + "The mill was founded on 3 May 1911 and moved to its present yard in 1954." + REST)


def test_each_date_is_seen_by_its_form_its_place_and_its_rank() -> None:
    scan = scanned(
        Document.of(LEAD + "It began on 2 April. It ended on Monday, 5 June 2023." + REST, published="2023-06-20")
    )
    first, last = roles.read(scan, chronology.resolved(scan))
    assert {"earliest", "first told", "days before 120", "form month day", "next before on"} <= first.features
    assert {"latest", "later than the last told", "has weekday", "has year", "dates 2"} <= last.features
