"""Values in words."""

from __future__ import annotations

import pytest

from affidavit.model import words
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.span import Span
from affidavit.model.value import Count, Indicator, Money


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Count(1500000, "people", "about"), "about 1.5 million people"),
        (Count(2316591, "accounts"), "2,316,591 accounts"),
        (Count(147900000, "accounts", "at_least"), "at least 147.9 million accounts"),
        (Count(1600000000, "email addresses"), "1.6 billion email addresses"),
        (Count(1, "people"), "one person"),
        (Count(1, "organisations"), "one organisation"),
        (Count(15000, "people", "up_to", 12000), "between 12,000 and 15,000 people"),
        (Count(1234567, "other", "up_to"), "up to 1,234,567 items"),
    ],
)
def test_counts(value, text):
    assert words.count(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money("fine", 183390000.0, "GBP"), "£183.39 million"),
        (Money("ransom_demand", 400000.0, "USD", "about"), "about $400,000"),
        (Money("ransom_paid", 75, "BTC"), "75 BTC"),
        (Money("cost", 99.5, "EUR"), "€99.50"),
    ],
)
def test_money(value, text):
    assert words.money(value) == text


@pytest.mark.parametrize(
    ("partial", "text"),
    [
        ("2024-09-17", "17 September 2024"),
        ("2024-09", "September 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("soon", "soon"),
    ],
)
def test_dates(partial, text):
    assert words.date(partial) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024-04-14", "2024-05-24", "between 14 April and 24 May 2024"),
        ("2024-05-14", "2024-05-24", "between 14 and 24 May 2024"),
        ("2023-12-30", "2024-01-02", "between 30 December 2023 and 2 January 2024"),
        ("2024-04", "2024-06", "between April and June 2024"),
        ("2022", "2024-06", "between 2022 and June 2024"),
        ("2024", "2024-06", "in 2024"),
        ("2024-04-14", "2024-04-14", "on 14 April 2024"),
        ("2024", "2024", "in 2024"),
    ],
)
def test_ranges(start, end, text):
    assert words.between(start, end) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        (["a, or b", "c", "d"], "a, or b; c; and d"),
    ],
)
def test_lists(items, text):
    assert words.listed(items) == text


def test_long_lists_are_cut_but_never_by_one():
    assert words.shortened(list("abcd"), 3, "{} more") == "a, b, c and d"
    assert words.shortened(list("abcde"), 3, "{} more") == "a, b, c and 2 more"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("IT provider", "an IT provider"),
        ("external vendor", "an external vendor"),
        ("university", "a university"),
        ("SaaS platform", "a SaaS platform"),
        ("HR vendor", "an HR vendor"),
        ("hourly contractor", "an hourly contractor"),
        ("unnamed vendor", "an unnamed vendor"),
    ],
)
def test_articles(phrase, text):
    assert words.article(phrase) == text


@pytest.mark.parametrize(("text", "wanted"), [("names", "Names"), ("eBay", "eBay"), ("", "")])
def test_capitals(text, wanted):
    assert words.capital(text) == wanted


@pytest.mark.parametrize(
    ("indicator", "text"),
    [
        (Indicator("ipv4", "203.0.113.7"), "203[.]0[.]113[.]7"),
        (Indicator("email", "a@b.example"), "a[@]b[.]example"),
        (Indicator("url", "http://a.example/b.c"), "hxxp://a[.]example/b.c"),
        (Indicator("file_name", "run.exe"), "run.exe"),
    ],
)
def test_indicators_are_defanged(indicator, text):
    assert words.defanged(indicator) == text


@pytest.mark.parametrize(
    ("quote", "text"), [("fewer than 60 customers", "fewer than 60 people"), ("up to 60 customers", "up to 60 people")]
)
def test_below_a_bound(quote, text):
    evidence = Evidence("sha256:text", 0, len(quote), quote, Span(0, len(quote)))
    claim = Claim("affected", Count(60, "people", "up_to"), Status.STATED, Speaker.PRESS, 0.9, "test", (evidence,))
    assert words.claimed(claim) == text
