"""Numbering: which sentence proves which statement. A sentence has one number, however many statements cite it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set
from itertools import count

from affidavit.model.claim import Claim, Evidence, Status
from affidavit.model.document import Document
from affidavit.model.incident import Analysis, Finding
from affidavit.model.span import Span
from affidavit.model.struct import replace
from affidavit.report.model import Cite, Proof, Source

#: How many of the claims that agree are cited beside the chosen one; all of them are in the machine format.
_AGREEING = 3


class Ledger:
    """All proofs of one analysis, numbered by document and place, before anything is said."""

    def __init__(self, analysis: Analysis) -> None:
        """Number every sentence that any finding of `analysis` rests on."""
        self._documents = {document.id: at for at, document in enumerate(analysis.documents)}
        cited: dict[int, list[Evidence]] = {}
        for evidence in _all_evidence(analysis):
            if (at := self._documents.get(evidence.document)) is not None:
                cited.setdefault(at, []).append(evidence)
        self._proofs: dict[int, list[Proof]] = {}
        first = 1
        for at in sorted(cited):
            self._proofs[at] = _proofs(analysis.documents[at], cited[at], first)
            first += len(self._proofs[at])

    def keep(self, numbers: Set[int]) -> None:
        """Drop the proofs that no statement cites, and number the others anew."""
        anew = count(1)
        for at, proofs in self._proofs.items():
            self._proofs[at] = [replace(p, number=next(anew)) for p in proofs if p.number in numbers]

    def numbers(self) -> set[int]:
        """The numbers of all proofs."""
        return {proof.number for proofs in self._proofs.values() for proof in proofs}

    def cites(self, *claims: Claim) -> tuple[Cite, ...]:
        """Where `claims` are proven, each place once."""
        return tuple(dict.fromkeys(cite for claim in claims for e in claim.evidence if (cite := self._cite(e))))

    def _cite(self, evidence: Evidence) -> Cite | None:
        proofs = self._proofs.get(self._documents.get(evidence.document, -1), [])
        at = bisect_right(proofs, evidence.start, key=lambda proof: proof.sentence.start) - 1
        if at < 0 or proofs[at].sentence.end < evidence.end:
            return None
        mark = next((n for n, mark in enumerate(proofs[at].marks) if mark.end >= evidence.end), 0)
        return Cite(proofs[at].number, mark)

    def sources(self, documents: Sequence[Document]) -> tuple[Source, ...]:
        """Each document with its proofs."""
        return tuple(
            Source(_letter(at), document, tuple(self._proofs.get(at, ()))) for at, document in enumerate(documents)
        )


def as_firm(finding: Finding) -> list[Claim]:
    """The agreeing claims that prove what is said: for what is stated those that only suspect it are no proof."""
    return [c for c in finding.agree if c.status is finding.status or finding.status is not Status.STATED]


def cited(finding: Finding) -> tuple[Claim, ...]:
    """The claims that a finding's statement cites: the chosen one, a few that agree, what a derived one rests on."""
    return (finding.claim, *as_firm(finding)[:_AGREEING], *finding.claim.follows_from)


def _all_evidence(analysis: Analysis) -> Iterable[Evidence]:
    for incident in analysis.incidents:
        for found in incident.findings.values():
            for finding in found:
                for claim in (*cited(finding), *finding.disagree, *finding.superseded):
                    yield from claim.evidence


def _proofs(document: Document, cited: list[Evidence], first: int) -> list[Proof]:
    """The cited sentences of a document in order, numbered from `first`; sentences that overlap are one."""
    sentences = _joined(sorted(Span(min(e.start, e.sentence.start), max(e.end, e.sentence.end)) for e in cited))
    marks = _joined(sorted(Span(e.start, e.end) for e in cited))
    proofs = []
    for number, sentence in enumerate(sentences, start=first):
        within = tuple(mark for mark in marks if sentence.covers(mark))
        proofs.append(Proof(number, sentence, within, _place(document, within[0].start)))
    return proofs


def _place(document: Document, offset: int) -> str | None:
    """The label of a proof's place, without the section where that is the document's title."""
    place = document.place(offset)
    if place is None or not document.title:
        return place
    return place.removesuffix(f'section "{document.title}"').removesuffix(f' under "{document.title}"') or None


def _joined(spans: list[Span]) -> list[Span]:
    """Overlapping spans as one, so that marks never nest."""
    joined = [spans[0]]
    for span in spans[1:]:
        if span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _letter(at: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letters = ""
    while True:
        letters = chr(ord("A") + at % 26) + letters
        at = at // 26 - 1
        if at < 0:
            return letters
