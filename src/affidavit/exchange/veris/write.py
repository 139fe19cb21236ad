"""Writing VERIS: an incident as a record of VERIS 1.4.1, its statements with their evidence in `plus.affidavit`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from affidavit.exchange.facts import Facts
from affidavit.exchange.formats import ExportOptions
from affidavit.exchange.ids import identity, moment
from affidavit.exchange.statements import carried
from affidavit.exchange.values import one_line
from affidavit.exchange.veris.actions import put_actions, put_actors
from affidavit.exchange.veris.harm import put_assets, put_data, put_effects, put_losses
from affidavit.exchange.veris.sheet import Sheet
from affidavit.exchange.veris.tables import VERSION, homes, shape
from affidavit.exchange.veris.times import parts, put_times
from affidavit.model import vocabulary, words
from affidavit.model.claim import Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.value import Advice, Indicator

_LONGEST_ADVICE = 3000
#: Where what is only suspected, denied or withheld of a field is noted.
_NOTED = {
    "organization": "victim", "sector": "victim", "country": "victim",
    "asset": "asset", "detection": "discovery_method",
    "data": "attribute.confidentiality", "affected": "attribute.confidentiality", "fate": "attribute.confidentiality",
    "operations": "attribute.availability", "money": "impact", "reputation": "impact",
}  # fmt: skip
_SAID = {Status.SUSPECTED: "Suspected, not confirmed", Status.DENIED: "Denied", Status.WITHHELD: "Not disclosed"}


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """A record, or a list of records where there are several incidents or none."""
    at = moment(options.at)
    made = [record(incident, analysis, options, at) for analysis in analyses for incident in analysis.incidents]
    whole: Any = made[0] if len(made) == 1 else made
    return (json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def record(incident: Incident, analysis: Analysis, options: ExportOptions, at: datetime) -> dict[str, Any]:
    """An incident as a VERIS record."""
    facts, sheet = Facts(incident, incident.kind), Sheet()
    documents = _documents(analysis, incident)
    for part in _PARTS:
        part(facts, sheet)
    assumed = put_times(facts, sheet, documents, at.date())
    if assumed:
        sheet.note("", f"No source says when the incident began: its year is that of {assumed}.")
    _put_remarks(incident, facts, sheet)
    made = sheet.record()
    made |= _about(facts, documents)
    made["plus"] = _plus(facts, analysis, options, at)
    made["plus"]["affidavit"] |= {"implied": sheet.implied} if sheet.implied else {}
    made["plus"]["affidavit"] |= {"assumed": ["timeline.incident.year"]} if assumed else {}
    return made


def _documents(analysis: Analysis, incident: Incident) -> tuple[Document, ...]:
    return tuple(document for document in analysis.documents if document.id in incident.documents)


def _about(facts: Facts, documents: tuple[Document, ...]) -> dict[str, Any]:
    """What VERIS says of the record itself."""
    sources = list(dict.fromkeys(document.origin for document in documents if document.origin))
    about = {
        "schema_name": "verisc",
        "schema_version": VERSION,
        "incident_id": identity("veris", facts.incident.id),
        "source_id": "affidavit",
        "security_incident": facts.certainty,
        "confidence": facts.confidence,
        "summary": facts.summary(documents),
    }
    return about | ({"reference": "; ".join(sources)} if sources else {})


def _plus(facts: Facts, analysis: Analysis, options: ExportOptions, at: datetime) -> dict[str, Any]:
    """What VERIS has no place for: above all the statements, each with its evidence."""
    stamp = at.isoformat().replace("+00:00", "Z")
    plus: dict[str, Any] = {
        "master_id": identity("veris", facts.incident.id),
        "created": stamp,
        "modified": stamp,
        "affidavit": carried(analysis, facts.incident, _documents(analysis, facts.incident), texts=options.texts),
    }
    if disclosed := facts.terms("disclosed"):
        plus["timeline"] = {"notification": parts(disclosed[0])}
    return plus | ({"tlp": f"TLP:{options.tlp.upper()}"} if options.tlp else {})


def _put_victim(facts: Facts, sheet: Sheet) -> None:
    """The organisation, with its sector and country; the others beside it are secondary."""
    names = facts.terms("organization")
    if names:
        sheet.put("victim.victim_id", names[0])
    for name in names[1:]:
        sheet.put("victim.secondary.victim_id", name)
    for sector in facts.terms("sector")[:1]:
        sheet.put("victim.industry", sector)
        sheet.put("victim.government", "Unknown" if sector == "92" else "NA")
    for country in facts.terms("country"):
        if country in shape()["victim.country"].values:
            sheet.put("victim.country", country)
    sheet.open("victim")


def _put_detection(facts: Facts, sheet: Sheet) -> None:
    for term in facts.terms("detection"):
        for home in homes()["detection", term]:
            sheet.put(home.path, home.value)


def _put_indicators(facts: Facts, sheet: Sheet) -> None:
    """The attackers' indicators, and how they behaved; what belongs to the victim or to sources is none."""
    for value in facts.values("indicator"):
        if isinstance(value, Indicator) and value.role == "attacker":
            sheet.put_object("ioc", {"indicator": value.value, "comment": vocabulary.label("indicator", value.type)})
    for text in facts.terms("behavior"):
        sheet.put_object("ioc", {"indicator": text, "comment": "behavior"})


def _put_measures(facts: Facts, sheet: Sheet) -> None:
    """What was done, and what is recommended."""
    done = [words.value(key, term) for key in ("response", "measure") for term in facts.terms(key)]
    advised = [value.text for value in facts.values("recommendation") if isinstance(value, Advice)]
    parts_of = [f"Done: {words.listed(done)}."] if done else []
    parts_of += [f"Recommended by Affidavit: {' '.join(advised)}"] if advised else []
    if parts_of:
        sheet.put("corrective_action", one_line(" ".join(parts_of), _LONGEST_ADVICE))


def _put_remarks(incident: Incident, facts: Facts, sheet: Sheet) -> None:
    """What is suspected, denied or withheld, and where figures are disputed, in notes."""
    for key in FIELDS:
        if FIELDS[key].type == "advice":
            continue
        for status, said in _SAID.items():
            if found := [f for f in incident.all(key) if f.status is status]:
                sheet.note(_NOTED.get(key, ""), f"{said} ({_label(key)}){_listed(key, found)}.")
        for finding in facts.told(key):
            for other in finding.disagree:
                if other.value is not None:
                    sheet.note(
                        _NOTED.get(key, ""), f"Disputed ({_label(key)}): others say {words.value(key, other.value)}."
                    )


def _listed(key: str, found: list[Finding]) -> str:
    """The values, each with who says so."""
    shown = [f"{words.value(key, f.value)} ({_speaker(f)})" for f in found if f.value not in {None, "yes"}]
    return f": {'; '.join(shown)}" if shown else f", {_speaker(found[0])}"


def _label(key: str) -> str:
    return key.replace("_", " ")


def _speaker(finding: Finding) -> str:
    return f"says the {str(finding.speaker).replace('_', ' ')}"


_PARTS: tuple[Callable[[Facts, Sheet], None], ...] = (
    put_actions, put_actors, put_assets, put_data, put_losses, put_effects,
    _put_victim, _put_detection, _put_indicators, _put_measures,
)  # fmt: skip
