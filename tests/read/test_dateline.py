"""The date that a text bears at its head."""

from __future__ import annotations

import pytest

from affidavit.read import read_bytes
from affidavit.read.dateline import dateline


@pytest.mark.parametrize(
    "head",
    [
        "Marlow Steel hit\n\nPublished: 3 June 2025\n\nMarlow Steel said",
        "June 3, 2025 -- ALDERBROOK -- Marlow Steel said",
        "Marlow Steel hit\n3 June 2025\nMarlow Steel said",
        "ALDERBROOK, Ohio, June 3, 2025 (WIRE) - Marlow Steel said",
        "Marlow Steel hit\nBy Dana Pell, 3 June 2025\n\nMarlow Steel said",
        "Marlow Steel plc - Regulatory announcement, 3 June 2025\n\nMarlow",
        "Marlow Steel\n9 Road\n\nTuesday, June 3, 2025\n\nDear customer",
        "Marlow Steel says\n\n3 June 2025. Marlow Steel, Inc. said",
        "Breach round-up, week of 3 June 2025\n\nMarlow Foods: A bucket",
        "2025-06-03 \u2013 Marlow Steel said",
    ],
)
def test_of_head(head: str) -> None:
    assert dateline(head) == "2025-06-03"


@pytest.mark.parametrize(
    "text",
    [
        "Marlow Steel hit\n\nOn 3 June 2025, Marlow Steel was hacked.",
        "2025-06-03 - The intruder enters\n2025-06-04 - Servers are encrypted",
        "Form\n\nDate of Report (Date of earliest event reported): June 3, 2025",
        "3 June 2025 was the day on which it began.",
        "Last updated: 3 June 2025\n\nMarlow Steel was hacked.",
        "",
    ],
)
def test_none(text: str) -> None:
    assert dateline(text) is None


def test_read() -> None:
    (document,) = read_bytes(b"Marlow Steel hit\nBy Dana Pell, 3 June 2025\n\nMarlow Steel said so.", name="news.txt")
    assert document.published == "2025-06-03"
    assert document.text.startswith("Marlow Steel hit\nBy Dana")
