"""What no object stands for, as notes; advice as courses of action; what is disputed, as opinions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from affidavit.exchange.stix import attack
from affidavit.exchange.stix.graph import Scene
from affidavit.exchange.stix.said import doubt, labelled, manner, quoted, references, said
from affidavit.model import words
from affidavit.model.claim import Claim, Status
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding
from affidavit.model.value import Advice

_HEADS = {Status.DENIED: "denied", Status.WITHHELD: "not disclosed"}
#: What a course of action mitigates, as the standard has it.
_MITIGATED = ("attack-pattern", "indicator", "malware", "tool", "vulnerability")
_LONGEST_NAME = 100


def tell(scene: Scene) -> None:
    """Notes of the findings that no object stands for, a note for each field and for what is denied of it."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for key, finding in scene.told:
        groups.setdefault((key, _HEADS.get(finding.status, "")), []).append(finding)
    for (key, head), found in groups.items():
        name = _note(scene, key, head, found)
        for finding in found:
            _dispute(scene, name, finding.disagree, "disagree")
    for made in scene.made:
        _dispute(scene, made.relation, made.finding.disagree, "disagree")
        _dispute(scene, made.relation, _denials(scene, made.finding), "strongly-disagree")


def advise(scene: Scene) -> None:
    """Recommendations as courses of action; lessons and duties as a note each."""
    for finding in scene.incident.all("recommendation"):
        if isinstance(finding.value, Advice):
            _course(scene, finding, finding.value)
    for key in ("lesson", "duty"):
        found = [finding.value.text for finding in scene.incident.all(key) if isinstance(finding.value, Advice)]
        if content := "\n".join(f"- {text}" for text in found):
            scene.own("note", key, abstract=FIELDS[key].section, content=content, object_refs=[scene.id])


def _note(scene: Scene, key: str, head: str, found: list[Finding]) -> str:
    label = FIELDS[key].label
    claims = [claim for finding in found for claim in (finding.claim, *finding.agree)]
    return scene.own(
        "note",
        f"{key}|{head}",
        abstract=f"{label}: {head}" if head else label,
        content="\n".join(line for finding in found for line in _lines(finding)),
        object_refs=[scene.id],
        labels=[head.replace(" ", "-")] if head else doubt(*found) if all(doubt(f) for f in found) else [],
        external_references=references(claims, scene.documents),
    )


def _lines(finding: Finding) -> Iterator[str]:
    yield f"- {words.capital(said(finding))}: {quoted(finding.claim)}"
    for claim in finding.superseded:
        yield f"  Earlier figure: {said(Finding(claim))}: {quoted(claim)}"
    if finding.rule:
        yield f"  Sources disagree; decided by: {finding.rule}"


def _denials(scene: Scene, finding: Finding) -> Iterable[Claim]:
    """What denies the very value that an object asserts."""
    key = finding.claim.field
    others = scene.incident.all(key)
    return [f.claim for f in others if f.status is Status.DENIED and f.value == finding.value]


def _dispute(scene: Scene, name: str, claims: Iterable[Claim], opinion: str) -> None:
    for number, claim in enumerate(claims):
        scene.own(
            "opinion",
            f"{name}|{opinion}|{number}",
            opinion=opinion,
            explanation=f"{labelled(Finding(claim))}: {quoted(claim)}",
            object_refs=[name],
            external_references=references([claim], scene.documents),
        )


def _course(scene: Scene, finding: Finding, advice: Advice) -> None:
    name = scene.own(
        "course-of-action",
        advice.entry,
        name=_short(advice.text),
        description=advice.text,
        labels=[f"priority-{advice.priority}", *(["suspected"] if _hedged(finding) else [])],
        external_references=[
            *(_framework(*reference) for reference in advice.references),
            *references(finding.claim.follows_from, scene.documents),
        ],
    )
    about = "Recommended for this incident."
    scene.own(
        "relationship", f"{name}|related-to", relationship_type="related-to", description=about, source_ref=name,
        target_ref=scene.id,
    )  # fmt: skip
    objects = {(made.key, made.finding.value): made.name for made in scene.made}
    calls = dict.fromkeys(objects.get((claim.field, claim.value)) for claim in finding.claim.follows_from)
    for target in calls:
        if target and target.startswith(_MITIGATED):
            scene.own(
                "relationship", f"{name}|mitigates|{target}", relationship_type="mitigates", description=about,
                source_ref=name, target_ref=target,
            )  # fmt: skip


def _hedged(finding: Finding) -> bool:
    return any(manner(Finding(claim)) != "stated" for claim in finding.claim.follows_from)


def _framework(framework: str, identity: str) -> dict[str, str]:
    if framework == "ATT&CK":
        return attack.reference(identity)
    return {"source_name": framework, "external_id": identity}


def _short(text: str) -> str:
    """The text up to its first colon, semicolon or comma that leaves a name, at most so long."""
    if len(text) <= _LONGEST_NAME:
        return text.rstrip(".")
    cut = text[:_LONGEST_NAME].rpartition(" ")[0]
    return cut.rstrip(",;:(") + "\u2026"
