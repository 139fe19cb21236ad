"""Sums by the words right beside them, and numbers that are sums."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.document import Document
from affidavit.model.value import Count, Money


def sums(text: str) -> list[str]:
    claims = extract(Document.of(f"Larkfield Bank was hacked. {text}")).claims
    return [claim.value.kind for claim in claims if claim.field == "money" and isinstance(claim.value, Money)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The attackers want $650,000.", "ransom_demand"),
        ("The seller posted the offer on Tuesday and asked for $25,000 in coins.", "asking_price"),
        ("The insurer paid the gang $457,000.", "ransom_paid"),
        ("The accomplices moved $418,000 out of their accounts.", "stolen_funds"),
        ("They ran up $9,000 in charges on the cards.", "stolen_funds"),
        ("It agreed to pay $9.4 million to settle the lawsuit.", "settlement"),
        ("The settlement comes on top of a penalty of $600,000.", "fine"),
        ("Total costs, including the ransom, have reached about $1.9 million.", "cost"),
    ],
)
def test_the_words_beside_a_sum_tell_its_kind(text: str, kind: str) -> None:
    assert sums(text) == [kind]


def test_money_for_other_ends_is_none_of_it() -> None:
    assert sums("It committed to spend $2.1 million on security over three years.") == []


@pytest.mark.parametrize("code", ["EUR", "GBP", "SEK"])
def test_an_amount_behind_a_currency_counts_nobody(code: str) -> None:
    text = f"The agency fined Larkfield {code} 4 million for failing to protect the details of its passengers."
    assert [c for c in extract(Document.of(text)).claims if c.field == "affected"] == []


def test_a_suit_on_behalf_of_all_is_on_no_half_of_them() -> None:
    text = "Larkfield was hacked. The suit was filed on behalf of 517,000 patients whose records were taken."
    counts = [c.value for c in extract(Document.of(text)).claims if c.field == "affected"]
    assert [count.number for count in counts if isinstance(count, Count)] == [517000]
