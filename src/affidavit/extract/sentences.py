"""Splitting a text into sentences, as spans. Fast, and right where abbreviations and missing spaces mislead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from affidavit.model.regex import regex
from affidavit.model.span import Span
from affidavit.model.struct import frozen

#: No sentence is longer; what is longer is cut at a space, so that no rule meets a line of 50 MB.
LONGEST = 1200

_ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof st mt ft sr jr inc ltd co corp llc llp plc vs etc no nos vol fig al dept est approx ave "
        "blvd gen col sgt capt lt rep sen gov hon rev jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu "
        "fri e.g i.e u.s u.k u.n e.u d.c a.m p.m ph.d u.s.c cf ca bros art sec ref tel ext"
    ).split()
)
#: Which of them end sentences, too: "of Larkfield Inc.", "digital art.", "on Mill Ave.".
_COMPANY = frozenset("inc ltd co corp llc plc etc u.s u.k e.u a.m p.m d.c art ave blvd al dept".split())
#: Names that are written with an exclamation mark.
_EXCLAIMED = frozenset("yahoo yum joomla kahoot jeopardy".split())
_OPENER = regex(r"[.!]\s+(?:The|In|On|It|We|They|This|That|However|According|After|A|An|As|At)\b")

# A stop with what closes it, then white space and what may open a sentence, be it a dash before who said it ("- Acme");
# or a stop glued to a capitalised word.
# One set of characters begins all of them, so that the search skips what is no stop.
_STOP = regex(
    r"[.!?\u2026\n](?:"
    r"(?<!\n)[\"'\u2019\u201d)\]]{0,3}"
    r"(?=\s+(?:[-\u2013\u2014] )?[\"'\u2018\u201c(\[\u2022*-]{0,3}[A-Z0-9\u00c0-\u00de])"
    r"|(?<=[a-z0-9)\]\u201d\"][.!?])[\"\u201d]?(?=(?:[A-Z][a-z]{2,}|[A-Z][a-z]?|I) [a-z])"
    r"|(?<=\n)(?:\s*\n)?)"
)
# A list that the text has lost, and the sentence behind it: "the data that was stolen includes: The company says".
_LOST_LIST = regex(
    r": (?=(?:(?:While|Though|Although|However|Importantly|Additionally|Meanwhile|Furthermore),? )?"
    r"[A-Z\u00c0-\u00de][\w'\u2019.-]*(?: [\w'\u2019&$.()-]+){0,9}? "
    r"(?:is|are|was|were|has|have|had|says?|said|states?|stated|told|confirmed|will|would|may|also|began|allows?|does|did|"
    r"operates?|offers?|provides?|advises?|recommends?|warn(?:s|ed)|believes?)\b)"
)
_OPENS_LIST = regex(
    r"\b(?:including|includes?|included|following|exposed|stolen|compromised|accessed|affected|leaked|taken|involved|to|"
    r"steps|are|were|is|was)$"
)
_DASH = regex(r"\s+[-\u2013\u2014] ")
_WORD_BEFORE = regex(r"([A-Za-z][A-Za-z.]*)$")
#: How a line of a form begins: "Date: ", "What happened: ".
_LABEL = regex(r"[A-Z][A-Za-z]{1,20}(?: [a-z]{1,15}){0,3}: ")
_SHORT_LINE = 60
#: No text is wrapped to fewer characters than this, and no wrapped line has room for the next word and so many more.
_NARROW, _SLACK = 35, 10


def split(text: str) -> list[Span]:
    """The sentences of `text`, without the white space around them; the first line is always one of its own."""
    spans: list[Span] = []
    start = 0
    for end in (*sorted((*_boundaries(text), *_lost_lists(text))), len(text)):
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
    block = _Block(0, 0)
    for match in _STOP.finditer(text):
        if text[match.start()] == "\n":
            if match.start() >= block.end:
                block = _block(text, max(block.end, first_line + 1), match.start())
            if match.start() == first_line or _ends_line(text, match, block):
                yield match.end()
        elif not _is_abbreviation(text, match.start()):
            yield match.end()


def _lost_lists(text: str) -> Iterator[int]:
    """Where a sentence ends with a colon behind which its list is missing."""
    for match in _LOST_LIST.finditer(text):
        if _OPENS_LIST.search(text, max(0, match.start() - 12), match.start()):
            yield match.end()


@frozen
class _Block:
    """Lines without a blank one between them: where they end, the longest one's length, and whether they are wrapped.

    They are wrapped to a width where one of them goes on with a small letter.
    """

    end: int
    width: int
    wrapped: bool = False


def _block(text: str, start: int, at: int) -> _Block:
    """The block that the line break at `at` stands in or ends, looked for from `start` on."""
    start = max(start, text.rfind("\n\n", start, at) + 2) if text.find("\n\n", start, at) >= 0 else start
    end = text.find("\n\n", at)
    end = len(text) if end < 0 else end + 1
    lines = text[start:end].split("\n")
    return _Block(end, max(map(len, lines)), any(line[:1].islower() for line in lines[1:]))


def _ends_line(text: str, match: re.Match[str], block: _Block) -> bool:
    """Whether a line break ends a sentence: a blank line, a list item, a form's next line, a full stop, or a heading.

    A line is a heading where the next word had found room in it, or, in lines that are not wrapped, where it is short.
    """
    if match.group().count("\n") > 1 or text[match.end() : match.end() + 3].lstrip()[:1] in set("-*\u2022\u2013"):
        return True
    if _LABEL.match(text, match.end()):
        return True
    line_start = text.rfind("\n", 0, match.start()) + 1
    line = text[line_start : match.start()].rstrip()
    following = text[match.end() : match.end() + _SHORT_LINE].split(maxsplit=1)
    if line[-1:] in set(".!?:;"):
        return True
    if not following or text[match.end() : match.end() + 1].islower():
        return False
    room = block.width - len(line) - 1 - len(following[0])
    if block.wrapped and block.width >= _NARROW:
        return room >= _SLACK or (room >= 0 and len(line) < _SHORT_LINE)
    return room >= 0 or len(line) < _SHORT_LINE


def _is_abbreviation(text: str, stop: int) -> bool:
    if text[stop] not in ".!":
        return False
    word = _WORD_BEFORE.search(text, max(0, stop - 12), stop)
    if word is None:
        return False
    token = word.group(1)
    if token[0].isupper() and _DASH.match(text, stop + 1):  # "Larkfield, Minn. - The town"
        return True
    if text[stop] == "!":
        return token.lower() in _EXCLAIMED and _OPENER.match(text, stop) is None
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
