"""What the model of wordings sees of a sentence: its words, names and numbers masked, and pairs of neighbours' stems.

The training (`bench/train/wording.py`) uses this module too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from affidavit.extract.lists import words
from affidavit.model.regex import regex

#: How many rows the table of pairs has; a pair's is found by a checksum.
PAIRS = 1 << 15
NAME, NUMBER = "NAME", "0"
#: A sentence is read as far as this many words.
_MOST = 90
#: How many sentences are kept as they were read: several parts ask for the same ones.
KEPT = 512
_WORD = regex(r"[A-Za-z]+(?:'[a-z]+)?|\d[\d,.]*|[;:?\"“”]")
#: The letters that a stem keeps of a word with more than _LONG.
_STEM, _LONG = 5, 6


class Token(NamedTuple):
    """A word of a sentence, as the model knows it, and where it stands in the sentence."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def tokens(sentence: str) -> tuple[Token, ...]:
    """The words of `sentence` in lower case; a name of several words is one NAME, figures are NUMBER."""
    common = words("common_words")
    found: list[Token] = []
    named = False
    for match in _WORD.finditer(sentence):
        word = match[0]
        start, end = match.span()
        lower = word.lower()
        if start and word[0].isupper() and lower not in common:
            if not named:
                found.append(Token(NAME, start, end))
            named = True
        else:
            found.append(Token(NUMBER if word[0].isdigit() else lower, start, end))
            named = False
        if len(found) == _MOST:
            break
    return tuple(found)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The beginning of a long word, a short one without its plural."""
    if word in (NAME, NUMBER):
        return word
    if len(word) > _LONG:
        return word[:_STEM]
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def pair_rows(found: Sequence[str]) -> list[int]:
    """The row of each two neighbours, whatever their endings."""
    return [crc32(f"{first}_{second}".encode()) & (PAIRS - 1) for first, second in pairwise(map(stem, found))]
