"""What is affirmed in one text and denied in another: one of them holds, the other is kept as said before."""

from __future__ import annotations

from affidavit.merge import merge
from affidavit.model.claim import Status
from affidavit.model.incident import Finding
from tests.merge.build import told

DENIED = told(
    "Orsini Shoes says hackers stole data of 20,000 customers\n\nOrsini Shoes said that hackers stole the names "
    "of 20,000 customers on 28 April 2025. Passwords were not affected, the company said.",
    "2025-05-05",
)
AFFIRMED = told(
    "Orsini Shoes: passwords stolen after all\n\nOrsini Shoes said that hackers stole passwords as well as names "
    "of 20,000 customers in the attack of 28 April 2025.",
    "2025-06-12",
)
CLAIMED = told(
    "Hacker says he has Orsini Shoes passwords\n\nA hacker who calls himself Saltwire claimed that he stole passwords "
    "of 20,000 customers of Orsini Shoes in the attack of 28 April 2025.",
    "2025-06-12",
)


def _passwords(*extractions: object) -> list[Finding]:
    (incident,) = merge(list(extractions)).incidents  # type: ignore[arg-type]
    return [finding for finding in incident.all("data") if finding.value == "Passwords"]


def test_the_later_text_holds_and_the_denial_is_what_was_said_before() -> None:
    (found,) = _passwords(DENIED, AFFIRMED)
    assert found.status is Status.STATED
    assert [claim.status for claim in found.superseded] == [Status.DENIED]
    assert _passwords(AFFIRMED, DENIED) == [found]


def test_an_attackers_word_takes_no_denial_back() -> None:
    assert {finding.status for finding in _passwords(DENIED, CLAIMED)} == {Status.DENIED, Status.SUSPECTED}
