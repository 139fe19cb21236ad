"""The levels that comparisons find, and how alike two texts are spelt."""

from __future__ import annotations

import pytest

from affidavit.merge.linking import Profile, compare, levels, weights
from affidavit.merge.linking.levels import all_levels
from affidavit.merge.linking.spelling import alike

WORDS = ("extort", "portal", "meter", "reading")


def found(a: Profile, b: Profile) -> dict[str, str]:
    return {name: level for name, (level, _) in levels(a, b).items()}


def test_words_alike_are_alike_to_a_part() -> None:
    near, far = alike(WORDS, ("extortion", "portals", "laptop"), ()), alike(WORDS, ("laptop", "unknown"), ())
    assert near is not None
    assert far is not None
    assert 0 <= far < near < (alike(WORDS, WORDS, ()) or 0) <= 1
    assert alike(WORDS, ("extortion", "portals"), ()) == alike(("extortion", "portals"), WORDS, ())


def test_what_is_left_out_says_nothing() -> None:
    assert alike(("portal",), WORDS, {"portal"}) is None
    assert alike((), WORDS, ()) is None


def test_a_revised_count_is_told_by_the_nearest() -> None:
    assert found(Profile(counts=(320_000, 1_400_000)), Profile(counts=(1_400_000,)))["counts"] == "same"
    assert found(Profile(counts=(320_000,)), Profile(counts=(1_400_000,)))["counts"] == "differ"


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (Profile(vectors=("denial_of_service",)), Profile(vectors=("denial_of_service",)), "again"),
        (Profile(vectors=("phishing",)), Profile(vectors=("phishing", "malware")), "share"),
        (Profile(vectors=("phishing",)), Profile(vectors=("insider",)), "differ"),
        (
            Profile(vectors=("denial_of_service",), published=("2024-03-02",)),
            Profile(vectors=("denial_of_service",), published=("2024-03-09",)),
            "share",
        ),
    ],
)
def test_attacks_that_come_again_speak_for_one_incident_only_at_one_time(a: Profile, b: Profile, level: str) -> None:
    assert found(a, b)["vectors"] == level


def test_what_one_alone_tells_of_speaks_against_one_incident() -> None:
    alone = found(Profile(deeds=("ransomware",)), Profile(deeds=("social_media",)))
    assert alone == {"of ransomware": "one", "of social media": "one"}
    both = compare(Profile(deeds=("ransomware",)), Profile(deeds=("ransomware",)))
    assert compare(Profile(deeds=("ransomware",)), Profile()).score < both.score


def test_every_level_has_a_weight_and_a_better_one_never_weighs_less() -> None:
    by = weights().levels
    assert {name: tuple(of) for name, of in by.items()} == all_levels()
    for of in by.values():
        assert list(of.values()) == sorted(of.values())
        assert len(of) == 1 or min(of.values()) <= 0 <= max(of.values())


def test_two_exact_counts_that_are_only_near_say_nothing() -> None:
    assert "counts" not in found(Profile(counts=(2_221,)), Profile(counts=(1_888,)))
    assert found(Profile(counts=(2_221,)), Profile(counts=(2_250,)))["counts"] == "same"
    assert found(Profile(counts=(2_221,)), Profile(counts=(1_900,)))["counts"] == "near"
    assert found(Profile(counts=(2_221,)), Profile(counts=(9_888,)))["counts"] == "differ"
