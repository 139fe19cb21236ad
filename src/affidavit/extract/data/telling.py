"""Whether a sentence that names data tells that data of the incident was exposed, or speaks of data in another way.

What criminals could do with it, what a fake message asks for, what a law protects and what is out of order are no data
exposed: each is a mark of rules/data-telling.yaml that says how far it reaches. Of the words that take data as their
object the one nearest before it decides: "stole the files, and asks for passwords".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from affidavit.extract.assertion.clauses import parse
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.data.mentions import Mention
    from affidavit.extract.scan import Line

CUE, HELD = "data cue", "data held"
#: What attacks take as a rule is no data of this one.
_GENERAL = "data general"
_ADVICE, _WARNING = "data advice", "data warning"
_WEAK, _VERB, _REST, _LINE, _LURE = (
    "telling:weak", "telling:verb", "telling:rest", "telling:line", "telling:lure",
)  # fmt: skip
_KEPT = "telling:kept"
#: Where the story comes back to the incident behind words that led away from it.
_BACK = regex(
    r";|\bbut (?!not\b|also\b)|\b(?:while|whereas|although) (?=the |its |no |none |they |names? )|"
    r",(?= (?:includes?|included|contain(?:s|ed)?|consist(?:s|ed)|was|were|are|is)\b)"
)
#: A sentence that goes on with the message that the one before spoke of: "It says that your photos were copied."
_GOES_ON = regex(
    r"(?:in |on |via )?(?:the|these|those|this|one(?: such)?|some|such|an?|another|each|it|they)\b[^.;:]{0,30}?"
    r"(?:e-?mails?|messages?|texts?|sms|letters?|pages?|sites?|forms?)?,? [^.;:]{0,40}?"
    r"(?:states?|says?|reads?|claims?|tells?|asks?|warns?|asked|claimed|told|imitates?|mimics?|collects?|redirects?|"
    r"prompts?|pretends?|urges?|instructs?|poses?)\b"
)
_MESSAGE = regex(r"\b(?:e-?mails?|messages?|texts?|sms|letters?|pages?|sites?|forms?|it|they)\b")
#: What holds data that left, where "holds" is no word on what a firm keeps: "the dump holds names".
_HOLDER = regex(
    r"\b(?:data(?:base|set)?s?|files?|dumps?|archives?|lists?|records?|servers?|buckets?|drives?|disks?|laptops?|computers?|"
    r"devices?|folders?|mailbox(?:es)?|trove|caches?|spreadsheets?|documents?|tables?|rows?|entr(?:y|ies)|columns?|lines?|samples?|haul|papers?|information|"
    r"details|backups?|tapes?|cop(?:y|ies)|sticks?|phones?|boxes|box|bags?|envelopes?|letters?|forms?|messages?|e-?mails?|"
    r"attachments?|exports?|binders?|notebooks?|printouts?|images?|reports?|breach|leak|hack|gangs?|groups?|hackers?|attackers?|thie(?:f|ves)|crew|intruders?|actors?|"
    r"criminals?|seller)\b"
)
#: What takes up what the sentence before told of.
_TAKES_UP = ("it ", "they ", "these ", "those ", "each ", "this ", "that ", "there ")
#: "What we record when you contact us" is no advice.
_OF_USE = regex(r"\b(?:when|whenever|while|as) (?:you |they |customers |users |people |he |she ){0,1}$")
#: "134M unique", "tens of thousands of".
_FIGURE = regex(
    r"(?:\d[\d.,]*\+?(?: ?[kmb]| million| billion| thousand)?|\b(?:thousands|millions|hundreds) of|\bunique) "
    r"(?:\w{1,20} ){0,2}$"
)
#: Behind its name data is exposed after all: "asked for files, and passwords were taken".
_TAKEN = regex(
    r"[^.;]{0,120}? (?:was|were|been|being|got) (?:\w{1,20} ){0,2}?(?:stolen|taken|accessed|"
    r"exposed|compromised|leaked|copied|downloaded|exfiltrated|viewed|obtained|acquired|affected|impacted|involved|"
    r"breached|published|disclosed|seen|released|sent|posted|mailed|emailed|shared|lost)\b"
)
#: Before its name data is somebody's to whom it happened: "those whose names were stolen", whatever is done for them.
_WHOSE = regex(r"\bwhose [^.;]{0,80}$")

#: Before data that was put in to get at the rest: "by typing in a phone number", "a page that took a member number".
_PUT_IN = regex(
    r"\b(?:(?:typ|key|enter|punch|guess|chang|alter|increment|feed)(?:e[ds]?|s|ed|ing|)(?: in)?|fed|"
    r"(?:page|form|that|which|it) (?:took|takes|needed|needs|required|requires)) "
    r"(?:an?|any|random|another|other|the next|somebody's|someone's|a valid|only an?|just an?|a single|"
    r"nothing but an?) (?:[\w-]+ ){0,2}$"
)
_COPIED = regex(r"\b(?:skim|copied|captur|record(?:ed|ing)|logg|checkout|shoppers|customers who|users who|anyone who)")
_NEAR = 50


class Telling:
    """What the cues of one sentence say of the data that it names."""

    __slots__ = ("deeds", "goes_on", "line", "of_nothing")

    def __init__(self, line: Line, before: Line | None = None) -> None:
        """Weigh the marks of `line`, which may go on with what the line `before` spoke of."""
        marks = line.marks
        self.line = line
        self.of_nothing = _GENERAL in marks or _LINE in marks or _quotes_lure(line, before)
        #: Whether it goes on with what held the data that left: "The dump was put online. It holds names."
        self.goes_on = (
            before is not None and line.lower.startswith(_TAKES_UP) and _HOLDER.search(before.lower) is not None
        )
        weak = frozenset(marks.get(_WEAK, ()))
        #: The places of what says that data left.
        self.deeds = [place for place in marks.get(CUE, ()) if place not in weak]

    @property
    def silent(self) -> bool:
        """Whether the sentence tells of no data that left, not even of somebody "whose names" did."""
        return self.of_nothing and "whose " not in self.line.lower

    @property
    def cued(self) -> bool:
        """Whether a word says that data left, or names data or the breach."""
        return CUE in self.line.marks

    @property
    def led_away(self) -> bool:
        """Whether people are told to do something."""
        return _ADVICE in self.line.marks or _WARNING in self.line.marks

    def befell(self, mention: Mention) -> bool:
        """Whether it is told of people only by what happened to their data: "those whose names were stolen"."""
        at = mention.start - self.line.start
        return bool(_WHOSE.search(self.line.lower, max(0, at - 90), at)) and self.taken(mention)

    def taken(self, mention: Mention) -> bool:
        """Whether the words behind the mention say that it was taken: "names, among others, were stolen"."""
        return _TAKEN.match(self.line.lower, mention.end - self.line.start) is not None

    def tells_of(self, mention: Mention, listed: Collection[Mention]) -> bool:
        """Whether a word says that data left, or several are `listed`, or counted, that nobody merely keeps."""
        if self.deeds or self.befell(mention) or (self.cued and self._counted(mention)):
            return True
        return bool(listed) and not self.kept()

    def kept(self) -> bool:
        """Whether the sentence tells what somebody keeps: "the firm collects names and addresses"."""
        marks = self.line.marks
        held = min((start for kind in (HELD, _KEPT) for start, _ in marks.get(kind, ())), default=self.line.start)
        if self.goes_on:
            return False
        return held > self.line.start and _HOLDER.search(self.line.lower, 0, held - self.line.start) is None

    def _counted(self, mention: Mention) -> bool:
        """Whether a figure stands before the mention: "1.4 million email addresses"."""
        at = mention.start - self.line.start
        return _FIGURE.search(self.line.lower, max(0, at - 40), at) is not None

    def leads_away(self, mention: Mention) -> bool:
        """Whether what stands before the mention takes it out of the incident."""
        if self.befell(mention):
            return False
        if self.of_nothing:
            return True
        line = self.line
        lower, at = line.lower, mention.start - line.start
        if _PUT_IN.search(lower, max(0, at - _NEAR), at) and not _COPIED.search(lower):
            return True
        for start, end in line.marks.get(_REST, ()):
            if start < mention.start and not _BACK.search(lower, end - line.start, at):
                return True
        return self._advised(mention)

    def _advised(self, mention: Mention) -> bool:
        """Whether the nearest word before the mention in its clause that tells anything tells of no exposure."""
        marks = self.line.marks
        if marks.keys().isdisjoint((_ADVICE, _WARNING, _VERB)):
            return False
        words = sorted(self._in_clause(mention))
        before = [kind for start, kind in words if start < mention.start]
        if _WARNING in before:
            return True
        after = [kind for start, kind in words if start > mention.start and kind != _VERB]
        nearest = before[-1] if before else after[0] if after else None
        if nearest == _VERB:
            return not self.taken(mention)
        return nearest in (_ADVICE, _WARNING)

    def _in_clause(self, mention: Mention) -> Iterable[tuple[int, str]]:
        """The place and the kind of each telling word of the mention's clause."""
        line = self.line
        sentence = parse(line.lower)
        clause = sentence.clauses[sentence.at(mention.start - line.start)]
        others = [place for kind in (_ADVICE, _WARNING, _VERB) for place in line.marks.get(kind, ())]
        for kind in (CUE, _ADVICE, _WARNING, _VERB):
            for place in self.deeds if kind == CUE else line.marks.get(kind, ()):
                if sentence.clauses[sentence.at(place[0] - line.start)] != clause:
                    continue
                if kind != CUE and _OF_USE.search(line.lower, 0, place[0] - line.start):
                    continue
                if kind != CUE or not any(low <= place[0] and place[1] <= high for low, high in others):
                    yield place[0], kind


def _quotes_lure(line: Line, before: Line | None) -> bool:
    """Whether the sentence goes on with the fake message that the one before spoke of."""
    if before is None or _LURE not in before.marks:
        return False
    opening = _GOES_ON.match(line.lower)
    return opening is not None and _MESSAGE.search(opening.group()) is not None
