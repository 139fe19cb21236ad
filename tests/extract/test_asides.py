"""Asides: what is no part of the story is marked, what is stays."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.document import Document
from affidavit.model.extraction import Role

STORY = (
    "Northfield Dental tells 40,000 patients of a breach\n\n"
    "Northfield Dental said on Tuesday that an intruder read the files of its patients. The intruder was in the "
    "network from May to June. The practice learned of it when a supplier called. It has reset all passwords and "
    "has told the police. Names and addresses were in the files. The practice runs nine clinics in the north of "
    "the country and has some four hundred employees. A spokesperson did not say whether a ransom was demanded. "
    "The practice has hired experts to find out how the intruder came in, and it offers two years of monitoring "
    "to those concerned. If you reuse your password elsewhere, change it there as well."
)
ADVERT = (
    " It is patching season! Security teams are asked to fix more with fewer people. This practical guide shows what "
    "the best of them do. Get the checklist and spare your team a bad night."
)
HEADLINES = (
    " Brightwater Energy confirms outage after attack Fernhill Bank warns customers of fake calls Grocer Alder & Sons "
    "discloses breach, blames supplier Hackers leak files of Westmoor Council Police arrests two over Larch Air theft"
)


def kept(text: str) -> str:
    sentences = extract(Document.of(text)).sentences
    return " ".join(" ".join(text[s.start : s.end] for s in sentences if s.role is not Role.ASIDE).split())


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_story_is_kept_whole() -> None:
    assert kept(STORY) == words(STORY)


@pytest.mark.parametrize("tail", [HEADLINES, ADVERT + HEADLINES, ADVERT], ids=["headlines", "both", "advert"])
def test_the_tail_of_a_page_is_dropped(tail: str) -> None:
    assert kept(STORY + tail) == words(STORY)


def test_advice_before_an_advert_is_kept() -> None:
    text = STORY + " It is also advisable to place a security freeze on credit files."
    assert kept(text + ADVERT + HEADLINES) == words(text)


def test_headlines_on_lines_of_their_own() -> None:
    lines = HEADLINES.replace(" Fernhill", "\nFernhill").replace(" Grocer", "\nGrocer").replace(" Hackers", "\nHackers")
    assert kept(STORY + "\n\n" + lines.replace(" Police", "\nPolice").strip()) == words(STORY)


def test_a_list_of_data_at_the_end_is_kept() -> None:
    text = STORY + " These data were in the files:\n\nNames of patients\nDates of birth\nNumbers of insurance policies"
    assert kept(text) == words(text)


def test_an_update_note_is_part_of_the_story() -> None:
    text = STORY + " Update 5 May: Northfield Dental now says that 41,000 patients were affected."
    assert kept(text + ADVERT + HEADLINES) == words(text)


def test_a_story_without_a_stop_is_not_lost_with_the_advert() -> None:
    text = (
        STORY
        + " Brightwater Energy, its supplier, could not be reached by phone or mail Whether your team is large or not"
    )
    assert "Brightwater Energy, its supplier" in kept(text + ", this guide helps it." + HEADLINES)


@pytest.mark.parametrize(
    "prompt",
    [
        "Read more: Fernhill Bank closes branches",
        "Image credit: Northfield Dental",
        "Sign up for our newsletter to get the news first.",
        "Ann Example is a senior reporter who writes on health.",
        "If you are not the intended recipient, please delete this message.",
        "This site uses cookies to measure traffic.",
    ],
)
def test_prompts_inside_the_text(prompt: str) -> None:
    head, rest = STORY.split(" The practice learned", 1)
    assert kept(f"{head}\n\n{prompt}\n\nThe practice learned{rest}") == words(STORY)
