"""PDF: its text page by page, wrapped lines joined, what stands on every page left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from affidavit.errors import ReadError
from affidavit.model.regex import regex
from affidavit.read.clean import squeezed
from affidavit.read.content import Content, Hints, Piece, check_length

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_PASSWORD = 4
_HYPHEN = regex("(\\w{1,40})[\ufffe\x02](?:\r?\n)?(\\S{0,60})")
# What is written with a hyphen within a line too, so that one at its end is not the typesetter's.
_KEPT = frozenset(
    "third multi non self well full two three four five zero cross high low long short double single follow".split()
)
_OPENS_ITEM = regex(r"(?:[\u2022\u25cf\u25aa\u25e6\u2023\u2013\u2014*\u00b7o-]|\d{1,2}[.)]|\(?[a-z]\)) ")
_STOPS = frozenset(".!?:;")
# The number of a page, at the beginning or the end of the line that stands on all of them.
_NUMBER = regex(r"^\d{1,5}\b|\b\d{1,5}(?: ?(?:of|/) ?\d{1,5})?$")
_PAGE_NUMBER = regex(r"[-\u2013\u2014 ]{0,3}(?:page |p\. ?)?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?[-\u2013\u2014 ]{0,3}")
_LONGER_THAN_AN_ENDING = 4
_EDGE = 2
_FEWEST_PAGES = 3
_WIDE = 0.72
_NARROWEST = 30


def content(data: bytes, hints: Hints) -> Content:
    """The words of a PDF, a piece a page.

    Raises ReadError for an encrypted or damaged file, a scan, and what is over the limits.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise ReadError("this PDF is encrypted: remove its password first") from error
        raise ReadError("this PDF is damaged: it cannot be opened") from error
    try:
        pages = _pages(document, hints)
        title = document.get_metadata_dict().get("Title")
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise ReadError("there is no text in this PDF: it looks like a scan; run OCR first")
    return Content(tuple(_pieces(pages)), title=_title(title, pages))


def _pages(document: PdfDocument, hints: Hints) -> list[str]:
    import pypdfium2

    if len(document) > hints.max_pages:
        raise ReadError(f"this PDF has {len(document):,} pages, the limit is {hints.max_pages:,} (max_pages)")
    pages: list[str] = []
    length = 0
    for number in range(len(document)):
        try:
            pages.append(_page(document, number))
        except pypdfium2.PdfiumError:
            pages.append("")  # a damaged page is an empty one; the others still say what they say
        length += len(pages[-1])
        check_length(length, hints.max_text)
    return pages


def _page(document: PdfDocument, number: int) -> str:
    page = document[number]
    try:
        words = page.get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()


def _pieces(pages: list[str]) -> list[Piece]:
    """A piece a page; a sentence that runs on over the page's end is not broken there."""
    pieces: list[Piece] = []
    for number, lines in enumerate(_without_repeats([_lines(page) for page in pages]), 1):
        if not lines:
            continue
        before = "\n\n"
        if pieces and pieces[-1].text[-1] not in _STOPS and lines[0][0].islower():
            pieces[-1], before = _open_ended(pieces[-1], lines[0].split(" ", 1)[0])
        pieces.append(Piece(_unwrapped(lines), f"page {number}", before))
    return pieces


def _open_ended(piece: Piece, following: str) -> tuple[Piece, str]:
    """A page whose last sentence runs on, and what separates it from the next page, which begins with `following`."""
    if not piece.text.endswith("-"):
        return piece, " "
    rest, _, word = piece.text[:-1].rpartition(" ")
    return replace(piece, text=f"{rest} {_hyphenated(word, following)}"), ""


def _lines(page: str) -> list[str]:
    joined = _HYPHEN.sub(_rejoined, page) if "\ufffe" in page or "\x02" in page else page
    return [text for line in joined.splitlines() if (text := squeezed(line))]


def _rejoined(match: re.Match[str]) -> str:
    """A word that was broken at a line's end: whole, at the end of that line."""
    left, right = match.groups()
    return f"{left}-\n{right}" if not right[:1].islower() else f"{_hyphenated(left, right)}{right}\n"


def _hyphenated(left: str, right: str) -> str:
    """The first half of a broken word, with the hyphen where it has one of its own (`third-party`)."""
    own = left.lower() in _KEPT and len(right) >= _LONGER_THAN_AN_ENDING
    return f"{left}-" if own or left[-1:].isdigit() else left


def _without_repeats(pages: list[list[str]]) -> list[list[str]]:
    """Without headers and footers: what stands, numbers aside, near the edge of most pages."""
    if len(pages) < _FEWEST_PAGES:
        return [[line for line in lines if not _is_page_number(line)] for lines in pages]
    edges = Counter(mark for lines in pages for mark in {_mark(line) for line in lines[:_EDGE] + lines[-_EDGE:]})
    repeated = {mark for mark, count in edges.items() if count >= max(_FEWEST_PAGES, len(pages) * 0.6)}
    return [_trimmed(lines, repeated) for lines in pages]


def _trimmed(lines: list[str], repeated: set[str]) -> list[str]:
    last = len(lines) - _EDGE
    return [
        line
        for at, line in enumerate(lines)
        if _EDGE <= at < last or not (_mark(line) in repeated or _is_page_number(line))
    ]


def _mark(line: str) -> str:
    return _NUMBER.sub("#", line.lower())


def _is_page_number(line: str) -> bool:
    return _PAGE_NUMBER.fullmatch(line.lower()) is not None


def _unwrapped(lines: list[str]) -> str:
    """Lines that fill the column run on into the next one, as they did before the page was set."""
    width = sorted(map(len, lines))[int(len(lines) * 0.9)]
    parts: list[str] = [lines[0]]
    for line, following in pairwise(lines):
        parts.append(_between(line, following, max(width * _WIDE, _NARROWEST)))
        parts.append(following)
    return "".join(parts)


def _between(line: str, following: str, full: float) -> str:
    if _OPENS_ITEM.match(following):
        return "\n"
    return " " if len(line) >= full or following[:1].islower() else "\n\n"


def _title(given: str | None, pages: list[str]) -> str | None:
    """The title in the file's properties, if its first page bears it: many are names of other files."""
    title = squeezed(given or "")
    return title if len(title) > 5 and title.lower() in squeezed(pages[0]).lower() else None
