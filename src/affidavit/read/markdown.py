"""Markdown: its words without the marks, a place for each heading's section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.regex import regex
from affidavit.read import plain
from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.decode import decoded

if TYPE_CHECKING:
    from markdown_it.token import Token

# Its parser takes seconds for each megabyte; what is larger is a log, and as readable with its marks.
_LARGEST = 2_000_000
_FRONT = regex(r"\ufeff?---[ \t]*\r?\n(.{0,10000}?)\r?\n---[ \t]*\r?\n", re.S)
_FRONT_LINE = regex(r"^(title|date|author|published):[ \t]*([^\r\n]{1,300})", re.M | re.I)
_QUOTES = "\"'"
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_CELLS = frozenset({"th_open", "td_open"})
_VERBATIM = frozenset({"fence", "code_block"})


def content(data: bytes, hints: Hints) -> Content:
    """The words of a Markdown text; title, date and author from its front matter, the title else from a heading."""
    text = decoded(data, hints.charset)
    check_length(len(text), hints.max_text)
    if len(text) > _LARGEST:
        return plain.content(data, hints)
    front = _FRONT.match(text)
    about = _about(front.group(1)) if front else {}
    pieces, heading = _pieces(_tokens(text[front.end() :] if front else text))
    title = about.get("title") or heading
    if "title" in about and about["title"] != heading:
        pieces.insert(0, Piece(about["title"]))
    return Content(tuple(pieces), title, about.get("author"), published=about.get("date") or about.get("published"))


def _about(front: str) -> dict[str, str]:
    """What the front matter says, by key; line by line where it is no YAML, as with a second colon in a title."""
    import yaml

    try:
        rows = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        rows = None
    if not isinstance(rows, dict):
        rows = {key: _unquoted(value.strip()) for key, value in _FRONT_LINE.findall(front)}
    return {str(key).lower(): text for key, value in rows.items() if (text := _line(value))}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] in _QUOTES and value[-1] == value[0] else value


def _line(value: object) -> str:
    """A value as words: of a list (authors) its words one after the other, of anything nested none."""
    words = value if isinstance(value, list) else [value]
    return ", ".join(word.strip() for word in words if isinstance(word, str))


def _tokens(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(text)


def _pieces(tokens: list[Token]) -> tuple[list[Piece], str | None]:
    """The blocks as pieces, and the first heading where nothing stands before it."""
    pieces: list[Piece] = []
    first: str | None = None
    section: str | None = None
    for before, opener, text in _blocks(tokens):
        if opener == "heading_open":
            section = text
            first = first or (text if not pieces else None)
        pieces.append(Piece(text, f'section "{section}"' if section else None, before))
    return pieces, first


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str, str]]:
    """(separator, kind of block, text): items of a list begin with a dash, the cells of a row share a line."""
    opener, bullet, depth, cell = "", False, 0, 0
    for token in tokens:
        depth += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        bullet = bullet or token.type == "list_item_open"
        cell = 0 if token.type == "tr_open" else cell + (token.type in _CELLS)
        if token.type in _VERBATIM:
            yield "\n\n", token.type, token.content
        elif token.type == "inline":
            text = _words(token)
            if text.strip():
                yield _separator(opener, bullet and depth > 0, cell), opener, f"- {text}" if bullet else text
                bullet = False
        if token.nesting == 1:
            opener = token.type


def _separator(opener: str, bullet: bool, cell: int) -> str:
    if opener in _CELLS and cell > 1:
        return " | "
    return "\n" if bullet or opener == "td_open" else "\n\n"


def _words(token: Token) -> str:
    parts = (
        child.content if child.type in {"text", "code_inline"} else _BREAKS.get(child.type, "")
        for child in token.children or ()
    )
    return "".join(parts)
