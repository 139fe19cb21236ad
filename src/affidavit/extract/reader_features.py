"""What the trained reader sees of a sentence: its words and pairs of words, what its staff do, and cues of the rules.

Names, numbers and classes of data are left out of what it learns, so that who was hit, and what was stolen, does not
decide how.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line

Feature = str | tuple[str, ...]

_WORD = regex("[a-z]+")
#: Those of the house: what they do is misuse or error, where the same words of others tell of hacking or theft.
_STAFF = frozenset(
    "employee employees worker workers staff nurse nurses physician doctor contractor contractors intern volunteer "
    "manager officer officials official clerk technician teller insider insiders student teacher".split()
)
#: How many words behind one of the staff are read as its doing.
_DOING = 7
#: The cues of the rules that tell of a third party.
_CUES = ("vendor", "informed", "harm", "tenant")


class Place(NamedTuple):
    """A feature of a sentence, and where it stands in the sentence."""

    feature: Feature
    start: int
    end: int


def features(line: Line) -> list[Feature]:
    """What a sentence has: "mailed", ("mailed", "to"), ("staff", "mailed"), ("cue", "vendor"); each once, in order."""
    words = _WORD.findall(line.lower)
    found: dict[Feature, None] = dict.fromkeys((*words, *pairwise(words)))
    if not _STAFF.isdisjoint(found):
        found.update((("staff", word), None) for word in chain.from_iterable(_doings(words)))
    found.update((("cue", mark), None) for mark in _CUES if mark in line.marks)
    return list(found)


def _doings(words: list[str]) -> Iterator[list[str]]:
    for at, word in enumerate(words):
        if word in _STAFF:
            yield words[at + 1 : at + 1 + _DOING]


def places(line: Line) -> Iterable[Place]:
    """Where each word and each pair of words stands, in the order of the sentence."""
    words = [Place(match[0], *match.span()) for match in _WORD.finditer(line.lower)]
    pairs = [Place((str(a.feature), str(b.feature)), a.start, b.end) for a, b in pairwise(words)]
    return sorted((*words, *pairs), key=lambda place: (place.start, place.end))
