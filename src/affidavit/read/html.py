"""Web pages: the article's words without what stands around them; title, author, date and publisher as it says."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from affidavit.read import tree
from affidavit.read.clean import squeezed
from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.metadata import about

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Beyond this size trafilatura takes minutes; a page so large is a listing or a log and is taken whole.
_LARGEST_ARTICLE = 3_000_000
_MOST_ELEMENTS = 100_000
_DEEPEST = 300
# What trafilatura finds is taken for the article unless it is so small a part of the page that it was misled.
_LEAST = 0.2
_LINKED = 0.8
_LONGEST_LINE = 400
_FEW = 6
_LINES = frozenset(("p", "div", "li"))


def content(data: bytes, hints: Hints) -> Content:
    """The article of a page, its title as the first line."""
    page = tree.parsed(data, hints.charset)
    said = about(page)
    blocks = list(_article(page, len(data)))
    check_length(sum(len(block.text) for block in blocks), hints.max_text)
    if said.title:
        blocks = _without_title(blocks, said.title)
    pieces = tree.pieces(iter(_without_furniture(blocks)))
    if said.title and pieces:
        pieces.insert(0, Piece(said.title, "title"))
    return Content(tuple(pieces), said.title, said.author, said.publisher, said.published)


def _article(page: HtmlElement, size: int) -> list[tree.Block]:
    _drop_labelled_links(page)
    whole = list(tree.blocks(page))
    if size > _LARGEST_ARTICLE or not _is_tame(page):
        return whole
    body = _extracted(page)
    article = list(tree.blocks(body)) if body is not None else []
    return article if _length(article) >= _LEAST * _length(whole) or _length(article) > 1_000 else whole


def _extracted(page: HtmlElement) -> HtmlElement | None:
    """What trafilatura takes for the article. Its fallbacks lose the paragraphs, so they are not used."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "0"
    found = bare_extraction(page, fast=True, include_comments=False, with_metadata=False, config=config)
    return getattr(found, "body", None)


def _is_tame(page: HtmlElement) -> bool:
    """Whether a tree is small and shallow enough for code that copies it and recurses into it."""
    from lxml import etree

    depth = 0
    for count, (event, _) in enumerate(etree.iterwalk(page, events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST or count > 2 * _MOST_ELEMENTS:
            return False
    return True


def _length(blocks: list[tree.Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _drop_labelled_links(page: HtmlElement) -> None:
    """Take out lines such as `Read more: <link>`: a label of the furniture, and nothing else but links."""
    for link in list(page.iter("a")):
        line = next((up for up in islice(link.iterancestors(), 4) if up.tag in _LINES), None)
        if line is not None and len(line) < _FEW and line.getparent() is not None and _is_labelled(line):
            line.drop_tree()


def _is_labelled(line: HtmlElement) -> bool:
    text = squeezed(line.text_content())
    label, colon, rest = text.partition(":")
    linked = sum(len(squeezed(link.text_content())) for link in line.iter("a"))
    return bool(colon) and len(text) < _LONGEST_LINE and tree.is_furniture(label) and linked >= _LINKED * len(rest)


def _without_title(blocks: list[tree.Block], title: str) -> list[tree.Block]:
    """Without the block that repeats the title, which is the text's first line already."""
    same = _folded(title)
    for at, block in enumerate(blocks[:5]):
        if _folded(block.text) == same:
            return blocks[:at] + blocks[at + 1 :]
    return blocks


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _without_furniture(blocks: list[tree.Block]) -> list[tree.Block]:
    """Without headings such as `Related articles` and the list below them."""
    kept: list[tree.Block] = []
    skipping = False
    for block in blocks:
        if block.tag in tree.HEADINGS:
            skipping = tree.is_furniture(block.text)
        elif skipping and block.tag not in tree.ITEMS:
            skipping = False
        if not skipping:
            kept.append(block)
    return kept
