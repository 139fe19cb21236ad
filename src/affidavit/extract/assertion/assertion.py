"""Assertion by scope: is what these words say stated, suspected, denied or withheld, and by whom.

A cue counts only where it reaches: "no passwords were accessed, but names were" denies the first and states
the second. The cues stand in cues.tsv, each with the kind of its reach (reach.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.assertion import postings, speakers
from affidavit.extract.assertion.clauses import Sentence, parse
from affidavit.extract.assertion.reach import KINDS, Cue, Effect, effects_of
from affidavit.model.claim import Speaker, Status
from affidavit.model.packaged import packaged_lines

if TYPE_CHECKING:
    from affidavit.extract.scan import Line

#: What opens the clause on which a denial followed.
_AFTER = "after"
_FIRST_PERSON = frozenset(("we", "our", "us"))


class Reading(NamedTuple):
    """What a sentence's cues and verbs of saying do.

    Where no verb of saying tells who speaks, attackers do from `posted` on, and `teller` before.
    """

    sentence: Sentence
    effects: tuple[Effect, ...]
    said: tuple[speakers.Said, ...]
    teller: Speaker
    posted: int


def judge(line: Line, start: int, end: int) -> tuple[Status, Speaker]:
    """The status and the speaker of what stands at `[start, end)` (offsets into the text) in `line`."""
    reading = line.reading or _read(line)
    index = reading.sentence.at(start - line.start) if reading.effects or reading.said else 0
    said = speakers.said_of(reading.said, index) if reading.said else None
    if said is not None and _is_beside(reading.sentence, said[0], index):
        said = None
    teller = Speaker.ATTACKER if start - line.start >= reading.posted else reading.teller
    speaker = _speaker(line, said) if said is not None else line.quoted_by or teller
    confirmed = said is not None and said[0].confirms
    status = _status(reading, index, confirmed=confirmed) if reading.effects else Status.STATED
    if speaker is Speaker.ATTACKER and status is Status.STATED:
        status = Status.SUSPECTED
    return status, speaker


def _is_beside(sentence: Sentence, saying: speakers.Saying, index: int) -> bool:
    """Whether words stand outside of what a verb of denying says: "denied ..., after a user had offered ..."."""
    if saying.verb not in speakers.DENYING or saying.behind:
        return False
    return sentence.clauses[index] != sentence.clauses[saying.at] and _AFTER in sentence.words[saying.at : index]


def _speaker(line: Line, said: speakers.Said) -> Speaker:
    """Who speaks by a verb of saying; where it has only a pronoun, who spoke before."""
    return line.told_by if said[0].pronoun and line.told_by is not None else said[1]


def last_speaker(line: Line) -> Speaker | None:
    """Who the last verb of saying of a sentence gives the word to, or None where it has none."""
    reading = line.reading or _read(line)
    return reading.said[-1][1] if reading.said else None


def _status(reading: Reading, index: int, *, confirmed: bool) -> Status:
    found = {effect.status for effect in reading.effects if _reaches(reading.sentence, effect, index)}
    if "withheld" in found:
        return Status.WITHHELD
    if ("denied" in found) is not ("except" in found):
        return Status.DENIED
    if "suspected" in found or ("claimed" in found and not confirmed):
        return Status.SUSPECTED
    return Status.STATED


def _reaches(sentence: Sentence, effect: Effect, index: int) -> bool:
    if not effect.low <= index < effect.high:
        return False
    return sentence.clauses[index] == effect.clause or _within(sentence, effect, index)


def _within(sentence: Sentence, effect: Effect, index: int) -> bool:
    """Whether a bracket inside the cue's clause holds the token: "no cards (numbers, codes) were taken"."""
    opened = index
    while opened and sentence.clauses[opened - 1] == sentence.clauses[index]:
        opened -= 1
    return opened > 0 and sentence.words[opened] == "(" and sentence.clauses[opened - 1] == effect.clause


def _read(line: Line) -> Reading:
    """The sentence of `line` read once for all that is claimed in it."""
    sentence = parse(line.lower)
    words = sentence.words
    phrases = _phrases()
    effects: tuple[Effect, ...] = ()
    if not phrases.keys.isdisjoint(words):
        effects = tuple(effect for cue in phrases.cues(words) for effect in effects_of(sentence, cue))
    said = () if speakers.SAYING.isdisjoint(words) else speakers.said_in(sentence, line.voices)
    teller = Speaker.PRESS if _FIRST_PERSON.isdisjoint(words) else Speaker.ORGANIZATION
    line.reading = Reading(sentence, effects, said, teller, postings.speaks_from(line.lower))
    return line.reading


class _Phrases:
    """The phrases that are cues. `keys` holds a word of each that matters: without one no sentence has a cue."""

    def __init__(self, kinds: dict[str, str]) -> None:
        self._kinds = kinds
        self._beginnings: dict[str, list[list[str]]] = {}
        for phrase in sorted(kinds, key=lambda phrase: -phrase.count(" ")):
            first, *others = phrase.split()
            self._beginnings.setdefault(" ".join([first, *others[:1]]), []).append([first, *others])
        self._firsts = frozenset(phrase.split()[0] for phrase in kinds)
        self.keys = frozenset(self._key(phrase) for phrase, kind in kinds.items() if kind in KINDS)

    def _key(self, phrase: str) -> str:
        """A word of `phrase` that is a cue itself, since those are needed anyway; else the longest."""
        words = phrase.split()
        return next((word for word in words if word in self._kinds), max(words, key=len))

    def cues(self, words: list[str]) -> Iterator[Cue]:
        """The cues among `words`, the longest at each place; no two overlap."""
        end = 0
        for index in [index for index, word in enumerate(words) if word in self._firsts]:
            if index >= end and (phrase := self._longest(words, index)):
                end = index + phrase.count(" ") + 1
                yield Cue(self._kinds[phrase], index, end)

    def _longest(self, words: list[str], index: int) -> str | None:
        for phrase in self._beginnings.get(" ".join(words[index : index + 2]), ()):
            if words[index : index + len(phrase)] == phrase:
                return " ".join(phrase)
        return words[index] if words[index] in self._kinds else None


@cache
def _phrases() -> _Phrases:
    lines = packaged_lines(__package__, "cues.tsv")
    return _Phrases(dict(line.split("\t") for line in lines if line and not line.startswith("#")))
