"""Steps that are wanted, planned, refused or left open are not told as taken."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.model.claim import ANNOUNCED, BY_VENDOR
from affidavit.model.document import Document

STEPS = (
    "reset all passwords",
    "hire outside experts",
    "notify the people affected",
    "offer credit monitoring",
    "patch its servers",
    "inform the police",
    "restore its systems",
    "pay the ransom",
    "block the account",
)
FRAMES = (
    "It plans to {}.",
    "It may {}.",
    "It should {}, experts say.",
    "It should have done more to {}, a critic said.",
    "Experts urged it to {}.",
    "It failed to {}.",
    "It did not {}.",
    "It has yet to {}.",
    "It refused to {}.",
    "It declined to say whether it would {}.",
    "Customers want it to {}.",
    "A judge could order it to {}.",
    "If it were to {}, trust might return.",
    "It had no plan to {}.",
)


def _told(sentence: str) -> set[str]:
    found = extract(Document.of(f"Larkfield Foods was hacked in May and names were stolen. {sentence}"))
    return {str(claim.value) for claim in found.claims if claim.field == "response" and claim.asserted}


@pytest.mark.parametrize("frame", FRAMES)
def test_a_step_that_was_not_taken(frame: str) -> None:
    assert {step: told for step in STEPS if (told := _told(frame.format(step)) - {"advised_users"})} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "The company paid no ransom.",
        "They used credentials that had not been revoked.",
        "It neither patched its servers nor offered credit monitoring.",
        "It should have encrypted the data.",
    ],
)
def test_what_is_denied_by_other_words(sentence: str) -> None:
    assert _told(sentence) == set()


def test_steps_that_were_taken() -> None:
    assert _told("It has reset all passwords and told the police.") == {"credentials_reset", "law_enforcement"}


@pytest.mark.parametrize(
    ("sentence", "announced"),
    [
        ("The bank will also notify the state regulator.", True),
        ("Customers will be notified by mail.", True),
        ("Users will get a password reset prompt.", True),
        ("The bank notified customers that it will not pay.", False),
        ("The bank reset all passwords, so that users will have to choose new ones.", False),
        ("The bank will offer credit monitoring to customers.", False),
    ],
)
def test_what_is_only_announced_is_noted(sentence: str, announced: bool) -> None:
    claims = extract(Document.of(f"Norvik Bank was hacked in May. {sentence}")).claims
    found = [claim for claim in claims if claim.field == "response"]
    assert found
    assert any(claim.note is not None for claim in found) is announced


@pytest.mark.parametrize(
    ("done", "note"),
    [
        ("The vendor has since patched the flaw.", BY_VENDOR),
        ("Its ticket software supplier then fixed the bug.", BY_VENDOR),
        ("The line and its vendor patched the flaw within a day.", None),
        ("The line told its vendor, and patched the flaw.", None),
        ("The line will patch the flaw.", ANNOUNCED),
    ],
)
def test_a_vendor_patches_what_is_its_own(done: str, note: str | None) -> None:
    found = extract(Document.of(f"Tolland Ferries was hacked on 3 June 2024 through a flaw. {done}")).claims
    assert {claim.note for claim in found if claim.value == "patched_or_hardened"} <= {note}
