"""Numbers as they are written, and which of them is the count of those affected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.extract import extract
from affidavit.extract.counts.counts import MOST
from affidavit.extract.counts.quantities import quantities
from affidavit.extract.rulebook.by_rule import mark
from affidavit.extract.scan import Scan
from affidavit.model.document import Document
from affidavit.model.value import Count


def numbers(text: str) -> list[tuple[float, str]]:
    scan = Scan(Document.of(text))
    mark(scan)
    return [(one.value, one.bound) for line in scan.lines for one in quantities(scan.lower, line)]


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("nearly 1.5M unique email addresses", 1_500_000, "about"),
        ("some 380.000 customers", 380_000, "about"),
        ("2,316,591 million people", 2_316_591, "exact"),
        ("half a million users", 500_000, "about"),
        ("about two dozen patients", 24, "about"),
        ("1.2 lakh people", 120_000, "exact"),
        ("3 crore users", 30_000_000, "exact"),
        ("1,20,000 users", 120_000, "exact"),
        ("1 234 567 users", 1_234_567, "exact"),
        ("2,5 million people", 2_500_000, "exact"),
        ("4.1 million accounts", 4_100_000, "exact"),
        ("16 thousand tenants", 16_000, "exact"),
        ("147.9m accounts", 147_900_000, "exact"),
        ("over 600k readers", 600_000, "at_least"),
        ("three hundred and forty-two patients", 342, "exact"),
        ("as many as 9,000 members", 9_000, "up_to"),
        ("2,000+ members", 2_000, "at_least"),
        ("5,000 or more members", 5_000, "at_least"),
        ("an estimated 40,000 pupils", 40_000, "about"),
        ("between 12,000 and 15,000 patients", 15_000, "up_to"),
        ("5 to 7 million users", 7_000_000, "up_to"),
        ("a third of its 3 million users", 1_000_000, "about"),
        ("25% of our 8,000 members", 2_000, "about"),
    ],
)
def test_written_numbers(text: str, value: float, bound: str) -> None:
    assert numbers(f"The leak hit {text}.") == [(value, bound)]


@pytest.mark.parametrize(
    "text",
    ["version 1.2.3.4", "CVE-2024-1234", "at 10:30", "a fee of $5,000", "35% of it", "call 1-800-555-0100",
     "their 401k", "thousands of people", "24/7", "call 01632 960 112", "call +61 3 9123 4567", "ring (020) 7946 0018"],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert all(value < 3000 and bound == "exact" for value, bound in numbers(f"They wrote {text} today."))


def test_a_year_is_no_group_of_the_number_behind_it() -> None:
    assert (12_500, "exact") in numbers("In 2023 12 500 people were hit.")


@given(st.integers(1, 999_999_999_999))
def test_a_grouped_number_reads_as_itself(number: int) -> None:
    assert numbers(f"It exposed {number:,} accounts.") == [(number, "exact")]


@given(st.text(alphabet="0123456789,.-' kmillontwdzehur()%$", max_size=120))
def test_evidence_always_stands_in_the_text(text: str) -> None:
    document = Document.of(f"The breach exposed {text} customers.")
    for claim in extract(document).claims:
        for one in claim.evidence:
            assert document.text[one.start : one.end] == one.quote != ""


def affected(text: str) -> list[Count]:
    claims = [claim for claim in extract(Document.of(text)).claims if claim.field == "affected" and claim.asserted]
    claims.sort(key=lambda claim: -claim.confidence)
    return [claim.value for claim in claims if isinstance(claim.value, Count)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("12,000 current and former employees", "people"),
        ("12,000 customer records", "records"),
        ("12,000 unique customer email addresses", "email addresses"),
        ("12,000 credit and debit cards", "cards"),
        ("12,000 user accounts", "accounts"),
        ("12,000 of its school districts", "organisations"),
        ("12,000 air traffic controllers", "people"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert affected(f"A breach at Northfield Dental exposed the data of {text}.")[0].unit == unit


def test_an_unconfirmed_claim_yields_to_the_organisations_own_number() -> None:
    text = (
        "A hacker claims to have stolen 30 million records from Harrow Fitness. "
        "The company said that only 12,000 members are affected."
    )
    assert affected(text)[0].number == 12_000


def test_a_table_of_numbers_ends_somewhere() -> None:
    assert len(affected("The leak exposed 4,000 users. " * 5_000)) <= MOST


def test_a_superseded_figure_is_marked() -> None:
    text = "Brightwater Energy raised the number of affected customers from 69,000 to 2.5 million."
    claims = {c.value.number: c for c in extract(Document.of(text)).claims if isinstance(c.value, Count)}
    assert claims[69_000].superseded
    assert not claims[2_500_000].superseded
    assert claims[2_500_000].confidence > claims[69_000].confidence
