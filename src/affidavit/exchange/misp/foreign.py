"""Events that others made: attributes as indicators and names, tags and galaxies as terms, reports as running text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from affidavit.exchange.misp import tags
from affidavit.exchange.misp.parts import dicts, value_of
from affidavit.exchange.values import many_lines, one_line
from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.record import Entry, RecordWriter
from affidavit.model.regex import regex
from affidavit.model.value import Indicator

_LONGEST_REPORT, _LONGEST_VALUE = 200_000, 2000
_REFERENCE = regex(r"@!?\[(\w{1,40})\]\(([^()\n]{1,300})\)")
_MARKUP = regex(r"^[ \t]{0,8}(?:#{1,6}|[*+-]|>)[ \t]{1,8}", re.MULTILINE)
_ESCAPE = regex(r"\\([^\w\s])|[*`]{1,3}")
_TAG = regex(r'misp-galaxy:([\w-]{1,80})="([^"\n]{1,200})"')
_VERIS = regex(r'veris:(country|action:(\w{4,13}):\w{4,12})="([^"\n]{1,80})"')
_DOUBT = "the event is marked as doubtful"
_DOUBTED = regex(r'admiralty-scale:information-credibility="[345]"|veris:security_incident="Suspected"')
_ATTACK_ID = regex(r"^(.{1,150}) - ([TGSC]\d{4}(?:\.\d{3})?)$")
_CVE = regex(r"CVE-\d{4}-\d{4,7}", re.ASCII)


def write_down(event: Mapping[str, Any]) -> RecordWriter:
    """The event as a record in the making."""
    attributes = [*dicts(event, "Attribute"), *(a for held in dicts(event, "Object") for a in dicts(held, "Attribute"))]
    doubted = _doubted(event)
    written = RecordWriter("import.misp", _running_text(event, attributes), doubt=_DOUBT if doubted else None)
    for attribute in attributes:
        for entry in _entries(attribute, doubted or _doubted(attribute)):
            written.add(entry)
    for tag in dict.fromkeys(name for held in (event, *attributes) for name in _names(held)):
        for label, field, value in _tagged(tag):
            written.add(_entry(label, tag, field, value, doubted))
    return written


def _entry(label: str, said: str, field: str, value: Any, doubted: bool) -> Entry:
    status = Status.SUSPECTED if doubted else Status.STATED
    return Entry(label, one_line(said, _LONGEST_VALUE), field, value, status, Speaker.RESEARCHER)


def _running_text(event: Mapping[str, Any], attributes: list[Mapping[str, Any]]) -> str:
    """What the event is about and its reports, with references to attributes replaced by what they refer to."""
    values = {str(a.get("uuid")): one_line(value_of(a), _LONGEST_VALUE) for a in attributes}
    about = one_line(event.get("info"), 1000)
    reports = [many_lines(r.get("content"), _LONGEST_REPORT) for r in dicts(event, "EventReport")[:20]]
    plain = [_plain(report, values)[:_LONGEST_REPORT] for report in reports]
    return "\n\n".join(filter(None, [about if about.endswith((".", "!", "?")) or not about else f"{about}.", *plain]))


def _plain(markdown: str, values: Mapping[str, str]) -> str:
    text = _REFERENCE.sub(lambda found: values.get(found[2], found[2] if found[1] == "tag" else ""), markdown)
    return _ESCAPE.sub(lambda found: found[1] or "", _MARKUP.sub("", text)).strip()


def _entries(attribute: Mapping[str, Any], doubted: bool) -> Iterator[Entry]:
    kind, value = str(attribute.get("type")), value_of(attribute)
    wanted = _types().get(kind, "")
    if not value or len(value) > _LONGEST_VALUE:
        return
    if wanted.startswith("="):
        if (named := _NAMED[wanted[1:]](one_line(value))) is not None:
            yield _entry(kind, value, wanted[1:], named, doubted)
        return
    for ours, part in zip(wanted.split("|"), value.split("|") if "|" in wanted else [value], strict=False):
        if found := _indicator(ours, one_line(part), _role(attribute)):
            yield _entry(kind, found.value, "indicator", found, doubted)


def _indicator(ours: str, value: str, role: str) -> Indicator | None:
    type = _address(value) if ours == "ip" else ours
    return Indicator(type, value, role) if type and value else None


def _address(value: str) -> str | None:
    try:
        return "cidr" if "/" in value and ipaddress.ip_network(value, strict=False) else _version(value)
    except ValueError:
        return None


def _version(value: str) -> str:
    return f"ipv{ipaddress.ip_address(value).version}"


def _role(attribute: Mapping[str, Any]) -> str:
    """Whose an indicator is: what tools shall look for is the attacker's."""
    if attribute.get("category") == "Targeting data":
        return "victim"
    return "attacker" if attribute.get("to_ids") in (True, "1", 1) else "unknown"


def _cve(value: str) -> str | None:
    return value.upper() if _CVE.fullmatch(value.upper()) else None


def _name(value: str) -> str | None:
    return value if 1 < len(value) <= 200 else None


def _program(value: str) -> str | None:
    return value if value.casefold() in _known("malware") else None


def _country(value: str) -> str | None:
    return _countries().get(value.casefold())


_NAMED = {"vulnerability": _cve, "actor": _name, "malware": _program, "organization": _name, "country": _country}


def _names(held: Mapping[str, Any]) -> Iterator[str]:
    """The names of the tags of an event or attribute, and of its galaxies' clusters."""
    for tag in dicts(held, "Tag"):
        yield one_line(tag.get("name"), 300)
    for galaxy in dicts(held, "Galaxy"):
        for cluster in dicts(galaxy, "GalaxyCluster"):
            yield one_line(cluster.get("tag_name"), 300)


def _doubted(held: Mapping[str, Any]) -> bool:
    return any(_DOUBTED.fullmatch(name) for name in _names(held))


def _tagged(tag: str) -> Iterator[tuple[str, str, str]]:
    """What a tag says: a label, a field and its value."""
    if tag in _reverse():
        field, term = _reverse()[tag]
        yield "Tag", field, term
    elif found := _TAG.fullmatch(tag):
        yield from _clustered(found[1], found[2])
    if found := _VERIS.fullmatch(tag):
        yield from _veris(found[2], found[3])


def _clustered(galaxy: str, cluster: str) -> Iterator[tuple[str, str, str]]:
    field = _galaxies().get(galaxy)
    named = _ATTACK_ID.match(cluster)
    if field == "technique" and named and named[2] in vocabulary.terms("technique"):
        yield "Galaxy", field, named[2]
    elif field in {"actor", "malware"}:
        yield "Galaxy", field, named[1] if named else cluster
    elif field == "country" and (code := _country(cluster)):
        yield "Galaxy", field, code


def _veris(action: str | None, value: str) -> Iterator[tuple[str, str, str]]:
    if action in vocabulary.terms("action"):
        yield "Tag", "action", action
    elif action is None and value in vocabulary.terms("country"):
        yield "Tag", "country", value


@cache
def _reverse() -> dict[str, tuple[str, str]]:
    """Our term for a tag, where only one has that tag; what says how sure a statement is is read elsewhere."""
    found: dict[str, list[tuple[str, str]]] = {}
    for ours, names in tags.rows().items():
        for name in names:
            found.setdefault(name, []).append(ours)
    apart = {"speaker", "credibility", "tlp", "fate", "action"}
    return {name: ours[0] for name, ours in found.items() if len(ours) == 1 and ours[0][0] not in apart}


@cache
def _types() -> dict[str, str]:
    return {row["misp"]: row["is"] for row in tags.table("attributes")}


@cache
def _galaxies() -> dict[str, str]:
    return {row["galaxy"]: row["field"] for row in tags.table("galaxies")}


@cache
def _countries() -> dict[str, str]:
    rows = vocabulary.terms("country").items()
    return {name.casefold(): code for code, row in rows for name in (code, row["label"])}


@cache
def _known(name: str) -> frozenset[str]:
    rows = vocabulary.terms(name).values()
    return frozenset(n.casefold() for row in rows for n in (row["term"], *row["aliases"].split("|")) if n)
