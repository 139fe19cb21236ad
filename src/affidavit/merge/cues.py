"""What cues the sentences of a document give of another incident than the main one."""

from __future__ import annotations

from affidavit.merge import others, recalling, relatives
from affidavit.merge.bearing import years
from affidavit.merge.main_party import LEAD_SENTENCES
from affidavit.merge.named import Named
from affidavit.model.extraction import Mention, Role, Sentence

_QUOTES = frozenset("\"'\u201c\u2018")
#: Cues after which other incidents are being told of.
_TELLING = frozenset({"hit", "past", "again", "turn"})
#: So many sentences has a text at least that has room for others.
_LONG = 8
#: A topic other than the main one needs this much of the text before it, unless a cue says so outright.
_LEAD = 0.25


class Cues:
    """The cue of each sentence in `found`: hit, past, again, turn, back, or none ("").

    `others_named` holds by sentence whom it tells of, `others_unnamed` the sentences on others that name none.
    """

    def __init__(self, who: Named) -> None:
        """Reads all sentences at once."""
        self.who = who
        self.text, self.sentences = who.text, who.sentences
        self.others_named: dict[int, str] = {}
        self.others_unnamed: set[int] = set()
        self.found = self._all()

    def _all(self) -> list[str]:
        found: list[str] = []
        for index, sentence in enumerate(self.sentences):
            story = sentence.role is Role.BODY and index > 0
            found.append(self._cue(index, sentence, found[-1] in _TELLING) if story else "")
        return found

    def _cue(self, index: int, sentence: Sentence, telling: bool) -> str:
        """`telling` where the sentence before gave a cue that others' incidents are told of."""
        named = self.who.victims.get(index, [])
        has_main = self.who.main is not None and any(m.name == self.who.main for m in named)
        if hit := self._hit(index, sentence, telling):
            self.others_named[index] = hit.name
            return "hit"
        if self._hits_unnamed(index, sentence):
            self.others_unnamed.add(index)
            return "hit"
        if earlier := self._recalls_earlier(index, sentence):
            return earlier
        other = self.other(named, sentence)
        if other is not None and self._turns_to(other, has_main, sentence, telling):
            self.others_named[index] = other.name
            return "turn"
        return "back" if "resume" in sentence.marks else ""

    def _hit(self, index: int, sentence: Sentence, telling: bool) -> Mention | None:
        """Another organisation, new to the text, that the sentence says was hit itself."""
        named = self.who.named.get(index)
        if not named or self.who.place(sentence) < _LEAD:
            return None
        if self.text[sentence.start] in _QUOTES:
            likened = recalling.likened_to(self.text, sentence.start, named[0].start)
            return named[0] if likened and self.who.is_another(named[0]) else None
        past = telling or recalling.opens_apart(self.text[sentence.start : sentence.end])
        alone = not any(self.who.is_main(mention.name) for mention in named)
        for place, mention in enumerate(named):
            if self.who.is_main(mention.name):
                if other := self._hit_in_passing(named[place:], sentence):
                    return other
                return None  # what follows is told of the main organisation
            if mention.name in self.who.partners or self.who.first[mention.name] < min(index, LEAD_SENTENCES):
                continue
            if self._was_hit(mention, sentence, past=past, alone=alone):
                return mention
        return None

    def _hit_in_passing(self, named: list[Mention], sentence: Sentence) -> Mention | None:
        """Whom a sentence that begins with the main organisation tells of: its insurer, whom it supplied long ago."""
        main, other = named[0], next((m for m in named if self.who.is_another(m)), None)
        if other is None:
            return None
        behind = self.text[other.end : sentence.end]
        if relatives.its_other(self.text, main.end, other.start):
            return other if self._was_hit(other, sentence, past=True, alone=True) else None
        return other if relatives.hit_in_passing(behind) and self.who.is_old(other.sentence) else None

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
        if self.who.place(sentence) < _LEAD or not self.who.main:
            return False
        mains = [m for m in self.who.named.get(index, ()) if self.who.is_main(m.name)]
        if mains and relatives.one_of_its(self.text, sentence.start, mains[0].start) and self.who.is_old(index):
            return True
        told = others.unnamed(self.text[sentence.start : sentence.end]) or (
            "recall.other" in sentence.marks and recalling.compares(self.text, sentence.start, sentence.end)
        )
        return told and not mains

    def _recalls_earlier(self, index: int, sentence: Sentence) -> str:
        """Whether an earlier incident is told of: by a cue (again), or by an old year (past)."""
        if self.who.place(sentence) < _LEAD:
            return ""
        if "recall.earlier" in sentence.marks:
            return "again"
        text = self.text[sentence.start : sentence.end]
        if recalling.opens_in_past(text) and recalling.tells_of_event(text):
            return "past" if self.who.is_old(index) or not years(self.text, (sentence,)) else ""
        another = recalling.befell_then(text) and recalling.is_another(text)
        return "past" if another and self.who.is_old(index) else ""

    def other(self, named: list[Mention], sentence: Sentence) -> Mention | None:
        """Another organisation that the sentence tells of as a victim."""
        for mention in named:
            if self.who.is_main(mention.name) or mention.name in self.who.partners:
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
        return (
            self.who.place(sentence) >= _LEAD
            and self.who.counts[other.name] * 3 <= self.who.counts[self.who.main or ""]
        )
