"""Spans: half-open character offsets into one document's text."""

from __future__ import annotations

from affidavit.model.struct import ordered


@ordered
class Span:
    """Offsets `[start, end)` in characters; `text[start:end]` is the quote."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The quote."""
        return text[self.start : self.end]
