"""The actors of threat reports: one group has many names there, and malware's operators are called by the malware's.

A report lists what every vendor calls a group. Its claims get the group's name in ATT&CK, with a note of what the text
calls it, so that one group is one finding; elsewhere an actor keeps the name that the text gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from affidavit.model.claim import Claim
from affidavit.model.struct import replace
from affidavit.model.vocabulary import terms

#: What a group's name may be written without.
_TAILS = (" group", " team", " gang")
#: A name that is shown to be a ransomware's only is no group's.
_RANSOMWARE = 0.6


def in_report(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims of a threat report, its actors by their names in ATT&CK and without names that are malware's."""
    analysed = {str(claim.value).lower() for claim in claims if claim.field == "malware"} - _actors()
    for claim in claims:
        if claim.field != "actor":
            yield claim
            continue
        name = _bare(str(claim.value))
        group = _groups().get(name)
        if group == claim.value:
            yield claim
        elif group is not None:
            yield replace(claim, value=group, note=f"the text calls it {claim.value}")
        elif name not in _malware() and name not in analysed and claim.confidence > _RANSOMWARE:
            yield claim


def _bare(name: str) -> str:
    name = name.lower()
    return next((name.removesuffix(tail) for tail in _TAILS if name.endswith(tail)), name)


@cache
def _groups() -> dict[str, str]:
    """The names of groups, aliases too, each with the group's name in ATT&CK."""
    found: dict[str, str] = {}
    for term, row in terms("actor").items():
        if row["type"] == "group":
            for name in (term, *filter(None, row["aliases"].split("|"))):
                found.setdefault(_bare(name), term)
    return found


@cache
def _actors() -> frozenset[str]:
    """The names of attackers of all kinds: a gang is often called by its ransomware's name."""
    return frozenset(
        _bare(name) for term, row in terms("actor").items() for name in (term, *row["aliases"].split("|")) if name
    )


@cache
def _malware() -> frozenset[str]:
    rows = terms("malware").items()
    return frozenset(name.lower() for term, row in rows for name in (term, *row["aliases"].split("|")) if name)
