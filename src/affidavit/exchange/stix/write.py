"""Analyses as a STIX 2.1 bundle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from affidavit.exchange.formats import ExportOptions
from affidavit.exchange.statements import findings, place_row, statement_row
from affidavit.exchange.stix import notes
from affidavit.exchange.stix.graph import Scene, build
from affidavit.exchange.stix.objects import Objects, stamp
from affidavit.exchange.stix.said import manner, said
from affidavit.exchange.values import one_line
from affidavit.model import words
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis, Incident
from affidavit.model.machine import document_row

#: What the description of an incident tells, in this order, and how many values of each.
_DESCRIBED = (
    "organization", "sector", "country", "started", "discovered", "disclosed", "actor", "third_party", "vector",
    "malware", "data", "affected", "fate", "ransomware", "extortion", "money", "operations",
)  # fmt: skip
_MOST = 6
#: The fields whose terms label the incident, where they are stated.
_LABELS = ("action", "vector")
#: What must be known of an incident by the kind of its documents.
_KINDS = {
    "denied": "The organisation denies the incident: what is said to have happened is not confirmed.",
    "aftermath": "The documents tell of what followed an older incident.",
    "unread": "The documents' language is not supported: only what needs no language was read.",
}


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The bundle of all incidents of the analyses."""
    objects = Objects(options)
    for analysis in analyses:
        for incident in analysis.incidents:
            _incident(objects, analysis, incident, options)
    return objects.bundle("|".join(analysis.id for analysis in analyses))


def _incident(objects: Objects, analysis: Analysis, incident: Incident, options: ExportOptions) -> None:
    scene = Scene.of(objects, analysis, incident)
    about = {
        "name": one_line(incident.title),
        "description": description(incident, incident.kind),
        "external_references": scene.sources(),
    }
    extension = {"extension_type": "property-extension", **_statements(scene, analysis, texts=options.texts)}
    extensions = {objects.extension(): extension}
    scene.id = scene.own(
        "incident", "incident", **about, labels=_labels(incident, incident.kind), extensions=extensions
    )
    build(scene)
    notes.tell(scene)
    notes.advise(scene)
    published = max((document.published or "" for document in scene.documents.values()), default="")
    day = stamp(published) if published else objects.at
    objects.add(
        "report", incident.id, scene.created, **about, report_types=["threat-report"], published=day,
        object_refs=list(scene.refs),
    )  # fmt: skip


def _statements(scene: Scene, analysis: Analysis, *, texts: bool) -> dict[str, Any]:
    """What the extension holds: all statements, their evidence, and the documents it stands in."""
    rows = [
        {**document_row(document), **({"text": document.text} if texts else {})}
        for document in scene.documents.values()
    ]
    statements = [statement_row(key, finding) for key, finding in findings(scene.incident)]
    place = {"incident": scene.incident.id, **place_row(analysis, scene.incident)}
    return {**place, "documents": rows, "statements": statements}


def description(incident: Incident, kind: str) -> str:
    """What is known of an incident, a line for each field."""
    lines = [_KINDS[kind]] if kind in _KINDS else []
    for key in _DESCRIBED:
        if told := [said(finding) for finding in incident.asserted(key)]:
            more = f"; and {len(told) - _MOST} more" if len(told) > _MOST else ""
            lines.append(f"{FIELDS[key].label}: {words.capital('; '.join(told[:_MOST]))}{more}")
    return "\n".join(lines) or incident.title


def _labels(incident: Incident, kind: str) -> list[str]:
    stated = [f for key in _LABELS for f in incident.asserted(key) if manner(f) == "stated"]
    flags = [key for key in ("ransomware", "extortion") if (f := incident.first(key)) and manner(f) == "stated"]
    return list(
        dict.fromkeys([*([kind] if kind in _KINDS else []), *(str(f.value).replace("_", "-") for f in stated), *flags])
    )
