"""Who is named in which sentence of a document, and which of them the main organisation is."""

from __future__ import annotations

from collections import Counter

from affidavit.merge import others, recalling, relatives
from affidavit.merge.bearing import years
from affidavit.merge.main_party import LEAD_SENTENCES, main_party
from affidavit.merge.same import name_key, same_words
from affidavit.model.extraction import Extraction, Mention, Role, Sentence

_JOINING = frozenset({"of", "for", "and"})
_SUBJECTS = frozenset({"victim", "other"})


class Named:
    """The mentions of a document by sentence.

    `victims` holds those that may have been hit, `named` those and others that a sentence can be about, `mentioned`
    all.
    """

    def __init__(self, extraction: Extraction, *, several: bool) -> None:
        """`several` where the document has no main incident."""
        self.text = extraction.document.text
        self.sentences = extraction.sentences
        self.main = None if several else main_party(extraction)
        self.partners = {str(c.value) for c in extraction.claims if c.field == "third_party" and c.value}
        self.claimed = {str(claim.value) for claim in extraction.claims if claim.field == "organization"}
        self.gangs = {str(c.value) for c in extraction.claims if c.field == "actor"}
        self.victims: dict[int, list[Mention]] = {}
        self.named: dict[int, list[Mention]] = {}
        self.mentioned: dict[int, list[Mention]] = {}
        services = {m.name for m in extraction.mentions if others.is_service(self.text, m.start, m.end)}
        beside = set() if several else self._beside(extraction)
        for mention in extraction.mentions:
            if mention.name in beside:
                self.mentioned.setdefault(mention.sentence, []).append(mention)
                continue
            if recalling.is_officer(mention.name) or mention.name in services:
                continue
            if mention.role == "victim" or (several and mention.name in self.claimed):
                self.victims.setdefault(mention.sentence, []).append(mention)
            self.mentioned.setdefault(mention.sentence, []).append(mention)
            if mention.role in _SUBJECTS:
                self.named.setdefault(mention.sentence, []).append(mention)
        self.first = {mention.name: mention.sentence for mention in reversed(extraction.mentions)}
        self.counts = Counter(m.name for mentions in self.victims.values() for m in mentions)
        self._length = max((s.end for s in self.sentences if s.role is not Role.ASIDE), default=1)
        self._main_key = name_key(self.main).split()
        self._mains: dict[str, bool] = {}  # by name, whether it is the main organisation's
        self._published = (extraction.document.published or "")[:4]

    def _beside(self, extraction: Extraction) -> set[str]:
        """The names of those who stand beside the main organisation wherever they are told of first: its parent."""
        found: dict[str, bool] = {}
        for one in extraction.mentions:
            if one.name not in found:
                sentence = self.sentences[one.sentence]
                found[one.name] = one.role in _SUBJECTS and relatives.only_beside(
                    self.text[sentence.start : one.start], self.text[one.end : sentence.end]
                )
        return {name for name, beside in found.items() if beside and name != self.main}

    def is_old(self, index: int) -> bool:
        """Whether all years that a sentence names lie before those of the first sentences and the publication."""
        known = years(self.text, self.sentences[: min(index, LEAD_SENTENCES)]) | {self._published}
        told = years(self.text, (self.sentences[index],))
        return bool(told and known - {""}) and max(told) < min(known - {""})

    def names_main(self, index: int) -> bool:
        """Whether a sentence names the main organisation."""
        return any(self.is_main(mention.name) for mention in self.mentioned.get(index, ()))

    def is_main(self, name: str) -> bool:
        """Whether a name is the main organisation's, be it in part."""
        if name not in self._mains:
            own = name_key(name).split()
            shared = set(own).intersection(self._main_key) - _JOINING
            self._mains[name] = name == self.main or len(shared) > 1 or same_words(own, self._main_key)
        return self._mains[name]

    def is_another(self, mention: Mention) -> bool:
        """Whether a name is neither the main organisation's nor that of a third party to it."""
        return not self.is_main(mention.name) and mention.name not in self.partners

    def place(self, sentence: Sentence) -> float:
        """How much of the text stands before a sentence, from 0 to 1."""
        return sentence.start / self._length
