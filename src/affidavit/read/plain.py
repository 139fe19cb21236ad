"""Plain text."""

from __future__ import annotations

from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.decode import decoded

_LONGEST_HEADLINE = 200


def content(data: bytes, hints: Hints) -> Content:
    """The text as it is; its first line is the title where it stands alone and does not end like a sentence."""
    text = decoded(data, hints.charset)
    check_length(len(text), hints.max_text)
    return Content((Piece(text),), title=headline(text))


def headline(text: str) -> str | None:
    """The first line of `text` when it is a headline: short, followed by an empty line, with no full stop."""
    first, _, rest = text.replace("\r\n", "\n").lstrip("\ufeff \n\t").partition("\n")
    first = first.strip()
    stands_alone = rest[:200].lstrip(" \t").startswith("\n") and bool(rest.strip())
    return first if stands_alone and 0 < len(first) <= _LONGEST_HEADLINE and first[-1] not in ".,;:" else None
