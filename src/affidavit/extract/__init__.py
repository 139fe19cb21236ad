"""Extraction: a document in, its claims out. One module a family of fields; the registry stands here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from affidavit.extract import asides, behavior, deeds, indicators, malware, reader, vulnerability
from affidavit.extract.assertion import hearsay, questions, voices
from affidavit.extract.counts import counts
from affidavit.extract.data import data, of_some
from affidavit.extract.dates import chronology
from affidavit.extract.idle import not_own, prospects, undone
from affidavit.extract.idle.idle import is_idle
from affidavit.extract.language import UNKNOWN, language
from affidavit.extract.money import money
from affidavit.extract.organizations import entries, parties, rating, third_party
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Line, Scan
from affidavit.extract.setting import setting
from affidavit.extract.technique import technique
from affidavit.extract.wording import wording
from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction, Role, Sentence

Extractor = Callable[[Scan], Iterable[Claim]]
#: Is told which share of a document has been read.
Watch = Callable[[float], object]

#: Every family of fields, in no particular order: none sees what another one claimed, but the trained reader, which
#: comes after them for what they leave open. Those that read any language, and those that read English.
LANGUAGE_FREE: tuple[Extractor, ...] = (indicators.claims, technique.claims, vulnerability.claims)
ENGLISH: tuple[Extractor, ...] = (
    behavior.claims,
    by_rule.claims,
    chronology.claims,
    counts.claims,
    malware.claims,
    money.claims,
    parties.claims,
    setting.claims,
    technique.described,
    third_party.claims,
    data.claims,
)

#: The share of the reading that is done before the first claim.
_SCANNED = 0.3
#: A text that is too short to tell is read as English.
_READ_AS_ENGLISH = frozenset({"en", UNKNOWN})


def extract(document: Document, watch: Watch = lambda share: None) -> Extraction:
    """What `document` says, claim by claim, and its sentences with their cues."""
    scan = scanned(document, watch)
    tongue = language(document.text)
    extractors = LANGUAGE_FREE + (ENGLISH if tongue in _READ_AS_ENGLISH else ())
    claims: list[Claim] = []
    for number, extractor in enumerate(extractors, 1):
        claims += hearsay.weighed(
            scan,
            questions.answered(scan, (undone.as_announced(scan, c) for c in extractor(scan) if not is_idle(scan, c))),
        )
        watch(_SCANNED + (1 - _SCANNED) * number / len(extractors))
    if tongue in _READ_AS_ENGLISH:
        claims = wording.without_unlikely(scan, claims)
        claims += hearsay.weighed(scan, questions.answered(scan, wording.claims(scan, claims, is_idle)))
        claims += questions.answered(scan, reader.claims(scan, {claim.field for claim in claims if claim.asserted}))
    noted = of_some.marked(scan, list(not_own.by_vendors(scan, claims)))
    settled = tuple(prospects.as_sequel(scan, claim) for claim in technique.settled(scan, noted))
    deeds.mark(scan, settled)
    return Extraction(document, tuple(map(_sentence, scan.lines)), settled, tuple(scan.mentions), tongue)


def scanned(document: Document, watch: Watch = lambda share: None) -> Scan:
    """The document as extractors need it: its sentences with their cues, and its organisations rated."""
    scan = Scan(document)
    watch(_SCANNED / 3)
    by_rule.mark(scan)
    asides.mark(scan)
    watch(2 * _SCANNED / 3)
    scan.parties = rating.rate(scan)
    watch(_SCANNED)
    scan.mentions = parties.mentions(scan)
    entries.mark(scan)
    voices.mark(scan)
    return scan


def _sentence(line: Line) -> Sentence:
    role = Role.ASIDE if line.aside else Role.TITLE if line.title else Role.BODY
    return Sentence(line.start, line.end, role, frozenset(line.marks))
