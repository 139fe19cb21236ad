"""Patterns find what RE2 finds, with gaps loosened or not; a sentence that the sieve holds back never matches."""

from __future__ import annotations

import re

import pytest

from affidavit.extract.needed import needed
from affidavit.extract.pattern import Pattern, folded
from affidavit.extract.rulebook import rulebook
from affidavit.extract.sieve import Sieve


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


@pytest.mark.parametrize(
    ("source", "arms"),
    [
        (r"\bhack\w*", ((("|hack",),),)),
        (r"\bshut down\b", ((("|shut|",), ("|down|",)),)),
        (r"\bstolen\b|\btaken from\b", ((("|stolen|",),), (("|taken|",), ("|from|",)))),
        (r"\w+s|stolen", ()),
        (r".*", ()),
    ],
)
def test_what_patterns_need(source: str, arms: object) -> None:
    assert needed(source) == arms


@pytest.mark.parametrize(("text", "possible"), [("they shut it down", True), ("shutters come down", False)])
def test_sieve_tells_by_words(text: str, possible: bool) -> None:
    needs = needed(r"\bshut\b.{0,9}\bdown\b")
    sieve = Sieve([needs])
    held = sieve.of(text.encode())
    assert any(held & arm == arm for arm in sieve.arms(needs)) is possible


def test_every_rule_knows_what_it_needs() -> None:
    rules = [rule for rule in rulebook().rules if rule.where is not None]
    assert sum(not rule.where_needs for rule in rules) <= len(rules) // 100
