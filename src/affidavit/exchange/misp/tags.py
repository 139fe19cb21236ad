"""The tags that a finding calls for: words of MISP's taxonomies and galaxies, and none that they do not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Money

_UNKNOWN = '="Unknown"'
_CONFIRMING = frozenset({Speaker.ORGANIZATION, Speaker.REGULATOR, Speaker.LAW_ENFORCEMENT})
_SUSPECTED = ['veris:security_incident="Suspected"']
#: The galaxies of ATT&CK by the kind of entry in our tables.
_GALAXIES = {"group": "mitre-intrusion-set", "malware": "mitre-malware", "tool": "mitre-tool"}


def of_incident(incident: Incident, tlp: str | None, *, denied: bool = False) -> list[str]:
    """The event's tags: how far it may go, whether it is confirmed or denied, and what is stated of it."""
    stated = [(k, f) for k, found in incident.findings.items() for f in found if f.status is Status.STATED]
    told = [tag for key, finding in stated for tag in of_finding(key, finding)]
    certainty = _SUSPECTED if denied else _certainty([f for _, f in stated])
    return without_unknown([*_row("tlp", tlp or ""), *certainty, *(map(_potential, told) if denied else told)])


def of_finding(key: str, finding: Finding) -> list[str]:
    """What an asserted finding is in the words of taxonomies and galaxies; nothing for what is denied or withheld."""
    if not finding.asserted or finding.value is None:
        return []
    value = finding.value.kind if isinstance(finding.value, Money) else finding.value
    if not isinstance(value, str):
        return []
    tags = [*_row(key, value), *_galaxy(key, value)]
    return [*map(_potential, tags)] if finding.status is Status.SUSPECTED else tags


def of_source(finding: Finding) -> list[str]:
    """How reliable the speaker and how credible the statement is, on the Admiralty scale."""
    return [*_row("speaker", str(finding.speaker)), *_row("credibility", _credibility(finding))]


def without_unknown(tags: Iterable[str]) -> list[str]:
    """The tags once each, an unknown variety only where no variety is known."""
    given = list(dict.fromkeys(tags))
    known = {tag.partition("=")[0] for tag in given if not tag.endswith(_UNKNOWN)}
    return [tag for tag in given if not (tag.endswith(_UNKNOWN) and tag.partition("=")[0] in known)]


def table(name: str) -> list[dict[str, str]]:
    """The rows of a data file of this package."""
    lines = (resources.files(__package__) / f"{name}.tsv").read_text("utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


@cache
def rows() -> dict[tuple[str, str], list[str]]:
    """The tags by field and term."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in table("tags"):
        found.setdefault((row["field"], row["term"]), []).append(row["tag"])
    return found


def _row(key: str, term: str) -> list[str]:
    return rows().get((key, term), [])


def _galaxy(key: str, value: str) -> Iterator[str]:
    if key == "country":
        yield f'veris:country="{value}"'
    elif key == "technique" and (row := vocabulary.terms("technique").get(value)):
        yield f'misp-galaxy:mitre-attack-pattern="{row["label"]} - {value}"'
    elif key in {"actor", "malware"} and (named := _named(key).get(value.casefold())):
        yield named


@cache
def _named(name: str) -> dict[str, str]:
    """ATT&CK's groups and programs by their names and other names, as tags; a name that two have is neither's."""
    found: dict[str, str | None] = {}
    for row in vocabulary.terms(name).values():
        galaxy = _GALAXIES.get(row["type"])
        if galaxy and row["attack"]:
            tag = f'misp-galaxy:{galaxy}="{row["label"]} - {row["attack"]}"'
            for alias in {row["term"].casefold(), *row["aliases"].casefold().split("|")} - {""}:
                found[alias] = tag if found.get(alias, tag) == tag else None
    return {alias: tag for alias, tag in found.items() if tag}


def _credibility(finding: Finding) -> str:
    if not finding.asserted:
        return ""
    if finding.status is Status.SUSPECTED:
        return "disputed" if finding.disagree else "suspected"
    own = {evidence.document for evidence in finding.evidence}
    others = {evidence.document for claim in finding.agree for evidence in claim.evidence if claim.asserted}
    return "suspected" if finding.disagree else "confirmed" if others - own else "stated"


def _certainty(stated: list[Finding]) -> list[str]:
    """Confirmed where somebody who must know says so; suspected where nothing is stated at all."""
    if any(finding.speaker in _CONFIRMING for finding in stated):
        return ['veris:security_incident="Confirmed"']
    return [] if stated else _SUSPECTED


def _potential(tag: str) -> str:
    """VERIS has a word for data that may have been disclosed."""
    return tag.replace('="Yes"', '="Potentially"')
