"""Finding names: runs of capitalised words that are names and not just the start of a sentence or a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from affidavit.extract.lists import words

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at `[start, end)` of the text, in the sentence `line`."""

    text: str
    start: int
    end: int
    line: int


_WORD = (
    r"(?:[A-Z\u00c0-\u00de][\w]*|[a-z]{1,8}[A-Z]\w+|\d{1,4}[A-Z]?[A-Za-z]+\w*|[a-z]{1,2}\d+[A-Za-z]\w*)"
    r"(?:[&'/+-](?:[A-Z\u00c0-\u00de\d]\w*|[a-z]+(?=[A-Z]))|-[a-z]+(?=[ ,.]|$)|\.(?=[A-Z]\.)|\.(?:com|org|net|"
    r"io|ai|co|gov|edu|uk|de|fr|ru|me|tv|cc|us|in|br|mx|to|app|dev)\b)*!?"
)
_GLUE = r"(?: | & | of the | of | de la | de | del | du | von | van | y |/| for (?=[A-Z]))"
_NAME = re.compile(rf"(?<![\w@/.'-])(?:{_WORD})(?:{_GLUE}(?:{_WORD}))*")
_DOMAIN = re.compile(
    r"(?<![\w@/.-])(?!www\.)[a-z0-9][a-z0-9-]{1,40}\.(?:com|org|net|io|ai|co|gov|edu|info|biz|de|fr|ru|me|tv|cc|"
    r"us|in|pl|eu|it|"
    r"es|nl|se|ch|at|be|cz|ro|hu|jp|cn|kr|ca|to|fm|club|xyz|online|shop|store|app|"
    r"dev)(?:\.[a-z]{2})?\b(?![/@\w-]|\.\w)"
)
_KNOWN_AS = re.compile(r"\b(?:known as|called|named|dubbed) [\"']?([a-z0-9][\w.-]{1,30}\w)\b")
#: The words that a name in small letters follows.
_NAMING = ("known as", "called", "named", "dubbed")
_LONG_WORD, _UNSPACED, _HYPHENED = re.compile(r"[A-Za-z]{4,}"), re.compile(r"\S+"), re.compile(r"[\w'-]+")
_TAIL = re.compile(r"(?:[\s&/,.'-]|\b(?:of|the|for|de|and)\b)+$")
_QUANTITY = re.compile(r"\d[\d.,]*(?:[kKmMbB]|bn|st|nd|rd|th|[GMTK]B|-\w+)?$")

_FUNCTION = frozenset(
    (
        "a an the this that these those it its he she they we our us you your i my his her their in on at by "
        "to from of for with without after before while when where who what which why how if although though "
        "however but and or nor so as since until during between among under over about into than then there "
        "here not no yes also both either neither each every all any some many most more few several other "
        "another such same one two three four five six seven eight nine ten is are was were be been has have "
        "had do does did will would can could may might must shall should according following based due "
        "despite because once upon per via update updated editor dear re subject hi hello notice sincerely "
        "unfortunately meanwhile additionally furthermore moreover finally instead later recently currently "
        "only even just still like given earlier additional approximately almost nearly around roughly within"
    ).split()
)
_TITLES = frozenset(
    (
        "ceo cfo cto cio ciso coo cpo chief president vp chairman chairwoman chairperson spokesperson spokesman "
        "spokeswoman interim co-founder cofounder founder director superintendent commissioner senator governor mayor"
    ).split()
)
_OWNED = re.compile(r"\w[\w.&'-]*-(?:owned|based|backed|run|operated|headquartered|affiliated) ")
_CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug "
        "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat "
        "sun est pst "
        "edt pdt utc gmt am pm q1 q2 q3 q4 christmas thanksgiving easter"
    ).split()
)


def names(scan: Scan) -> list[Name]:
    """All names of the story, in their order."""
    found = [name for line in scan.body for name in _line_names(scan, line)]
    return _without_common(scan, found)


def title_case(line: Line, text: str) -> bool:
    """Whether the sentence is a headline that writes every word with a capital."""
    words = _LONG_WORD.findall(text, line.start, line.end)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def _line_names(scan: Scan, line: Line) -> Iterator[Name]:
    if line.title and title_case(line, scan.text):
        return
    for match in _NAME.finditer(scan.plain, line.start, line.end):
        yield from _parts(scan, line, match.start(), match.end())
    if "." in line.lower[:-1]:
        for match in _DOMAIN.finditer(scan.plain, line.start, line.end):
            yield Name(match.group(), match.start(), match.end(), line.index)
    if any(map(line.lower.__contains__, _NAMING)):
        for match in _KNOWN_AS.finditer(scan.plain, line.start, line.end):
            if match.group(1) not in _FUNCTION:
                yield Name(match.group(1), match.start(1), match.end(1), line.index)


def _parts(scan: Scan, line: Line, start: int, end: int) -> Iterator[Name]:
    """The run at `[start, end)` cut where it holds two names, and trimmed of what belongs to neither."""
    for low, high in _cut(scan.plain, start, end):
        if owned := _OWNED.match(scan.plain, low, high):
            low = owned.end()
        low, high = _trim(scan.plain, low, high, at_start=low == line.start or _opens(scan.plain, low))
        if high - low > 1 and not _QUANTITY.match(scan.plain, low, high):
            yield Name(scan.plain[low:high], low, high, line.index)


def _cut(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at calendar words, and where a job's title begins: what follows it is a person's name."""
    low = start
    for word in _UNSPACED.finditer(plain, start, end):
        text = word.group().strip(".,").lower()
        if text in _TITLES:
            end = word.start()
            break
        if text in _CALENDAR or (text.isdigit() and len(text) == 4):
            if word.start() > low:
                yield low, word.start()
            low = word.end()
    if low < end:
        yield low, end


def _opens(plain: str, start: int) -> bool:
    """Whether a word at `start` is capitalised because a sentence or a quotation starts there."""
    before = plain[max(0, start - 3) : start].rstrip()
    return before[-1:] in set('"(:.!?;*') or not before


def _trim(plain: str, start: int, end: int, *, at_start: bool) -> tuple[int, int]:
    while start < end:
        word = _HYPHENED.match(plain, start, end)
        if word is None:
            start += 1
            continue
        whole = word.end() == end
        if word.group().lower() not in _FUNCTION or not (whole or at_start or not word.group().isupper()):
            break
        start = word.end()
        while start < end and not plain[start].isalnum():
            start += 1
    tail = _TAIL.search(plain[start:end])
    return start, end - (len(tail.group()) if tail else 0)


def _without_common(scan: Scan, found: list[Name]) -> list[Name]:
    """Leave out common words at the start of a sentence, unless they are names, or parts of one, elsewhere."""
    inside = {name.text for name in found if not _starts(scan, name)}
    kept: list[Name] = []
    for name in found:
        if name.text in inside or not _starts(scan, name):
            kept.append(name)
            continue
        first, _, rest = name.text.partition(" ")
        if first.lower() in words("common_words"):
            if rest in inside:
                kept.append(Name(rest, name.end - len(rest), name.end, name.line))
            elif rest:
                kept.append(name)
        else:
            kept.append(name)
    return kept


def _starts(scan: Scan, name: Name) -> bool:
    line = scan.lines[name.line]
    return name.start == line.start or _opens(scan.plain, name.start)
