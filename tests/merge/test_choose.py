"""What an incident takes where claims differ."""

from __future__ import annotations

from affidavit.merge.choose import findings
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.span import Span
from affidavit.model.value import Count, Value


def claim(field: str, value: Value, confidence: float = 0.9, speaker: Speaker = Speaker.PRESS) -> Claim:
    document = "sha256:decision" if speaker is Speaker.ANALYST else "sha256:text"
    evidence = Evidence(document, 0, 4, "text", Span(0, 4))
    return Claim(field, value, Status.STATED, speaker, confidence, "test", (evidence,))


def test_the_day_speaks_for_its_month() -> None:
    month, day = claim("started", "2024-09", confidence=0.95), claim("started", "2024-09-03", confidence=0.9)
    (found,) = findings("started", [month, day], {})
    assert found.value == "2024-09-03"
    assert found.agree == (month,)
    year = claim("started", "2024", confidence=0.95)
    assert findings("started", [year, day], {})[0].value == "2024"


def test_a_person_has_the_last_word() -> None:
    read = claim("affected", Count(69_000, "people"), confidence=1.0, speaker=Speaker.REGULATOR)
    decided = claim("affected", Count(71_000, "people"), confidence=0.5, speaker=Speaker.ANALYST)
    (found,) = findings("affected", [read, decided], {})
    assert found.claim is decided


def of(document: str, number: int, *, superseded: bool = False, confidence: float = 0.9) -> Claim:
    """A count of those affected that one document gives."""
    evidence = Evidence(document, 0, 4, "text", Span(0, 4))
    about = (Status.STATED, Speaker.ORGANIZATION, confidence, "test", (evidence,))
    return Claim("affected", Count(number, "people"), *about, superseded=superseded)


def test_a_revision_beats_what_it_revises_wherever_this_stands() -> None:
    first = of("sha256:first", 41_000, confidence=0.99)
    old, new = of("sha256:second", 41_000, superseded=True), of("sha256:second", 87_450)
    for published in ({}, {"sha256:first": "2025-03-14", "sha256:second": "2025-05-20"}):
        (found,) = findings("affected", [first, old, new], published)
        assert found.claim is new
        assert set(found.superseded) == {first, old}
        assert not found.agree
        assert not found.disagree


def test_a_later_text_may_dispute_a_revision() -> None:
    later = of("sha256:third", 41_000)
    old, new = of("sha256:second", 41_000, superseded=True), of("sha256:second", 87_450)
    published = {"sha256:second": "2025-05-20", "sha256:third": "2025-06-01"}
    (found,) = findings("affected", [later, old, new], published)
    assert found.claim is later
    assert found.disagree == (new,)


def test_the_first_disclosure_stands() -> None:
    first, again = (
        Claim("disclosed", day, Status.STATED, Speaker.PRESS, 0.65, "test", (Evidence(day, 0, 4, "text", Span(0, 4)),))
        for day in ("2025-03-13", "2025-05-20")
    )
    (found,) = findings("disclosed", [again, first], {"2025-03-13": "2025-03-14", "2025-05-20": "2025-05-20"})
    assert found.claim is first
    assert not found.disagree


def test_a_day_that_is_surer_beats_the_month_that_a_later_text_goes_by() -> None:
    day, month = (
        Claim("started", value, Status.STATED, Speaker.PRESS, sure, "test", (Evidence(value, 0, 4, "t", Span(0, 4)),))
        for value, sure in (("2025-02-27", 0.92), ("2025-03", 0.75))
    )
    (found,) = findings("started", [day, month], {"2025-02-27": "2025-04-28", "2025-03": "2025-05-20"})
    assert found.claim is day
    assert found.rule == "more exact date"
