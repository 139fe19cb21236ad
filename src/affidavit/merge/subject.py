"""Which incident each sentence of a document tells of.

An article about one company often recalls, mostly near its end, what happened to others, or to the same company years
before. A summary that misses this gives the victim what others lost. Here each sentence gets a topic: the main
incident, an earlier one at the same organisation, or one at another organisation.
"""

from __future__ import annotations

from functools import cached_property

from affidavit.merge import background, others, recalling
from affidavit.merge.bearing import Bearing, bearings, years
from affidavit.merge.cues import Cues
from affidavit.merge.main_party import LEAD_SENTENCES, entries, is_report, recalled
from affidavit.merge.named import Named
from affidavit.merge.topic import BACKGROUND, CAMPAIGN, ELSEWHERE, MAIN, NONE, PORTRAIT, Subjects, Topic
from affidavit.model.extraction import Extraction, Mention, Role, Sentence

#: Whose name makes a sentence on others one on what all of them suffered.
_OF_ALL = frozenset({"attacker", "malware"})
_SUBJECTS = frozenset({"victim", "other"})


def subjects(extraction: Extraction, *, several: bool = False) -> Subjects:
    """The topic of each sentence of a document; `several` where the document has no main incident."""
    walk = _Walk(extraction, several=several)
    if several:
        return walk.several_topics()
    if not walk.who.main or is_report(extraction):
        return walk.topics_of(None)
    return walk.topics_of(bearings(extraction, walk.who.main, walk.cues.found, walk.who.partners))


def cues(extraction: Extraction) -> tuple[list[str], set[str]]:
    """What cues each sentence gives of another incident ("" where none does), and the names of third parties."""
    who = Named(extraction, several=False)
    return Cues(who).found, who.partners


class _Walk:
    """One walk over a document's sentences, remembering what is being told of."""

    def __init__(self, extraction: Extraction, *, several: bool) -> None:
        self.who = Named(extraction, several=several)
        self.text, self.sentences = self.who.text, self.who.sentences
        self.entries = entries(extraction) if several else {}
        self.recalled = recalled(extraction) if self.who.main is None else frozenset()
        self.topics: list[Topic] = [Topic(self.who.main)]
        self.single: set[int] = set()  # sentences on others that show neither whom nor a campaign
        self.earlier: list[set[str]] = []  # the dates of each earlier incident at the main organisation

    @cached_property
    def cues(self) -> Cues:
        return Cues(self.who)

    def several_topics(self) -> Subjects:
        """The topics of a text on several incidents: each sentence tells of the organisation named last."""
        now, of = MAIN, []
        for index, sentence in enumerate(self.sentences):
            if self.entries:
                name = self.entries.get(sentence.start)
            else:
                other = self.cues.other(self.who.victims.get(index, []), sentence)
                named = [m for m in self.who.named.get(index, ()) if m.name in self.who.claimed - self.who.partners]
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
            elif (
                told is None or sentence.role is Role.TITLE or index == 0 or (of[-1] == MAIN and self._takes_up(index))
            ):
                of.append(MAIN)
            else:
                of.append(
                    self._still(index, of[-1]) if self._keeps_to(index, of) else self._topic(told[index], index, of[-1])
                )
        parts = {index: self._parts(index) for index, topic in enumerate(of) if topic > MAIN}
        return Subjects(tuple(self.topics), tuple(of), {index: part for index, part in parts.items() if len(part) > 1})

    def _keeps_to(self, index: int, of: list[int]) -> bool:
        """Whether a sentence goes on with another incident: "at the time", or a subject that only this has named."""
        before, named, sentence = of[-1], self.who.mentioned.get(index, ()), self.sentences[index]
        if before > MAIN and recalling.back_then(self.text, sentence.start, sentence.end):
            return True
        if before <= MAIN or not named or self.who.names_main(index):
            return False
        first = min(named, key=lambda mention: mention.start)
        begins = recalling.begins_with(self.text, sentence.start, first.start)
        told = self.who.first[first.name]
        return first.role in _SUBJECTS and begins and told < index and of[told] == before

    def _recalled_alone(self, index: int) -> str | None:
        """Whom a sentence recalls where the main incident is at somebody that the text does not name."""
        return next((m.name for m in self.who.named.get(index, ()) if m.name in self.recalled & self.who.claimed), None)

    def _parts(self, index: int) -> tuple[tuple[int, int], ...]:
        """Where a sentence on others turns to each of them."""
        named = [mention for mention in self.who.victims.get(index, ()) if self.who.is_another(mention)]
        if len(named) < 2:
            named = [m for m in self.who.named.get(index, ()) if self.who.is_another(m) and self._opens_clause(m)]
        first = {mention.name: mention.start for mention in reversed(named)}
        several = len(first) > 1 and not others.only_belongs(self.text, self.sentences[index])
        return tuple(sorted((start, self.at(name)) for name, start in first.items())) if several else ()

    def _opens_clause(self, mention: Mention) -> bool:
        """Whether a part of the sentence begins with the name, and tells of it: ", and Larkfield said that"."""
        sentence = self.sentences[mention.sentence]
        return recalling.opens_part(self.text, (sentence.start, sentence.end), (mention.start, mention.end))

    def _topic(self, bearing: Bearing, index: int, before: int) -> int:
        sentence = self.sentences[index]
        on_main = bearing is Bearing.MAIN and not self.who.names_main(index)
        if on_main and background.is_background(self.text, sentence.start, sentence.end):
            return BACKGROUND
        if bearing is Bearing.EARLIER or (bearing is Bearing.MAIN and self._goes_further_back(index, before)):
            return self._of_earlier(index)
        if bearing is not Bearing.OTHERS:
            return {Bearing.MAIN: MAIN, Bearing.PORTRAIT: PORTRAIT}.get(bearing, BACKGROUND)
        if index in self.cues.others_unnamed:
            return ELSEWHERE
        named = self.cues.others_named.get(index)
        if named is None:
            among = [m.name for m in self.who.victims.get(index, ()) if self._suffers(m)]
            if among and others.only_belongs(self.text, self.sentences[index]):
                return ELSEWHERE
            named = next(iter(among), None)
        if named is None:
            return self._of_others(index, before)
        told = any(topic.name == named and not topic.earlier for topic in self.topics)
        return self._still(index, self.at(named)) if told else self.at(named)

    def _takes_up(self, index: int) -> bool:
        """Whether a sentence has for its subject what the one before it told of, and tells of nobody else by name."""
        sentence = self.sentences[index]
        if index in self.cues.others_unnamed or not recalling.takes_up(self.text, sentence.start, sentence.end):
            return False
        return not self.cues.found[index] or recalling.is_traced(self.text, sentence.start, sentence.end)

    def _goes_further_back(self, index: int, before: int) -> bool:
        """Whether a sentence behind one on an earlier incident opens with a time no later: "In March 2022, a gang"."""
        if before <= MAIN or not self.topics[before].earlier:
            return False
        sentence = self.sentences[index]
        text = self.text[sentence.start : sentence.end]
        if not (recalling.opens_in_past(text) and recalling.tells_of_event(text)):
            return False
        told = years(self.text, self.sentences[index - 1 : index])
        return bool(told) and max(years(self.text, (sentence,)), default="9") <= max(told)

    def _still(self, index: int, topic: int) -> int:
        """The topic of a sentence on one that was told of, or nobody's where it recalls one more incident there."""
        sentence = self.sentences[index]
        return ELSEWHERE if recalling.recalls_more(self.text, sentence.start, sentence.end) else topic

    def _of_others(self, index: int, before: int) -> int:
        """The topic of a sentence on others that names none of them."""
        sentence = self.sentences[index]
        mains = (m for m in self.who.named.get(index, ()) if self.who.is_main(m.name))
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
        if (
            not self.earlier
            and not self.cues.found[index]
            and recalling.of_the_same(self.text, sentence.start, sentence.end)
        ):
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
        return self.at(self.who.main, earlier=len(self.earlier))

    def _goes_on(self, index: int, before: int) -> int:
        """The topic of a sentence on others that names none of them, after one of the topic `before`."""
        sentence = self.sentences[index]
        told = before == ELSEWHERE or (before > MAIN and not self.topics[before].earlier)
        told = told and index - 1 not in self.single and not self._only_listed(index, before)
        if told and self._begins_with_partner(index, sentence):
            return CAMPAIGN
        if told and recalling.turns_to_a_name(self.text, sentence.start, sentence.end):
            return ELSEWHERE if not self._names(index, before) else before
        if told and index not in self.who.victims and self._tells_of_gang(index):
            return BACKGROUND
        if told and not recalling.likens(self.text, sentence.start, sentence.end):
            return before
        if recalling.compares(self.text, sentence.start, sentence.end):
            return ELSEWHERE
        if before == CAMPAIGN or recalling.of_many(self.text, sentence.start, sentence.end):
            return CAMPAIGN
        of_all = any(m.role in _OF_ALL or m.name in self.who.partners for m in self.who.mentioned.get(index, ()))
        if of_all:
            return CAMPAIGN
        self.single.add(index)
        return ELSEWHERE

    def _tells_of_gang(self, index: int) -> bool:
        """Whether a sentence names the gang that the text told of before it told of others."""
        return any(
            m.name in self.who.gangs and self.who.first[m.name] < LEAD_SENTENCES
            for m in self.who.mentioned.get(index, ())
        )

    def _only_listed(self, index: int, before: int) -> bool:
        """Whether the sentence before only lists those who were hit, and this one names none of them."""
        told = self.sentences[index - 1]
        if self._names(index, before) or recalling.of_the_named(self.text, self.sentences[index].start):
            return False
        return recalling.lists(self.text, told.start, told.end) is not None

    def _begins_with_partner(self, index: int, sentence: Sentence) -> bool:
        """Whether a sentence has for its subject a vendor of the main organisation."""
        first = min(self.who.mentioned.get(index, ()), key=lambda mention: mention.start, default=None)
        if first is None or first.name not in self.who.partners:
            return False
        return recalling.begins_with(self.text, sentence.start, first.start)

    def _names(self, index: int, topic: int) -> bool:
        return topic > MAIN and any(m.name == self.topics[topic].name for m in self.who.named.get(index, ()))

    def _suffers(self, mention: Mention) -> bool:
        """Whether another one is named as who may have been hit, and not as whom an expert works for."""
        before = self.text[self.sentences[mention.sentence].start : mention.start]
        return self.who.is_another(mention) and not others.employs_expert(before)

    def at(self, name: str | None, *, earlier: int = 0) -> int:
        """The number of a topic, which is begun where there is none yet; `earlier` says which of the earlier ones."""
        topic = Topic(name, earlier > 0, earlier)
        if topic not in self.topics:
            self.topics.append(topic)
        return self.topics.index(topic)
