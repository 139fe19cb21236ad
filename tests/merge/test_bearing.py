"""How sentences bear on the main incident: what brings a text back to it, and what later words may not change."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.merge.bearing import Bearing, bearings, model
from affidavit.merge.main_party import is_report, main_party
from affidavit.merge.subject import cues
from affidavit.model.document import Document

LEAD = (
    "Larkfield confirms data breach\n\n"
    "Larkfield said on Tuesday that hackers stole the names of 210,000 customers. "
    "The company learned of the intrusion on March 3, 2024.\n\n"
)


def told(text: str) -> list[Bearing]:
    extraction = extract(Document.of(text, published="2024-03-14"))
    main = main_party(extraction)
    assert main == "Larkfield"
    found, partners = cues(extraction)
    return bearings(extraction, main, found, partners)


@pytest.mark.parametrize(
    ("sentence", "bearing"),
    [
        ("In 2019, Marlowe Shoes lost 4.1 million payment cards to a breach.", Bearing.OTHERS),
        ("In 2017, Larkfield suffered a breach that exposed the passport numbers of 3,000 guests.", Bearing.EARLIER),
        (
            "Phishing attacks are a type of cyberattack in which criminals trick users into opening links.",
            Bearing.BACKGROUND,
        ),
        ("Larkfield is a British maker of locks that employs 1,200 people and has 40 stores.", Bearing.PORTRAIT),
        ("Larkfield said that passwords were not affected.", Bearing.MAIN),
    ],
)
def test_a_sentence_is_told_from_the_main_incident(sentence: str, bearing: Bearing) -> None:
    assert told(LEAD + sentence)[-1] is bearing


def test_a_later_paragraph_changes_nothing_before_it() -> None:
    text = f"{LEAD}In 2019, Marlowe Shoes suffered a data breach. The shop later paid a fine.\n\n"
    before = told(text.strip())
    assert told(f"{text}Larkfield has called in the police.")[: len(before)] == before


def test_a_letter_keeps_its_own_advice() -> None:
    letter = (
        "Notice of data breach\n\nWe are writing to tell you that Larkfield had a data breach on March 3, 2024. "
        "Our investigation showed that your name was taken. We advise you to change your password on every site where "
        "you used it, and never to give it to anybody. Use a different password for each account."
    )
    assert Bearing.BACKGROUND not in told(letter)


def test_every_weight_is_for_every_bearing() -> None:
    by = model()
    assert {len(row) for row in (by.bias, *by.steps, *by.weights.values())} == {len(Bearing)}


def test_a_long_technical_text_is_a_report() -> None:
    story = extract(Document.of(LEAD * 20))
    report = extract(Document.of("The actor used PowerShell to run Mimikatz and dumped LSASS memory.\n" * 60))
    assert is_report(report)
    assert not is_report(story)
