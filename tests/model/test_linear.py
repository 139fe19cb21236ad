"""Linear models over named features."""

import pytest

from affidavit.model.linear import Linear, linear

TWO = Linear({"wet": [0, 200], "dry": [100, -100]}, [10, 0])


def test_scores_are_sums_of_what_the_features_speak_for() -> None:
    assert TWO.scores(["wet", "dry", "unknown"]) == [110, 100]
    assert TWO.scores([]) == [10, 0]


def test_chances_add_up_and_follow_the_scores() -> None:
    chances = TWO.chances(["wet"])
    assert sum(chances) == pytest.approx(1)
    assert chances[1] / chances[0] == pytest.approx(2.718281828**1.9)


@pytest.mark.parametrize("name", ["dates", "sums"])
def test_a_packaged_model_has_one_weight_for_each_kind(name: str) -> None:
    model = linear("affidavit.extract", "weights", f"{name}.json")
    assert {len(row) for row in model.weights.values()} == {len(model.bias)}
