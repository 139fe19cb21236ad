"""The way into the register: read, extract, merge and link, tied to the store that keeps what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from affidavit import pipeline
from affidavit.advise import advise
from affidavit.extract import extract
from affidavit.merge import combine, tell
from affidavit.merge.linking import Profile, block_keys, choose, compare
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction
from affidavit.model.incident import Incident
from affidavit.model.record import Record
from affidavit.register import Choice, Close, Outcome, Part, Prepared, Register, Steps
from affidavit.register.prepared import Profile as Stored
from affidavit.register.reread import Reread
from affidavit.version import __version__

#: So many reasons say why two incidents are thought the same.
_REASONS = 3


def open_register(address: str) -> Register:
    """The register at `address`: an SQLite file's path, made where there is none, or a postgresql:// URL."""
    return Register(address, STEPS)


def add(register: Register, documents: Iterable[Document | Record], *, jobs: int = 1) -> Iterator[Outcome]:
    """Take documents, or other systems' records, into the register, in their order; what is known is not read again.

    Each is stored before the next outcome is given: what was told of as stored stays, whatever happens then.
    """
    for one in pipeline.each(_prepare, _marked(register, documents), jobs=jobs):
        yield register.add(one)


@dataclass(frozen=True, slots=True)
class _Known:
    """A document that the register has, so that it need not be read."""

    document: Document


def _marked(register: Register, documents: Iterable[Document | Record]) -> Iterator[Document | Record | _Known]:
    for given in documents:
        document = given.document if isinstance(given, Record) else given
        yield _Known(document) if register.knows(document) else given


def _prepare(given: Document | Record | _Known) -> Prepared:
    if isinstance(given, _Known):
        return Prepared(given.document, "", None, __version__, ())
    return prepare(given)


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
    parts = []
    for telling in told.tellings:
        incident = combine([telling])
        profile = Profile.of(incident, [document])
        parts.append(Part(telling, incident, profile.to_row(), block_keys(profile)))
    return Prepared(document, told.kind, told.reason, __version__, tuple(parts))


def _profile(incident: Incident, documents: Sequence[Document]) -> Stored:
    return Profile.of(incident, documents).to_row()


def _keys(profile: Stored) -> tuple[str, ...]:
    return block_keys(Profile.from_row(profile))


def _choose(profile: Stored, candidates: Mapping[str, Stored]) -> Choice:
    """Linking's choice, with what speaks for it in words."""
    own, others = Profile.from_row(profile), {key: Profile.from_row(row) for key, row in candidates.items()}
    choice = choose(own, others)
    if choice.linked is not None:
        return Choice(_close(own, choice.linked, others[choice.linked]))
    return Choice(None, tuple(_close(own, key, others[key]) for key in choice.close))


def _close(own: Profile, key: str, other: Profile) -> Close:
    comparison = compare(own, other)
    reasons = [reason.text for reason in comparison.because if reason.weight > 0][:_REASONS]
    return Close(key, round(comparison.score, 4), "; ".join(reasons))


STEPS = Steps(combine, _profile, _keys, _choose, advise, prepare)
