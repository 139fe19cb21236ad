"""The way into the register: read, extract, merge and link, tied to the store that keeps what comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from affidavit import pipeline
from affidavit.advise import advise
from affidavit.extract import extract
from affidavit.merge import combine, tell, tell_together
from affidavit.merge.linking import Profile, block_keys, choose, compare
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction
from affidavit.model.incident import Incident
from affidavit.model.record import Record
from affidavit.model.telling import Telling
from affidavit.predicted import Predictions
from affidavit.register import Choice, Close, Outcome, Part, Prepared, Register, Steps
from affidavit.register.prepared import GIVEN
from affidavit.register.prepared import Profile as Stored
from affidavit.register.reread import Reread
from affidavit.version import __version__

#: So many documents are read in this process before another one is started for that.
_FEW = 16
#: So many documents are looked up at a time, of those that other processes read.
_PAGE = 16
#: So many reasons say why two incidents are thought the same.
_REASONS = 3
#: So many candidates' profiles are kept at hand.
_KEPT = 2048


def open_register(address: str) -> Register:
    """The register at `address`: an SQLite file's path, made where there is none, or a postgresql:// URL."""
    return Register(address, STEPS)


def add(register: Register, documents: Iterable[Document | Record], *, jobs: int = 1) -> Iterator[Outcome]:
    """Take documents, or other systems' records, into the register, in their order; what is known is not read again.

    Each is stored before the next outcome is given: what was told of as stored stays, whatever happens then. From a few
    documents on they are read by other processes, so that storing costs no time of its own where there are two cores.
    """
    rest = iter(documents)
    for given in islice(rest, _FEW if jobs <= 1 else 0):
        yield register.add(_prepare(_marked(register, [given])[0]))
    for further in rest:
        marked = (one for some in _pages(chain([further], rest)) for one in _marked(register, some))
        for some in pipeline.parcels(_prepare, marked, jobs=jobs):
            yield from register.add_all(some)


@dataclass(frozen=True, slots=True)
class _Known:
    """A document that the register has, so that it need not be read."""

    document: Document


def _marked(register: Register, documents: Sequence[Document | Record]) -> list[Document | Record | _Known]:
    texts = [given.document if isinstance(given, Record) else given for given in documents]
    known = register.known(texts)
    return [
        _Known(text) if text.id in known else given for text, given in zip(texts, documents, strict=True)
    ]  # fmt: skip


def _pages(documents: Iterable[Document | Record]) -> Iterator[list[Document | Record]]:
    rest = iter(documents)
    while page := list(islice(rest, _PAGE)):
        yield page


def _prepare(given: Document | Record | _Known) -> Prepared:
    if isinstance(given, _Known):
        return Prepared(given.document, "", None, __version__, ())
    return prepare(given)


def add_records(register: Register, records: Iterable[Record]) -> Iterator[Outcome]:
    """Take other systems' records into the register, linked like any document; what is known is passed over.

    Records of several incidents that rest on one document are taken in together. They are never read anew, since the
    other system is not asked again.
    """
    of: dict[str, list[Record]] = {}
    for record in records:
        of.setdefault(record.document.id, []).append(record)
    for same in of.values():
        extractions = [pipeline.extract_record(record) for record in same]
        document, told = same[0].document, tell_together(extractions)
        yield register.add(Prepared(document, told.kind, told.reason, GIVEN, _parts(document, told.tellings)))


def reread(register: Register, *, everything: bool = False, jobs: int = 1) -> Iterator[Reread]:
    """Read the register's documents that another version read, or all, and put what they tell now in its place."""
    stale = register.stale(None if everything else __version__)
    for one in pipeline.each(prepare, stale, jobs=jobs):
        yield register.reread(one)


def prepare(given: Document | Record) -> Prepared:
    """A document read, and each incident that it tells of made ready to be linked."""
    extraction = pipeline.extract_record(given) if isinstance(given, Record) else extract(given)
    return prepared(extraction)


def prepared(extraction: Extraction) -> Prepared:
    """What was extracted from a document, ready for the register."""
    document, told = extraction.document, tell(extraction)
    return Prepared(document, told.kind, told.reason, __version__, _parts(document, told.tellings))


def _parts(document: Document, tellings: Iterable[Telling]) -> tuple[Part, ...]:
    parts = []
    for telling in tellings:
        incident = combine([telling])
        parts.append(Part.of(telling, incident, _linked_by(incident, [document])))
    return tuple(parts)


def add_predicted(register: Register, documents: Iterable[Document], predictions: Predictions) -> Iterator[Outcome]:
    """Take documents into the register with what was predicted of them in place of our own reading.

    Those of which nothing is predicted are left out, and counted by `predictions`.
    """
    for document in documents:
        predicted = predictions.of_document(document)
        if predicted is not None:
            reason = None if predicted.tellings else "nothing that was predicted holds"
            parts = _parts(document, predicted.tellings)
            yield register.add(Prepared(document, predicted.kind, reason, GIVEN, parts))


def _linked_by(incident: Incident, documents: Sequence[Document]) -> tuple[Stored, tuple[str, ...]]:
    profile = Profile.of(incident, documents)
    return json.dumps(profile.to_row(), ensure_ascii=False), block_keys(profile)


@lru_cache(maxsize=_KEPT)
def _unpacked(profile: Stored) -> Profile:
    """The profile again; what one document is compared with, further ones often are."""
    return Profile.from_row(json.loads(profile))


def _choose(profile: Stored, candidates: Mapping[str, Stored]) -> Choice:
    """Linking's choice, with what speaks for it in words."""
    own, others = _unpacked(profile), {key: _unpacked(stored) for key, stored in candidates.items()}
    choice = choose(own, others)
    if choice.linked is not None:
        return Choice(_close(own, choice.linked, others[choice.linked]))
    return Choice(None, tuple(_close(own, key, others[key], doubts=True) for key in choice.close))


def _close(own: Profile, key: str, other: Profile, *, doubts: bool = False) -> Close:
    """A candidate with what speaks for it and, where it is to be decided on, what speaks against it."""
    comparison = compare(own, other)
    reasons = [reason.text for reason in comparison.because if reason.weight > 0][:_REASONS]
    against = [reason.text for reason in comparison.because if reason.weight < 0][:_REASONS] if doubts else []
    said = [*reasons, *([f"but {'; '.join(against)}"] if against else [])]
    return Close(key, round(comparison.score, 4), "; ".join(said))


STEPS = Steps(combine, _linked_by, _choose, advise, prepare)
