"""What an incident tells, as other systems ask for it: what is firm and what only suspected, and how sure that is."""

from __future__ import annotations

from affidavit.exchange.values import one_line
from affidavit.model import words
from affidavit.model.claim import Speaker, Status
from affidavit.model.document import Document
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Value

#: Those whose word on an incident needs no second one.
_OFFICIAL = frozenset({Speaker.ORGANIZATION, Speaker.REGULATOR, Speaker.LAW_ENFORCEMENT})
#: What an incident consists of: with one of them stated, there was one.
_SUBSTANCE = ("action", "vector", "data", "affected", "ransomware", "extortion", "operations", "fate", "asset")

#: The fields whose evidence tells the story, in the order of telling.
_STORY = ("organization", "action", "vector", "data", "affected", "fate", "operations", "response")
_SENTENCES, _LONGEST = 6, 1500
#: A shorter line is an item of a list, or a heading.
_SHORTEST = 25


class Facts:
    """An incident's findings by how firm they are.

    What a form is told of a field are its firm findings; where there are none, the suspected ones. Suspected findings
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
        """Whether there was an incident: `Confirmed`, `Suspected` or `False positive`, in the words of VERIS.

        A denial alone makes no false positive of what somebody alleges: that is suspected until it is settled.
        """
        if any(self.firm(key) for key in _SUBSTANCE) and self.kind != "denied":
            return "Confirmed"
        alleged = any(self.incident.asserted(key) for key in _SUBSTANCE)
        return "Suspected" if alleged or self.kind != "denied" else "False positive"

    @property
    def confidence(self) -> str:
        """`High` by the word of those concerned or in charge, `Medium` by others', `Low` where all is suspected."""
        firm = [f for key in _SUBSTANCE for f in self.firm(key)]
        if self.certainty != "Confirmed":
            return "Low"
        return "High" if any(f.speaker in _OFFICIAL for f in firm) else "Medium"

    def summary(self, documents: tuple[Document, ...]) -> str:
        """The title, and the sentences of the sources that tell the most, word for word."""
        texts = {document.id: document.text for document in documents}
        told: dict[str, None] = {}
        for finding in (f for key in _STORY for f in self.told(key)[:1]):
            proof = finding.evidence[0]
            said = one_line(proof.sentence.of(texts[proof.document]) if proof.document in texts else proof.quote)
            if len(said) >= _SHORTEST:
                told[words.sentence(said)] = None
        return one_line(" ".join([words.sentence(self.incident.title), *list(told)[:_SENTENCES]]), _LONGEST)
