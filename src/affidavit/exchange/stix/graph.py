"""An incident's findings as objects and relationships, each relationship with the words that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.statements import findings
from affidavit.exchange.stix import attack, observables
from affidavit.exchange.stix.data import table
from affidavit.exchange.stix.objects import FIRST, Objects, stamp
from affidavit.exchange.stix.said import confidence, doubt, labelled, manner, references, source
from affidavit.exchange.values import one_line
from affidavit.model import vocabulary, words
from affidavit.model.document import Document
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.value import Indicator

#: Types of objects that an actor uses, and that it targets.
_USED, _TARGETED = ("attack-pattern", "malware", "tool"), ("identity", "vulnerability")
_ACTORS = ("intrusion-set", "threat-actor", "campaign")


@dataclass(frozen=True, slots=True)
class Made:
    """The object that stands for a finding, and the relationship that says so of the incident."""

    finding: Finding
    name: str
    relation: str

    @property
    def key(self) -> str:
        """The finding's field."""
        return self.finding.claim.field


@dataclass(slots=True)
class Scene:
    """One incident on its way into a bundle: what stands for it, and what was made of its findings.

    `refs` are the ids of all its objects; `made` the objects of findings; `told` the findings that no object stands
    for, which notes tell of.
    """

    objects: Objects
    incident: Incident
    documents: Mapping[str, Document]
    created: str
    id: str = ""
    refs: list[str] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    told: list[tuple[str, Finding]] = field(default_factory=list)

    @classmethod
    def of(cls, objects: Objects, analysis: Analysis, incident: Incident) -> Scene:
        """An incident of an analysis; what is its alone counts as created when its first document was published."""
        documents = {document.id: document for document in analysis.documents if document.id in incident.documents}
        published = sorted(document.published for document in documents.values() if document.published)
        return cls(objects, incident, documents, stamp(published[0]) if published else FIRST)

    def sources(self) -> list[dict[str, Any]]:
        """The incident's documents as external references."""
        return [source(document) for document in self.documents.values()]

    def own(self, kind: str, key: str, **properties: Any) -> str:
        """Add an object that is this incident's alone."""
        return self.keep(self.objects.add(kind, f"{self.incident.id}|{key}", self.created, **properties))

    def keep(self, name: str) -> str:
        """Count an object among the incident's."""
        if name not in self.refs:
            self.refs.append(name)
        return name

    def relate(self, source: str, kind: str, target: str, *proof: Finding, about: str) -> str:
        """Add a relationship that findings prove, marked where they are no fact."""
        claims = [claim for finding in proof for claim in (finding.claim, *finding.agree)]
        return self.own(
            "relationship",
            f"{source}|{kind}|{target}",
            relationship_type=kind,
            description=about,
            source_ref=source,
            target_ref=target,
            confidence=confidence(*proof),
            labels=doubt(*proof),
            external_references=references(claims, self.documents),
        )


def build(scene: Scene) -> None:
    """Make the objects of all findings that one stands for, and relate them to the incident and each other."""
    for key, finding in findings(scene.incident):
        make = _MAKERS.get(key) if finding.asserted else None
        name = make(scene, finding) if make else None
        if name is None:
            scene.told.append((key, finding))
            continue
        scene.made.append(Made(finding, scene.keep(name), _related(scene, finding, name)))
    _acts(scene)


def _organization(scene: Scene, finding: Finding) -> str:
    main = scene.incident.first("organization") is finding
    sector = scene.incident.first("sector") if main else None
    row = table("sectors").get(str(sector.value)) if sector and manner(sector) == "stated" else None
    sectors = [row["industry"]] if row and row["industry"] else []
    return _identity(scene, finding, sectors=sectors, roles=["victim"])


def _third_party(scene: Scene, finding: Finding) -> str:
    return _identity(scene, finding, roles=["third-party"])


def _identity(scene: Scene, finding: Finding, **properties: Any) -> str:
    key = f"{finding.claim.field}|{finding.value}"
    return scene.own("identity", key, name=_name(finding), identity_class="organization", **properties)


def _country(scene: Scene, finding: Finding) -> str:
    code = str(finding.value)
    return scene.objects.add("location", code, name=vocabulary.label("country", code), country=code)


def _name(finding: Finding) -> str:
    """A name as an object bears it: on one line, of whole characters."""
    return one_line(str(finding.value)) or "not named"


def _actor(scene: Scene, finding: Finding) -> str:
    name = _name(finding)
    kind, about = attack.known(name, "actor")
    return scene.objects.add(kind or "threat-actor", name.casefold(), name=name, **about)


def _malware(scene: Scene, finding: Finding) -> str:
    name = _name(finding)
    kind, about = attack.known(name, "malware")
    if kind != "tool":
        return scene.objects.add("malware", name.casefold(), name=name, is_family=True, **about)
    return scene.objects.add("tool", name.casefold(), name=name, **about)


def _technique(scene: Scene, finding: Finding) -> str:
    return attack_pattern(scene.objects, str(finding.value))


def attack_pattern(objects: Objects, identity: str) -> str:
    """Add the object of a technique, and give its id."""
    name = words.technique(identity).removesuffix(f" ({identity})")
    about: dict[str, Any] = {
        "kill_chain_phases": attack.phases(identity),
        "external_references": [attack.reference(identity)],
    }
    return objects.add("attack-pattern", identity, name=name, **about)


def _vulnerability(scene: Scene, finding: Finding) -> str:
    name = one_line(finding.value.value) if isinstance(finding.value, Indicator) else _name(finding)
    references = [{"source_name": "cve", "external_id": name}] if name.startswith("CVE-") else []
    return scene.objects.add("vulnerability", name, name=name, external_references=references)


def _indicator(scene: Scene, finding: Finding) -> str | None:
    """Attackers' ones as indicators, those of the victim or nobody known as observables; a contact's as neither."""
    given = finding.value
    if not isinstance(given, Indicator) or given.role in {"source", "contact"}:
        return None
    if given.type == "cve":
        return _vulnerability(scene, finding)
    try:
        return _sought(scene, finding, given) if given.role == "attacker" else observables.observe(scene.objects, given)
    except ExchangeError:  # a value that is none of its type, such as a hash of another length: a note tells of it
        return None


def _sought(scene: Scene, finding: Finding, given: Indicator) -> str | None:
    if (pattern := observables.pattern(given)) is None:
        return None
    return scene.own(
        "indicator",
        f"{given.type}|{given.value}",
        name=one_line(f"{vocabulary.label('indicator', given.type)} {words.defanged(given)}"),
        description=labelled(finding),
        indicator_types=["malicious-activity"],
        pattern=pattern,
        pattern_type="stix",
        valid_from=scene.created,
        confidence=confidence(finding),
        labels=doubt(finding),
        external_references=references([finding.claim, *finding.agree], scene.documents),
    )


_MAKERS: dict[str, Callable[[Scene, Finding], str | None]] = {
    "organization": _organization,
    "country": _country,
    "actor": _actor,
    "third_party": _third_party,
    "technique": _technique,
    "malware": _malware,
    "vulnerability": _vulnerability,
    "indicator": _indicator,
}


def _related(scene: Scene, finding: Finding, name: str) -> str:
    """The relationship that proves an object: of the main victim to its country, of the incident to all else."""
    victim = next((made.name for made in scene.made if made.key == "organization"), None)
    if finding.claim.field == "country" and victim is not None:
        return scene.relate(victim, "located-at", name, finding, about=labelled(finding))
    return scene.relate(scene.id, "related-to", name, finding, about=labelled(finding))


def _acts(scene: Scene) -> None:
    """What the actor did, where one alone is named: each relationship rests on two statements of the incident."""
    actors = [made for made in scene.made if made.name.startswith(_ACTORS)]
    if len(actors) != 1:
        return
    actor = actors[0]
    for kind, made in _deeds(scene):
        about = f"{labelled(actor.finding)}. {labelled(made.finding)}. Both are statements of this incident."
        scene.relate(actor.name, kind, made.name, actor.finding, made.finding, about=about)


def _deeds(scene: Scene) -> Iterator[tuple[str, Made]]:
    for made in scene.made:
        if made.name.startswith(_USED):
            yield "uses", made
        elif made.name.startswith(_TARGETED) and made.key != "third_party":
            yield "targets", made
