"""The sections of the report, in their order; a section that has nothing says so."""

from __future__ import annotations

from collections.abc import Iterable

from affidavit.model import vocabulary, words
from affidavit.model.claim import Claim
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Advice
from affidavit.report import methods, say, tables
from affidavit.report.model import Advised, Entry, Section, Statement, Tone
from affidavit.report.proofs import Ledger

_PHASES = ("Containment", "Eradication", "Recovery")
_NONE = {
    "lesson": "No lesson follows from what is reported",
    "recommendation": "No recommendation follows from what is reported",
    "duty": "No notification duty follows from what is reported",
}


def sections(incident: Incident, ledger: Ledger) -> tuple[Section, ...]:
    """All sections between the executive summary and the sources."""
    return (
        _details(incident, ledger),
        _timeline(incident, ledger),
        methods.section(incident, ledger),
        _impact(incident, ledger),
        tables.indicators(incident, ledger),
        _response(incident, ledger),
        _advice("Lessons Learned", "lesson", incident, ledger),
        _advice("Recommendations", "recommendation", incident, ledger),
        _advice("Notification Duties", "duty", incident, ledger),
    )


def field(incident: Incident, ledger: Ledger, key: str, label: str | None = None) -> Entry:
    """A field's statements under its label; `Not reported.` where there is nothing."""
    findings = incident.all(key)
    said = say.every(findings, ledger) if FIELDS[key].many else say.chosen(findings, ledger)
    return Entry(label or FIELDS[key].label, said)


def known(incident: Incident, ledger: Ledger, *keys: str) -> tuple[Entry, ...]:
    """Those of the fields that something is said of."""
    return tuple(field(incident, ledger, key) for key in keys if incident.all(key))


def filled(title: str, entries: Iterable[Entry]) -> Section:
    """A section of `entries`, or one that says that nothing is reported."""
    return Section(title, tuple(entries) or (Entry(None, (say.NOT_REPORTED,)),))


def _details(incident: Incident, ledger: Ledger) -> Section:
    entries = (
        field(incident, ledger, "discovered"),
        Entry("Incident Date", _incident_date(incident, ledger)),
        field(incident, ledger, "organization"),
        field(incident, ledger, "sector"),
        field(incident, ledger, "country"),
    )
    return Section("Incident Details", entries)


def _incident_date(incident: Incident, ledger: Ledger) -> tuple[Statement, ...]:
    """One statement where both the start and the end are known and firm, else what is known of each."""
    start, end = incident.first("started"), incident.first("ended")
    if start is None or end is None:
        return (*say.chosen(incident.all("started"), ledger), *_last_access(incident, ledger))
    first, last = say.chosen(incident.all("started"), ledger), say.chosen(incident.all("ended"), ledger)
    if first[0].tone is not Tone.STATED or last[0].tone is not Tone.STATED:
        return (*first, *_last_access(incident, ledger))
    text = words.capital(words.between(str(start.value), str(end.value)))
    cites = tuple(dict.fromkeys((*first[0].cites, *last[0].cites)))
    return (Statement(text, Tone.STATED, cites, tuple(dict.fromkeys((*first[0].notes, *last[0].notes)))),)


def _last_access(incident: Incident, ledger: Ledger) -> tuple[Statement, ...]:
    said = say.chosen(incident.all("ended"), ledger) if incident.all("ended") else ()
    return tuple(Statement(f"Until {_inside(s.text)}", s.tone, s.cites, s.notes) for s in said)


def _inside(text: str) -> str:
    """A date as it stands inside a statement: "possibly 21 April", "May"."""
    return text[0].lower() + text[1:] if text.startswith("Possibly ") else text


def _timeline(incident: Incident, ledger: Ledger) -> Section:
    access = (
        Entry("Date/Time", _incident_date(incident, ledger)),
        field(incident, ledger, "vector"),
        *(_details_of_access(incident, ledger)),
    )
    impact = known(incident, ledger, "ended", "affected", "fate", "ransomware")
    detection = known(incident, ledger, "discovered", "detection", "contained", "disclosed")
    return Section(
        "Timeline of Events",
        sections=(
            Section("Initial Access", access),
            filled("Lateral Movement", methods.by_tactic(incident, ledger, "lateral-movement")),
            filled("Data Exfiltration/Impact", impact),
            filled("Detection & Response", detection),
        ),
    )


def _details_of_access(incident: Incident, ledger: Ledger) -> Iterable[Entry]:
    found = known(incident, ledger, "third_party", "vulnerability", "asset")
    if not found:
        return (Entry("Details", (say.NOT_REPORTED,)),)
    return (Entry(f"Details: {entry.label}", entry.statements) for entry in found)


def _impact(incident: Incident, ledger: Ledger) -> Section:
    breach = (
        field(incident, ledger, "affected"),
        *tables.withheld_data(incident, ledger),
        *known(incident, ledger, "fate"),
    )
    return Section(
        "Impact Assessment",
        sections=(
            filled("Financial", _unlabelled(known(incident, ledger, "money", "extortion"))),
            Section("Data Breach", breach, table=tables.data(incident, ledger)),
            filled("Operational", _unlabelled(known(incident, ledger, "operations", "ransomware"))),
            filled("Reputational", _unlabelled(known(incident, ledger, "reputation"))),
        ),
    )


def _unlabelled(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(Entry(None, entry.statements) for entry in entries)


def _response(incident: Incident, ledger: Ledger) -> Section:
    phases = vocabulary.terms("response") | vocabulary.terms("measure")
    done = (*incident.all("response"), *incident.all("measure"))

    def of(phase: str) -> list[Finding]:
        return [f for f in done if _phase(f, phases) == phase.lower()]

    subsections = tuple(
        filled(phase, [Entry(None, say.every(tuple(found), ledger))] if (found := of(phase)) else [])
        for phase in _PHASES
    )
    return Section("Response Actions", sections=subsections)


def _phase(finding: Finding, phases: dict[str, dict[str, str]]) -> str:
    """The phase of an action; recovery where the vocabulary gives none."""
    return phases.get(str(finding.value), {}).get("phase") or "recovery"


def _advice(title: str, key: str, incident: Incident, ledger: Ledger) -> Section:
    advised = tuple(_advised(f.claim, f.value, ledger) for f in incident.all(key) if isinstance(f.value, Advice))
    if not advised:
        return Section(title, (Entry(None, (Statement(_NONE[key], Tone.UNKNOWN),)),))
    return Section(title, advice=advised)


def _advised(claim: Claim, advice: Advice, ledger: Ledger) -> Advised:
    because = tuple(dict.fromkeys(_reason(c, ledger) for c in claim.follows_from))
    references = tuple(f"{framework} {identity}" for framework, identity in advice.references)
    return Advised(advice.text, advice.priority, references, because)


def _reason(claim: Claim, ledger: Ledger) -> Statement:
    """What called for an entry of the playbook, in short: `vector: phishing`."""
    said = words.value(claim.field, claim.value) if claim.value is not None else "not disclosed"
    label = FIELDS[claim.field].label
    return Statement(f"{label}: {said}", Tone(claim.status), ledger.cites(claim))
