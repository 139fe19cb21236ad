"""A sentence cut into words and clauses, so that a cue counts only where it reaches.

"No passwords were accessed, but names were" is two clauses; a clause in commas ("the files, which were not
encrypted, held names") goes on behind them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from affidavit.model.regex import regex

_TOKEN = regex(r"\w+(?:'\w+)?|[;:,\"()]")
#: Words that stand between the parts of a cue without changing it: "does not (currently) believe".
_PADDING = frozenset(
    "currently presently immediately independently publicly officially so far also actually directly specifically "
    "otherwise previously be been being ever further fully yet still explicitly".split()
)
#: What makes a sentence's words differ from its tokens, beside "n't".
_SPLIT = _PADDING | {"cannot"}
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
#: Verbs of a headline that deny, and say nothing more of what another verb then says: "denies theft, says".
REFUTING = frozenset("denies disputes refutes rejects dismisses contradicts".split())
_CUTS = frozenset(
    "but however although though whereas while after when before because since until once if unless".split()
)
#: Before an "if" that opens no condition: "as if", "it is not known if", "would not say if".
_IF = frozenset("as even known clear unclear unknown sure unsure certain uncertain say know tell determine or".split())
_OPENERS = frozenset("while although though whereas if when after because since once as despite even".split())
#: Openers that may stand before a few words without a verb: "as announced in May, the files may have held names".
_BRIEF = frozenset("as after despite once since because when".split())


#: What can open or close a clause: no other word needs a closer look.
_TURNS = _CUTS | frozenset(("(", ")", ",", ";", "which", "who", "whose", "where", "yet", "and"))
#: What ends the view ahead of a verb.
_HIDES = _CUTS | RELATIVE | frozenset((";", '"', "(", ")", "and"))
#: Behind a clause in commas, what goes on with the one around it: "the files, which lay open, included names".
_RESUMING = frozenset("and said says included includes include contained contains contain held showed".split())
#: Behind these "that" opens what is said, thought or shown.
_TELLS = _COMPLEMENT - {"that", "disclosed", "confirmed"} | frozenset(
    "told tell tells informed notified warned warns assured assures advised reminded suggests suggested indicates "
    "indicated fact idea possibility risk fear fears sign signs proof chance confirm deny disclose reveal show shows "
    "shown found find finds know knows knew suspect suspects suspected clear likely possible unlikely so".split()
)
#: Participles before a noun: "the disclosed breach".
_SAID_OF, _ARTICLES = (
    frozenset("disclosed claimed confirmed revealed announced".split()),
    frozenset(("the", "a", "its")),
)
#: What a walk over the clauses stops at.
_TELLING = _TURNS | _COMPLEMENT | _VERBS


class Sentence:
    """The words and marks of punctuation of a sentence in lower case, and the clause that each belongs to.

    `words` are without padding; `passive` the numbers of those before which a form of "be" was left out.
    """

    __slots__ = ("_clauses", "_ends", "_kept", "_lower", "passive", "words")

    def __init__(self, lower: str) -> None:
        """Take the sentence apart; places and clauses are worked out when they are asked for."""
        self._lower = lower
        self._ends: list[int] | None = None
        self._kept: list[int] | None = None
        self._clauses: list[int] | None = None
        self.words: list[str] = _TOKEN.findall(lower)
        self.passive: set[int] = set()
        if not _SPLIT.isdisjoint(self.words) or "n't" in lower:
            self._leave_out_padding()

    def _leave_out_padding(self) -> None:
        """Keep the words that matter, the number of each among all of them, and split "didn't" into "did not"."""
        every, low = self.words, 0
        words, kept = list[str](), list[int]()
        for at in [at for at, word in enumerate(every) if word in _SPLIT or word.endswith("n't")]:
            words += every[low:at]
            kept += range(low, at)
            low, word = at + 1, every[at]
            if word == "yet" and words and words[-1] == ",":
                low = at
            elif word not in _PADDING:
                words += word[:-3], "not"
                kept += at, at
            elif word in _TO_BE:
                self.passive.add(len(words))
        self.words, self._kept = words + every[low:], [*kept, *range(low, len(every))]
        for at in tuple(self.passive):
            while self.words[at : at + 1] == ["not"]:  # "has been not accessed": the participle is passive
                at += 1
                self.passive.add(at)

    def at(self, offset: int) -> int:
        """The index of the word at or behind `offset`; the last one where there is none."""
        before = bisect_right(self._all_ends(), offset)
        index = before if self._kept is None else bisect_left(self._kept, before)
        return min(index, len(self.words) - 1)

    def span(self, low: int, high: int) -> tuple[int, int]:
        """Where the words `[low, high)` stand in the sentence."""
        ends = self._all_ends()
        first, last = (low, high - 1) if self._kept is None else (self._kept[low], self._kept[high - 1])
        opening = _TOKEN.search(self._lower, ends[first - 1] if first else 0)
        return opening.start() if opening else 0, ends[last]

    def _all_ends(self) -> list[int]:
        """Where each word ends, padding included."""
        if self._ends is None:
            self._ends = [match.end() for match in _TOKEN.finditer(self._lower)]
        return self._ends

    @property
    def clauses(self) -> list[int]:
        """The number of each word's clause."""
        if self._clauses is None:
            self._clauses = _Cutter(self.words).run()
        return self._clauses


@lru_cache(maxsize=256)
def parse(lower: str) -> Sentence:
    """A sentence in lower case, taken apart."""
    return Sentence(lower)


class _Cutter:
    """Walks once over the words that can open a clause or show that one has its verb, and numbers the clauses."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.first = 1 if words[:1] == ['"'] else 0
        self.opened = len(words) > self.first and words[self.first] in _OPENERS

    def run(self) -> list[int]:
        """The number of each word's clause."""
        words = self.words
        if _TURNS.isdisjoint(words):
            return [0] * len(words)
        current, newest, verb = 0, 0, False
        outer: list[tuple[int, bool, bool]] = []
        numbers: list[int] = []
        for index in self._telling():
            word = words[index]
            if word not in _TURNS:
                verb = word not in _COMPLEMENT and (verb or self._shows_verb(word))
                continue
            numbers += [current] * (index - len(numbers))
            if word in ")," and outer and self._resumes(index, word):
                current, verb, _ = self._left(outer, word)
            elif self._nests(index, word):
                outer.append((current, verb, word == "("))
                newest += 1
                current, verb = newest, False
            elif self._breaks(index, word, verb):
                newest += 1
                current, verb, self.opened = newest, False, self.opened and word != ","
                while outer and not outer[-1][-1]:  # behind a bracket the clause around it goes on all the same
                    outer.pop()
        return numbers + [current] * (len(words) - len(numbers))

    @staticmethod
    def _left(outer: list[tuple[int, bool, bool]], word: str) -> tuple[int, bool, bool]:
        """The clause that goes on: around the bracket where one closes, and around the last clause else."""
        while word == ")" and not outer[-1][-1] and any(bracket for _, _, bracket in outer):
            outer.pop()
        return outer.pop()

    def _telling(self) -> list[int]:
        """The places of the words to look at."""
        if self.opened:
            return [index for index, word in enumerate(self.words) if not self._opens_nothing(index, word)]
        return [index for index, word in enumerate(self.words) if word in _TELLING]

    def _opens_nothing(self, index: int, word: str) -> bool:
        """Whether a word only tells of a noun: "the attack that led to it" (not "told them that it"), "the claimed"."""
        if word == "that":
            return _TELLS.isdisjoint(self.words[self.first : index])
        return word in _SAID_OF and self.words[index - 1] in _ARTICLES

    def _shows_verb(self, word: str) -> bool:
        return word in _VERBS or (self.opened and word.endswith("ing"))

    def _nests(self, index: int, word: str) -> bool:
        """Whether a clause opens inside the current one: a bracket, or ", which ..."."""
        if word == "(":
            return True
        return word in ("which", "who", "whose", "where") and index > 0 and self.words[index - 1] == ","

    def _resumes(self, index: int, word: str) -> bool:
        """Whether the outer clause goes on: the bracket closes, or a comma before its verb."""
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        return word == ")" or following in AUXILIARIES or following in _RESUMING

    def _breaks(self, index: int, word: str, verb: bool) -> bool:
        if word == ";":
            return True
        following = self.words[index + 1] if index + 1 < len(self.words) else ""
        if word in _CUTS:
            return index > self.first and not (word == "but" and following in ("not", "also", "for")) and not (
                word == "if" and self.words[index - 1] in _IF
            )  # fmt: skip
        if word == "yet":
            return True
        if word == "," and (self.opened or following in ("does", "did", "only")):
            return verb or (self.opened and self._ends_brief(index))
        if word == "," and following == "says":
            return not REFUTING.isdisjoint(self.words[:index])
        return word == "and" and verb and (following == "that" or self._verb_ahead(index + 1))

    def _ends_brief(self, index: int) -> bool:
        """Whether the comma at `index` ends an opening without a verb: behind it a verb stands before any "and"."""
        first = self.first
        if self.words[first] not in _BRIEF or index < first + 2 or "," in self.words[first:index]:
            return False
        return self._verb_ahead(index + 1)

    def _verb_ahead(self, index: int) -> bool:
        """Whether a verb with a subject of its own follows before the next break."""
        for word in self.words[index:]:
            if word in _HIDES:
                return False
            if word in AUXILIARIES or word in _PAST:
                return True
        return False
