"""The training of the technique model: the same rows give the same bytes, and what they teach comes out."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from affidavit.extract.technique.features import words
from affidavit.extract.technique.model import Model

pytest.importorskip("numpy")

TOLD = {
    "T1057": ("lists running processes", "enumerates processes of the host", "reads the process list"),
    "T1113": ("takes a screenshot", "captures the screen", "sends screenshots of the desktop"),
}


@pytest.fixture(scope="module")
def training() -> ModuleType:
    """bench/train/techniques.py as a module."""
    folder = str(Path(__file__).parents[3] / "bench" / "train")
    sys.path.insert(0, folder)
    try:
        import techniques
    finally:
        sys.path.remove(folder)
    return techniques


def rows(training: ModuleType) -> list:
    told = [
        training.Row("fragment", words(text), {technique}, at, text)
        for technique, texts in TOLD.items()
        for at, text in enumerate(texts)
    ]
    return told * 5 + [training.Row("news", words("the clinic wrote to its patients"), set(), 0, "news")] * 5


def trained(training: ModuleType) -> bytes:
    techniques = sorted(TOLD)
    curve = [(-1.0, 0.2), (1.0, 0.8)]
    return training.packed(training.train(rows(training), techniques), techniques, {"alone": curve, "among": curve})


def test_the_same_rows_give_the_same_bytes(training: ModuleType) -> None:
    assert trained(training) == trained(training)


def test_the_packed_model_scores_as_the_trained_one(training: ModuleType) -> None:
    found, reader = training.train(rows(training), sorted(TOLD)), Model(trained(training))
    for row in rows(training):
        assert reader.scores(row.words, "alone") == pytest.approx(list(found.scores([row])[0]), abs=0.2)


def test_what_was_taught_comes_out(training: ModuleType) -> None:
    reader = Model(trained(training))
    for technique, texts in TOLD.items():
        scores = reader.scores(words(texts[0]), "alone")
        assert reader.techniques[max(range(len(scores)), key=scores.__getitem__)] == technique


def test_the_worth_of_a_score_is_how_often_it_is_right(training: ModuleType) -> None:
    import numpy as np

    score = np.repeat([-0.5, 0.0, 0.5], 100)
    right = np.concatenate([np.zeros(100), np.tile([1.0, 0.0], 50), np.ones(100)])
    curve = training.worth((score, right))
    assert np.interp([-0.5, 0, 0.5], *zip(*curve, strict=True)) == pytest.approx([0, 0.5, 1], abs=0.05)


def test_between_points_the_chance_is_between_theirs(training: ModuleType) -> None:
    reader = Model(trained(training))
    assert [reader.chance(score, "alone") for score in (-3, -1, 0, 1, 3)] == pytest.approx([0.2, 0.2, 0.5, 0.8, 0.8])
