"""Linking: what tells two incidents apart, what makes them one, and when it is left open."""

from __future__ import annotations

import json
import sys

import pytest

from affidavit.extract import extract
from affidavit.merge import merge
from affidavit.merge.linking import Comparison, Profile, block_keys, choose, compare
from affidavit.model.document import Document

FIRST = (
    "Northfield Dental says a ransomware attack in March 2024 exposed the records of 48,211 patients. "
    "The Grey Heron gang claimed the attack and threatened to publish X-ray images and insurance details."
)
LATER = (
    "A class action follows the ransomware attack on Northfield Dental. In March 2024 the Grey Heron gang stole X-ray "
    "images and insurance details of 48,211 patients."
)
EARLIER = "In June 2019, a former employee of Northfield Dental mailed a list of 310 job applicants to a rival."
OTHER = "Brightwater Energy says that its customer portal was knocked offline by a DDoS attack in March 2024."


def profile(text: str, published: str | None = None) -> Profile:
    document = Document.of(text, published=published)
    return Profile.of(merge([extract(document)]).incidents[0], [document])


def test_two_tellings_of_one_incident_are_the_same() -> None:
    found = compare(profile(FIRST, "2024-04-02"), profile(LATER, "2024-04-20"))
    assert found.same
    assert {"names", "words", "counts"} <= {reason.name for reason in found.because}
    assert [abs(reason.weight) for reason in found.because] == sorted(
        (abs(reason.weight) for reason in found.because), reverse=True
    )


@pytest.mark.parametrize("other", [EARLIER, OTHER])
def test_another_incident_is_not(other: str) -> None:
    assert not compare(profile(FIRST), profile(other)).same


def test_the_order_of_the_two_does_not_matter() -> None:
    a, b = profile(FIRST), profile(LATER)
    assert compare(a, b).score == pytest.approx(compare(b, a).score)


def test_a_profile_can_be_kept() -> None:
    made = profile(FIRST, "2024-04-02")
    assert Profile.from_row(json.loads(json.dumps(made.to_row()))) == made


def test_one_organisation_is_found_under_one_key() -> None:
    assert set(block_keys(profile(FIRST))) & set(block_keys(profile(EARLIER)))
    assert not set(block_keys(profile(FIRST))) & set(block_keys(profile(OTHER)))


def test_the_only_likely_candidate_is_chosen() -> None:
    candidates = {"first": profile(FIRST, "2024-04-02"), "earlier": profile(EARLIER), "other": profile(OTHER)}
    assert choose(profile(LATER, "2024-04-20"), candidates).linked == "first"


def test_none_is_chosen_where_two_are_close() -> None:
    candidates = {"one": profile(FIRST, "2024-04-02"), "two": profile(FIRST, "2024-04-02")}
    choice = choose(profile(LATER, "2024-04-20"), candidates)
    assert choice.linked is None
    assert choice.close == ("one", "two")


def test_none_is_chosen_where_none_is_likely() -> None:
    assert choose(profile(LATER, "2024-04-20"), {"other": profile(OTHER)}).linked is None
    assert choose(profile(LATER, "2024-04-20"), {}).linked is None


@pytest.mark.parametrize(("score", "close"), [(0.39, ()), (0.4, ("one",)), (0.69, ("one",))])
def test_a_doubtful_candidate_is_not_linked_and_told_of(
    monkeypatch: pytest.MonkeyPatch, score: float, close: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys.modules["affidavit.merge.linking"], "compare", lambda *_: Comparison(score, ()))
    choice = choose(profile(LATER), {"one": profile(FIRST)})
    assert (choice.linked, choice.close) == (None, close)
