"""The incident that each sentence tells of, over the labelled articles of subjects/."""

from __future__ import annotations

from bench.subject import accuracy

#: Raise it when the figure rises.
FLOOR = 0.96


def test_sentences_go_to_their_incident() -> None:
    right, total = accuracy()
    assert total >= 80
    assert right / total >= FLOOR
