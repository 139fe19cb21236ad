"""The summary of a report on attackers, which tells of nobody who was hit."""

from __future__ import annotations

from collections.abc import Iterator

from affidavit.model import words
from affidavit.model.incident import Finding, Incident
from affidavit.report.summary.scene import Draft, alike

_NAMES = 3


def sentences(incident: Incident) -> Iterator[Draft]:
    """Whose doings it describes, with which malware and techniques, and that it names nobody who was hit."""
    malware = alike(incident.asserted("malware"), "stated")
    called = {str(finding.value).lower() for finding in malware}
    actors = tuple(f for f in alike(incident.asserted("actor"), "stated") if str(f.value).lower() not in called)
    parts = []
    if actors:
        parts.append(f"what {_names(actors)} {'does' if len(actors) == 1 else 'do'}")
    if malware:
        parts.append(f"the malware {_names(malware)}")
    told = " and ".join(parts) or "how attackers work"
    yield Draft(
        f"the text describes {told}, and names no organisation that was hit", (*actors[:_NAMES], *malware[:_NAMES])
    ).ended()
    if techniques := alike(incident.asserted("technique"), "stated"):
        shown = words.shortened([words.value("technique", str(f.value)) for f in techniques], _NAMES, "{} others")
        yield Draft(f"it tells of {shown}", techniques[:_NAMES]).ended()
    if indicators := incident.asserted("indicator"):
        many = "one indicator" if len(indicators) == 1 else f"{len(indicators)} indicators"
        yield Draft(f"it gives {many} of compromise", indicators[:_NAMES]).ended()


def _names(shown: tuple[Finding, ...]) -> str:
    return words.shortened([str(finding.value) for finding in shown], _NAMES, "{} others")
