"""The whole way: documents in, analysis with advice out; one analysis of several documents, or one for each."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from affidavit.advise import advise
from affidavit.errors import UsageError
from affidavit.extract import Watch, extract
from affidavit.merge import merge
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction
from affidavit.model.incident import Analysis, Incident
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from concurrent.futures import Future

    from affidavit.model.record import Record

Given = TypeVar("Given")
Result = TypeVar("Result")

#: How many documents a worker takes at a time, and how many such parcels wait for each worker.
_PARCEL, _AHEAD = 16, 4


def analyze(documents: Document | Sequence[Document], *, jobs: int = 1, watch: Watch | None = None) -> Analysis:
    """One analysis of a document, or of several that are given together.

    Documents on the same incident become one; the others stay apart. `jobs` processes share the reading; where there is
    one, `watch` is told which share of it is done. Raises UsageError for what is no document, as a bare text.
    """
    given = [documents] if isinstance(documents, Document) else [_known(document) for document in documents]
    jobs = jobs if len(given) > _PARCEL else 1
    told = _watched(given, watch) if watch and jobs == 1 else each(extract, given, jobs=jobs)
    return _with_advice(merge(list(told)))


def _watched(documents: Sequence[Document], watch: Watch) -> Iterator[Extraction]:
    """What each document says; `watch` is told which share of all their characters has been read."""
    total, before = sum(len(document.text) for document in documents) or 1, 0
    for document in documents:
        size = len(document.text)
        yield extract(document, partial(_tell, watch, before / total, size / total))
        before += size


def _tell(watch: Watch, before: float, part: float, share: float) -> None:
    watch(before + part * share)


def analyze_records(records: Sequence[Record]) -> Analysis:
    """One analysis of what other systems hold: their running texts are read, their fields are claims beside that."""
    return _with_advice(merge([extract_record(record) for record in records]))


def extract_record(record: Record) -> Extraction:
    """What a record says: its running text, read as any document, and its fields."""
    return record.with_claims(extract(record.running_text()))


def _with_advice(merged: Analysis) -> Analysis:
    return replace(merged, incidents=tuple(_advised(incident, merged.kind) for incident in merged.incidents))


def _known(document: object) -> Document:
    if isinstance(document, Document):
        return document
    kind = type(document).__name__
    raise UsageError(f"analyze takes documents, not {kind}: make one with Document.of(text), or read(path)")


def _advised(incident: Incident, kind: str) -> Incident:
    """The incident with advice; what a text on several incidents, or on attackers, says of nobody calls for none."""
    nobody = kind == "multiple" and not incident.first("organization")
    return incident if nobody or incident.of_threats else advise(incident)


def analyze_each(documents: Iterable[Document], *, jobs: int = 1) -> Iterator[Analysis]:
    """An analysis of each document by itself, in their order."""
    return each(analyze, documents, jobs=jobs)


def each(work: Callable[[Given], Result], documents: Iterable[Given], *, jobs: int = 1) -> Iterator[Result]:
    """`work` done on each document (or what stands for one), in their order, by `jobs` processes.

    `work` must be importable by name. Only a few documents are held at a time, however many there are. One process is
    this one.
    """
    if jobs <= 1:
        yield from map(work, documents)
        return
    for parcel in parcels(work, documents, jobs=jobs):
        yield from parcel


def parcels(work: Callable[[Given], Result], documents: Iterable[Given], *, jobs: int = 1) -> Iterator[list[Result]]:
    """`work` done by `jobs` other processes, as `each` does it: the results of a few documents at a time."""
    from concurrent.futures import ProcessPoolExecutor  # dear to import, and most runs have one process

    with ProcessPoolExecutor(jobs, initializer=_end_with_parent) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        for parcel in _parcels(documents):
            waiting.append(pool.submit(_do, work, parcel))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _end_with_parent() -> None:
    """Let a worker end when its parent was killed; by itself it would wait for work for ever."""
    import os
    from multiprocessing import connection, parent_process
    from threading import Thread

    def watch() -> None:
        if (parent := parent_process()) is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _do(work: Callable[[Given], Result], parcel: list[Given]) -> list[Result]:
    return [work(document) for document in parcel]


def _parcels(documents: Iterable[Given]) -> Iterator[list[Given]]:
    parcel: list[Given] = []
    for document in documents:
        parcel.append(document)
        if len(parcel) == _PARCEL:
            yield parcel
            parcel = []
    if parcel:
        yield parcel
