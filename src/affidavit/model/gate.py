"""The evidence gate: no claim enters an incident unless its words stand where it says they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from affidavit.model.claim import Claim, Evidence, Status
from affidavit.model.document import Document


def admit(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """The claims that are proven by the documents, in their order; the others are left out."""
    return [claim for claim in claims if proven(claim, documents)]


def proven(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether each piece of the claim's evidence is verbatim at its place.

    A derived claim must also name its rule and rest on proven claims.
    """
    if not claim.evidence or not claim.by:
        return False
    if (claim.value is None) != (claim.status is Status.WITHHELD):
        return False
    if claim.status is Status.DERIVED and not _derivation_holds(claim, documents):
        return False
    return all([_stands(evidence, documents) for evidence in claim.evidence])


def _derivation_holds(claim: Claim, documents: Mapping[str, Document]) -> bool:
    return bool(claim.follows_from) and all(proven(c, documents) for c in claim.follows_from)


def _stands(evidence: Evidence, documents: Mapping[str, Document]) -> bool:
    document = documents.get(evidence.document)
    if document is None or not evidence.quote.strip():
        return False
    start, end, text = evidence.start, evidence.end, document.text
    return 0 <= start < end <= len(text) and text[start:end] == evidence.quote
