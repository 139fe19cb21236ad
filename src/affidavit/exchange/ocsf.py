"""OCSF 1.6.0: an incident as an event of the class Incident Finding (2005), for data lakes and SIEMs that speak it.

What the class has no place for stands in `finding_info_list[].tags` in words, and in `unmapped.affidavit` with its
evidence. Who handles the incident is the receiver's to say: the class wants somebody, and is told "Unassigned".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

from affidavit.exchange.facts import Facts
from affidavit.exchange.formats import Exporter, ExportOptions
from affidavit.exchange.ids import identity, moment
from affidavit.exchange.statements import carried, findings
from affidavit.exchange.values import one_line
from affidavit.model import vocabulary, words
from affidavit.model.claim import Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis, Incident
from affidavit.model.value import Indicator

VERSION = "1.6.0"
_CLASS = {
    "category_uid": 2, "category_name": "Findings", "class_uid": 2005, "class_name": "Incident Finding",
    "activity_id": 1, "activity_name": "Create", "type_uid": 200501, "type_name": "Incident Finding: Create",
}  # fmt: skip
_VERDICT = {"Confirmed": (2, "True Positive"), "Suspected": (4, "Suspicious"), "False positive": (1, "False Positive")}
_CONFIDENCE = {"High": 3, "Medium": 2, "Low": 1}
_TLP = {"amber+strict": "AMBER STRICT"}
_MARK = {Status.SUSPECTED: " (suspected)", Status.DENIED: " (denied)", Status.WITHHELD: " (not disclosed)"}
#: Fields that have a place of their own, and need no tag.
_PLACED = frozenset({"indicator", "technique", "behavior"})


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """An event, or a list of events where there are several incidents or none."""
    made = [event(incident, analysis, options) for analysis in analyses for incident in analysis.incidents]
    whole: Any = made[0] if len(made) == 1 else made
    return (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def event(incident: Incident, analysis: Analysis, options: ExportOptions) -> dict[str, Any]:
    """An incident as an Incident Finding."""
    facts, at = Facts(incident, incident.kind), moment(options.at)
    documents = tuple(document for document in analysis.documents if document.id in incident.documents)
    indicators = list(_osint(facts, options))
    made = _CLASS | {
        "time": _milliseconds(at),
        "metadata": _metadata(incident, options, osint=bool(indicators)),
        "severity_id": 0,
        "severity": "Unknown",
        "status_id": 1,
        "status": "New",
        "assignee_group": {"name": "Unassigned"},
        "message": one_line(incident.title),
        "desc": facts.summary(documents),
    }
    made |= _judgement(facts) | _times(facts)
    made["finding_info_list"] = [_finding_info(facts, documents, at)]
    if indicators:
        made |= {"osint": indicators, "observables": list(_observables(facts))}
    if attacks := list(_attacks(facts)):
        made["attacks"] = attacks
    if source := _address(documents):
        made["src_url"] = source
    return made | {"unmapped": {"affidavit": carried(analysis, incident, documents, texts=options.texts)}}


def _metadata(incident: Incident, options: ExportOptions, *, osint: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "version": VERSION,
        "uid": identity("ocsf", incident.id),
        "product": {"name": "Affidavit", "vendor_name": "Affidavit"},
        "profiles": ["incident", *(["osint"] if osint else [])],
    }
    return made | ({"labels": [f"TLP:{options.tlp.upper()}"]} if options.tlp else {})


def _judgement(facts: Facts) -> dict[str, Any]:
    """How sure it is that there was an incident, and whether data may have been disclosed."""
    number, verdict = _VERDICT[facts.certainty]
    made: dict[str, Any] = {"verdict_id": number, "verdict": verdict}
    made |= {"confidence_id": _CONFIDENCE[facts.confidence], "confidence": facts.confidence}
    return made | ({"is_suspected_breach": True} if facts.values("data") or facts.values("fate") else {})


def _times(facts: Facts) -> dict[str, Any]:
    """When it began and ended, where the day is known: OCSF has no partial dates."""
    found = {"start_time": _day(facts, "started"), "end_time": _day(facts, "ended")}
    return {name: value for name, value in found.items() if value is not None}


def _finding_info(facts: Facts, documents: tuple[Document, ...], at: datetime) -> dict[str, Any]:
    labels = [vocabulary.label(key, term) for key in ("action", "vector") for term in facts.terms(key)]
    made: dict[str, Any] = {
        "uid": identity("ocsf", "finding", facts.incident.id),
        "title": one_line(facts.incident.title),
        "created_time": _milliseconds(at),
        "types": list(dict.fromkeys(labels)),
        "tags": list(_tags(facts.incident)),
        "data_sources": list(dict.fromkeys(one_line(document.origin) for document in documents if document.origin)),
        "first_seen_time": _day(facts, "discovered"),
        "src_url": _address(documents),
    }
    return {name: value for name, value in made.items() if value not in (None, [])}


def _tags(incident: Incident) -> Iterator[dict[str, Any]]:
    """What is told of each field in words; what is not stated is under a name that says so."""
    told: dict[str, list[str]] = {}
    for key, finding in findings(incident):
        if key not in _PLACED:
            value = finding.value
            said = words.value(key, value) if value is not None else "not disclosed"
            told.setdefault(FIELDS[key].key + _MARK.get(finding.status, ""), []).append(one_line(said))
    for name, values in told.items():
        yield {"name": name, "values": list(dict.fromkeys(values))}


def _attacks(facts: Facts) -> Iterator[dict[str, Any]]:
    """The techniques that are stated, sub-techniques under theirs."""
    known = vocabulary.terms("technique")
    for finding in facts.firm("technique"):
        row = known.get(str(finding.value))
        if row is None:
            continue
        parent = known.get(row["term"].partition(".")[0], row)
        made: dict[str, Any] = {"technique": {"uid": parent["term"], "name": parent["label"]}}
        if parent is not row:
            made["sub_technique"] = {"uid": row["term"], "name": row["label"]}
        if tactics := row.get("tactics"):
            made["tactics"] = [{"name": _title(name)} for name in tactics.split(",")]
        yield made


def _title(tactic: str) -> str:
    """`Command and Control`, of `command-and-control`."""
    return tactic.replace("-", " ").title().replace(" And ", " and ")


def _osint(facts: Facts, options: ExportOptions) -> Iterator[dict[str, Any]]:
    for value in _of_attackers(facts):
        row = indicator_types()[value.type]
        made: dict[str, Any] = {"type_id": int(row[1]), "type": row[2], "value": value.value}
        if row[2] == "Other":
            made["type"] = vocabulary.label("indicator", value.type)
        yield made | ({"tlp": _TLP.get(options.tlp, options.tlp.upper())} if options.tlp else {})


def _observables(facts: Facts) -> Iterator[dict[str, Any]]:
    for number, value in enumerate(_of_attackers(facts)):
        row = indicator_types()[value.type]
        yield {"name": f"osint[{number}].value", "type_id": int(row[3]), "type": row[4], "value": value.value}


def _of_attackers(facts: Facts) -> list[Indicator]:
    """The indicators of attackers that are stated; what belongs to the victim or to sources is none."""
    found = [f.value for f in facts.firm("indicator")]
    return [value for value in found if isinstance(value, Indicator) and value.role == "attacker"]


def _address(documents: tuple[Document, ...]) -> str | None:
    return next((d.origin for d in documents if d.origin and d.origin.startswith(("http://", "https://"))), None)


def _day(facts: Facts, key: str) -> int | None:
    """The day of a date, in milliseconds; None where no day is known."""
    found = next(iter(facts.terms(key)), "")
    if found.count("-") != 2:
        return None
    return _milliseconds(datetime.fromisoformat(found).replace(tzinfo=UTC))


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


@cache
def indicator_types() -> dict[str, list[str]]:
    """The rows of our indicator types: OCSF's numbers and captions for them."""
    lines = (resources.files(__package__) / "ocsf.tsv").read_text("utf-8").splitlines()
    return {row[0]: row for line in lines if not line.startswith("#") for row in [line.split("\t")]}


EXPORTER = Exporter("ocsf", ".json", "OCSF events of the class Incident Finding", write)
