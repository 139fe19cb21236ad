"""No text makes the search for indicators run away: twice the text may not take much more than twice the time."""

from __future__ import annotations

import time

import pytest

from affidavit.extract import indicators
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

HOSTILE = (
    "a.", "1.", "a@", "http://", "C:\\a", "[.]", "http://x.com/((((", "ab:cd:", "%a%\\", "a dot ", "a-b.", "HKLM\\a b ",
    "/tmp/a", "hxxp://a[.]com ", "user-agent ", "1.2.3.4 ", "(at)", "0x", "telegram @a",
)  # fmt: skip


def seconds(text: str) -> float:
    scan = Scan(Document.of(text))
    start = time.process_time()
    list(indicators.claims(scan))
    return time.process_time() - start


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear(piece: str) -> None:
    short, long = piece * (40_000 // len(piece)), piece * (160_000 // len(piece))
    assert min(seconds(long), seconds(long)) < 12 * max(seconds(short), 0.02)
