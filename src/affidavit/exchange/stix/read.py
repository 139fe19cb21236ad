"""STIX bundles as records: our own incidents by the statements they carry, others' incidents and reports."""

from __future__ import annotations

from collections.abc import Iterator

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import Content
from affidavit.exchange.statements import document, place_of, told_records, whole_records
from affidavit.exchange.stix.links import Links, Row, texts
from affidavit.exchange.stix.objects import EXTENSION
from affidavit.exchange.stix.others import Story, written_down
from affidavit.model.record import Record

#: What gathers the objects that tell of one thing, where no incident does.
_GATHERING = ("report", "grouping")
_MOST = 20_000


def knows(content: Content) -> bool:
    """Whether the file is a bundle, or what a TAXII server answers."""
    held = content.json
    if not isinstance(held, dict) or not isinstance(held.get("objects"), list):
        return False
    first = held["objects"][0] if held["objects"] else None
    return held.get("type") == "bundle" or (
        "type" not in held and isinstance(first, dict) and "--" in str(first.get("id"))
    )


def records(content: Content) -> Iterator[Record | ExchangeError]:
    """The records of a bundle's incidents and reports; an error in the place of what is no STIX object."""
    held = content.json
    if not isinstance(held, dict):
        raise ExchangeError("is no STIX bundle", content.name)
    try:
        links = Links(held.get("objects"))
    except ExchangeError as error:
        raise ExchangeError(error.message, content.name) from None
    for fault in links.errors:
        yield ExchangeError(fault.message, content.name)
    stories = _stories(links)
    if not stories and not links.errors:
        yield ExchangeError("holds no incident, report or grouping", content.name)
    for story in stories:
        try:
            yield from _of_story(links, story, content.name)
        except ExchangeError as error:
            yield ExchangeError(f"{story.main['id']} {error.message}", content.name)


def _stories(links: Links) -> list[Story]:
    """Each incident with the reports on it alone; then the reports on none, and, as text alone, those on several."""
    incidents = {row["id"]: Story(row) for row in links.of_type("incident")}
    others: list[Story] = []
    for row in links.of_type(*_GATHERING):
        of = [name for name in dict.fromkeys(texts(row, "object_refs")) if name in incidents]
        if len(of) == 1:
            incidents[of[0]].reports.append(row)
        elif not of or any(_ours(incidents[name].main) is None for name in of):
            others.append(Story(row, several=bool(of)))
    stories = [*incidents.values(), *others]
    _annotate(links, stories)
    return stories


def _annotate(links: Links, stories: list[Story]) -> None:
    """Give each story the notes on it or its reports; a note on several stories tells of none in particular."""
    of = {row["id"]: story for story in stories for row in (story.main, *story.reports)}
    for note in links.of_type("note"):
        told = {of[name].main["id"] for name in texts(note, "object_refs") if name in of}
        if len(told) == 1:
            of[told.pop()].notes.append(note)


def _of_story(links: Links, story: Story, origin: str) -> list[Record]:
    held = _ours(story.main)
    return [written_down(links, story, origin)] if held is None else _own(held)


def _ours(row: Row) -> Row | None:
    """What our extension holds of an incident."""
    extensions = row.get("extensions")
    held = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
    return held if isinstance(held, dict) else None


def _own(held: Row) -> list[Record]:
    """What our exporter wrote: the documents themselves where they travelled along, else a record for each."""
    documents, statements = held.get("documents"), held.get("statements")
    if not isinstance(documents, list) or not isinstance(statements, list):
        raise ExchangeError("holds no list of documents and of statements")
    if len(documents) + len(statements) > _MOST:
        raise ExchangeError(f"holds more than {_MOST:,} documents and statements")
    place = place_of(held.get("incident"), held)
    if documents and all(isinstance(row, dict) and "text" in row for row in documents):
        whole = [document(row, row["text"]) for row in documents]
        return whole_records({found.id: found for found in whole}, statements, place)
    return told_records(documents, statements, "import.stix", place)
