"""Assertion by scope, over the sentences of assertion.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from affidavit.extract.assertion import assertion
from affidavit.extract.rulebook.check import unmarked
from affidavit.extract.rulebook.rulebook import Rulebook
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

ROWS = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "assertion.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("status", "speaker", "marked"), ROWS, ids=[row[2] for row in ROWS])
def test_scope(status: str, speaker: str, marked: str) -> None:
    text, spans = unmarked(marked)
    scan = Scan(Document.of(text), Rulebook(()))
    for start, end in spans:
        line = scan.line_at(start)
        assert line is not None
        judged, by = assertion.judge(line, start, end)
        assert (text[start:end], judged) == (text[start:end], status)
        assert speaker in ("-", by)
