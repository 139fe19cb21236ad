"""What a relative clause denies of the words before it: "card numbers, which the bank says were not taken"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.assertion.clauses import AUXILIARIES
from affidavit.extract.assertion.verbs import HARMED
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.assertion.clauses import Sentence

_RELATIVE = frozenset(("which", "that"))
#: What, negated, says that the words before the relative pronoun were spared.
_SPARED = frozenset(
    "accessed affected compromised exposed impacted involved stolen taken obtained leaked breached acquired touched "
    "seen viewed copied downloaded exfiltrated reached hit part among".split()
)
#: Who says so, between the pronoun and the verb: "which the bank says were", "which, according to Acme, were".
_SAYING = frozenset("says said say states stated believes believed stresses stressed insists insisted claims".split())
_BETWEEN = 7
#: Behind the verb, what makes of it something that had not been until now.
_AGAIN = frozenset(("before", "until", "earlier"))
#: What the words before the pronoun are told with, where something befell them: of those nothing is denied.
_TAKEN = HARMED | frozenset(
    "took stole accessed access gained got grabbed copying stealing reached included includes include including "
    "viewing dumped posted sold selling data's theft leak leaks exposing leaking".split()
)
#: Where the words that the pronoun stands for begin.
_STOPS = AUXILIARIES | frozenset(
    '; : " ( but from in on at by with like as than not mentions mentioned names lists listed holds held stores '
    "stored keeps kept asks asked".split()
)
_LONGEST = 24
_HOLDS = frozenset("contains contain contained includes include included".split())


#: What a headline leaves its "was" out behind: no verb and no pronoun.
_BARE = regex(r"[a-z][a-z']{2,}")
_NO_NOUN = AUXILIARIES | _SAYING | frozenset("but and though although why they them you not said".split())
#: What can stand behind a participle that ends the clause: "not affected by", "not stolen in".
_BEHIND = frozenset(("", ",", ";", ")", "by", "in", "during", "after", "from", "at", "says", "say", "as", "according"))


class Antecedent(NamedTuple):
    """The words `[low, high)` that a relative pronoun stands for, and their clause."""

    low: int
    high: int
    clause: int


def spared(sentence: Sentence, at: int) -> Iterator[Antecedent]:
    """What the relative clause with its "not" at `at` tells to have been spared, if that is so."""
    words = sentence.words
    if _SPARED.isdisjoint(words[at + 1 : at + 2]) or words[at - 1] not in AUXILIARIES:
        return
    if not _AGAIN.isdisjoint(words[at + 2 : at + 6]):
        return
    pronoun = _pronoun(words, at - 1)
    if pronoun is None:
        return
    end = pronoun - 1 if words[pronoun - 1] == "," else pronoun
    noun = end if words[end - 1] != ")" else next((at for at in range(end - 1, 0, -1) if words[at] == "("), end)
    low, clause = _low(words, noun), sentence.clauses[noun - 1]
    before = (word for word, own in zip(words[:low], sentence.clauses, strict=False) if own == clause)
    if low < noun and _TAKEN.isdisjoint(before):
        yield Antecedent(low, end, clause)


def headlined(sentence: Sentence, at: int) -> Antecedent | None:
    """What a headline tells to have been spared by the "not" at `at`, its "was" left out: "data not affected by"."""
    words, clause = sentence.words, sentence.clauses[at]
    noun = at and _BARE.fullmatch(words[at - 1]) and words[at - 1] not in _NO_NOUN
    behind, next_word = words[at + 2 : at + 3], words[at + 1 : at + 2]
    if not noun or _SPARED.isdisjoint(next_word) or not _BEHIND.issuperset(behind):
        return None
    low = _low(words, at)
    before = [word for word, own in zip(words[:at], sentence.clauses, strict=False) if own == clause]
    return Antecedent(low, at, clause) if low < at and AUXILIARIES.isdisjoint(before) else None


def held(sentence: Sentence, at: int) -> Iterator[Antecedent]:
    """What a subject holds of which the clause of the word at `at` only alleges something: "... and contains names"."""
    words, clause = sentence.words, sentence.clauses[at]
    for index in (i for i, word in enumerate(words[at:-1], at) if word == "and" and words[i + 1] in _HOLDS):
        own = sentence.clauses[index]
        if own != clause and sentence.clauses[index - 1] == clause:
            yield Antecedent(index, len(words), own)


def _pronoun(words: list[str], verb: int) -> int | None:
    """The relative pronoun whose verb stands at `verb`, if nothing but who says so stands between."""
    first = max(1, verb - _BETWEEN)
    found = next((index for index in range(verb - 1, first - 1, -1) if words[index] in _RELATIVE), None)
    if found is None:
        return None
    between = words[found + 1 : verb]
    return found if not between or between[-1] in _SAYING or "according" in between else None


def _low(words: list[str], high: int) -> int:
    """Back over a noun and what it is listed with: "names and card numbers"."""
    low, listed = high, False
    while low and high - low < _LONGEST and words[low - 1] not in _STOPS and words[low - 1] not in _TAKEN:
        listed = listed or words[low - 1] in ("and", "or")
        if words[low - 1] == "," and not listed:
            break
        low -= 1
    return low
