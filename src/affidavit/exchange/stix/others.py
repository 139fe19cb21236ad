"""Incidents and reports that others made: their texts to be read, the objects they name as claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from affidavit.exchange.stix import observables
from affidavit.exchange.stix.data import table
from affidavit.exchange.stix.links import Links, Row, rows, texts
from affidavit.exchange.values import many_lines, one_line
from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.dates import is_date
from affidavit.model.record import Entry, Record, RecordWriter
from affidavit.model.regex import regex
from affidavit.model.value import Indicator, Value

_ACTORS = ("intrusion-set", "threat-actor")
#: What these name is no organisation that was hit, whatever a description says of it.
_NO_VICTIMS = (*_ACTORS, "malware", "tool", "attack-pattern", "campaign", "infrastructure", "vulnerability")
_CVE = regex(r"CVE-\d{4}-\d{4,7}", re.ASCII)
_DOUBT = frozenset({"suspected", "claimed-by-attacker"})
_LONGEST_NAME, _LONGEST_TEXT = 200, 1_000_000
#: From this confidence on, of 100, an object is taken as stated.
_STATED_FROM = 50
#: An identity of another class is no organisation that something happened to.
_ORGANISATIONS = (None, "organization", "unknown")


@dataclass(slots=True)
class Story:
    """An incident, or a report or grouping on none or on `several`; `reports` and `notes` are those on it alone."""

    main: Row
    reports: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    several: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """An object that tells of a story, and the relationship to the incident that makes it one, where one does."""

    row: Row
    relation: Row | None

    def entry(self, label: str, words: str, key: str, value: Value) -> Entry:
        """What the object claims; suspected where it or its relationship is not sure."""
        sure = [c for held in (self.row, self.relation or {}) if (c := _confidence(held)) is not None]
        doubted = min(sure, default=100) < _STATED_FROM or any(
            label in _DOUBT for held in (self.row, self.relation or {}) for label in texts(held, "labels")
        )
        status = Status.SUSPECTED if doubted else Status.STATED
        return Entry(label, words, key, value, status, Speaker.RESEARCHER, max(min(sure, default=100), 1) / 100)


def written_down(links: Links, story: Story, origin: str) -> Record:
    """The record of a story."""
    written = RecordWriter("import.stix", _running_text(story), doubt=_doubt(story))
    written.others = {
        name
        for row in links.of_type(*_NO_VICTIMS)
        for name in (row.get("name"), *texts(row, "aliases"))
        if isinstance(name, str)
    }
    seen: set[tuple[str, Value]] = set()
    for entry in () if story.several else _entries(links, story):
        if entry.field and entry.value is not None and (entry.field, entry.value) not in seen:
            seen.add((entry.field, entry.value))
            written.add(entry)
    return written.record(_about(links, story, origin))


def _doubt(story: Story) -> str | None:
    """Why what the incident's or report's own text says is doubtful, where it is."""
    sure = _confidence(story.main)
    if sure is not None and sure < _STATED_FROM:
        return f"the {story.main['type']} has a confidence of {sure} of 100"
    doubted = [label for label in texts(story.main, "labels") if label in _DOUBT]
    return f"the {story.main['type']} is labelled {doubted[0]}" if doubted else None


def _about(links: Links, story: Story, origin: str) -> dict[str, str | None]:
    maker = links.objects.get(str(story.main.get("created_by_ref")), {})
    published = [str(row.get("published"))[:10] for row in (story.main, *story.reports)]
    return {
        "key": story.main["id"],
        "origin": origin,
        "published": next((day for day in published if is_date(day)), None),
        "title": one_line(story.main.get("name"), 1000) or None,
        "publisher": one_line(maker.get("name"), 300) or None,
    }


def _running_text(story: Story) -> str:
    """What the incident, its reports and the notes on them say, each text once."""
    told = [story.main, *story.reports]
    name = one_line(story.main.get("name"), 1000)
    parts = [name if not name or name.endswith((".", "!", "?")) else f"{name}."]
    parts += [row.get("description", "") for row in told]
    parts += [f"{row.get('abstract', '')}\n\n{row.get('content', '')}" for row in story.notes]
    plain = [many_lines(part, _LONGEST_TEXT).strip() for part in parts]
    return "\n\n".join(dict.fromkeys(part for part in plain if part))[:_LONGEST_TEXT]


def _entries(links: Links, story: Story) -> Iterator[Entry]:
    members = list(_members(links, story))
    victims = _victims(links, story, members)
    alone = len({str(m.row.get("name")).casefold() for m in members if m.row["type"] in _ACTORS}) == 1
    for victim in victims:
        yield from _victim(links, victim, first=victim is victims[0])
    for member in members:
        if member.row["type"] in _ACTORS and not alone and member.relation is None:
            continue  # a report that names several groups does not say whose the incident is
        read = _READERS.get(member.row["type"], _observed)
        yield from read(member)


def _members(links: Links, story: Story) -> Iterator[Member]:
    """The objects that an incident is related to and its reports refer to, each once."""
    related = {name: relation for relation, name in links.around(story.main["id"]) if story.main["type"] == "incident"}
    for row in links.known(list(related)):
        yield Member(row, related[row["id"]])
    listed = [name for row in (story.main, *story.reports) for name in texts(row, "object_refs")]
    for row in links.known(listed):
        if row["id"] not in related and row["id"] != story.main["id"]:
            yield Member(row, None)


def _victims(links: Links, story: Story, members: list[Member]) -> list[Member]:
    """The organisations that the incident, or something that it involves, is said to target."""
    inside = {story.main["id"], *(member.row["id"] for member in members)}
    found: list[Member] = []
    for member in members:
        if member.row["type"] != "identity" or member.row.get("identity_class") not in _ORGANISATIONS:
            continue
        aim = links.aimed_at(member.row["id"], inside)
        if aim is not None or "victim" in texts(member.row, "roles"):
            found.append(Member(member.row, aim or member.relation))
    return found


def _victim(links: Links, victim: Member, *, first: bool) -> Iterator[Entry]:
    """An organisation that was hit; of the first one its sector and country too."""
    yield from _named("Identity", "organization")(victim)
    if not first:
        return
    sectors = texts(victim.row, "sectors")
    for sector in dict.fromkeys(_sectors()[name] for name in sectors if name in _sectors()):
        yield victim.entry("Sector", ", ".join(sectors)[:_LONGEST_NAME], "sector", sector)
    for relation, name in links.places(victim.row["id"]):
        code = str(links.objects.get(name, {}).get("country", "")).upper()
        if code in vocabulary.terms("country"):
            yield Member(victim.row, relation).entry("Location", code, "country", code)


def _sectors() -> dict[str, str]:
    """Terms of the industry vocabulary as NAICS sectors."""
    return {
        name: sector
        for sector, row in table("sectors").items()
        for name in (row["industry"], *row["also"].split(","))
        if name
    }


def _named(label: str, key: str) -> Callable[[Member], Iterator[Entry]]:
    def read(member: Member) -> Iterator[Entry]:
        name = one_line(member.row.get("name"), _LONGEST_NAME + 1)
        if 1 < len(name) <= _LONGEST_NAME:
            yield member.entry(label, name, key, name)

    return read


def _tool(member: Member) -> Iterator[Entry]:
    """A tool that ATT&CK lists among software; any other may be anything."""
    if member.row.get("name") in vocabulary.terms("malware"):
        yield from _named("Tool", "malware")(member)


def _technique(member: Member) -> Iterator[Entry]:
    for reference in rows(member.row, "external_references"):
        name = reference.get("external_id")
        if isinstance(name, str) and "attack" in str(reference.get("source_name")) and name in _techniques():
            yield member.entry("Attack pattern", f"{one_line(member.row.get('name'), 200)} ({name})", "technique", name)


def _techniques() -> dict[str, dict[str, str]]:
    return vocabulary.terms("technique")


def _vulnerability(member: Member) -> Iterator[Entry]:
    names = [member.row.get("name"), *(one.get("external_id") for one in rows(member.row, "external_references"))]
    for name in (name.upper() for name in names if isinstance(name, str)):
        if _CVE.fullmatch(name):
            yield member.entry("Vulnerability", name, "vulnerability", name)


def _indicator(member: Member) -> Iterator[Entry]:
    if member.row.get("pattern_type", "stix") == "stix":
        for found in observables.from_pattern(member.row.get("pattern", "")):
            yield from _value(member, found)


def _observed(member: Member) -> Iterator[Entry]:
    for found in observables.from_object(member.row):
        yield from _value(member, found)


def _observed_data(member: Member) -> Iterator[Entry]:
    """The observables inside of it, as STIX 2.0 has them."""
    held = member.row.get("objects")
    for row in held.values() if isinstance(held, dict) else ():
        for found in observables.from_object(row) if isinstance(row, dict) else ():
            yield from _value(member, found)


def _value(member: Member, found: Indicator) -> Iterator[Entry]:
    if 1 < len(found.value) <= 2000:
        plain = Indicator(found.type, one_line(found.value), found.role)
        yield member.entry("Indicator", plain.value, "indicator", plain)


def _nothing(member: Member) -> Iterator[Entry]:
    return iter(())


_READERS: dict[str, Callable[[Member], Iterator[Entry]]] = {
    "threat-actor": _named("Threat actor", "actor"),
    "intrusion-set": _named("Intrusion set", "actor"),
    "malware": _named("Malware", "malware"),
    "tool": _tool,
    "attack-pattern": _technique,
    "vulnerability": _vulnerability,
    "indicator": _indicator,
    "observed-data": _observed_data,
    "identity": _nothing,
}


def _confidence(held: dict[str, Any]) -> int | None:
    given = held.get("confidence")
    return given if isinstance(given, int) and not isinstance(given, bool) and 0 <= given <= 100 else None
