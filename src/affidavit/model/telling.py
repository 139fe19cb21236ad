"""Tellings: what one document tells of one incident."""

from __future__ import annotations

from affidavit.model.claim import Claim
from affidavit.model.struct import frozen, mutable


@frozen
class Place:
    """Where what is told stood in another analysis, as that analysis was exported: it was sorted there already.

    `incident` is the incident's id there, `name` whose it is, `kind` its kind, `order` its place among the incidents;
    `analysis` the id of the analysis, and `analysis_kind` and `reason` what it was found to be, and why.
    """

    incident: str
    name: str | None
    kind: str
    order: int
    analysis: str
    analysis_kind: str
    reason: str | None = None


@mutable
class Telling:
    """What one document tells of one incident: its claims, and when it was published.

    `name` is the organisation that it happened to, where one is named; `main` whether the document is about this
    incident, and `order` its place among the document's incidents; `kind` whether it tells of it as an incident, of
    its aftermath, or of its denial. `place` is where it stood in an analysis that was exported and is read back.
    """

    document: str
    published: str | None
    claims: list[Claim]
    name: str | None
    main: bool
    order: int = 0
    kind: str = "incident"
    place: Place | None = None

    def best(self, key: str) -> Claim | None:
        """The surest asserted claim of a field."""
        found = [claim for claim in self.claims if claim.field == key and claim.asserted]
        return max(found, key=lambda claim: claim.confidence, default=None)
