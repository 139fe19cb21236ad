"""Incidents: what any number of documents say of one event, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from affidavit.model.claim import ASSERTED, Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.struct import field, frozen
from affidavit.model.value import Value

SCHEMA = "affidavit/1"
#: Whose an incident is where nobody says.
UNNAMED = "Unnamed organisation"
#: What an incident is by the documents that are about it, the firmest first.
INCIDENT_KINDS = ("incident", "aftermath", "denied")


@frozen
class Finding:
    """A chosen claim, the claims that agree with it, disagree, or give a figure it superseded.

    `rule` names what decided where claims disagreed. `passed_over` are less likely readings of the same document in the
    same voice: no disagreement, and no part of reports and exports.
    """

    claim: Claim
    agree: tuple[Claim, ...] = ()
    disagree: tuple[Claim, ...] = ()
    superseded: tuple[Claim, ...] = ()
    passed_over: tuple[Claim, ...] = ()
    rule: str | None = None

    @property
    def value(self) -> Value | None:
        """The chosen claim's value."""
        return self.claim.value

    @property
    def status(self) -> Status:
        """The chosen claim's status."""
        return self.claim.status

    @property
    def speaker(self) -> Speaker:
        """The chosen claim's speaker."""
        return self.claim.speaker

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The chosen claim's evidence."""
        return self.claim.evidence

    @property
    def asserted(self) -> bool:
        """Whether the finding says that something is so."""
        return self.claim.asserted


#: The fields of what attackers do, which a report on them tells of without any victim.
OF_THREATS = frozenset(
    {"technique", "malware", "indicator", "vulnerability", "actor", "action", "vector", "behavior", "ransomware"}
)
_SHOWN_BY = ("technique", "malware", "indicator", "vulnerability")
#: So many of these make it such a report, and no incident of which little is known.
_ENOUGH = 3


@frozen
class Incident:
    """One event at one organisation, as findings by field (best first), and the ids of its documents.

    `kind` is that of the documents that are about it: incident, aftermath or denied.
    """

    id: str
    title: str
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    kind: str = "incident"

    def all(self, key: str) -> tuple[Finding, ...]:
        """All findings of a field, whatever their status."""
        return self.findings.get(key, ())

    def asserted(self, key: str) -> tuple[Finding, ...]:
        """The findings of a field that say that something is so."""
        return tuple([f for f in self.all(key) if f.claim.status in ASSERTED])

    def first(self, key: str) -> Finding | None:
        """The best asserted finding of a field."""
        return next(iter(self.asserted(key)), None)

    @property
    def of_threats(self) -> bool:
        """Whether all that is told is what attackers do, and of nobody who was hit."""
        return OF_THREATS.issuperset(self.findings) and sum(len(self.all(key)) for key in _SHOWN_BY) >= _ENOUGH

    def values(self, key: str) -> list[Value]:
        """The asserted values of a field, best first."""
        return [f.value for f in self.asserted(key) if f.value is not None]


@frozen
class Analysis:
    """The result of one analysis: documents in, incidents out, the main one first.

    `reason` says why no incident could be read from a text (kinds `not_incident` and `unread`); `notes` what the
    reader should know of the documents (a language that is not supported yet).
    """

    id: str
    kind: str
    documents: tuple[Document, ...]
    incidents: tuple[Incident, ...]
    reason: str | None = None
    notes: tuple[str, ...] = ()

    def document(self, document_id: str) -> Document:
        """The document with this id; KeyError where there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)
