"""Sums of money as they are written, and what they are for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.extract import extract
from affidavit.model.document import Document
from affidavit.model.value import Money


def sums(text: str) -> list[tuple[float, str]]:
    claims = extract(Document.of(text)).claims
    return [(c.value.amount, c.value.currency) for c in claims if isinstance(c.value, Money)]


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("$1.5 million", 1.5e6, "USD"),
        ("$50K", 5e4, "USD"),
        ("US$94,000", 94_000, "USD"),
        ("$USD1,000,000", 1e6, "USD"),
        ("A$3 million", 3e6, "AUD"),
        ("AU$2.22 million", 2.22e6, "AUD"),
        ("C$700", 700, "CAD"),
        ("€20m", 2e7, "EUR"),
        ("10 million euros", 1e7, "EUR"),
        ("£183.39 million", 183.39e6, "GBP"),
        ("USD 10,000", 10_000, "USD"),
        ("75 bitcoin", 75, "BTC"),
        ("2.0781 BTC", 2.0781, "BTC"),
        ("300 XMR", 300, "XMR"),
        ("Rs 50 lakh", 5e6, "INR"),
        ("₹2 crore", 2e7, "INR"),
        ("$75-100 million", 1e8, "USD"),
    ],
)
def test_written_sums(written: str, amount: float, currency: str) -> None:
    assert sums(f"The gang demanded a ransom of {written} from Northfield Dental.") == [(amount, currency)]


@given(st.integers(1, 10**9), st.sampled_from("$€£"))
def test_the_quote_holds_sign_and_number(amount: int, sign: str) -> None:
    document = Document.of(f"The gang demanded a ransom of {sign}{amount:,} from Northfield Dental.")
    quotes = [c.evidence[0].quote for c in extract(document).claims if c.field == "money"]
    assert quotes == [f"{sign}{amount:,}"]


def test_what_the_threat_denies_is_not_the_sum() -> None:
    text = "They demanded a $2 million ransom so the data of customers would not be leaked."
    (claim,) = [c for c in extract(Document.of(text)).claims if c.field == "money"]
    assert claim.asserted
