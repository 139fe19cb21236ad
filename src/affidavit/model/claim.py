"""Claims: one thing that one document says, with the words that say it."""

from __future__ import annotations

from enum import StrEnum

from affidavit.model.span import Span
from affidavit.model.struct import frozen
from affidavit.model.value import Value


class Status(StrEnum):
    """How firmly a claim is made."""

    STATED = "stated"
    SUSPECTED = "suspected"
    DENIED = "denied"
    WITHHELD = "withheld"
    DERIVED = "derived"

    __hash__ = str.__hash__  # Enum's own is written in Python, and claims are looked up by the thousand


class Speaker(StrEnum):
    """Who makes a claim: the press when nobody is quoted, the analyst for what a person decided in the register."""

    ORGANIZATION = "organization"
    ATTACKER = "attacker"
    REGULATOR = "regulator"
    LAW_ENFORCEMENT = "law_enforcement"
    RESEARCHER = "researcher"
    THIRD_PARTY = "third_party"
    PRESS = "press"
    ANALYST = "analyst"

    __hash__ = str.__hash__


#: The statuses that assert something of the incident.
ASSERTED = frozenset({Status.STATED, Status.SUSPECTED, Status.DERIVED})


#: Notes of a step that is only said to come, and of one that the vendor took and not the organisation.
ANNOUNCED = "announced, not yet done by what the text says"
OF_SOME = "of some of those concerned, by what the text says"
OF_EACH = "asked of those concerned one by one, and not of the organisation"
AFTERWARDS = "of those concerned, after the incident; not said to be the way in"
UNDER_INQUIRY = "claimed by others; the organisation was still looking into it"
BY_VENDOR = "by the vendor, by what the text says"


@frozen
class Evidence:
    """The words that prove a claim, at their place, and the sentence around them."""

    document: str
    start: int
    end: int
    quote: str
    sentence: Span


#: The extractor of a technique that only says in ATT&CK what an extortion is; it tells nothing of how it was done.
OF_EXTORTION = "technique.extortion"


@frozen
class Claim:
    """One thing that one document says.

    `value` is None only where the status is withheld. `by` is the extractor or rule that made it;
    `note` says what a reader must know of how (a relative date and what it was counted from);
    `superseded` marks a figure that the same text revises; `follows_from` holds what a derived claim rests on.
    """

    field: str
    value: Value | None
    status: Status
    speaker: Speaker
    confidence: float
    by: str
    evidence: tuple[Evidence, ...]
    note: str | None = None
    superseded: bool = False
    follows_from: tuple[Claim, ...] = ()

    @property
    def asserted(self) -> bool:
        """Whether the claim says that something is so (and not that it is denied or withheld)."""
        return self.status is not Status.DENIED and self.status is not Status.WITHHELD

    @property
    def start(self) -> int:
        """Where the first piece of evidence stands."""
        return self.evidence[0].start
