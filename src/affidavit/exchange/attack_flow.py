"""Attack Flow (MITRE CTID, a STIX 2.1 extension): the attackers' steps that are stated, and what came of them.

Sources seldom say in which order steps were taken. Only what is certain is drawn: that what gave access comes before
what was done inside, and that before exfiltration and impact. Within a phase no order is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import Exporter, ExportOptions
from affidavit.exchange.stix.data import table
from affidavit.exchange.stix.graph import Scene, attack_pattern
from affidavit.exchange.stix.objects import Objects, stamp
from affidavit.exchange.stix.said import confidence, doubt, labelled, manner, quoted, references, said
from affidavit.exchange.stix.write import description
from affidavit.exchange.values import one_line
from affidavit.model import vocabulary, words
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.value import Money

_EXTENSION = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4"
_AUTHOR = "identity--d673f8cb-c168-42da-8ed4-0cb26725f86c"
_SITE = "https://center-for-threat-informed-defense.github.io/attack-flow"
_CREATED = "2022-08-02T19:34:35.143Z"
#: Of several tactics that a technique serves, the phase is that in between; what came of the attack, by field.
_ENTRY, _INSIDE = 1, 2
_OUTCOMES = ("data", "operations", "fate", "money")
#: Of these fields, what the attackers brought about (and not what became known, or what it cost).
_BROUGHT_ABOUT = {"published", "for_sale", "ransom_demand", "ransom_paid", "stolen_funds", "asking_price"}
#: Ways in that are a step of an attack only where somebody acted on purpose.
_NO_STEP_ALONE = frozenset({"third_party", "insider"})
_ON_PURPOSE = frozenset({"hacking", "malware", "social", "misuse"})
_ORDER = (
    "The phases are ordered (access, then what was done inside, then exfiltration and impact); "
    "no order is told within a phase."
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the attack: its finding, its name, its phase, and its tactic and technique where they are known."""

    finding: Finding
    name: str
    phase: int
    tactic: str | None = None
    technique: str | None = None


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The flow of the first incident that a step is stated of; a bundle can hold one flow alone.

    Raises ExchangeError where no step of any incident is stated.
    """
    for analysis in analyses:
        for incident in analysis.incidents:
            if found := list(steps(incident)):
                return _flow(Objects(options), analysis, incident, found)
    raise ExchangeError("no step of an attack is stated, so there is no flow to write")


EXPORTER = Exporter("attack-flow", ".json", "an Attack Flow of the steps that are stated (MITRE CTID)", write)


def steps(incident: Incident) -> Iterator[Step]:
    """The techniques, of a technique and its sub-technique the latter; and the ways in that none of them stands for."""
    ways = list(_ways(incident))
    meant = {_implied(finding) for finding in ways}
    told = {str(finding.value) for finding in incident.asserted("technique")}
    for finding in incident.asserted("technique"):
        identity = str(finding.value)
        if any(other.startswith(f"{identity}.") for other in told):
            continue
        tactics = [row for name, row in table("tactics").items() if name in _tactics(identity)]
        name = words.technique(identity).removesuffix(f" ({identity})")
        tactic = tactics[0]["id"] if len(tactics) == 1 else None
        yield Step(finding, name, _phase(identity, tactics, meant), tactic, identity)
    named = {identity.partition(".")[0] for identity in told}
    for finding in ways:
        if _implied(finding).partition(".")[0] not in named:
            yield Step(finding, words.capital(words.value("vector", str(finding.value))), _ENTRY, "TA0001")


def _ways(incident: Incident) -> Iterator[Finding]:
    """The ways in that somebody took on purpose."""
    on_purpose = any(str(action) in _ON_PURPOSE for action in incident.values("action"))
    for finding in incident.asserted("vector"):
        if _implied(finding) and (on_purpose or finding.value not in _NO_STEP_ALONE):
            yield finding


def _implied(finding: Finding) -> str:
    """The technique that a vector amounts to; none where nobody attacked."""
    return vocabulary.terms("vector").get(str(finding.value), {}).get("attack", "")


def _tactics(identity: str) -> list[str]:
    return vocabulary.terms("technique").get(identity, {}).get("tactics", "").split(",")


def _phase(identity: str, tactics: list[dict[str, str]], meant: set[str]) -> int:
    phases = {int(row["phase"]) for row in tactics}
    if len(phases) == 1:
        return phases.pop()
    return _ENTRY if identity in meant and _ENTRY in phases else _INSIDE


def _flow(objects: Objects, analysis: Analysis, incident: Incident, found: list[Step]) -> bytes:
    for row in _DEFINITION:
        objects.constant(row)
    scene = Scene.of(objects, analysis, incident)
    phases = [[step for step in found if step.phase == phase] for phase in sorted({step.phase for step in found})]
    after = [_outcome(scene, key, told) for key in _OUTCOMES if (told := _brought_about(incident, key))]
    for phase in reversed(phases):
        drawn = [
            _action(scene, step, after if len(phase) == 1 else _joined(scene, step.phase, after)) for step in phase
        ]
        after = list(dict.fromkeys(drawn))
    _own(
        scene, "attack-flow", "flow", name=one_line(incident.title), scope="incident", start_refs=after,
        description=f"{description(incident, incident.kind)}\n\n{_ORDER}", external_references=scene.sources(),
    )  # fmt: skip
    return objects.bundle(f"attack-flow|{incident.id}")


def _joined(scene: Scene, phase: int, after: list[str]) -> list[str]:
    """What follows a phase of several steps: reached by one of them or more."""
    return [_own(scene, "attack-operator", f"after|{phase}", operator="OR", effect_refs=after)] if after else []


def _action(scene: Scene, step: Step, after: list[str]) -> str:
    finding = step.finding
    started = scene.incident.first("started")
    day = str(started.value) if started and manner(started) == "stated" and step.phase == _ENTRY else ""
    return _own(
        scene,
        "attack-action",
        f"{finding.claim.field}|{finding.value}",
        name=step.name,
        tactic_id=step.tactic,
        technique_id=step.technique,
        technique_ref=attack_pattern(scene.objects, step.technique) if step.technique else None,
        description=_told(finding),
        execution_start=stamp(day) if len(day) == len("2024-09-17") else None,
        asset_refs=[_asset(scene, asset) for asset in scene.incident.asserted("asset") if _beside(asset, finding)],
        effect_refs=after,
        **_marks(scene, finding),
    )


def _asset(scene: Scene, finding: Finding) -> str:
    name = words.capital(words.value("asset", str(finding.value)))
    return _own(
        scene, "attack-asset", str(finding.value), name=name, description=_told(finding), **_marks(scene, finding)
    )


def _beside(asset: Finding, finding: Finding) -> bool:
    """Whether a sentence tells of both."""
    told = {(e.document, e.sentence) for claim in (asset.claim, *asset.agree) for e in claim.evidence}
    return any((e.document, e.sentence) in told for claim in (finding.claim, *finding.agree) for e in claim.evidence)


def _brought_about(incident: Incident, key: str) -> list[Finding]:
    found = incident.asserted(key)
    if key in {"data", "operations"}:
        return list(found)
    terms = [f.value.kind if isinstance(f.value, Money) else str(f.value) for f in found]
    return [finding for finding, term in zip(found, terms, strict=True) if term in _BROUGHT_ABOUT]


def _outcome(scene: Scene, key: str, found: list[Finding]) -> str:
    """What came of the attack, as a condition that no step follows."""
    text = f"{FIELDS[key].label}: {words.capital('; '.join(said(finding) for finding in found))}"
    return _own(scene, "attack-condition", key, description=text, **_marks(scene, *found))


def _told(finding: Finding) -> str:
    return f"{labelled(finding)}: {quoted(finding.claim)}"


def _marks(scene: Scene, *found: Finding) -> dict[str, Any]:
    """How sure the findings are, and the words that prove them."""
    claims = [claim for finding in found for claim in (finding.claim, *finding.agree)]
    proof = references(claims, scene.documents)
    return {"confidence": confidence(*found), "labels": doubt(*found), "external_references": proof}


def _own(scene: Scene, kind: str, key: str, **properties: Any) -> str:
    return scene.own(kind, f"flow|{key}", **properties, extensions={_EXTENSION: {"extension_type": "new-sdo"}})


_DEFINITION: tuple[dict[str, Any], ...] = (
    {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": _EXTENSION,
        "created_by_ref": _AUTHOR,
        "created": _CREATED,
        "modified": _CREATED,
        "name": "Attack Flow",
        "description": "Extends STIX 2.1 with features to create Attack Flows.",
        "schema": f"{_SITE}/stix/attack-flow-schema-2.0.0.json",
        "version": "2.0.0",
        "extension_types": ["new-sdo"],
        "external_references": [{"source_name": "Documentation", "url": "https://ctid.mitre.org/attack-flow"}],
    },
    {
        "type": "identity",
        "spec_version": "2.1",
        "id": _AUTHOR,
        "created_by_ref": _AUTHOR,
        "created": _CREATED,
        "modified": _CREATED,
        "name": "MITRE Center for Threat-Informed Defense",
        "identity_class": "organization",
    },
)
