"""Incidents as MISP events (pymisp), one an incident.

What is stated becomes attributes and objects that tools can search; every statement, whatever its status, stands in an
`annotation` with the words that prove it, which refers to what it proves and to the `report` of its document.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from affidavit.exchange.formats import ExportOptions, needed
from affidavit.exchange.ids import moment
from affidavit.exchange.misp import tags
from affidavit.exchange.misp.drawn import Drawn
from affidavit.exchange.misp.sources import add_sources
from affidavit.exchange.misp.story import story
from affidavit.exchange.misp.targets import add_target, add_victims
from affidavit.exchange.misp.words import claimed, label, quoted
from affidavit.exchange.statements import findings, place_row, statement_row
from affidavit.exchange.values import one_line
from affidavit.model.incident import Analysis, Finding, Incident

#: What MISP holds in one value, in bytes, less what a statement's own words take.
_LARGEST = 60_000


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The incidents as MISP JSON: `{"Event": ...}` for one, `{"response": [...]}` for none or many."""
    needed("pymisp", "misp")
    events = [_event(incident, analysis, options) for analysis in analyses for incident in analysis.incidents]
    shown = events[0] if len(events) == 1 else {"response": events}
    return (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode()


def _event(incident: Incident, analysis: Analysis, options: ExportOptions) -> dict[str, Any]:
    at = moment(options.at)
    documents = [analysis.document(name) for name in incident.documents]
    drawn = Drawn(
        incident, documents, options, needed("pymisp", "misp").MISPEvent(force_timestamps=True), int(at.timestamp())
    )
    drawn.denied = incident.kind == "denied"
    _head(drawn, at.date().isoformat())
    add_sources(drawn, {"incident": incident.id, **place_row(analysis, incident)})
    add_victims(drawn)
    for number, (key, finding) in enumerate(findings(incident)):
        _statement(drawn, key, finding, str(number))
    report = {"uuid": drawn.id("report"), "timestamp": drawn.stamp}
    drawn.event.add_event_report(one_line(incident.title, 250), story(drawn), **report)
    return {"Event": json.loads(drawn.event.to_json(sort_keys=True))}


def _head(drawn: Drawn, today: str) -> None:
    """The event's own fields: as old as its first document, for this organisation only, and looked at by nobody yet."""
    event, days = drawn.event, [d.published for d in drawn.documents if d.published and len(d.published) == len(today)]
    event.uuid, event.info = drawn.id(), one_line(drawn.incident.title)
    disclosed = [str(value) for value in drawn.incident.values("disclosed") if len(str(value)) == len(today)]
    event.date, event.timestamp = min(days or disclosed, default=today), drawn.stamp
    event.distribution, event.analysis, event.threat_level_id, event.published = 0, 0, 4, False
    for tag in tags.of_incident(drawn.incident, drawn.options.tlp, denied=drawn.denied):
        event.add_tag(tag)


def _statement(drawn: Drawn, key: str, finding: Finding, number: str) -> None:
    """The annotation that proves a finding; what it proves is added first, where it is something to search for."""
    target = add_target(drawn, key, finding, number)
    made = drawn.add("annotation", "statement", number, comment=one_line(f"{label(key)}: {claimed(finding.claim)}"))
    said = [*tags.of_source(finding), *tags.of_finding(key, finding)]
    more = {"Tag": [{"name": tag} for tag in tags.without_unknown(said)], "disable_correlation": True}
    drawn.attribute(made, "text", statement_text(key, finding), "statement", number, **more)
    drawn.attribute(made, "type", "Annotation", "statement", number)
    drawn.attribute(made, "format", "text", "statement", number)
    drawn.targets[made.uuid] = target or ""
    if target:
        drawn.refer(made, target, "annotates")
    for name in dict.fromkeys(evidence.document for evidence in finding.evidence):
        drawn.refer(made, drawn.id("document", name), "derived-from")


def statement_text(key: str, finding: Finding) -> str:
    """A finding in words, with its proof, and on the last line as the machine format has it."""
    lines = [f"{label(key)}: {claimed(finding.claim)}", quoted(finding.claim)]
    for said, others in (("Agrees", finding.agree), ("Disagrees", finding.disagree), ("Earlier", finding.superseded)):
        lines += [f"{said}: {claimed(other)} {quoted(other)}" for other in others]
    row = statement_row(key, finding)
    while len(held := _json(row).encode()) > _LARGEST and row.get("agree"):
        row["agree"].pop()
    room = max(0, _LARGEST - len(held))
    return "\n".join(lines).encode()[:room].decode(errors="ignore") + "\n" + held.decode()


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))
