"""What a caller may set about reading, and the limits that hold otherwise."""

from __future__ import annotations

from collections.abc import Callable

from affidavit.errors import ReadError, UsageError
from affidavit.model.struct import frozen
from affidavit.read.dates import iso_date

MEGABYTE = 1_000_000
MAX_TEXT = 20 * MEGABYTE
MAX_PAGES = 5_000


@frozen
class ReadOptions:
    """How to read; every limit ends in a `ReadError` that names it.

    `published` (an ISO date) stands above what a source says of itself. `max_bytes` bounds a file, a
    download or one row of a .jsonl file; `max_text` the characters of one document; `seconds` the work on
    one source; `fetch_seconds` a download with its redirects. `allow_private` lets URLs lead to private
    addresses. `isolate` parses in a process of its own, which a damaged file cannot take this one down with.
    `passed_over` is called for each file of a folder that is left out, as a picture is.
    """

    published: str | None = None
    max_bytes: int = 50 * MEGABYTE
    max_text: int = MAX_TEXT
    max_pages: int = MAX_PAGES
    seconds: float = 60.0
    fetch_seconds: float = 30.0
    max_redirects: int = 10
    allow_private: bool = False
    isolate: bool = True
    passed_over: Callable[[ReadError], None] | None = None

    def __post_init__(self) -> None:
        """Refuse a date that is none, which would be lost without a word."""
        if self.published is not None and iso_date(self.published) is None:
            raise UsageError(f"{self.published!r} is not a date (write 2024-09-05, 2024-09 or 2024)")
