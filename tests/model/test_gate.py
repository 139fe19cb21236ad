"""The evidence gate: what it lets through, and every reason to refuse."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.gate import admit, proven
from affidavit.model.span import Span

DOCUMENT = Document.of("Northfield Dental said 69,000 patients were affected.")
OTHER = Document.of("Brightwater Energy said nothing of the kind, at great length.")
DOCUMENTS = {DOCUMENT.id: DOCUMENT, OTHER.id: OTHER}


def evidence(start: int = 23, end: int = 29, **changed: Any) -> Evidence:
    made = Evidence(DOCUMENT.id, start, end, DOCUMENT.text[start:end], Span(0, len(DOCUMENT.text)))
    return replace(made, **changed)


def claim(*proofs: Evidence, **changed: Any) -> Claim:
    made = Claim("organization", "x", Status.STATED, Speaker.PRESS, 0.9, "rule", proofs or (evidence(),))
    return replace(made, **changed)


@pytest.mark.parametrize(
    "good",
    [
        claim(),
        claim(evidence(0, 53)),
        claim(evidence(), evidence(0, 10)),
        claim(value=None, status=Status.WITHHELD),
        claim(status=Status.DERIVED, follows_from=(claim(),)),
    ],
)
def test_proven(good: Claim) -> None:
    assert proven(good, DOCUMENTS)


@pytest.mark.parametrize(
    "bad",
    [
        claim(evidence=()),
        claim(by=""),
        claim(evidence(quote="69.000")),
        claim(evidence(quote="69,000 ")),
        claim(evidence(quote=" 69,000")),
        claim(evidence(start=22, end=28, quote="69,000")),
        claim(evidence(start=-30, end=-24, quote=DOCUMENT.text[-30:-24])),
        claim(evidence(start=23, end=23, quote="")),
        claim(evidence(start=29, end=23, quote="")),
        claim(evidence(start=53, end=60, quote="")),
        claim(evidence(start=46, end=60, quote=DOCUMENT.text[46:])),
        claim(evidence(start=17, end=18, quote=" ")),
        claim(evidence(document=OTHER.id)),
        claim(evidence(document="sha256:unknown")),
        claim(evidence(), evidence(quote="70,000")),
        claim(value=None),
        claim(status=Status.WITHHELD),
        claim(status=Status.DERIVED),
        claim(status=Status.DERIVED, follows_from=(claim(), claim(by=""))),
        claim(status=Status.DERIVED, follows_from=(claim(status=Status.DERIVED),)),
    ],
)
def test_refused(bad: Claim) -> None:
    assert not proven(bad, DOCUMENTS)


def test_admit_keeps_the_order_and_leaves_out_what_is_not_proven() -> None:
    first, second = claim(value="a"), claim(value="b")
    assert admit([first, claim(by=""), second], DOCUMENTS) == [first, second]
    assert admit([first], {}) == []
