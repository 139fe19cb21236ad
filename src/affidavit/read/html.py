"""Web pages: the article's words without what stands around them; title, author, date and publisher as it says."""

from __future__ import annotations

from affidavit.read import tree
from affidavit.read.article import article, folded
from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.metadata import about


def content(data: bytes, hints: Hints) -> Content:
    """The article of a page, its title as the first line."""
    page = tree.parsed(data, hints.charset)
    said = about(page)
    blocks = article(page, len(data))
    check_length(sum(len(block.text) for block in blocks), hints.max_text)
    pieces = tree.pieces(_without_title(blocks, said.title) if said.title else blocks)
    if said.title and pieces:
        pieces.insert(0, Piece(said.title, "title"))
    return Content(tuple(pieces), said.title, said.author, said.publisher, said.published)


def _without_title(blocks: list[tree.Block], title: str) -> list[tree.Block]:
    """Without the block that repeats the title, which is the text's first line already."""
    same = folded(title)
    at = next((at for at, block in enumerate(blocks[:5]) if folded(block.text) == same), None)
    return blocks if at is None else blocks[:at] + blocks[at + 1 :]
