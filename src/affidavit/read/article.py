"""Which blocks of a web page are its article: those that trafilatura finds, and those it wrongly left out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from affidavit.read import tree
from affidavit.read.clean import squeezed
from affidavit.read.tree import Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Beyond this size trafilatura takes minutes; a page so large is a listing or a log and is taken whole.
_LARGEST_ARTICLE = 3_000_000
_MOST_ELEMENTS = 50_000
_DEEPEST = 300
# What trafilatura finds is the article unless it is so small, and so small a part of the page, that it was misled.
_LEAST = 0.2
_ENOUGH = 1_000
# So much of the prose between the article's ends may be left out as being something else; more is a mistake.
_LEFT_OUT = 0.25
_PROSE = 40
_LINKED = 0.7
_LONGEST_LINE = 400
_FEW = 6
_LINES = frozenset(("p", "div", "li"))


def article(page: HtmlElement, size: int) -> list[Block]:
    """The blocks of the article of `page`, which has `size` bytes; of a page without one, all that is not links."""
    _drop_labelled_links(page)
    whole = tree.blocks(page)
    if size <= _LARGEST_ARTICLE and _is_tame(page):
        found = _found(whole, tree.blocks(_extracted(page)))
        if _length(found) >= min(_ENOUGH, _LEAST * _length(whole)):
            return _without_furniture(_without_linked_ends(found))
    return _without_furniture([block for block in whole if not _is_linked(block)] or whole)


def folded(text: str) -> str:
    """`text` by its letters and figures alone, to compare texts that were spaced and marked differently."""
    return "".join(filter(str.isalnum, text.casefold()))


def _found(whole: list[Block], extracted: list[Block]) -> list[Block]:
    """The blocks of the page that were extracted, or that stand among these and should have been."""
    texts = [folded(block.text) for block in extracted]
    exact, joined = set(texts), "".join(texts)
    marks = [folded(block.text) for block in whole]
    chosen = {at for at, mark in enumerate(marks) if mark in exact or (len(mark) >= _PROSE and mark in joined)}
    return [whole[at] for at in sorted(chosen | _missed(whole, chosen))]


def _missed(whole: list[Block], chosen: set[int]) -> set[int]:
    """The prose between the article's title and its end, where too much of it was not chosen."""
    if not chosen:
        return set()
    first = next((at for at, block in enumerate(whole[: min(chosen)]) if block.tag == "h1"), min(chosen))
    within = {at for at in range(first, max(chosen)) if _is_prose(whole[at])}
    missed = within - chosen
    length = sum(len(whole[at].text) for at in within | chosen)
    return missed if sum(len(whole[at].text) for at in missed) > _LEFT_OUT * length else set()


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _PROSE and block.text[-1] in ".!?:;\"'\u201d\u2019)" and not _is_linked(block)


def _is_linked(block: Block) -> bool:
    return block.linked > _LINKED * len(block.text)


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


def _length(blocks: list[Block]) -> int:
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


def _without_linked_ends(blocks: list[Block]) -> list[Block]:
    """Without links that stand alone before and after the article: what is left of menus."""
    kept = [at for at, block in enumerate(blocks) if block.tag in tree.HEADINGS or not _is_linked(block)]
    return blocks[kept[0] : kept[-1] + 1] if kept else blocks


def _without_furniture(blocks: list[Block]) -> list[Block]:
    """Without headings such as `Related articles` and the list below them."""
    kept: list[Block] = []
    skipping = False
    for block in blocks:
        if block.tag in tree.HEADINGS:
            skipping = tree.is_furniture(block.text)
        elif skipping and block.tag not in tree.ITEMS and not _is_linked(block):
            skipping = False
        if not skipping:
            kept.append(block)
    return kept
