"""Records: what another system holds of an incident, written down as a document, with the claims its fields make."""

from __future__ import annotations

from collections.abc import Mapping

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction, Role, Sentence
from affidavit.model.span import Span
from affidavit.model.struct import field, frozen, mutable, replace
from affidavit.model.telling import Place
from affidavit.model.value import Value

#: The mark of a sentence that is a record's field: it tells of the record's incident, whatever its words.
RECORD = "record"
#: What a record names in these fields is no organisation that was hit.
_NO_VICTIMS = frozenset({"actor", "malware"})


@frozen
class Record:
    """One record of another system as a document, and the claims that its fields make.

    The document's text is the record's running text up to `prose`, then a line for each field; each claim's evidence
    stands in its field's line. Only the running text is for extraction to read. `place` is set where the record is of
    an analysis that was exported. `others` are names that the record knows as something else than an organisation that
    was hit (its actors and malware are, without being listed); `nobodys` where it happened to no one organisation;
    `doubt` says why all that the running text states is only suspected, where it is.
    """

    document: Document
    prose: int
    claims: tuple[Claim, ...]
    place: Place | None = None
    others: frozenset[str] = frozenset()
    nobodys: bool = False
    doubt: str | None = None

    def running_text(self) -> Document:
        """The running text as a document with the same id, so that offsets and evidence fit the whole."""
        whole = self.document
        return Document(whole.id, whole.text[: self.prose], whole.key, whole.origin, whole.published, whole.title)

    def with_claims(self, read: Extraction) -> Extraction:
        """What the running text says, and what the fields say."""
        claims = [claim for claim in read.claims if claim.field != "organization" or not self._no_victim(claim.value)]
        mentions = [replace(one, role="other") if self._no_victim(one.name) else one for one in read.mentions]
        sentences = (*read.sentences, *self._lines())
        told = (*map(self._doubted, claims), *self.claims)
        return Extraction(self.document, sentences, told, tuple(mentions), read.language, self.place)

    def _doubted(self, claim: Claim) -> Claim:
        if self.doubt is None or claim.status is not Status.STATED:
            return claim
        return replace(claim, status=Status.SUSPECTED, note=claim.note or self.doubt)

    def _no_victim(self, name: object) -> bool:
        """Whether a name that the running text takes for that of a victim is none."""
        known = {str(claim.value).casefold() for claim in self.claims if claim.field in _NO_VICTIMS}
        return self.nobodys or str(name).casefold() in known | self.others

    def _lines(self) -> list[Sentence]:
        """The fields' lines, in order."""
        spans = {claim.evidence[0].sentence for claim in self.claims}
        return [Sentence(span.start, span.end, Role.BODY, frozenset({RECORD})) for span in sorted(spans)]


@frozen
class Entry:
    """A field of a record: its label and words there; what it claims, where it claims something.

    `quote` are words that the record itself gives as proof; they are the evidence then, else `words` are. `superseded`
    marks a figure that the record itself says was revised.
    """

    label: str
    words: str
    field: str | None = None
    value: Value | None = None
    status: Status = Status.STATED
    speaker: Speaker = Speaker.PRESS
    confidence: float = 1.0
    quote: str | None = None
    note: str | None = None
    superseded: bool = False


@mutable
class RecordWriter:
    """Writes a record down: the running text first, then the fields in the order they were added.

    `by` names the importer, as claims say what made them; `others`, `nobodys` and `doubt` are as in the record.
    """

    by: str
    prose: str = ""
    entries: list[Entry] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    nobodys: bool = False
    doubt: str | None = None

    def add(self, entry: Entry) -> None:
        """Add a field; one without words is left out."""
        if _one_line(entry.words):
            self.entries.append(entry)

    def record(self, about: Mapping[str, str | None]) -> Record:
        """The record. `about` is what `Document.of` takes: key, origin, published, title, author, publisher."""
        prose = self.prose.strip()
        lines = [_Line.of(entry) for entry in self.entries]
        text = "\n".join([*([prose, ""] if prose else []), *(line.text for line in lines)]) + "\n"
        document = Document.of(text, **about)
        claims, at = [], len(prose) + 2 if prose else 0
        for entry, line in zip(self.entries, lines, strict=True):
            if entry.field is not None:
                claims.append(self._claim(entry, line, document, at))
            at += len(line.text) + 1
        others = frozenset(map(str.casefold, self.others))
        return Record(document, len(prose), tuple(claims), None, others, self.nobodys, self.doubt)

    def _claim(self, entry: Entry, line: _Line, document: Document, at: int) -> Claim:
        start, end = at + line.start, at + line.end
        evidence = Evidence(document.id, start, end, document.text[start:end], Span(at, at + len(line.text)))
        value = None if entry.status is Status.WITHHELD else entry.value
        told = (str(entry.field), value, entry.status, entry.speaker, entry.confidence)
        return Claim(*told, self.by, (evidence,), entry.note, entry.superseded)


@frozen
class _Line:
    """A field's line, and where in it the evidence stands."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, entry: Entry) -> _Line:
        words, quote = _one_line(entry.words), _one_line(entry.quote or "")
        head = f"{_one_line(entry.label)}: {words}"
        if not quote:
            return cls(head, len(head) - len(words), len(head))
        text = f"{head} \u2014 {quote}"
        return cls(text, len(text) - len(quote), len(text))


def _one_line(words: str) -> str:
    return " ".join(words.split())
