"""Extraction: a document in, its claims out. One module a family of fields; the registry stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from affidavit.extract import asides, by_rule
from affidavit.extract.scan import Scan
from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction, Role, Sentence

Extractor = Callable[[Scan], Iterable[Claim]]

#: Every family of fields, in no particular order: none sees what another one claimed.
EXTRACTORS: tuple[Extractor, ...] = (by_rule.claims,)


def extract(document: Document) -> Extraction:
    """What `document` says, claim by claim, and its sentences with their cues."""
    scan = Scan(document)
    by_rule.mark(scan)
    asides.mark(scan)
    claims = tuple(claim for extractor in EXTRACTORS for claim in extractor(scan))
    return Extraction(document, tuple(map(_sentence, scan.lines)), claims)


def _sentence(line) -> Sentence:  # type: ignore[no-untyped-def]
    role = Role.ASIDE if line.aside else Role.TITLE if line.title else Role.BODY
    return Sentence(line.start, line.end, role, frozenset(line.marks))
