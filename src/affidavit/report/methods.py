"""Attack methodology: techniques under their tactic, and what else is known of how it was done."""

from __future__ import annotations

from affidavit.model import vocabulary, words
from affidavit.model.claim import OF_EXTORTION
from affidavit.model.incident import Finding, Incident
from affidavit.report import say
from affidavit.report.model import Entry, Section, Statement
from affidavit.report.proofs import Ledger

#: The tactics that the report has a place for, in its order.
TACTICS = {
    "initial-access": "Initial Access",
    "persistence": "Persistence",
    "privilege-escalation": "Privilege Escalation",
    "defense-evasion": "Defense Evasion",
    "credential-access": "Credential Access",
    "discovery": "Discovery",
    "lateral-movement": "Lateral Movement",
    "collection": "Collection",
    "exfiltration": "Exfiltration",
    "impact": "Impact",
}
_OTHER = "Other Tactics"
#: What stands under a tactic that no technique is known for.
_INSTEAD = {
    "initial-access": ("vector",),
    "exfiltration": ("fate",),
    "impact": ("ransomware", "extortion"),
}
_BY = {"actor": "Threat Actor", "action": "Kind of Action", "malware": "Malware", "vulnerability": "Vulnerability"}


def section(incident: Incident, ledger: Ledger) -> Section:
    """Who and with what, then the techniques by tactic."""
    entries = tuple(
        Entry(label, say.every(incident.all(key), ledger)) for key, label in _BY.items() if incident.all(key)
    )
    tactics = tuple(_tactic(incident, ledger, tactic, title) for tactic, title in TACTICS.items())
    return Section("Attack Methodology", entries, (*tactics, *_others(incident, ledger)))


def by_tactic(incident: Incident, ledger: Ledger, tactic: str) -> tuple[Entry, ...]:
    """The techniques of one tactic, as an entry where there are any."""
    found = tuple(f for f in incident.all("technique") if tactic_of(f) == tactic)
    return (Entry(None, say.every(found, ledger)),) if found else ()


def tactic_of(finding: Finding) -> str | None:
    """The tactic that a technique is shown under: the first of its tactics in the report's order."""
    row = vocabulary.terms("technique").get(str(finding.value), {})
    tactics = row.get("tactics", "").split(",")
    return next((tactic for tactic in TACTICS if tactic in tactics), None)


def _tactic(incident: Incident, ledger: Ledger, tactic: str, title: str) -> Section:
    entries = by_tactic(incident, ledger, tactic)
    found = [f for f in incident.all("technique") if tactic_of(f) == tactic]
    if all(f.claim.by == OF_EXTORTION for f in found):  # says less than what it was read from
        other = [key for key in _INSTEAD.get(tactic, ()) if incident.all(key)]
        entries = (*(Entry(None, say.every(incident.all(key), ledger)) for key in other), *entries)
    if not entries and tactic == "collection":
        entries = _collected(incident, ledger)
    return Section(title, entries or (Entry(None, (say.NOT_REPORTED,)),))


def _collected(incident: Incident, ledger: Ledger) -> tuple[Entry, ...]:
    """The classes of data in one sentence; each of them stands in the matrix."""
    parts = (
        ("stated", "Data taken or exposed: {}"),
        ("suspected", "Data that may have been taken or exposed: {}"),
        ("claimed", "Data taken according to the attacker (no confirmation by the organisation is reported): {}"),
    )
    said = []
    for kind, pattern in parts:
        if found := [f for f in incident.asserted("data") if say.manner(f) == kind]:
            text = pattern.format(
                words.shortened([words.value("data", f.value) for f in found if f.value], 6, "{} further classes")
            )
            said.append(Statement(text, say.tone(found[0]), say.cites(found[:6], ledger)))
    return (Entry(None, tuple(said)),) if said else ()


def _others(incident: Incident, ledger: Ledger) -> tuple[Section, ...]:
    """Techniques whose tactics have no place of their own (execution, command and control...)."""
    found = tuple(f for f in incident.all("technique") if tactic_of(f) is None)
    return (Section(_OTHER, (Entry(None, say.every(found, ledger)),)),) if found else ()
