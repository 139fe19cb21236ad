"""Documents: one text with its origin, its date and its content hash; immutable."""

from __future__ import annotations

import hashlib
from bisect import bisect_right

from affidavit.errors import UsageError
from affidavit.model.dates import is_date
from affidavit.model.struct import frozen, ordered


@ordered
class Place:
    """Where in the source the text from `start` on was found: `page 3`, `attachment a.pdf, page 1`."""

    start: int
    label: str


def _check_date(published: object) -> None:
    """Raise UsageError for a date of publication that no relative date could be counted from."""
    if published is not None and not (isinstance(published, str) and is_date(published)):
        raise UsageError(f"published is an ISO date (2024-09-17, 2024-09 or 2024), not {published!r}")


@frozen
class Document:
    """One text as it is kept; all offsets refer to `text`.

    `published` is an ISO date (YYYY-MM-DD, or a prefix of one); `key` the id that the source gave the
    document, where it gave one; `places` are sorted by their start.
    """

    id: str
    text: str
    key: str | None = None
    origin: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    places: tuple[Place, ...] = ()

    @classmethod
    def of(cls, text: str, **about: str | tuple[Place, ...] | None) -> Document:
        """A document of `text`, its id made from the content.

        Raises UsageError where `text` is no text, or `published` no ISO date.
        """
        if not isinstance(text, str):
            raise UsageError(f"a document's text is a str, not {type(text).__name__}")
        _check_date(about.get("published"))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(id=f"sha256:{digest}", text=text, **about)  # type: ignore[arg-type]

    def place(self, offset: int) -> str | None:
        """The label of the place that `offset` lies in, where the source has places."""
        at = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[at - 1].label if at else None
