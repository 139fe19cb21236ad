"""Plain text."""

from __future__ import annotations

import re
from itertools import pairwise

from affidavit.model.regex import regex
from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.dateline import is_stamp
from affidavit.read.decode import decoded

_LONGEST_HEADLINE = 200
_PARAGRAPH_END = regex(r"(\n[ \t]{0,99}\n\s{0,99})")
_WIDEST, _NARROWEST = 80, 45
#: Wider wraps, as editors make them, are told by no line having room for the next word, over some lines.
_VERY_WIDE, _FEWEST_LINES = 132, 3
_FEWEST_SPACES = 4
#: How many lines can stand before a headline, and those that say what kind of text it is.
_HEAD = 3
#: What lines are drawn with, and what parts the date from a headline.
_DRAWN = "-=*#~_ \t"
_DASH = regex(r"(\s+[-\u2013\u2014|]\s+)")
_LABEL = regex(
    r"(?:for immediate release|press release|news release|media release|breaking|news|statement|update|advisory|"
    r"confidential|draft|memo(?:randum)?|embargoed.{0,40})[:!]?",
    re.IGNORECASE,
)
_OPENS_ITEM = regex(r"\s{0,20}(?:[-*>|#\u2022]|\d{1,2}[.)]\s|[A-Za-z-]{2,20}:\s|By (?:[A-Z][\w.'-]{0,20} ){1,3})")


def content(data: bytes, hints: Hints) -> Content:
    """The text with wrapped lines joined; its first line is the title where it stands alone and is no sentence."""
    text = decoded(data, hints.charset)
    check_length(len(text), hints.max_text)
    return Content((Piece(unwrapped(text)),), title=headline(text))


def unwrapped(text: str) -> str:
    """`text` with the paragraphs on one line each that were wrapped at some 50 to 132 characters."""
    if "\n" not in text:
        return text
    text = text.replace("\r\n", "\n")
    body = text.rstrip("\n")
    lines = body.split("\n")
    if sum(len(line) for line in lines if len(line) > _VERY_WIDE) * 2 > len(body):
        return text
    width = _usual_width(lines)
    return "".join(_joined(part, width) for part in _PARAGRAPH_END.split(body)) + text[len(body) :]


def _usual_width(lines: list[str]) -> int:
    """How long the lines are that words fill and that another follows: half of them are longer."""
    widths = sorted(len(line) for line, after in pairwise(lines) if after.strip() and _is_full(line))
    return widths[len(widths) // 2] if widths else 0


def _joined(paragraph: str, width: int) -> str:
    lines = paragraph.split("\n")
    wrapped = len(lines) > 1 and all(map(_is_full, lines[:-1])) and len(lines[-1]) <= _WIDEST
    wrapped = wrapped and not any(_had_room(a, b, width) for a, b in pairwise(lines))
    wrapped = wrapped or _is_filled(lines)
    return " ".join(lines) if wrapped and not any(map(_OPENS_ITEM.match, lines)) else paragraph


def _had_room(line: str, after: str, width: int) -> bool:
    """Whether the first word of `after` would have stood in `line` still, so that something else ended it."""
    return len(line) + 1 + len(after.split(" ", 1)[0]) <= width


def _is_full(line: str) -> bool:
    """Whether `line` is words that fill a line (a list of hashes fills it too)."""
    return _NARROWEST <= len(line) <= _WIDEST and line.count(" ") >= _FEWEST_SPACES


def _is_filled(lines: list[str]) -> bool:
    """Whether each of the lines ends where its next word had no room in the longest of them."""
    width = max(map(len, lines))
    if len(lines) < _FEWEST_LINES or not _WIDEST < width <= _VERY_WIDE:
        return False
    full = not any(_had_room(a, b, width) for a, b in pairwise(lines))
    return full and all(line.count(" ") >= _FEWEST_SPACES for line in lines[:-1])


def headline(text: str) -> str | None:
    """The first line of `text` when it is a headline: short, followed by an empty line, with no full stop.

    A line before it that holds no more than a date, or what kind of text it is, is passed over.
    """
    rest = text.replace("\r\n", "\n").lstrip("\ufeff \n\t")
    for _ in range(_HEAD):
        first, _, rest = rest.partition("\n")
        first = first.strip()
        stands_alone = rest[:200].lstrip(" \t").startswith("\n") and bool(rest.strip())
        if not stands_alone or not 0 < len(first) <= _LONGEST_HEADLINE or first[-1] in ".,;:":
            return None
        if not is_stamp(first) and _LABEL.fullmatch(first) is None:
            return _bare(first)
        rest = rest.lstrip()
    return None


def _bare(line: str) -> str:
    """The headline without the rules drawn around it, and without the date before or behind it."""
    words = line.strip(_DRAWN) or line
    parts = _DASH.split(words)
    kept = [part for part in parts[::2] if not is_stamp(part)]
    return words if len(kept) * 2 > len(parts) or not kept else " - ".join(kept)
