"""Who is made the victim by the words beside its name, and who the attacker by what it is accused of."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.document import Document


def found(text: str, field: str) -> str | None:
    claims = [c for c in extract(Document.of(text)).claims if c.field == field]
    best = max(claims, key=lambda claim: claim.confidence, default=None)
    return None if best is None or best.confidence < 0.3 else str(best.value)


@pytest.mark.parametrize(
    ("text", "victim"),
    [
        ("The Quillfish gang has added the Dutch printer Larkfield to its leak site.", "Larkfield"),
        ("A man was sentenced in Leeds for breaking into the systems of ride-hailing firm Larkfield.", "Larkfield"),
        ("Leeds Crown Court heard that he had hacked into the network of Larkfield.", "Larkfield"),
        ("Postwise, a vendor of the covered entity (CE), Larkfield Health, lost a tape.", "Larkfield Health"),
    ],
)
def test_the_one_that_was_struck_is_the_victim(text: str, victim: str) -> None:
    assert found(text, "organization") == victim


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Larkfield was hacked. Callum Rodge pleaded guilty in January.", "Callum Rodge"),
        ("Files of Larkfield were sold. According to the indictment, Dana Alvarez, 34, took them.", "Dana Alvarez"),
        ('Larkfield was hacked. The seller, who goes by the name "grimtide", asks for more.', "grimtide"),
        ("Larkfield was hacked. Ada Marlow, a lawyer, spoke of a charge.", None),
    ],
)
def test_who_is_accused_is_the_actor(text: str, actor: str | None) -> None:
    assert found(text, "actor") == actor


@pytest.mark.parametrize(
    "name",
    ["St. Brendan Hospital", "St. Mary's Medical Center", "Mt. Vernon Clinic", "Northgate Women's Clinic"],
)
def test_names_keep_their_saints_and_mounts(name: str) -> None:
    assert found(f"A laptop of {name} was stolen.", "organization") == name


def test_a_street_ends_its_sentence() -> None:
    assert found("He lived on Main St. The Larkfield clinic was hacked.", "organization") == "Larkfield"


def test_who_watches_over_credit_is_no_victim() -> None:
    text = (
        "A file with our employees' numbers was stolen. We offer two years of identity theft protection from Guardwell."
    )
    assert found(text, "organization") is None


def test_our_provider_is_a_third_party() -> None:
    text = "Code was added to the store that we run with our hosting provider, Stackport, and cards were stolen."
    assert found(text, "third_party") == "Stackport"
    assert found(text, "organization") is None


def test_a_few_headlines_behind_an_advert_are_no_story() -> None:
    story = (
        "Larkfield confirms theft of data\n\n" + "Larkfield said that names of 900 patients were stolen in May. " * 12
    )
    advert = "Join our webinar to learn more about it. "
    tail = advert + "Bakery chain hit by skimmer for months Bank says insider sold client files"
    claims = extract(Document.of(story + tail)).claims
    assert not [claim for claim in claims if claim.start >= len(story)]
