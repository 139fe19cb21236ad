"""What is said to be so and said not to be so: which of the two holds, and what becomes of the other."""

from __future__ import annotations

from collections.abc import Mapping

from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.incident import Finding
from affidavit.model.struct import replace

_WEIGHT = {Speaker.ANALYST: 2, Speaker.ORGANIZATION: 1, Speaker.REGULATOR: 1, Speaker.LAW_ENFORCEMENT: 1}


def affirmed(made: list[Finding], published: Mapping[str, str], superseded: tuple[Claim, ...]) -> list[Finding]:
    """The findings of a field of many values, none of which is both affirmed and denied.

    Within one text a denial speaks of a part ("for most customers no cards"), or of what was thought before. Of several
    texts the later one holds, then the more authoritative one; the other stays with it as what was said before. The
    attackers' word affirms nothing. `superseded` are the claims that a text itself calls an earlier account.
    """
    settled = list(made)
    firm = {f.value: f for f in made if f.asserted and f.speaker is not Speaker.ATTACKER}
    for denial in [finding for finding in made if finding.status is Status.DENIED]:
        claim = firm.get(denial.value)
        if claim is None:
            continue
        holds, other = (denial, claim) if _holds_against(denial, claim, published) else (claim, denial)
        settled = [_with_the_other(holds, other) if f is holds else f for f in settled if f is not other]
    return [_with_earlier(finding, superseded) for finding in settled]


def _holds_against(denial: Finding, claim: Finding, published: Mapping[str, str]) -> bool:
    """Whether a denial outweighs what other texts affirm: it is later, or as late and more authoritative."""
    if _documents(denial) <= _documents(claim):
        return False
    late, early = (max(published.get(key, "") for key in _documents(one)) for one in (denial, claim))
    if late and early and late != early:
        return late > early
    return _weight(denial) > _weight(claim)


def _weight(finding: Finding) -> int:
    return max(_WEIGHT.get(claim.speaker, 0) for claim in (finding.claim, *finding.agree))


def _with_the_other(holds: Finding, other: Finding) -> Finding:
    """The finding that holds, with the other as what was said before, or of a part where one text says both."""
    if _documents(other) <= _documents(holds):
        return replace(holds, passed_over=(*holds.passed_over, other.claim))
    return replace(holds, superseded=(*holds.superseded, other.claim, *other.agree))


def _with_earlier(finding: Finding, superseded: tuple[Claim, ...]) -> Finding:
    earlier = tuple(c for c in superseded if c.value == finding.value and c.asserted != finding.asserted)
    return replace(finding, superseded=(*finding.superseded, *earlier)) if earlier else finding


def _documents(finding: Finding) -> set[str]:
    return {claim.evidence[0].document for claim in (finding.claim, *finding.agree)}
