"""What the summary's sentences share: the incident as a scene, drafts, and which findings are firm."""

from __future__ import annotations

from collections.abc import Iterable

from affidavit.model import words
from affidavit.model.claim import UNDER_INQUIRY
from affidavit.model.incident import Finding, Incident
from affidavit.model.struct import frozen, replace
from affidavit.report import phrases
from affidavit.report.say import manner

#: The fields that tell whether something happened at all.
_TELLING = (
    "action",
    "vector",
    "data",
    "affected",
    "fate",
    "ransomware",
    "operations",
    "response",
    "money",
    "extortion",
)
_WILFUL = {"hacking", "malware", "social"}


@frozen
class Draft:
    """A sentence of the summary (or, without a full stop, a part of one) and what it rests on.

    Of too many sentences those of the highest rank are dropped first. `claimed` is what only the attacker says; of a
    `mixed` sentence that is its end.
    """

    text: str
    findings: tuple[Finding, ...]
    rank: int = 0
    claimed: bool = False
    mixed: bool = False

    def ended(self) -> Draft:
        """The draft as a whole sentence."""
        return replace(self, text=words.sentence(self.text))


@frozen
class Scene:
    """The incident as the summary sees it: how firm it is, what it is called and what gave it that name.

    `covers` are the vectors that the name tells of, `moot` the fields that nobody would ask for.
    """

    incident: Incident
    kind: str
    manner: str
    event: str = "a security incident"
    named_by: Finding | None = None
    covers: tuple[str, ...] = ()
    moot: tuple[str, ...] = ()

    @property
    def attack(self) -> bool:
        """Whether somebody attacked, as far as is known."""
        known = any(self.incident.first(key) for key in ("actor", "ransomware", "extortion"))
        return known or any(f.value in _WILFUL for f in self.incident.asserted("action"))

    @property
    def plural(self) -> bool:
        """Whether several organisations are meant."""
        return len(self.incident.asserted("organization")) > 1

    @property
    def they(self) -> str:
        """The organisation with the verb that goes with it, once it was named."""
        return "the organisations have" if self.plural else "the organisation has"

    @property
    def accuser(self) -> Finding | None:
        """The actor whose own claim is all that tells of the incident."""
        actor = self.incident.first("actor")
        return actor if actor and self.manner == manner(actor) == "claimed" and self.kind != "denied" else None


def scene(incident: Incident, kind: str) -> Scene:
    """What happened, by the first event of the table that the findings bear out."""
    how_firm = _certainty(incident)
    kind = "incident" if kind == "denied" and _is_looked_into(incident) else kind
    asset = _asset(incident, how_firm)
    for event in phrases.table("summary/summary")["event"]:
        found = alike(incident.asserted(event["field"]), how_firm)
        not_by = event.get("not_by", ())
        finding = next((f for f in found if event.get("value") in {None, f.value} and f.claim.by not in not_by), None)
        if finding and ("{asset}" not in event["noun"] or asset):
            covers, moot = tuple(event.get("covers", ())), tuple(event.get("moot", ()))
            noun = event.get("if_denied", event["noun"]) if kind == "denied" else event["noun"]
            return Scene(incident, kind, how_firm, noun.format(asset=asset), finding, covers, moot)
    return Scene(incident, kind, how_firm)


def alike(findings: Iterable[Finding], how: str) -> tuple[Finding, ...]:
    """Those of the findings that are asserted in one manner."""
    return tuple(f for f in findings if manner(f) == how)


def firm(incident: Incident, key: str) -> Finding | None:
    """The best finding of a field, where it is stated."""
    first = incident.first(key)
    return first if first and manner(first) == "stated" else None


def _certainty(incident: Incident) -> str:
    """How firmly the incident itself is asserted: as the firmest finding that tells of it."""
    if _is_looked_into(incident):
        return "suspected"
    manners = {manner(f) for key in _TELLING for f in incident.asserted(key)}
    return next((how for how in ("stated", "suspected", "claimed") if how in manners), "stated")


def _is_looked_into(incident: Incident) -> bool:
    """Whether the organisation neither confirms nor denies what others claim."""
    return any(f.claim.note == UNDER_INQUIRY for key in _TELLING for f in incident.asserted(key))


def _asset(incident: Incident, how: str) -> str | None:
    known = phrases.table("summary/summary")["asset"]
    return next((known[f.value] for f in alike(incident.asserted("asset"), how) if f.value in known), None)
