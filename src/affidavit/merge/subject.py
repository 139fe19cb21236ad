"""Which incident each sentence of a document tells of.

An article about one company often recalls, mostly near its end, what happened to others, or to the same company years
before. A summary that misses this gives the victim what others lost. Here each sentence gets a topic: the main
incident, an earlier one at the same organisation, or one at another organisation.
"""

from __future__ import annotations

from collections import Counter

from affidavit.merge import background, others, recalling, relatives
from affidavit.merge.bearing import Bearing, bearings, years
from affidavit.merge.main_party import LEAD_SENTENCES, entries, is_report, main_party, recalled
from affidavit.merge.same import name_key, same_words
from affidavit.merge.topic import BACKGROUND, CAMPAIGN, ELSEWHERE, MAIN, NONE, PORTRAIT, Subjects, Topic
from affidavit.model.extraction import Extraction, Mention, Role, Sentence

_QUOTES = frozenset("\"'\u201c\u2018")
_JOINING = frozenset({"of", "for", "and"})
_SUBJECTS = frozenset({"victim", "other"})
#: Whose name makes a sentence on others one on what all of them suffered.
_OF_ALL = frozenset({"attacker", "malware"})
#: Cues after which other incidents are being told of.
_TELLING = frozenset({"hit", "past", "again", "turn"})
#: So many sentences has a text at least that has room for others.
_LONG = 8
#: A topic other than the main one needs this much of the text before it, unless a cue says so outright.
_LEAD = 0.25


def subjects(extraction: Extraction, *, several: bool = False) -> Subjects:
    """The topic of each sentence of a document; `several` where the document has no main incident."""
    walk = _Walk(extraction, several=several)
    if several:
        return walk.several_topics()
    if not walk.main or is_report(extraction):
        return walk.topics_of(None)
    return walk.topics_of(bearings(extraction, walk.main, walk.cues(), walk.partners))


def cues(extraction: Extraction) -> tuple[list[str], set[str]]:
    """What cues each sentence gives of another incident ("" where none does), and the names of third parties."""
    walk = _Walk(extraction, several=False)
    return walk.cues(), walk.partners


class _Walk:
    """One walk over a document's sentences, remembering what is being told of."""

    def __init__(self, extraction: Extraction, *, several: bool) -> None:
        self.text = extraction.document.text
        self.sentences = extraction.sentences
        self.length = max((s.end for s in self.sentences if s.role is not Role.ASIDE), default=1)
        self.entries = entries(extraction) if several else {}
        self.main = None if several else main_party(extraction)
        self.recalled = recalled(extraction) if self.main is None else frozenset()
        self.partners = {str(c.value) for c in extraction.claims if c.field == "third_party" and c.value}
        self.claimed = {str(claim.value) for claim in extraction.claims if claim.field == "organization"}
        self.gangs = {str(c.value) for c in extraction.claims if c.field == "actor"}
        self.victims: dict[int, list[Mention]] = {}
        self.named: dict[int, list[Mention]] = {}
        self.mentioned: dict[int, list[Mention]] = {}
        services = {m.name for m in extraction.mentions if others.is_service(self.text, m.start, m.end)}
        for mention in extraction.mentions:
            if recalling.is_officer(mention.name) or mention.name in services:
                continue
            if mention.role == "victim" or (several and mention.name in self.claimed):
                self.victims.setdefault(mention.sentence, []).append(mention)
            self.mentioned.setdefault(mention.sentence, []).append(mention)
            if mention.role in _SUBJECTS:
                self.named.setdefault(mention.sentence, []).append(mention)
        self.first = {mention.name: mention.sentence for mention in reversed(extraction.mentions)}
        self.counts = Counter(m.name for mentions in self.victims.values() for m in mentions)
        self.main_key = name_key(self.main).split()
        self.mains: dict[str, bool] = {}  # by name, whether it is the main organisation's
        self.published = (extraction.document.published or "")[:4]
        self.topics: list[Topic] = [Topic(self.main)]
        self.others_named: dict[int, str] = {}
        self.others_unnamed: set[int] = set()
        self.single: set[int] = set()  # sentences on others that show neither whom nor a campaign
        self.cued: list[str] = []
        self.earlier: list[set[str]] = []  # the dates of each earlier incident at the main organisation

    def several_topics(self) -> Subjects:
        """The topics of a text on several incidents: each sentence tells of the organisation named last."""
        now, of = MAIN, []
        for index, sentence in enumerate(self.sentences):
            if self.entries:
                name = self.entries.get(sentence.start)
            else:
                other = self._other(self.victims.get(index, []), sentence)
                named = [m for m in self.named.get(index, ()) if m.name in self.claimed - self.partners]
                opens = others.opens_paragraph(self.text, self.sentences, index, named)
                name = other.name if other and sentence.role is Role.BODY else opens
            if name is not None:
                now = self.at(name)
            of.append(NONE if sentence.role is Role.ASIDE else MAIN if sentence.role is Role.TITLE else now)
        return Subjects(tuple(self.topics), tuple(of))

    def topics_of(self, told: list[Bearing] | None) -> Subjects:
        """The topics as the sentences' bearings have them; without a main organisation all is one incident."""
        of: list[int] = []
        for index, sentence in enumerate(self.sentences):
            if sentence.role is Role.ASIDE:
                of.append(NONE)
            elif told is None and (other := self._recalled_alone(index)):
                of.append(self.at(other))
            elif told is None or sentence.role is Role.TITLE or index == 0:
                of.append(MAIN)
            else:
                of.append(
                    self._still(index, of[-1]) if self._keeps_to(index, of) else self._topic(told[index], index, of[-1])
                )
        parts = {index: self._parts(index) for index, topic in enumerate(of) if topic > MAIN}
        return Subjects(tuple(self.topics), tuple(of), {index: part for index, part in parts.items() if len(part) > 1})

    def _keeps_to(self, index: int, of: list[int]) -> bool:
        """Whether a sentence goes on with another incident: "at the time", or a subject that only this has named."""
        before, named, sentence = of[-1], self.mentioned.get(index, ()), self.sentences[index]
        if before > MAIN and recalling.back_then(self.text, sentence.start, sentence.end):
            return True
        if before <= MAIN or not named or self._names_main(index):
            return False
        first = min(named, key=lambda mention: mention.start)
        begins = recalling.begins_with(self.text, sentence.start, first.start)
        told = self.first[first.name]
        return first.role in _SUBJECTS and begins and told < index and of[told] == before

    def _recalled_alone(self, index: int) -> str | None:
        """Whom a sentence recalls where the main incident is at somebody that the text does not name."""
        return next((m.name for m in self.named.get(index, ()) if m.name in self.recalled & self.claimed), None)

    def _parts(self, index: int) -> tuple[tuple[int, int], ...]:
        """Where a sentence on others turns to each of them."""
        named = [mention for mention in self.victims.get(index, ()) if self._another(mention)]
        if len(named) < 2:
            named = [m for m in self.named.get(index, ()) if self._another(m) and self._opens_clause(m)]
        first = {mention.name: mention.start for mention in reversed(named)}
        several = len(first) > 1 and not others.only_belongs(self.text, self.sentences[index])
        return tuple(sorted((start, self.at(name)) for name, start in first.items())) if several else ()

    def _opens_clause(self, mention: Mention) -> bool:
        """Whether a part of the sentence begins with the name, and tells of it: ", and Larkfield said that"."""
        sentence = self.sentences[mention.sentence]
        return recalling.opens_part(self.text, (sentence.start, sentence.end), (mention.start, mention.end))

    def _topic(self, bearing: Bearing, index: int, before: int) -> int:
        sentence = self.sentences[index]
        on_main = bearing is Bearing.MAIN and not self._names_main(index)
        if on_main and background.is_background(self.text, sentence.start, sentence.end):
            return BACKGROUND
        if bearing is Bearing.EARLIER:
            return self._of_earlier(index)
        if bearing is not Bearing.OTHERS:
            return {Bearing.MAIN: MAIN, Bearing.PORTRAIT: PORTRAIT}.get(bearing, BACKGROUND)
        if index in self.others_unnamed:
            return ELSEWHERE
        named = self.others_named.get(index)
        if named is None:
            among = [m.name for m in self.victims.get(index, ()) if self._suffers(m)]
            if among and others.only_belongs(self.text, self.sentences[index]):
                return ELSEWHERE
            named = next(iter(among), None)
        if named is None:
            return self._of_others(index, before)
        told = any(topic.name == named and not topic.earlier for topic in self.topics)
        return self._still(index, self.at(named)) if told else self.at(named)

    def _still(self, index: int, topic: int) -> int:
        """The topic of a sentence on one that was told of, or nobody's where it recalls one more incident there."""
        sentence = self.sentences[index]
        return ELSEWHERE if recalling.recalls_more(self.text, sentence.start, sentence.end) else topic

    def _of_others(self, index: int, before: int) -> int:
        """The topic of a sentence on others that names none of them."""
        sentence = self.sentences[index]
        mains = (m for m in self.named.get(index, ()) if self._is_main(m.name))
        if any(recalling.attacked(self.text, sentence.start, m.start) for m in mains):
            return MAIN  # between those on others it comes back to the main organisation
        if recalling.opens_in_past(self.text[sentence.start : sentence.end]) and recalling.unnamed_then(
            self.text, sentence.start, sentence.end
        ):
            return ELSEWHERE
        return self._goes_on(index, before)

    def _of_earlier(self, index: int) -> int:
        """The topic of a sentence that seems to tell of an earlier incident.

        Where none was told of, and no cue begins one, "the attackers" are still those of the main incident.
        """
        sentence = self.sentences[index]
        if recalling.unnamed_then(self.text, sentence.start, sentence.end):
            return ELSEWHERE
        if not self.earlier and not self.cued[index] and recalling.of_the_same(self.text, sentence.start, sentence.end):
            return MAIN
        return self._earlier(sentence)

    def _earlier(self, sentence: Sentence) -> int:
        """The earlier incident that a sentence tells of: the one told of last, unless it begins one of another time."""
        dates = recalling.months_of(self.text, sentence.start, sentence.end)
        told = frozenset(self.earlier[-1]) if self.earlier else frozenset()
        anew = recalling.another_time(told, dates) and recalling.begins_anew(self.text, sentence.start, sentence.end)
        if anew or not self.earlier:
            self.earlier.append(set())
        self.earlier[-1] |= dates
        return self.at(self.main, earlier=len(self.earlier))

    def _goes_on(self, index: int, before: int) -> int:
        """The topic of a sentence on others that names none of them, after one of the topic `before`."""
        sentence = self.sentences[index]
        told = before == ELSEWHERE or (before > MAIN and not self.topics[before].earlier)
        told = told and index - 1 not in self.single and not self._only_listed(index, before)
        if told and self._begins_with_partner(index, sentence):
            return CAMPAIGN
        if told and recalling.turns_to_a_name(self.text, sentence.start, sentence.end):
            return ELSEWHERE if not self._names(index, before) else before
        if told and index not in self.victims and self._tells_of_gang(index):
            return BACKGROUND
        if told and not recalling.likens(self.text, sentence.start, sentence.end):
            return before
        if recalling.compares(self.text, sentence.start, sentence.end):
            return ELSEWHERE
        if before == CAMPAIGN or recalling.of_many(self.text, sentence.start, sentence.end):
            return CAMPAIGN
        of_all = any(m.role in _OF_ALL or m.name in self.partners for m in self.mentioned.get(index, ()))
        if of_all:
            return CAMPAIGN
        self.single.add(index)
        return ELSEWHERE

    def _tells_of_gang(self, index: int) -> bool:
        """Whether a sentence names the gang that the text told of before it told of others."""
        return any(m.name in self.gangs and self.first[m.name] < LEAD_SENTENCES for m in self.mentioned.get(index, ()))

    def _only_listed(self, index: int, before: int) -> bool:
        """Whether the sentence before only lists those who were hit, and this one names none of them."""
        told = self.sentences[index - 1]
        if self._names(index, before) or recalling.of_the_named(self.text, self.sentences[index].start):
            return False
        return recalling.lists(self.text, told.start, told.end) is not None

    def _begins_with_partner(self, index: int, sentence: Sentence) -> bool:
        """Whether a sentence has for its subject a vendor of the main organisation."""
        first = min(self.mentioned.get(index, ()), key=lambda mention: mention.start, default=None)
        if first is None or first.name not in self.partners:
            return False
        return recalling.begins_with(self.text, sentence.start, first.start)

    def _names(self, index: int, topic: int) -> bool:
        return topic > MAIN and any(m.name == self.topics[topic].name for m in self.named.get(index, ()))

    def cues(self) -> list[str]:
        """The cue that each sentence gives of another incident: hit, past, again, turn, back, or none ("")."""
        found: list[str] = []
        for index, sentence in enumerate(self.sentences):
            story = sentence.role is Role.BODY and index > 0
            found.append(self._cue(index, sentence, found[-1] in _TELLING) if story else "")
        self.cued = found
        return found

    def _cue(self, index: int, sentence: Sentence, telling: bool) -> str:
        """`telling` where the sentence before gave a cue that others' incidents are told of."""
        named = self.victims.get(index, [])
        has_main = self.main is not None and any(m.name == self.main for m in named)
        if hit := self._hit(index, sentence, telling):
            self.others_named[index] = hit.name
            return "hit"
        if self._hits_unnamed(index, sentence):
            self.others_unnamed.add(index)
            return "hit"
        if earlier := self._recalls_earlier(index, sentence):
            return earlier
        other = self._other(named, sentence)
        if other is not None and self._turns_to(other, has_main, sentence, telling):
            self.others_named[index] = other.name
            return "turn"
        return "back" if "resume" in sentence.marks else ""

    def _hit(self, index: int, sentence: Sentence, telling: bool) -> Mention | None:
        """Another organisation, new to the text, that the sentence says was hit itself."""
        named = self.named.get(index)
        if not named or self._place(sentence) < _LEAD:
            return None
        if self.text[sentence.start] in _QUOTES:
            likened = recalling.likened_to(self.text, sentence.start, named[0].start)
            return named[0] if likened and self._another(named[0]) else None
        past = telling or recalling.opens_apart(self.text[sentence.start : sentence.end])
        alone = not any(self._is_main(mention.name) for mention in named)
        for place, mention in enumerate(named):
            if self._is_main(mention.name):
                if other := self._hit_in_passing(named[place:], sentence):
                    return other
                return None  # what follows is told of the main organisation
            if mention.name in self.partners or self.first[mention.name] < min(index, LEAD_SENTENCES):
                continue
            if self._was_hit(mention, sentence, past=past, alone=alone):
                return mention
        return None

    def _hit_in_passing(self, named: list[Mention], sentence: Sentence) -> Mention | None:
        """Whom a sentence that begins with the main organisation tells of: its insurer, whom it supplied long ago."""
        main, other = named[0], next((m for m in named if self._another(m)), None)
        if other is None:
            return None
        behind = self.text[other.end : sentence.end]
        if relatives.its_other(self.text, main.end, other.start):
            return other if self._was_hit(other, sentence, past=True, alone=True) else None
        return other if relatives.hit_in_passing(behind) and self._is_old(other.sentence) else None

    def _is_old(self, index: int) -> bool:
        """Whether all years that a sentence names lie before those of the first sentences and the publication."""
        known = years(self.text, self.sentences[: min(index, LEAD_SENTENCES)]) | {self.published}
        told = years(self.text, (self.sentences[index],))
        return bool(told and known - {""}) and max(told) < min(known - {""})

    def _was_hit(self, mention: Mention, sentence: Sentence, *, past: bool, alone: bool) -> bool:
        """Whether a sentence says that a name was hit; `alone` where it does not name the main organisation as well."""
        if recalling.was_hit(self.text[mention.end : sentence.end]) or (past and self._recalled(mention, sentence)):
            return True
        told = self.text[sentence.start : sentence.end]
        name = mention.start - sentence.start, mention.end - sentence.start
        begins = recalling.begins_with(self.text, sentence.start, mention.start)
        if alone and others.befell(told, name, long=len(self.sentences) >= _LONG, begins=begins):
            return True
        attacked = mention.role == "victim" or recalling.attacked(self.text, sentence.start, mention.start)
        return attacked and "recall.other" in sentence.marks

    def _recalled(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether what a sentence recalls happened to the one that it names."""
        if recalling.tells_it_was_hit(self.text[mention.end : sentence.end]):
            return True
        return recalling.suffers(self.text, (sentence.start, sentence.end), (mention.start, mention.end))

    def _hits_unnamed(self, index: int, sentence: Sentence) -> bool:
        """Whether the sentence tells of an incident at another organisation, which it does not name."""
        if self._place(sentence) < _LEAD or not self.main:
            return False
        mains = [m for m in self.named.get(index, ()) if self._is_main(m.name)]
        if mains and relatives.one_of_its(self.text, sentence.start, mains[0].start) and self._is_old(index):
            return True
        told = others.unnamed(self.text[sentence.start : sentence.end]) or (
            "recall.other" in sentence.marks and recalling.compares(self.text, sentence.start, sentence.end)
        )
        return told and not mains

    def _names_main(self, index: int) -> bool:
        return any(self._is_main(mention.name) for mention in self.mentioned.get(index, ()))

    def _is_main(self, name: str) -> bool:
        if name not in self.mains:
            own = name_key(name).split()
            shared = set(own).intersection(self.main_key) - _JOINING
            self.mains[name] = name == self.main or len(shared) > 1 or same_words(own, self.main_key)
        return self.mains[name]

    def _another(self, mention: Mention) -> bool:
        return not self._is_main(mention.name) and mention.name not in self.partners

    def _suffers(self, mention: Mention) -> bool:
        """Whether another one is named as who may have been hit, and not as whom an expert works for."""
        before = self.text[self.sentences[mention.sentence].start : mention.start]
        return self._another(mention) and not others.employs_expert(before)

    def at(self, name: str | None, *, earlier: int = 0) -> int:
        """The number of a topic, which is begun where there is none yet; `earlier` says which of the earlier ones."""
        topic = Topic(name, earlier > 0, earlier)
        if topic not in self.topics:
            self.topics.append(topic)
        return self.topics.index(topic)

    def _recalls_earlier(self, index: int, sentence: Sentence) -> str:
        """Whether an earlier incident is told of: by a cue (again), or by an old year (past)."""
        if self._place(sentence) < _LEAD:
            return ""
        if "recall.earlier" in sentence.marks:
            return "again"
        text = self.text[sentence.start : sentence.end]
        if recalling.opens_in_past(text) and recalling.tells_of_event(text):
            return "past" if self._is_old(index) or not years(self.text, (sentence,)) else ""
        another = recalling.befell_then(text) and recalling.is_another(text)
        return "past" if another and self._is_old(index) else ""

    def _other(self, named: list[Mention], sentence: Sentence) -> Mention | None:
        """Another organisation that the sentence tells of as a victim."""
        for mention in named:
            if self._is_main(mention.name) or mention.name in self.partners:
                continue
            asked = recalling.was_asked(self.text, sentence.start, mention.start)
            if recalling.tells_of_event(self.text[sentence.start : sentence.end]) and not asked:
                return mention
        return None

    def _turns_to(self, other: Mention, has_main: bool, sentence: Sentence, telling: bool) -> bool:
        """Whether the sentence leaves the main incident for another organisation's."""
        cue = "recall.other" in sentence.marks
        if has_main and not (cue and telling):
            return False
        if cue or telling:
            return True
        return self._place(sentence) >= _LEAD and self.counts[other.name] * 3 <= self.counts[self.main or ""]

    def _place(self, sentence: Sentence) -> float:
        return sentence.start / self.length
