"""Patterns find what RE2 finds, with gaps loosened or not."""

from __future__ import annotations

import re

import pytest

from affidavit.extract.rulebook.pattern import Pattern, folded


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        (r"\bhacked\b", "the clinic was hacked on monday", "hacked"),
        (r"\bby (hackers)\b", "taken by hackers", "hackers"),
        (r"\b(?:by (hackers)|stolen)\b", "files were stolen", "stolen"),
        (r"stolen[^.]{0,12}files", "stolen were the files", "stolen were the files"),
        (r"stolen[^.]{0,12}files", "stolen were all of the many files", None),
        (r"stolen[^.]{0,12}files", "stolen: a van with its keys. stolen files", "stolen files"),
        (r"caf\w+", "zażółć café cafes", "cafes"),
    ],
)
def test_finds_the_first_match(source: str, text: str, found: str | None) -> None:
    place = Pattern(source).search(folded(text))
    assert (place and text[place[0] : place[1]]) == found


def test_long_gaps_keep_their_limit() -> None:
    pattern = r"lost.{0,20}keys"
    for distance in range(40):
        text = f"lost {'x' * distance} keys"
        expected = re.search(pattern, text)
        assert Pattern(pattern).search(folded(text)) == (expected and expected.span())
