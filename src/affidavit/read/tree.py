"""HTML trees: parsing within bounds, and the words of a tree, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from affidavit.errors import ReadError
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
_BREAKS = frozenset(("br", "lb"))
_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Block:
    """The words of one block, and the tag it came from."""

    tag: str
    text: str


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
    from importlib.resources import files

    lines = files("affidavit.read").joinpath("furniture.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    whole = frozenset(entry for entry in entries if not entry.endswith("*"))
    return whole, tuple(entry[:-1] for entry in entries if entry.endswith("*"))


def is_furniture(text: str) -> bool:
    """Whether `text`, a heading or a label, announces something other than the article."""
    whole, beginnings = _furniture()
    said = text.strip(" \t\n:.!?>|\u2026\u00bb").lower().replace("\u2019", "'")
    return said in whole or said.startswith(beginnings)


def blocks(tree: HtmlElement) -> Iterator[Block]:
    """The words of a tree, a block at a time, without what is not shown. Never recursive: trees may be deep."""
    parts: list[str] = []
    tag = ""
    for event, element in _walk(tree):
        if event == "text":
            parts.append(element)
            continue
        if element in _BLOCKS:
            if text := squeezed("".join(parts)):
                yield Block(tag, text)
            parts.clear()
            tag = element if event == "open" else ""
        elif element in _CELLS and event == "open":
            parts.append(" | " if "".join(parts).strip() else "")
        elif element in _BREAKS:
            parts.append(" ")
    if text := squeezed("".join(parts)):
        yield Block(tag, text)


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


def pieces(found: Iterator[Block]) -> list[Piece]:
    """Blocks as pieces: list items with a dash, places counted by paragraph under the nearest heading."""
    made: list[Piece] = []
    section: str | None = None
    count = 0
    for block in found:
        if block.tag in HEADINGS:
            section, count = block.text[:_LONGEST_LABEL], 0
        else:
            count += 1
        item = block.tag in ITEMS
        text = f"- {block.text}" if item and not block.text.startswith(("- ", "\u2022")) else block.text
        made.append(Piece(text, _label(section, count), "\n" if item else "\n\n"))
    return made


def _label(section: str | None, count: int) -> str:
    paragraph = f"paragraph {count}" if count else "heading"
    return f'{paragraph} under "{section}"' if section and count else paragraph
