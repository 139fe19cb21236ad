"""Whether a sentence that names data tells of data of the incident (telling.txt)."""

from __future__ import annotations

from pathlib import Path

import pytest

from affidavit import Document, analyze
from affidavit.model.claim import Status

LEAD = (
    "Northfield discloses breach after hack\n\nNorthfield, a chain of stores, said on Monday that hackers broke into "
    "its network in May and stole data of 40,000 customers.\n\n"
)
LINES = (Path(__file__).parent / "telling.txt").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1][:60])
def test_what_a_sentence_tells(row: list[str]) -> None:
    analysis = analyze(Document.of(f"{LEAD}{row[1]}\n\nThe company has told the police.", published="2024-06-04"))
    told = set(analysis.incidents[0].values("data"))
    spared = {one.value for one in analysis.incidents[0].all("data") if one.status is Status.DENIED}
    classes = set(row[2].split("|")) if row[0] != "no" else set()
    assert told == (classes if row[0] == "yes" else set())
    assert row[0] != "not" or spared == classes
