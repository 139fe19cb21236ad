"""How far a cue reaches in its sentence.

The kinds of cues:

right    what follows in the clause          left     what precedes in the clause
no       what follows, up to a relative      np       what follows, up to the verb (joined: or the subject)
not      by the verb that it stands at       except   as np, and turns the clause's meaning round
modal, hedge   the clause                    doubt    what follows is uncertain (both-doubt: the clause)
withhold what follows is not told (-both: the clause)      void     no cue at all
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from affidavit.extract.assertion import antecedents
from affidavit.extract.assertion.clauses import AUXILIARIES, RELATIVE, Sentence
from affidavit.extract.assertion.verbs import CONSEQUENCE, HARMED, INTRANSITIVE, NO_DENIAL, PEOPLE, SPARED, USED

_CAN = frozenset(("could", "can", "ca"))
#: What somebody who works with data cannot do: "nurses could not pull up care plans".
_UNABLE = frozenset("pull account log look load call bring explain say tell rule identify recognize recognise".split())
_BE = frozenset("was were is are be".split())
_MONTH_BEFORE = frozenset("in on of since until by early late mid last this from during before between through".split())
_MONTH_AFTER = frozenset("and or to through the when after that of in by at from , ) ( :".split())
#: What can stand between two predicates of one subject: "were hashed and (therefore were) not taken".
_SHARING = AUXILIARIES | frozenset(
    "and but , it they these those both be been being remain remains remained therefore thus hence accordingly "
    "consequently".split()
)
_JOINS, _AND = frozenset(("and", "but")), frozenset(("and",))
_QUANTITY = frozenset("how what which number amount size sum figure price extent scale identity name names".split())
_LEAVE = frozenset("knowledge consent permission approval authority authorization authorisation awareness".split())
_DETERMINERS = frozenset("all the every no any most everything none we it they this these customers".split())
_PERSONAL = frozenset(("who", "whose", "whom"))
_REMAINING = frozenset("remain remains remained stay stayed left appear appears seem seems completely largely".split())
_ENDING = frozenset(("", ",", ";", ".", ")", '"', "by", "in", "and", "at", "during"))
_LISTING = frozenset(("and", "or", ",", "("))
_ADJECTIVES = frozenset("possible potential alleged purported suspected unconfirmed unverified".split())


class Cue(NamedTuple):
    """A phrase of cues.tsv at the words `[start, end)`."""

    kind: str
    start: int
    end: int


class Effect(NamedTuple):
    """What a cue does to the tokens in `[low, high)` that belong to its clause."""

    status: str
    low: int
    high: int
    clause: int
    cue: int


class _Reach:
    """A cue in its sentence, and how far it reaches."""

    def __init__(self, sentence: Sentence, cue: Cue) -> None:
        self.sentence, self.cue = sentence, cue
        self.words = sentence.words
        self.clause = sentence.clauses[cue.end - 1]
        self.previous = self.words[cue.start - 1] if cue.start else ""
        self.next = self.words[cue.end] if cue.end < len(self.words) else ""

    def effect(self, status: str, low: int, high: int) -> Effect:
        return Effect(status, low, high, self.clause, self.cue.start)

    def right(self, status: str) -> Effect:
        return self.effect(status, self.cue.end, len(self.words))

    def left(self, status: str) -> Effect:
        """Back to where the clause begins, or to the relative pronoun that the verb belongs to."""
        low = self.cue.start
        while low and not self._ends_left(low - 1):
            low -= 1
        return self.effect(status, low, self.cue.start)

    def _ends_left(self, index: int) -> bool:
        return self.words[index] in RELATIVE and self.sentence.clauses[index] == self.clause

    def shared(self, status: str) -> list[Effect]:
        """As `left` and, where that finds no subject, on to the one before: "were hashed and were not taken"."""
        left, first = self.left(status), self._opening(self.cue.start)
        joined = self.words[first : self.cue.start]
        if first <= left.low or not _SHARING.issuperset(joined) or _JOINS.isdisjoint(joined):
            return [left]
        before = _Reach(self.sentence, Cue(self.cue.kind, first - 1, first)).left(status)
        return [left, before] if self.spares(first) else [left]

    def _opening(self, index: int) -> int:
        """Where the clause that ends before `index` begins; a clause within it is passed over."""
        clause = self.sentence.clauses[index - 1] if index else 0
        return self.sentence.clauses.index(clause)

    def spares(self, high: int) -> bool:
        """Whether the clause before `high` has a passive verb, and one that does no harm: "were stored apart"."""
        low = self._opening(high)
        verb = next((at for at in range(low, high) if self.words[at] in AUXILIARIES), high)
        passive = verb < high and (self.words[verb] in _BE or not self.sentence.passive.isdisjoint(range(verb, high)))
        return passive and not any(self.words[at] in HARMED for at in range(verb + 1, high) if self._told(at))

    def _told(self, at: int) -> bool:
        return self.words[at - 1] in _BE or at in self.sentence.passive

    def phrase(self, status: str) -> Effect:
        """Up to the next verb, or past what was not asked for: "without the firm's consent, he took names"."""
        high = self.cue.end
        while high < len(self.words) and self.words[high] not in AUXILIARIES and not self._starts_over(high):
            high += 1
            if self.words[high - 1] in _LEAVE:
                break
        return self.effect(status, self.cue.end, high)

    def _starts_over(self, index: int) -> bool:
        """Whether the subject begins behind a phrase that opened the sentence: "Except for names, no data was"."""
        opens = self.cue.start < 2 or self.words[self.cue.start] == "instead"
        return opens and self.words[index - 1] == "," and self.words[index] in _DETERMINERS

    def until(self, stops: frozenset[str], status: str) -> Effect:
        """What follows, up to one of the words `stops`."""
        high = self.cue.end
        while high < len(self.words) and self.words[high] not in stops:
            high += 1
        return self.effect(status, self.cue.end, high)

    def object(self, status: str) -> Effect:
        """To the end of the clause, or to a relative clause behind its verb."""
        high, verb = self.cue.end, False
        while high < len(self.words) and not (verb and self.words[high] in RELATIVE):
            verb = verb or self.words[high] in AUXILIARIES
            high += 1
        return self.effect(status, self.cue.end, high)

    @property
    def passive(self) -> bool:
        return self.previous in _BE or self.cue.end - 1 in self.sentence.passive

    @property
    def next_passive(self) -> bool:
        return self.previous in _BE or self.cue.end in self.sentence.passive


def _both(reach: _Reach, status: str) -> list[Effect]:
    return [reach.left(status), reach.right(status)]


def _left(reach: _Reach) -> list[Effect]:
    """What "is unaffected" is spared; "unaffected units" say nothing of what precedes them."""
    says_so = reach.cue.end - reach.cue.start > 1 or reach.previous in _BE or reach.previous in _REMAINING
    return reach.shared("denied") if says_so or reach.next in _ENDING else []


def _no(reach: _Reach) -> list[Effect]:
    if reach.next == "," or reach.next[:1].isdigit():
        return []
    return [reach.object("denied")]


def _not(reach: _Reach) -> list[Effect]:
    """What "not" denies: in "were not taken" the subject, in "did not take" the object, after a comma the noun."""
    if reach.next in NO_DENIAL:
        return []
    if reach.next.rstrip("%").isdigit():  # "is not 100% certain that"
        return [reach.right("suspected")]
    outage = reach.next == "accessed" and reach.next_passive and "by" not in reach.words  # "could not be accessed"
    if reach.previous in _CAN and (outage or reach.next in _UNABLE):
        return []
    if reach.previous in (",", "("):
        return [reach.phrase("denied")]
    ends = reach.next in ("", ",", ";", ")", '"') or reach.cue.end == len(reach.words)
    spared = (reach.next_passive and reach.next in SPARED) or (ends and reach.previous in AUXILIARIES)
    if spared or reach.next in INTRANSITIVE:
        before = antecedents.spared(reach.sentence, reach.cue.start)
        behind = reach.effect("denied", reach.cue.end, reach.cue.end + 1)
        return [*reach.shared("denied"), behind, *(Effect("denied", *told, reach.cue.start) for told in before)]
    if (told := antecedents.headlined(reach.sentence, reach.cue.start)) is not None:
        return [Effect("denied", *told, reach.cue.start)]
    return [reach.until(_PERSONAL, "denied")]


def _joined(reach: _Reach) -> list[Effect]:
    """What "but not" denies: in "were hashed but not taken" the subject, else what follows up to the verb."""
    spared = reach.next in SPARED and reach.next not in NO_DENIAL and reach.spares(reach.cue.start)
    return [reach.left("denied")] if spared else [reach.phrase("denied")]


def _modal(reach: _Reach) -> list[Effect]:
    if reach.words[reach.cue.start] == "may" and _is_month(reach):
        return []
    after = reach.words[reach.cue.end + 1 : reach.cue.end + 2]
    if reach.next in CONSEQUENCE or reach.next in USED or (reach.next in ("then", "later") and after):
        return []
    if reach.next == "not":
        return []
    return _both(reach, "suspected")


def _is_month(reach: _Reach) -> bool:
    return reach.previous in _MONTH_BEFORE or not reach.next or reach.next in _MONTH_AFTER or reach.next[0].isdigit()


def _hedge(reach: _Reach) -> list[Effect]:
    """An adjective hedges its noun, an adverb its clause; in an enumeration both hedge what follows."""
    word = reach.words[reach.cue.start]
    if word == "potentially" and reach.next in _HIT and reach.previous not in _BE and _is_person(reach):
        return [reach.effect("suspected", max(0, reach.cue.start - 2), reach.cue.end + 2)]
    if reach.previous in _LISTING or (word in _ADJECTIVES and reach.previous not in _BE):
        return [reach.phrase("suspected")]
    held = antecedents.held(reach.sentence, reach.cue.start) if word.endswith("ly") else ()
    return [*_both(reach, "suspected"), *(Effect("suspected", *told, reach.cue.start) for told in held)]


#: Before people who are told because they may be among those whom it befell: "sent to potentially affected customers".
_HIT = frozenset(("impacted", "affected", "exposed", "involved", "concerned", "compromised"))


def _is_person(reach: _Reach) -> bool:
    """Whether "potentially affected" says of people, and not of data or counts, what may have happened."""
    behind = reach.words[reach.cue.end + 1 : reach.cue.end + 2]
    return not PEOPLE.isdisjoint(behind) and not reach.previous[:1].isdigit()


#: Behind a claim that is a demand, and nothing that is said: "claims for injuries", "claims under your plan".
_DEMANDED = frozenset({"for", "under", "against", "filed", "paid", "submitted", "denied", "history"})


def _doubt(reach: _Reach) -> list[Effect]:
    if reach.words[reach.cue.start] in ("claim", "claims") and reach.next in _DEMANDED:
        return []
    word = reach.words[reach.cue.start]
    if word.startswith(("impl", "suggest")):  # "suggests that it began in May and exposed names" doubts no names
        return [reach.until(_AND, "suspected")]
    return [reach.right("claimed" if word.startswith(("claim", "alleg")) else "suspected")]


def _withhold_both(reach: _Reach) -> list[Effect]:
    if not reach.passive:
        return [reach.right("withheld")]
    left = reach.left("withheld")
    if _QUANTITY.intersection(reach.words[left.low : left.high]):
        return [left]
    return [reach.left("denied")]


_HANDLERS = {
    "right": lambda reach: [reach.right("denied")],
    "left": _left,
    "both": lambda reach: _both(reach, "denied"),
    "no": _no,
    "not": _not,
    "joined": _joined,
    "np": lambda reach: [reach.phrase("denied")],
    "except": lambda reach: [reach.phrase("except")],
    "modal": _modal,
    "hedge": _hedge,
    "doubt": _doubt,
    "both-doubt": lambda reach: _both(reach, "suspected"),
    "withhold": lambda reach: [reach.right("withheld")],
    "withhold-both": _withhold_both,
}
#: The kinds of cues that do something.
KINDS = frozenset(_HANDLERS)


def effects_of(sentence: Sentence, cue: Cue) -> Iterable[Effect]:
    """What `cue` does in its sentence."""
    handler = _HANDLERS.get(cue.kind)
    return handler(_Reach(sentence, cue)) if handler is not None else ()
