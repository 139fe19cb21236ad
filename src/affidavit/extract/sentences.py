"""Splitting a text into sentences, as spans. Fast, and right where abbreviations and missing spaces mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from affidavit.model.regex import regex
from affidavit.model.span import Span

#: No sentence is longer; what is longer is cut at a space, so that no rule meets a line of 50 MB.
LONGEST = 1200

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st sr jr inc ltd co corp llc llp plc vs etc no nos vol fig al dept est approx ave blvd gen "
        "col sgt capt lt rep sen gov hon rev jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri e.g "
        "i.e u.s u.k u.n e.u d.c a.m p.m ph.d u.s.c cf ca bros art sec ref tel ext"
    ).split()
)
_COMPANY = frozenset("inc ltd co corp llc plc etc u.s u.k e.u a.m p.m d.c".split())
_OPENER = regex(r"\.\s+(?:The|In|On|It|We|They|This|That|However|According|After|A|An|As|At)\b")

# A stop with what closes it, then white space and what may open a sentence; or a stop glued to a capitalised word.
# One set of characters begins all of them, so that the search skips what is no stop.
_STOP = regex(
    r"[.!?\u2026\n](?:"
    r"(?<!\n)[\"'\u2019\u201d)\]]{0,3}(?=\s+[\"'\u2018\u201c(\[\u2022*-]{0,3}[A-Z0-9\u00c0-\u00de])"
    r"|(?<=[a-z0-9)\]\u201d\"][.!?])(?=(?:[A-Z][a-z]{2,}|[A-Z][a-z]?|I) [a-z])"
    r"|(?<=\n)(?:\s*\n)?)"
)
_WORD_BEFORE = regex(r"([A-Za-z][A-Za-z.]*)$")
_SHORT_LINE = 60


def split(text: str) -> list[Span]:
    """The sentences of `text`, without the white space around them; the first line is always one of its own."""
    spans: list[Span] = []
    start = 0
    for end in (*_boundaries(text), len(text)):
        while end - start > LONGEST:
            cut = max(text.rfind(" ", start, start + LONGEST), text.rfind(";", start, start + LONGEST))
            cut = cut + 1 if cut > start else start + LONGEST
            spans += _stripped(text, start, cut)
            start = cut
        spans += _stripped(text, start, end)
        start = end
    return spans


def _boundaries(text: str) -> Iterator[int]:
    first_line = text.find("\n")
    for match in _STOP.finditer(text):
        if text[match.start()] == "\n":
            if match.start() == first_line or _ends_line(text, match):
                yield match.end()
        elif not _is_abbreviation(text, match.start()):
            yield match.end()


def _ends_line(text: str, match: re.Match[str]) -> bool:
    """Whether a line break ends a sentence: a blank line, a list item, a full stop, or a short line (a heading)."""
    if match.group().count("\n") > 1 or text[match.end() : match.end() + 3].lstrip()[:1] in set("-*\u2022\u2013"):
        return True
    line_start = text.rfind("\n", 0, match.start()) + 1
    line = text[line_start : match.start()].rstrip()
    following = text[match.end() : match.end() + 1]
    return line[-1:] in set(".!?:;") or (len(line) < _SHORT_LINE and not following.islower())


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] != ".":
        return False
    word = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    if word is None:
        return False
    token = word.group(1)
    if len(token) == 1 and token.isupper():  # an initial
        return token != "I"
    return token.lower() in _ABBREVIATIONS and not _ends_with_company(token, text, stop)


def _ends_with_company(token: str, text: str, stop: int) -> bool:
    """`... of Example Inc. The company` ends a sentence although `Inc.` is an abbreviation."""
    return token.lower() in _COMPANY and _OPENER.match(text, stop) is not None


def _stripped(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The piece without the white space around it; nothing where there is nothing else."""
    piece = text[start:end].rstrip()
    end = start + len(piece)
    start = end - len(piece.lstrip())
    return (Span(start, end),) if end > start else ()
