"""A sentence cut into words and clauses, so that a cue counts only where it reaches.

"No passwords were accessed, but names were" is two clauses; a clause in commas ("the files, which were not
encrypted, held names") goes on behind them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\w+(?:'\w+)?|[;:,\"()]")
#: Words that stand between the parts of a cue without changing it: "does not (currently) believe".
_PADDING = frozenset(
    "currently presently immediately independently publicly officially so far also actually directly specifically "
    "otherwise previously be been being ever further fully yet still explicitly".split()
)
_TO_BE = frozenset(("be", "been", "being"))
AUXILIARIES = frozenset("was were is are has have had may might could did does do will would can must should".split())
#: Past forms that are hardly ever participles before a noun, so that they show a clause's own verb.
_PAST = frozenset(
    "stole took said gained obtained got leaked found began sent gave paid told sold knew made used became left saw "
    "says say claims claim includes include contains contain shows show believes believe remains remain".split()
)
_VERBS = AUXILIARIES | _PAST | frozenset(
    "accessed exposed contained included confirmed published downloaded copied affected involved compromised denied "
    "disclosed revealed notified discovered learned posted acquired stolen claimed".split()
)  # fmt: skip
#: A clause of its own follows: "said (that) names and cards were not taken" has one verb for both.
_COMPLEMENT = frozenset(
    "that said say says believe believes believed think thinks claim claims claimed confirmed confirms denied denies "
    "revealed reveals announced disclosed learned discovered determined stated added evidence whether".split()
)
RELATIVE = frozenset(("that", "which", "who", "whose", "whom", "where"))
_CUTS = frozenset(
    "but however although though whereas while after when before because since until once if unless".split()
)
_OPENERS = frozenset("while although though whereas if when after because since once as despite even".split())


#: What can open or close a clause: no other word needs a closer look.
_TURNS = _CUTS | frozenset(("(", ")", ",", ";", "which", "who", "whose", "where", "yet", "and"))
#: What ends the view ahead of a verb.
_HIDES = _CUTS | RELATIVE | frozenset(';"()')


class Token(NamedTuple):
    """A word or mark of punctuation of a sentence; `passive` where a form of "be" was left out before it."""

    text: str
    start: int
    end: int
    passive: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of a sentence, for each the number of the clause that it belongs to, and their words and ends."""

    tokens: list[Token]
    clauses: list[int]
    words: list[str]
    ends: list[int]

    def at(self, offset: int) -> int:
        """The index of the token at or behind `offset`; the last one where there is none."""
        return min(bisect_right(self.ends, offset), len(self.tokens) - 1)


@lru_cache(maxsize=256)
def parse(lower: str) -> Sentence:
    """The clauses of a sentence in lower case."""
    tokens = _tokens(lower)
    words = [token.text for token in tokens]
    return Sentence(tokens, _Cutter(words).run(), words, [token.end for token in tokens])


def _tokens(lower: str) -> list[Token]:
    found: list[Token] = []
    passive = False
    for match in _TOKEN.finditer(lower):
        word, (start, end) = match.group(), match.span()
        if word in _PADDING and not (word == "yet" and found and found[-1].text == ","):
            passive = passive or word in _TO_BE
            continue
        if word[-1] == "t" and (word.endswith("n't") or word == "cannot"):
            found.append(Token(word[:-3], start, end))
            word = "not"
        found.append(Token(word, start, end, passive))
        # "has been not accessed": the mark waits for the participle
        passive = passive and word == "not"
    return found


class _Cutter:
    """Walks over the tokens once and numbers the clauses."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.verb_ahead = self._look_ahead()

    def _look_ahead(self) -> list[bool]:
        """For each token, whether a verb with a subject of its own follows before the next break."""
        ahead, following = False, [False] * (len(self.words) + 1)
        for index in range(len(self.words) - 1, -1, -1):
            word = self.words[index]
            if word in _HIDES or (ahead and word == "and"):
                ahead = False
            elif word in AUXILIARIES or word in _PAST:
                ahead = True
            following[index] = ahead
        return following

    def run(self) -> list[int]:
        """The number of each word's clause."""
        current, newest, verb = 0, 0, False
        outer: list[tuple[int, bool]] = []
        opened = bool(self.words) and self.words[0] in _OPENERS
        numbers: list[int] = []
        for index, word in enumerate(self.words):
            if word not in _TURNS:
                pass
            elif word in ")," and outer and self._resumes(index, word):
                current, verb = outer.pop()
            elif self._nests(index, word):
                outer.append((current, verb))
                newest += 1
                current, verb = newest, False
            elif self._breaks(index, word, verb, opened):
                newest += 1
                current, verb, opened = newest, False, opened and word != ","
                outer.clear()
            verb = word not in _COMPLEMENT and (verb or word in _VERBS or (opened and word.endswith("ing")))
            numbers.append(current)
        return numbers

    def _nests(self, index: int, word: str) -> bool:
        """Whether a clause opens inside the current one: a bracket, or ", which ..."."""
        if word == "(":
            return True
        return word in ("which", "who", "whose", "where") and index > 0 and self.words[index - 1] == ","

    def _resumes(self, index: int, word: str) -> bool:
        """Whether the outer clause goes on: the bracket closes, or a comma before its verb."""
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        return word == ")" or following in AUXILIARIES or following in ("and", "said", "says")

    def _breaks(self, index: int, word: str, verb: bool, opened: bool) -> bool:
        if word == ";":
            return True
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if word in _CUTS:
            return index > 0 and not (word == "but" and following in ("not", "also", "for")) and not (
                word == "if" and self.words[index - 1] in ("as", "even")
            )  # fmt: skip
        if word == "yet":
            return True
        if word == "," and (opened or following in ("does", "did", "only")):
            return verb
        return word == "and" and verb and (following == "that" or self.verb_ahead[index + 1])
