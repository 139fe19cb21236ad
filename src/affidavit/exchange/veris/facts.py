"""What an incident tells, as VERIS asks for it: what is firm, and what is only suspected."""

from __future__ import annotations

from affidavit.model.claim import Speaker, Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Value

#: Those whose word on an incident needs no second one.
_OFFICIAL = frozenset({Speaker.ORGANIZATION, Speaker.REGULATOR, Speaker.LAW_ENFORCEMENT})
#: What an incident consists of: with one of them stated, there was one.
_SUBSTANCE = ("action", "vector", "data", "affected", "ransomware", "extortion", "operations", "fate", "asset")


class Facts:
    """An incident's findings by how firm they are.

    What VERIS is told of a field are its firm findings; where there are none, the suspected ones. Suspected findings
    beside firm ones, and what is denied or withheld, go into notes.
    """

    def __init__(self, incident: Incident, kind: str) -> None:
        """Take the incident, and the kind of the analysis that it is from."""
        self.incident = incident
        self.kind = kind

    def firm(self, key: str) -> tuple[Finding, ...]:
        """The findings that are stated or follow from what is."""
        return tuple(f for f in self.incident.asserted(key) if f.status is not Status.SUSPECTED)

    def told(self, key: str) -> tuple[Finding, ...]:
        """The firm findings, else the suspected ones."""
        return self.firm(key) or self.incident.asserted(key)

    def values(self, key: str) -> list[Value]:
        """The values of what is told."""
        return [f.value for f in self.told(key) if f.value is not None]

    def terms(self, key: str) -> list[str]:
        """The values of what is told, where they are words."""
        return [value for value in self.values(key) if isinstance(value, str)]

    @property
    def certainty(self) -> str:
        """VERIS' `security_incident`.

        A denial alone makes no false positive of what somebody alleges: that is suspected until it is settled.
        """
        if any(self.firm(key) for key in _SUBSTANCE) and self.kind != "denied":
            return "Confirmed"
        alleged = any(self.incident.asserted(key) for key in _SUBSTANCE)
        return "Suspected" if alleged or self.kind != "denied" else "False positive"

    @property
    def confidence(self) -> str:
        """VERIS' `confidence`: High by the word of those concerned or in charge, Low where all is suspected."""
        firm = [f for key in _SUBSTANCE for f in self.firm(key)]
        if self.certainty != "Confirmed":
            return "Low"
        return "High" if any(f.speaker in _OFFICIAL for f in firm) else "Medium"
