"""HTML that is a message and not a page: all its words, since there is no article to look for."""

from __future__ import annotations

from affidavit.read import tree
from affidavit.read.content import Content, Hints


def content(data: bytes, hints: Hints) -> Content:
    """Every block of the message that is shown."""
    return Content(tuple(tree.pieces(tree.blocks(tree.parsed(data, hints.charset)))))
