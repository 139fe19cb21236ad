"""One pass over a document: its sentences, and the terms of all rules in each of them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from affidavit.extract import heads, sentences
from affidavit.extract.assertion import assertion
from affidavit.extract.assertion.speakers import Voice
from affidavit.extract.lists import usual
from affidavit.extract.organizations.party import Name, Rated
from affidavit.extract.rulebook.pattern import folded
from affidavit.extract.rulebook.rulebook import Rulebook, rulebook
from affidavit.extract.text import lowered, plain, without_may
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.extraction import Mention
from affidavit.model.span import Span
from affidavit.model.struct import field, mutable

if TYPE_CHECKING:
    from affidavit.extract.rulebook.pattern import Held

#: The roles of mentions that are of organisations.
_ORGANIZATIONS = frozenset({"victim", "other"})


@mutable
class Line:
    """A sentence while it is being read.

    `held` are the beginnings of texts in it that rules need, `hits` are (start, end, term number) with offsets into the
    whole text, `marks` the cues that rules gave with their places: {"negation": [(start, end), ...]}; `voices` the
    names that can speak, `quoted_by` who a quotation is laid to by a sentence beside it, `told_by` who spoke last
    before a pronoun (see `voices`); `reading` what its cues reach (see `assertion`), once somebody has asked.
    """

    index: int
    start: int
    end: int
    lower: str
    folded: bytes
    held: Held
    hits: list[tuple[int, int, int]] = field(default_factory=list)
    marks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    aside: bool = False
    title: bool = False
    voices: tuple[Voice, ...] = ()
    quoted_by: Speaker | None = None
    told_by: Speaker | None = None
    reading: assertion.Reading | None = None


class Scan:
    """A document read once: `text` as it is, `plain` and `lower` of the same length, and its lines.

    `parties` are the organisations and groups that the story names, `mentions` each place where it does, once they
    are rated.
    """

    def __init__(self, document: Document, book: Rulebook | None = None) -> None:
        """Split `document` and find every rule's terms in it."""
        self.document = document
        self.book = book or rulebook()
        self.text = document.text
        self.plain = plain(self.text)
        self.lower = lowered(self.plain)
        self.lines = self._split()
        self.parties: list[Rated] = []
        self.mentions: list[Mention] = []
        self._starts = [line.start for line in self.lines]
        self._place_hits()
        if self.lines:
            first = int(len(self.lines) > 1 and heads.is_date(self.lines[0]))
            self.lines[first].title = self._has_title(first)

    def _split(self) -> list[Line]:
        lower, bytewise = self.lower, folded(without_may(self.plain, self.lower))
        held = self.book.beginnings.held
        return [
            Line(index, span.start, span.end, lower[span.start : span.end], one, held(one))
            for index, span in enumerate(sentences.split(self.text))
            for one in [bytewise[span.start : span.end]]
        ]

    def _place_hits(self) -> None:
        lines = iter(self.lines)
        line = next(lines, None)
        for hit in self.book.hits(self.lower, self.plain):
            while line is not None and line.end < hit[1]:  # hits come in the order of their ends
                line = next(lines, None)
            if line is None:
                return
            if hit[0] >= line.start:
                line.hits.append(hit)

    def _has_title(self, at: int) -> bool:
        """Whether the line `at`, the first but for a date, is a headline: it stands alone and is no sentence."""
        first, rest = self.lines[at], self.lines[at + 1 :]
        if not rest or first.end - first.start >= 200 or "\n" not in self.text[first.end : rest[0].start]:
            return False
        return at == 0 or (first.lower[-1] not in ".,;:" and not first.lower.startswith("dear "))

    def line_at(self, offset: int) -> Line | None:
        """The sentence that `offset` lies in, or None between sentences."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or offset >= self.lines[at].end:
            return None
        return self.lines[at]

    @cached_property
    def named(self) -> dict[int, list[tuple[Rated, Name]]]:
        """The parties that each sentence names, with the mention, by the sentence's index, once they are rated."""
        found: dict[int, list[tuple[Rated, Name]]] = {}
        for rated in self.parties:
            for mention in rated.party.mentions:
                found.setdefault(mention.line, []).append((rated, mention))
        return found

    @property
    def likeliest_victim(self) -> Rated | None:
        """The party that is most likely the victim, once they are rated."""
        return max(self.parties, key=attrgetter("victim"), default=None)

    @cached_property
    def of_others(self) -> set[int]:
        """The sentences that name an organisation, and not the likeliest victim: they may tell of another incident."""
        main = self.likeliest_victim
        own = {index for index, named in self.named.items() if any(rated is main for rated, _ in named)}
        return {mention.sentence for mention in self.mentions if mention.role in _ORGANIZATIONS} - own

    @property
    def body(self) -> list[Line]:
        """The sentences that are part of the story (title included, asides not)."""
        return [line for line in self.lines if not line.aside]

    def evidence(self, line: Line, start: int, end: int) -> Evidence:
        """The words at `[start, end)` of the text, as evidence."""
        return Evidence(self.document.id, start, end, self.text[start:end], Span(line.start, line.end))

    def claim(self, line: Line, start: int, end: int, **about: Any) -> Claim:
        """A claim proven by `[start, end)` in `line`; `about` names field, value, by, and what differs from the usual.

        Status and speaker follow from the scope that the words stand in (see `assertion`), unless given. The
        confidence is what findings of the field are usually worth, unless given.
        """
        status, speaker, sure = (about.pop(what, None) for what in ("status", "speaker", "confidence"))
        if status is None or speaker is None:
            judged_status, judged_speaker = assertion.judge(line, start, end)
            status, speaker = status or judged_status, speaker or judged_speaker
        return Claim(
            status=Status(status),
            speaker=Speaker(speaker),
            confidence=usual(about["field"]) if sure is None else sure,
            evidence=(self.evidence(line, start, end),),
            **about,
        )
