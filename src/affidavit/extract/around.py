"""The words around a date or a sum of money, as the models see them that tell what it is of.

The training (`bench/train/roles.py`) uses this module too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from affidavit.extract.wording.features import stem, tokens

Place = tuple[int, int]
#: Words as near as this are told from those farther off, and those next to the place once more; pairs stand nearer.
_NEAR, _CLOSE, _OF_PAIRS = 10, 3, 6
#: What stands for another date or sum of the sentence.
_OTHER = "OTHER"


def around(sentence: str, place: Place, places: Sequence[Place]) -> set[str]:
    """The features of what stands at `place` of `sentence`; `places` are those of all of its kind there."""
    before, behind = _sides(sentence, place, [other for other in places if not _meet(other, place)])
    return {*_of_side("before", before[::-1]), *_of_side("behind", behind)}


def _sides(sentence: str, place: Place, others: Sequence[Place]) -> tuple[list[str], list[str]]:
    """The words before and behind `place`; each of the others is one word."""
    sides: tuple[list[str], list[str]] = ([], [])
    seen: set[Place] = set()
    for token in tokens(sentence):
        at = (token.start, token.end)
        other = next((one for one in others if _meet(at, one)), None)
        if _meet(at, place) or other in seen:
            continue
        if other is not None:
            seen.add(other)
        sides[token.start >= place[0]].append(token.word if other is None else _OTHER)
    return sides


def _meet(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _of_side(side: str, words: Sequence[str]) -> Iterator[str]:
    """The features of the words of one side, the nearest first."""
    yield f"next {side} {words[0] if words else ''}"
    for distance, word in enumerate(words):
        kept = stem(word)
        yield f"with {kept}"
        if distance >= _NEAR:
            yield f"far {side} {kept}"
            continue
        yield f"{side} {kept}"
        if distance < _CLOSE:
            yield f"close {side} {kept}"
        if kept != word:
            yield f"{side} as {word}"
    for nearer, farther in pairwise(words[:_OF_PAIRS]):
        yield f"pair {side} {nearer} {farther}"
