"""HTML trees: parsing within bounds, and the words of a tree, block by block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from affidavit.errors import ReadError
from affidavit.model.packaged import packaged_lines
from affidavit.read.clean import squeezed
from affidavit.read.content import Piece
from affidavit.read.decode import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HIDDEN = frozenset(
    "script style noscript template head svg math canvas object iframe select button nav footer aside form "
    "dialog".split()
)
_BLOCKS = frozenset(
    "p div li h1 h2 h3 h4 h5 h6 blockquote pre section article main header figure figcaption ul ol dl dt dd table tr "
    "address body html center details summary fieldset hr head list item row quote".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 head".split())
ITEMS = frozenset(("li", "item"))
_CELLS = frozenset(("td", "th", "cell"))
_VERBATIM = frozenset(("pre", "code"))
_BREAKS = frozenset(("br", "lb"))
#: A line's end that the page asks for; those of its source mean nothing.
_LINE_END = "\v"
_LINES = frozenset(("tr", "dd"))
_INSIDE_ITEMS = frozenset(("p", "div"))
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one block, the tag it came from, and how many of its characters are links."""

    tag: str
    text: str
    linked: int = 0


def parsed(data: bytes, charset: str | None) -> HtmlElement:
    """The tree of an HTML page.

    Raises ReadError for a page that is empty, or nested deeper than libxml2 follows (2,048), which drops the rest.
    """
    from lxml import etree, html

    text = decoded(data, charset or declared_charset(data)).replace("\x00", "")
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("there is no text in this HTML") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReadError("this HTML is nested too deep")
    return tree


def declared_charset(data: bytes) -> str | None:
    """The charset that the page itself declares, in its first two thousand bytes."""
    import re

    match = re.search(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{2,40})", data[:2048], re.I)
    return match.group(1).decode("ascii") if match else None


@cache
def _furniture() -> tuple[frozenset[str], tuple[str, ...]]:
    """What the headings say of what is no part of an article, and how they begin."""
    entries = [line for line in packaged_lines(__package__, "furniture.txt") if line and not line.startswith("#")]
    whole = frozenset(entry for entry in entries if not entry.endswith("*"))
    return whole, tuple(entry[:-1] for entry in entries if entry.endswith("*"))


def is_furniture(text: str) -> bool:
    """Whether `text`, a heading or a label, announces something other than the article."""
    whole, beginnings = _furniture()
    said = text.strip(" \t\n:.!?>|\u2026\u00bb").lower().replace("\u2019", "'")
    return said in whole or said.startswith(beginnings)


def blocks(tree: HtmlElement | None) -> list[Block]:
    """The words of a tree, a block at a time, without what is not shown. Never recursive: trees may be deep."""
    gathered = _Gathering()
    for event, said in _walk(tree) if tree is not None else ():
        if event == "text":
            gathered.add(said)
        elif said in _BLOCKS:
            gathered.turn(said if event == "open" else "")
        elif said == "a":
            gathered.in_link = event == "open"
        elif said in _CELLS and event == "open" and gathered.has_words():
            gathered.add(" | ")
        elif said in _BREAKS and event == "open":
            gathered.end_line()
    gathered.turn("")
    return gathered.blocks


class _Gathering:
    """The blocks so far, and the words of the one that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tag = ""
        self.parts: list[str] = []
        self.linked = 0
        self.in_link = False

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.linked += len(text) if self.in_link else 0

    def has_words(self) -> bool:
        return any(not part.isspace() for part in self.parts)

    def end_line(self) -> None:
        """End the line; two ends with nothing between them end the paragraph."""
        ends = (part == _LINE_END for part in reversed(self.parts) if part == _LINE_END or not part.isspace())
        if self.tag not in _VERBATIM and next(ends, False):
            self.turn(self.tag)
        else:
            self.parts.append(_LINE_END)

    def turn(self, tag: str) -> None:
        """End the block, and begin one of `tag`; a paragraph that opens an item of a list is that item."""
        if not self.has_words() and self.tag in ITEMS and tag in _INSIDE_ITEMS:
            return
        words = "".join(self.parts)
        lines = (words.replace("\n", _LINE_END) if self.tag in _VERBATIM else words).split(_LINE_END)
        text = (" " if self.tag in HEADINGS else "\n").join(filter(None, map(squeezed, lines)))
        if text:
            self.blocks.append(Block(self.tag, text, self.linked))
        self.tag, self.linked = tag, 0
        self.parts.clear()


def _walk(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """("open", tag), ("text", words), ("close", tag) in reading order."""
    stack: list[tuple[str, HtmlElement]] = [("open", tree)]
    while stack:
        event, element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "close":
            yield "close", tag
            if element.tail:
                yield "text", element.tail
        elif not tag or (tag in _HIDDEN and tag != "head") or _is_page_head(element):
            if element.tail:
                yield "text", element.tail
        else:
            yield "open", tag
            if element.text:
                yield "text", element.text
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))


def _is_page_head(element: HtmlElement) -> bool:
    """`head` is the head of a page in HTML, and a heading in what trafilatura makes of it."""
    parent = element.getparent()
    return element.tag == "head" and parent is not None and parent.tag == "html"


def pieces(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks as pieces: list items with a dash, places counted by paragraph under the nearest heading."""
    made: list[Piece] = []
    section: str | None = None
    count, last = 0, ""
    for block in _with_terms(blocks):
        if block.tag in HEADINGS:
            section, count = block.text[:_LONGEST_LABEL], 0
        else:
            count += 1
        item = block.tag in ITEMS and not block.text.startswith(("- ", "\u2022"))
        before = "\n" if block.tag in ITEMS or (block.tag in _LINES and block.tag == last) else "\n\n"
        made.append(Piece(f"- {block.text}" if item else block.text, _label(section, count), before))
        last = block.tag
    return made


def _with_terms(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each term of a list of definitions on one line with its definition."""
    term: Block | None = None
    for block in blocks:
        if term is not None:
            if block.tag == "dd":
                block = replace(block, text=f"{term.text.rstrip(':')}: {block.text}")
            else:
                yield term
        term = block if block.tag == "dt" else None
        if term is None:
            yield block
    if term is not None:
        yield term


def _label(section: str | None, count: int) -> str:
    paragraph = f"paragraph {count}" if count else "heading"
    return f'{paragraph} under "{section}"' if section and count else paragraph
