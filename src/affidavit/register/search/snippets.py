"""Where the words that were looked for stand: a piece of a document's text around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from affidavit.model.regex import regex
from affidavit.register import tables as t
from affidavit.register.search.tree import Told
from affidavit.register.words import WORD, tokens

#: So much of a text is looked through, and so many matches in it.
_LOOKED, _MATCHES = 200_000, 200
_SPACES = regex(r" {2,200}")
#: So much of a piece stands before the first match.
_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, in one line, and where in it the words stand that were looked for."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippets(connection: Connection, ids: Sequence[str], words: Sequence[Told], length: int) -> dict[str, Snippet]:
    """For each incident the best piece of its first document with any of the words, by the incident's id."""
    i, m, told, d = t.incident.c, t.membership.c, t.telling.c, t.document.c
    found: dict[str, Snippet] = {}
    texts = connection.execute(
        select(i.id, d.text)
        .join(t.membership, m.incident == i.no)
        .join(t.telling, told.no == m.telling)
        .join(t.document, d.no == told.document)
        .where(i.id.in_(ids), m.until.is_(None), told.until.is_(None))
        .order_by(told.no)
    )
    for identity, text in texts:
        if identity not in found and (made := snippet(text, words, length)) is not None:
            found[identity] = made
    return found


def snippet(text: str, words: Sequence[Told], length: int) -> Snippet | None:
    """The piece of a text, about `length` characters long, in which the most of the words stand; None where none do."""
    places = [place for _, place in zip(range(_MATCHES), _places(text[:_LOOKED], words), strict=False)]
    if not places:
        return None

    def near(start: int) -> list[tuple[int, int, int]]:
        return [place for place in places if start <= place[0] and place[1] <= start + length - _BEFORE]

    start, *_ = max(places, key=lambda place: (len({which for *_, which in near(place[0])}), -place[0]))
    return _cut(text, start, [(first, last) for first, last, _ in near(start)], length)


def _places(text: str, words: Sequence[Told]) -> Iterator[tuple[int, int, int]]:
    """Where each of the words begins and ends, and which it is."""
    spans = [(found.start(), found.end()) for found in WORD.finditer(text)]
    plain = tokens(text)
    if len(plain) != len(spans):  # a letter fell apart when its case was folded
        return
    for place in range(len(plain)):
        for which, told in enumerate(words):
            if _stands(plain, place, told):
                yield spans[place][0], spans[place + len(told.words) - 1][1], which
                break


def _stands(plain: Sequence[str], place: int, told: Told) -> bool:
    *whole, last = told.words
    end = place + len(whole)
    if end >= len(plain) or any(plain[place + step] != word for step, word in enumerate(whole)):
        return False
    return plain[end].startswith(last) if told.prefix else plain[end] == last


def _cut(text: str, start: int, marks: Sequence[tuple[int, int]], length: int) -> Snippet:
    """The text around `start`, with dots where it goes on; spaces and line ends become one space each."""
    first, last = max(0, start - _BEFORE), min(len(text), start - _BEFORE + length)
    if first and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    if last < len(text) and (space := text.rfind(" ", marks[-1][1] if marks else start, last)) >= 0:
        last = space
    made, moved = "... " if first else "", []
    at = first
    for begin, end in marks:
        made += _line(text[at:begin])
        moved.append((len(made), len(made) + len(_line(text[begin:end]))))
        made += _line(text[begin:end])
        at = end
    return Snippet(made + _line(text[at:last]) + (" ..." if last < len(text) else ""), tuple(moved))


def _line(text: str) -> str:
    """Text in one line, without anything that moves the cursor."""
    return _SPACES.sub(" ", "".join(char if char.isprintable() else " " for char in text))
