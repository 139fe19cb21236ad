"""What statements prove, as attributes and objects that MISP can search and correlate: only what is asserted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from affidavit.exchange.misp import tags
from affidavit.exchange.misp.drawn import Drawn
from affidavit.exchange.misp.words import claimed, quoted, sector
from affidavit.exchange.statements import findings
from affidavit.exchange.values import one_line
from affidavit.model import vocabulary
from affidavit.model.claim import Status
from affidavit.model.incident import Finding
from affidavit.model.value import Indicator

#: Indicators that tell of nobody attacked or attacking must not link events to each other.
_UNRELATED = frozenset({"source", "contact"})
#: Countries and sectors are too common to link events by.
_COMMON = {"disable_correlation": True}


def add_victims(drawn: Drawn) -> None:
    """A `victim` object for each affected organisation; country and sector stand with the main one."""
    incident = drawn.incident
    for number, finding in enumerate(incident.asserted("organization")):
        made = drawn.add("victim", "victim", str(number), comment=_comment(finding))
        drawn.attribute(made, "name", str(finding.value), "victim", str(number))
        drawn.attribute(made, "classification", "organization", "victim", str(number))
        if number == 0:
            _place(drawn, made)


def _place(drawn: Drawn, made: Any) -> None:
    if country := drawn.incident.first("country"):
        name = vocabulary.label("country", str(country.value))
        drawn.attribute(made, "regions", name, "victim", "0", comment=_comment(country), **_COMMON)
    if industry := drawn.incident.first("sector"):
        name = sector(str(industry.value))
        drawn.attribute(made, "sectors", name, "victim", "0", comment=_comment(industry), **_COMMON)


def add_target(drawn: Drawn, key: str, finding: Finding, number: str) -> str | None:
    """Add what the finding asserts, where MISP has a place for it; its uuid."""
    maker = _MAKERS.get(key)
    return maker(drawn, finding, number) if maker and finding.asserted and finding.value is not None else None


def _victim(drawn: Drawn, finding: Finding, number: str) -> str | None:
    named = drawn.incident.asserted("organization")
    return drawn.id("victim", str(named.index(finding))) if finding in named else None


def _whereabouts(drawn: Drawn, finding: Finding, number: str) -> str | None:
    return drawn.id("victim", "0") if drawn.incident.first("organization") else None


def _actor(drawn: Drawn, finding: Finding, number: str) -> str | None:
    return _attribute(drawn, finding, number, ("threat-actor", "Attribution", False))


def _malware(drawn: Drawn, finding: Finding, number: str) -> str | None:
    return _attribute(drawn, finding, number, ("malware-type", "Payload delivery", False))


def _vulnerability(drawn: Drawn, finding: Finding, number: str) -> str | None:
    made = drawn.add("vulnerability", "vulnerability", number, comment=_comment(finding))
    relation = "id" if str(finding.value).upper().startswith("CVE-") else "summary"
    drawn.attribute(made, relation, str(finding.value), "vulnerability", number)
    return str(made.uuid)


def _indicator(drawn: Drawn, finding: Finding, number: str) -> str | None:
    found = finding.value
    row = _types().get(found.type) if isinstance(found, Indicator) else None
    if row is None or not isinstance(found, Indicator):
        return None
    if found.type == "cve" and (same := _vulnerability_of(drawn, found.value)):
        return same
    wanted = found.role == "attacker" and finding.status is Status.STATED and row["searchable"] == "yes"
    return _attribute(drawn, finding, number, (row["misp"], row["category"], wanted))


def _vulnerability_of(drawn: Drawn, name: str) -> str | None:
    """The object of a vulnerability that the incident holds as such: it needs no attribute of its own beside that."""
    for number, (key, finding) in enumerate(findings(drawn.incident)):
        if key == "vulnerability" and finding.asserted and str(finding.value).casefold() == name.casefold():
            return drawn.id("vulnerability", str(number))
    return None


def _attribute(drawn: Drawn, finding: Finding, number: str, kind: tuple[str, str, bool]) -> str:
    found = finding.value
    value = found.value if isinstance(found, Indicator) else str(found)
    type, category, wanted = kind
    made = drawn.event.add_attribute(
        type,
        one_line(value),
        category=category,
        to_ids=wanted,
        comment=_comment(finding),
        disable_correlation=isinstance(found, Indicator) and found.role in _UNRELATED,
        uuid=drawn.id("attribute", number),
        timestamp=drawn.stamp,
        Tag=[{"name": tag} for tag in _tags(finding)],
    )
    drawn.attributes.add(str(made.uuid))
    return str(made.uuid)


def _tags(finding: Finding) -> list[str]:
    key = finding.claim.field
    return tags.without_unknown([*tags.of_source(finding), *tags.of_finding(key, finding)])


def _comment(finding: Finding) -> str:
    """Whose it is, how firmly it is said and by whom, and the words that prove it."""
    value, said = finding.value, claimed(finding.claim)
    if isinstance(value, Indicator) and value.type != "cve":
        kind = vocabulary.label("indicator", value.type)
        said = f"{kind} of {_OWNERS[value.role]}: {said}"
    return one_line(f"{said} {quoted(finding.claim)}", 2000)


_OWNERS = {
    "attacker": "the attacker",
    "victim": "the victim",
    "source": "the source",
    "contact": "a contact",
    "unknown": "nobody named",
}
_MAKERS: dict[str, Callable[[Drawn, Finding, str], str | None]] = {
    "organization": _victim,
    "country": _whereabouts,
    "sector": _whereabouts,
    "actor": _actor,
    "malware": _malware,
    "vulnerability": _vulnerability,
    "indicator": _indicator,
}


@cache
def _types() -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in tags.table("indicators")}
