"""Where sentences end at the end of a line: behind headings and entries of lists, and not where a text is wrapped."""

from __future__ import annotations

import pytest

from affidavit.extract.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Acme Health\nBrightwater Energy was hacked.", ["Acme Health", "Brightwater Energy was hacked."]),
        (
            "The data that was stolen includes: The bank says that it has told the police.",
            ["The data that was stolen includes:", "The bank says that it has told the police."],
        ),
        (
            "The data that was stolen includes: Names, dates of birth and codes were in it.",
            ["The data that was stolen includes: Names, dates of birth and codes were in it."],
        ),
        (
            "Its owner, Yum! Brands, was hacked. Help! Thieves!",
            ["Its owner, Yum! Brands, was hacked.", "Help!", "Thieves!"],
        ),
        (
            "News\n\nHackers break into the largest chain of clinics in the country again\nBrightwater Energy said on "
            "Monday that hackers stole the names of 4,000 customers.",
            [
                "News",
                "Hackers break into the largest chain of clinics in the country again",
                "Brightwater Energy said on Monday that hackers stole the names of 4,000 customers.",
            ],
        ),
        (
            "Dear Ms Doe,\n\nwe write to tell you that on Monday, 3 May 2024, Brightwater\nEnergy was hacked. "
            "The names of staff are\namong what was taken.",
            [
                "Dear Ms Doe,",
                "we write to tell you that on Monday, 3 May 2024, Brightwater\nEnergy was hacked.",
                "The names of staff are\namong what was taken.",
            ],
        ),
        (
            "News\n\nNorthfield said that its vendor Castellan\nFiles was hacked by intruders who came\nin by night.",
            ["News", "Northfield said that its vendor Castellan\nFiles was hacked by intruders who came\nin by night."],
        ),
        (
            "Hit\n\nAcme Health\nBrightwater Energy\nLarkfield Foods\n\nAll were hacked.",
            ["Hit", "Acme Health", "Brightwater Energy", "Larkfield Foods", "All were hacked."],
        ),
    ],
    ids=[
        "heading",
        "a lost list",
        "a list in its sentence",
        "exclamations",
        "long heading",
        "wrapped",
        "wrapped to few characters",
        "list",
    ],
)
def test_lines(text: str, sentences: list[str]) -> None:
    assert [text[span.start : span.end] for span in split(text)] == sentences
