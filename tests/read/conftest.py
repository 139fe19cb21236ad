from __future__ import annotations

import pytest

from affidavit.model.document import Document
from affidavit.read import ReadOptions, read_bytes


@pytest.fixture
def one():
    """Reads bytes that are one document."""

    def read_one(data: bytes, name: str = "", **options) -> Document:
        (document,) = read_bytes(data, name, ReadOptions(**options))
        return document

    return read_one
