"""DOCX: the paragraphs and tables of the main part, in their order, a place for each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.errors import ReadError
from affidavit.read.content import Content, Hints, Piece, check_length

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_MAX_XML = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def content(data: bytes, hints: Hints) -> Content:
    """The words of a DOCX file: without what is deleted under tracked changes, headers, footers and comments."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        body = etree.fromstring(_main_part(data), parser).find(_W + "body")
    except etree.XMLSyntaxError as error:
        raise ReadError(f"this DOCX is damaged: its text is not well-formed ({error.msg})") from error
    if body is None:
        raise ReadError("this DOCX has no body")
    pieces = tuple(_pieces(body, hints.max_text))
    return Content(pieces, title=_title(body))


def _main_part(data: bytes) -> bytes:
    """The XML of the text. A part that unpacks to more than `_MAX_XML` is left packed, whatever size it declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_MAIN) as part:
            xml = part.read(_MAX_XML + 1)
    except KeyError:
        raise ReadError("this DOCX has no text part (word/document.xml)") from None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise ReadError(f"this DOCX is damaged or encrypted ({error})") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise ReadError(f"this DOCX is damaged ({error})") from error
    if len(xml) > _MAX_XML:
        raise ReadError(f"this DOCX unpacks to more than {_MAX_XML:,} bytes, the limit")
    return xml


def _pieces(body: _Element, limit: int) -> Iterator[Piece]:
    paragraphs = tables = length = 0
    for block in _outermost(body, _W + "p", _W + "tbl"):
        if block.tag == _W + "p":
            text = _words(block)
            paragraphs += bool(text.strip())
            found = [Piece(_bulleted(block, text), f"paragraph {paragraphs}", _before(block))]
        else:
            tables += 1
            found = [Piece(row, f"table {tables}, row {at}", "\n") for at, row in enumerate(_rows(block), 1)]
        length += sum(len(piece.text) for piece in found)
        check_length(length, limit)
        yield from (piece for piece in found if piece.text.strip())


def _outermost(parent: _Element, *tags: str) -> Iterator[_Element]:
    """The elements of `tags` that are in no other of them, through whatever wraps them (content controls, boxes)."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif element.tag != _FALLBACK:
            stack.extend(reversed(element))


def _rows(table: _Element) -> Iterator[str]:
    """The rows of a table, cells divided by a bar; a table inside a cell counts as words of that cell."""
    for row in _outermost(table, _W + "tr"):
        cells = (
            " ".join(filter(None, map(_words, cell.iter(_W + "p")))).strip() for cell in _outermost(row, _W + "tc")
        )
        yield " | ".join(cell for cell in cells if cell)


def _words(paragraph: _Element) -> str:
    """The words of a paragraph and, on lines of their own, of the text boxes anchored in it."""
    parts: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == _W + "t":
            parts.append(element.text or "")
        elif element.tag in _BREAKS:
            parts.append(_BREAKS[element.tag])
        elif element.tag != _FALLBACK and element.tag != _W + "pPr":
            if element.tag == _W + "p" and parts:
                parts.append("\n")
            stack.extend(reversed(element))
    return "".join(parts)


def _is_listed(paragraph: _Element) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}numPr") is not None or "List" in _style(paragraph)


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(_W + "val", "")


def _bulleted(paragraph: _Element, text: str) -> str:
    return f"- {text}" if text.strip() and _is_listed(paragraph) else text


def _before(paragraph: _Element) -> str:
    return "\n" if _is_listed(paragraph) else "\n\n"


def _title(body: _Element) -> str | None:
    """The first paragraph with words, where its style says that it is a title or a heading."""
    for paragraph in body.iter(_W + "p"):
        if words := _words(paragraph).strip():
            return words if _style(paragraph).lower().startswith(("title", "heading")) else None
    return None
