"""Partial dates."""

from __future__ import annotations

import pytest

from affidavit.model.dates import first_day, is_date, last_day


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-09-17", "2024-09-17", "2024-09-17"),
    ],
)
def test_a_partial_date_means_days(date: str, first: str, last: str) -> None:
    assert is_date(date)
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "0000", "2024-1", "２０２４", "2024-09-17T10:00"])
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
