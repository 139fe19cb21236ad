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
