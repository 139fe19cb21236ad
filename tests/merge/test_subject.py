"""The incident that each sentence tells of, over the labelled articles of subjects/."""

from __future__ import annotations

from bench.subject import accuracy

from affidavit.merge import recalling

#: Raise it when the figure rises.
FLOOR = 0.96


def test_sentences_go_to_their_incident() -> None:
    right, total = accuracy()
    assert total >= 80
    assert right / total >= FLOOR


def test_a_person_with_an_office_is_no_body() -> None:
    assert recalling.is_officer("Larkhunt Threat Research Manager Ann Orme")
    assert recalling.is_officer("Northfield Head of Research Jon Marsh")
    assert not recalling.is_officer("Orrin Property Manager")
    assert not recalling.is_officer("Lead Belt Hospital Group")
    assert not recalling.is_officer("Society of Engineers")
