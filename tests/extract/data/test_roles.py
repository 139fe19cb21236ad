"""What is told of data in other words than the rules know, and what of theirs is taken back."""

from __future__ import annotations

import pytest

from affidavit import Document, analyze
from affidavit.extract import extract, scanned
from affidavit.extract.data import data, roles
from affidavit.model.claim import Status

LEAD = (
    "Ransomware stops looms at Harrowgate Mill\n\nHarrowgate Mill, a paper maker in Leeds, was hacked by a gang in "
    "May, and the names of 2,300 workers were stolen.\n\n"
)
#: Shorter texts are left to the rules.
REST = "\n\nThe mill stands by the river and makes paper for books, as it did in the days of steam. " * 12


def told(sentence: str, rest: str = REST) -> dict[str, Status]:
    """The status of each class of data, but of the names that the lead tells of."""
    found = analyze(Document.of(LEAD + sentence + rest, published="2023-06-20")).incidents[0].all("data")
    return {str(one.value): one.status for one in found if one.value != "Names"}


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("Bank account numbers never left the office, the mill said.", "Bank account numbers"),
        ("Passwords are kept by another firm and were never on these machines.", "Passwords"),
    ],
)
def test_data_that_was_out_of_reach_is_denied(sentence: str, denied: str) -> None:
    assert told(sentence) == {denied: Status.DENIED}


@pytest.mark.parametrize(
    "sentence",
    [
        "Direct-debit mandates and PINs, it says, lie elsewhere.",
        "Passport copies and PINs sit on another network.",
        "The mill collects passport numbers and dates of birth of drivers.",
        "Its forms ask for passport numbers and dates of birth.",
    ],
)
def test_data_that_is_only_spoken_of_is_not_told(sentence: str) -> None:
    assert Status.STATED not in told(sentence).values()


def test_what_rules_tell_in_so_many_words_stays() -> None:
    assert told("Passports and sick notes, the mill later said, were stolen too.") == {
        "Passport numbers": Status.STATED, "Personal health data": Status.STATED,
    }  # fmt: skip


def test_what_another_incident_took_is_left_to_it() -> None:
    sentence = (
        "In 2021, Larkfield Paper found that passport scans and PINs sat on another network that anybody could read."
    )
    scan = scanned(Document.of(LEAD + sentence + REST, published="2023-06-20"))
    found = [one for one in data.read(scan) if one.telling.line.index == 2]
    assert {one.mention.name for one in found} == {"Passport numbers", "PINs"}
    assert roles.weighed(scan, found) == [Status.STATED] * 2


def test_short_texts_are_left_to_the_rules() -> None:
    sentence = "Passwords are kept by another firm and were never on these machines."
    by = {claim.by for claim in extract(Document.of(LEAD + sentence)).claims if claim.field == "data"}
    assert by == {data.BY}
    longer = {claim.by for claim in extract(Document.of(LEAD + sentence + REST)).claims if claim.field == "data"}
    assert longer == {data.BY, roles.BY}


def test_each_mention_is_seen_by_its_scope_its_class_and_the_words_beside_it() -> None:
    scan = scanned(Document.of(LEAD + "Bank account numbers never left the office." + REST))
    one = next(one for one in data.read(scan) if one.mention.name == "Bank account numbers")
    line = one.telling.line
    seen = next(iter(roles.features(scan, line, [one])))
    assert {"class Bank account numbers", "rule nothing", "next behind never", "story"} <= seen
