"""Which incident each sentence of a document tells of.

An article about one company often recalls, mostly near its end, what happened to others, or to the same company years
before. A summary that misses this gives the victim what others lost. Here each sentence gets a topic: the main
incident, an earlier one at the same organisation, or one at another organisation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from affidavit.merge.same import name_key, same_words
from affidavit.model.claim import Claim
from affidavit.model.extraction import Extraction, Mention, Role, Sentence

#: No topic: an aside.
NONE = -1
MAIN = 0

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OPENS_IN_PAST = re.compile(
    r"^(?:and |but |then )?(?:back |earlier |also |later |previously,? )?(?:in|on|since|"
    r"during)\b[^,]{0,30}\b((?:19|20)\d\d)\b|"
    r"^(?:two|three|four|five|"
    r"several|a few|\w+) years (?:ago|earlier|before)|^last year\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:an?|another|the|its|one|massive|major|large) (?:[\w-]+ ){0,4}?(?:breach|incident|attack|cyberattack|"
    r"hack|leak|intrusion|compromise)\b|"
    r"\b(?:suffered|hacked|breached|disclosed|was hit|stole|stolen|lost|fined|exposed|leaked|compromised|accessed)\b",
    re.IGNORECASE,
)
#: What stands behind a name to which an incident of its own happened: "Acme, a shop, was hacked".
_HIT = re.compile(
    r"^(?:,[^,]{1,70},)? (?:has |had |have |also |recently |later |previously |itself |first ){0,3}(?:"
    r"suffered|(?:was|were|been|got) (?:also |badly )?(?:hacked|breached|hit|attacked|compromised|fined)|"
    r"fell (?:victim|prey)|lost (?:the |some |nearly |about )?(?:\d|[\w-]+ (?:record|data|file))|paid|"
    r"(?:disclosed|confirmed|reported|announced|revealed|admitted|experienced)\b[^.]{0,40}?\b"
    r"(?:an?|another|its) (?:[\w-]+ ){0,4}(?:breach|attack|cyberattack|incident|hack|theft))\b",
    re.IGNORECASE,
)
#: The same in reported speech; counts only where other incidents are being told of already, or a past date opens.
_TOLD = re.compile(
    r"^(?:,[^,]{1,70},)? (?:has |had |have |also ){0,2}(?:said|told|warned|admitted|announced|revealed|"
    r"confirmed)\b[^.]{0,60}?\b"
    r"(?:stole|stolen|sold|hacked|breached|leaked|exposed|accessed|lost|compromised|published)\b",
    re.IGNORECASE,
)
_QUOTES = frozenset("\"'\u201c\u2018")
_JOINING = frozenset({"of", "for", "and"})
_SUBJECTS = frozenset({"victim", "other"})
#: What stands before one of those that a cue says were hit too: "its attack on Acme".
_ATTACKED = re.compile(r"\b(?:attacks? on|breach(?:es)? (?:of|at)|against|hit|breached|including|includes?) $")
#: Words that keep a paragraph with the incident that was recalled before it.
_AT_THE_TIME = re.compile(r"\b(?:at the time|back then|that (?:breach|incident|attack)|in the end)\b", re.IGNORECASE)
#: A topic other than the main one needs this much of the text before it, unless a cue says so outright.
_LEAD = 0.25
#: What the first sentences name and date belongs to the main incident.
_LEAD_SENTENCES = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """What some sentences tell of: the organisation, and whether it is an earlier incident at the main one."""

    name: str | None
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Subjects:
    """The topics of a document, the main one first, and the topic of each sentence (NONE for asides)."""

    topics: tuple[Topic, ...]
    of: tuple[int, ...]


def main_party(extraction: Extraction) -> str | None:
    """The organisation that the document is about, where it names one; a vendor through whom it happened is not."""
    vendors = partners(extraction)
    named = [claim for claim in extraction.claims if claim.field == "organization" and claim.value not in vendors]
    best = max(named, key=lambda claim: claim.confidence, default=None)
    least = VICTIM_FROM if not vendors else VICTIM_FROM / 10
    return str(best.value) if best is not None and best.confidence >= least else None


def partners(extraction: Extraction) -> set[str]:
    """The organisations that the text calls the victim's vendors, or that told the victim of the incident."""
    said = {"third_party.named", "third_party.notice"}
    return {str(claim.value) for claim in extraction.claims if claim.field == "third_party" and claim.by in said}


#: Below this confidence the best-placed name is not taken for the victim's.
VICTIM_FROM = 0.3


def subjects(extraction: Extraction, *, several: bool = False) -> Subjects:
    """The topic of each sentence of a document; `several` where the document has no main incident."""
    return _Walk(extraction, several=several).run()


def sentence_of(extraction: Extraction, claim: Claim) -> int:
    """The index of the sentence that a claim's first evidence stands in."""
    return max(bisect_right([s.start for s in extraction.sentences], claim.start) - 1, 0)


class _Walk:
    """One walk over a document's sentences, remembering what is being told of."""

    def __init__(self, extraction: Extraction, *, several: bool) -> None:
        self.text = extraction.document.text
        self.sentences = extraction.sentences
        self.length = max((s.end for s in self.sentences if s.role is not Role.ASIDE), default=1)
        self.several = several
        self.main = None if several else main_party(extraction)
        self.partners = {str(c.value) for c in extraction.claims if c.field == "third_party" and c.value}
        claimed = {claim.value for claim in extraction.claims if claim.field == "organization"}
        self.victims: dict[int, list[Mention]] = {}
        self.named: dict[int, list[Mention]] = {}
        for mention in extraction.mentions:
            if mention.role == "victim" or (several and mention.name in claimed):
                self.victims.setdefault(mention.sentence, []).append(mention)
            if mention.role in _SUBJECTS:
                self.named.setdefault(mention.sentence, []).append(mention)
        self.first: dict[str, int] = {}
        for mention in extraction.mentions:
            self.first.setdefault(mention.name, mention.sentence)
        self.counts = Counter(m.name for mentions in self.victims.values() for m in mentions)
        self.main_key = name_key(self.main).split()
        self.mains: dict[str, bool] = {}  # by name, whether it is the main organisation's
        self.published = (extraction.document.published or "")[:4]
        self.topics: list[Topic] = [Topic(self.main)]
        self.now = MAIN

    def run(self) -> Subjects:
        of = tuple(self._topic(index, sentence) for index, sentence in enumerate(self.sentences))
        return Subjects(tuple(self.topics), of)

    def _years(self, sentences: tuple[Sentence, ...]) -> set[str]:
        return {year for s in sentences for year in _YEAR.findall(self.text[s.start : s.end])}

    def _topic(self, index: int, sentence: Sentence) -> int:
        if sentence.role is Role.ASIDE:
            return NONE
        if sentence.role is Role.TITLE or (index == 0 and not self.several):
            return MAIN
        self.now = self._next(index, sentence)
        return self.now

    def _next(self, index: int, sentence: Sentence) -> int:
        named = self.victims.get(index, [])
        has_main = self.main is not None and any(m.name == self.main for m in named)
        other = self._other(named, sentence)
        if self.several:
            return self._at(other.name) if other else self.now
        hit = self._hit(index, sentence)
        if hit is not None:
            return self._at(hit.name)
        if self._recalls_earlier(index, sentence):
            return self._at(self.main, earlier=True)
        if other is not None and self._turns_to(other, has_main, sentence):
            return self._at(other.name)
        return self._stay(index, sentence, has_main=has_main)

    def _stay(self, index: int, sentence: Sentence, *, has_main: bool) -> int:
        """The topic goes on, unless the sentence comes back to the main incident."""
        if self.now == MAIN:
            return MAIN
        back = "resume" in sentence.marks
        if has_main and not back:
            back = not self.topics[self.now].earlier or self._begins_anew(index, sentence)
        return MAIN if back else self.now

    def _begins_anew(self, index: int, sentence: Sentence) -> bool:
        """Whether a paragraph begins here, and none that goes on about what was recalled."""
        gap = self.text[self.sentences[index - 1].end : sentence.start]
        return "\n" in gap and not _AT_THE_TIME.search(self.text, sentence.start, sentence.end)

    def _hit(self, index: int, sentence: Sentence) -> Mention | None:
        """Another organisation, new to the text, that the sentence says was hit itself."""
        if self._place(sentence) < _LEAD or self.text[sentence.start] in _QUOTES:
            return None
        named = self.named.get(index)
        if not named:
            return None
        cue = "recall.other" in sentence.marks
        past = self.now != MAIN or _OPENS_IN_PAST.match(self.text[sentence.start : sentence.end])
        for mention in named:
            if self._is_main(mention.name):
                return None  # what follows is told of the main organisation
            if mention.name in self.partners or self.first[mention.name] < min(index, _LEAD_SENTENCES):
                continue
            behind = self.text[mention.end : sentence.end]
            if _HIT.match(behind) or (past and mention.role in _SUBJECTS and _TOLD.match(behind)):
                return mention
            if cue and (mention.role == "victim" or _ATTACKED.search(self.text, sentence.start, mention.start)):
                return mention
        return None

    def _is_main(self, name: str) -> bool:
        if name not in self.mains:
            own = name_key(name).split()
            shared = set(own).intersection(self.main_key) - _JOINING
            self.mains[name] = name == self.main or len(shared) > 1 or same_words(own, self.main_key)
        return self.mains[name]

    def _at(self, name: str | None, *, earlier: bool = False) -> int:
        topic = Topic(name, earlier)
        if topic not in self.topics:
            self.topics.append(topic)
        return self.topics.index(topic)

    def _recalls_earlier(self, index: int, sentence: Sentence) -> bool:
        if self._place(sentence) < _LEAD:
            return False
        if "recall.earlier" in sentence.marks:
            return True
        text = self.text[sentence.start : sentence.end]
        opener = _OPENS_IN_PAST.match(text)
        if opener is None or not _EVENT.search(text):
            return False
        known = self._years(self.sentences[: min(index, _LEAD_SENTENCES)]) | {self.published}
        years = self._years((sentence,))
        return not years & known and not any(year > min(known - {""}, default=year) for year in years)

    def _other(self, named: list[Mention], sentence: Sentence) -> Mention | None:
        """Another organisation that the sentence tells of as a victim."""
        for mention in named:
            if self._is_main(mention.name) or mention.name in self.partners:
                continue
            if _EVENT.search(self.text[sentence.start : sentence.end]):
                return mention
        return None

    def _turns_to(self, other: Mention, has_main: bool, sentence: Sentence) -> bool:
        """Whether the sentence leaves the main incident for another organisation's."""
        cue = "recall.other" in sentence.marks
        if has_main and not (cue and self.now != MAIN):
            return False
        if cue or self.now != MAIN:
            return True
        return self._place(sentence) >= _LEAD and self.counts[other.name] * 3 <= self.counts[self.main or ""]

    def _place(self, sentence: Sentence) -> float:
        return sentence.start / self.length


def by_topic(extraction: Extraction, found: Subjects) -> Iterator[tuple[int, Claim]]:
    """Each claim with the topic of the sentence that proves it; those of asides are left out."""
    starts = [sentence.start for sentence in extraction.sentences]
    for claim in extraction.claims:
        topic = found.of[max(bisect_right(starts, claim.start) - 1, 0)]
        if topic != NONE:
            yield topic, claim
