"""The tables of the report: the matrix of data classes and the indicators of compromise."""

from __future__ import annotations

from collections.abc import Sequence

from affidavit.model import vocabulary, words
from affidavit.model.claim import Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Indicator
from affidavit.report import say
from affidavit.report.model import Entry, Row, Section, Statement, Table
from affidavit.report.proofs import Ledger, as_firm

EXPOSED, SUSPECTED, SAFE = "Exposed", "Suspected", "Said to be safe"
_FILE = {"md5", "sha1", "sha256", "sha512", "ssdeep", "file_name", "file_path", "registry_key", "mutex"}
_OTHER = {"cve", "bitcoin", "monero", "ethereum"}
_COMPROMISE = {"attacker", "unknown"}


def data(incident: Incident, ledger: Ledger) -> Table | None:
    """The classes of data by what is said of each; the classes that no row names are not mentioned by any source."""
    by_class: dict[str, list[Finding]] = {}
    for finding in incident.all("data"):
        if finding.value is not None:
            by_class.setdefault(str(finding.value), []).append(finding)
    rows = tuple(_data_row(name, found, ledger) for name, found in by_class.items())
    if not rows:
        return None
    return Table(
        ("Class of data", EXPOSED, SUSPECTED, SAFE), rows, "Classes of data not listed are not mentioned by any source."
    )


def _data_row(name: str, found: Sequence[Finding], ledger: Ledger) -> Row:
    cells: dict[str, Statement] = {}
    for finding in found:
        cells.setdefault(_column(finding), say.statement(finding, ledger))
    return Row(words.capital(vocabulary.label("data", name)), tuple(cells.get(c) for c in (EXPOSED, SUSPECTED, SAFE)))


def _column(finding: Finding) -> str:
    if finding.status is Status.DENIED:
        return SAFE
    return EXPOSED if say.manner(finding) == "stated" else SUSPECTED


def withheld_data(incident: Incident, ledger: Ledger) -> tuple[Entry, ...]:
    """What is said of data as a whole: nothing, or that the classes are not disclosed."""
    if not incident.all("data"):
        return (Entry("Classes of data", (say.NOT_REPORTED,)),)
    withheld = tuple(f for f in incident.all("data") if f.value is None)
    return (Entry("Classes of data", say.every(withheld, ledger)),) if withheld else ()


def indicators(incident: Incident, ledger: Ledger) -> Section:
    """The indicators by kind. Those that belong to the victim, a source or a contact are no sign of compromise."""
    found = [f for f in incident.all("indicator") if isinstance(f.value, Indicator) and f.value.role in _COMPROMISE]
    groups: dict[str, list[Finding]] = {"Network": [], "File": [], "Other": []}
    for finding in found:
        groups[_group(finding)].append(finding)
    parts = [_kind(title, group, ledger) for title, group in groups.items() if group or title != "Other"]
    behaviour = Section("Behavioral", (Entry(None, say.every(incident.all("behavior"), ledger)),))
    return Section("Indicators of Compromise", sections=(*parts[:2], behaviour, *parts[2:]))


def _group(finding: Finding) -> str:
    kind = finding.value.type if isinstance(finding.value, Indicator) else ""
    return "File" if kind in _FILE else "Other" if kind in _OTHER else "Network"


def _kind(title: str, found: Sequence[Finding], ledger: Ledger) -> Section:
    if not found:
        return Section(title, (Entry(None, (say.NOT_REPORTED,)),))
    rows = tuple(_indicator_row(f, f.value, ledger) for f in found if isinstance(f.value, Indicator))
    return Section(title, table=Table(("Type", "Indicator", "Belongs to"), rows))


def _indicator_row(finding: Finding, value: Indicator, ledger: Ledger) -> Row:
    owner = "the attacker" if value.role == "attacker" else "not said"
    if value.type == "cve":
        owner = "nobody: a vulnerability"
    said = Statement(words.defanged(value), say.tone(finding), ledger.cites(finding.claim, *as_firm(finding)[:3]))
    return Row(words.capital(vocabulary.label("indicator", value.type)), (said, Statement(words.capital(owner))))
