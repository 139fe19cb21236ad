"""Data that only some of those concerned lost: "for some of these customers, card details were also accessed"."""

from __future__ import annotations

from collections.abc import Sequence

from affidavit.extract.scan import Scan
from affidavit.model.claim import OF_SOME, Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

_WHO = (
    r"(?:of (?:these|those|them|its|the|our|their|all)\b(?: [\w-]+){0,3}?|customers|users|people|patients|"
    r"individuals|members|"
    r"employees|clients|students|guests|accounts|persons|passengers|subscribers|victims|cases|instances|records)"
)
_FEW = (
    r"(?:some|certain|a few|a handful|several|a (?:very )?(?:small|limited|smaller) (?:number|subset|group|"
    r"portion|percentage)|"
    r"a (?:subset|fraction|portion|minority)|(?:a )?limited numbers?)"
)
#: Before the data: "in some cases", "for a small subset of customers"; and a number of those who lost more.
_FOR_SOME = regex(
    rf"\b(?:for|in) (?:only |just )?{_FEW}(?:,| of (?:customers|users|people|patients|individuals|members|"
    rf"clients)\b| {_WHO})"
    rf"|(?:^|, |\band )(?:only |just )?{_FEW} (?:of (?:them|these|those|customers|users|patients|people|"
    rf"individuals|members|clients)|customers|users|patients|people|individuals)"
    r" (?:also )?(?:had|have had|lost)\b"
)
_ALSO = regex(r"(?:^|[.\"“] ?)(?:and )?for (?:only |about |around |approximately |some |roughly )?\d[\d,]* [\w-]+,")
#: Behind the data: "identification cards for some users".
_OF_SOME = regex(
    rf"(?:s|es)?(?: (?:numbers?|details|information|records|images|scans))? for (?:only |just )?{_FEW} {_WHO}"
)
_REACH = 150
_TURN = regex(r"[;:]|\b(?:but|while|whereas|however|others?)\b")


def marked(scan: Scan, claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with a note on data that only some lost, where the text tells of other data of all of them."""
    if not any(claim.field == "data" for claim in claims):
        return list(claims)
    some = [_is_of_some(scan, claim) for claim in claims]
    told = [
        s for claim, s in zip(claims, some, strict=True) if claim.field == "data" and claim.asserted and claim.value
    ]
    if all(told) or not any(told):
        return list(claims)
    return [replace(claim, note=OF_SOME) if s else claim for claim, s in zip(claims, some, strict=True)]


def _is_of_some(scan: Scan, claim: Claim) -> bool:
    if claim.field != "data" or not claim.asserted or claim.note is not None or claim.value is None:
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    before = scan.lower[max(line.start, claim.start - _REACH) : claim.start]
    turns = [turn.end() for turn in _TURN.finditer(before)]
    before = before[turns[-1] :] if turns else before
    if _FOR_SOME.search(before) or _OF_SOME.match(scan.lower, claim.evidence[0].end, line.end):
        return True
    return " also " in line.lower and _ALSO.search(line.lower) is not None
