"""What could be done with what was taken is no finding: "the data could be used in phishing attacks".

The cues are the rules' (rules/prospects.yaml). A cue reaches from its first word on, to where the sentence turns back
to what happened.
"""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.extract.technique.technique import BY_MODEL
from affidavit.model.claim import AFTERWARDS, Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

_REACH, _ADVICE, _SEQUEL, _FEIGNED = "prospect:reach", "prospect:advice", "prospect:sequel", "prospect:feigned"
#: What tells how the incident went.
_FIELDS = frozenset({"vector", "action", "ransomware", "extortion"})
#: Techniques of those who use what was stolen. How others work is told in general, too: "attackers can use PowerShell".
_MISUSE = ("T1566", "T1598", "T1657", "T1451", "T1110", "T1078", "T1486", "T1539")
#: What phishing that came of it must not be taken for, and what else shows that it was the way in.
_BY_PHISHING = frozenset({"phishing", "social", "social_engineering"})
_PHISHED = ("T1566", "T1598")
_WAY_IN = regex(
    r"\b(?:employees?|staff|workers?|agents?|administrators?|contractors?|credentials?|mailbox\w*|log-?ins?|fell|"
    r"tricked)\b"
    r"|\b(?:through|via|due to|result of|because of|caused by|with|by|following|after|in) an? (?:[\w-]{1,20} ){0,3}"
    r"(?:\w{1,6}-)?phish"
)
#: False mail that intruders sent once they were in, or that only the house calls so.
_FALSE_MAIL = regex(r"\b(?:fraudulent|fake|bogus|spoofed|impersonat\w+|posed|posing|pretend\w*|phish\w*)\b")
_ONCE_IN = regex(
    r"\b(?:once (?:inside|in|logged in|there)\b|(?:after|having|by|upon) (?:gain|obtain|get|break|breach|hijack|"
    r"tak)\w* "
    r"(?:[\w'-]+ ){0,4}?(?:access|into|control|over|accounts?|lists?|servers?|systems?)\b|"
    r"(?:used|abused|misused|hijacked) (?:it|this|that|their|the (?:[\w-]+ )?(?:access|account|list|platform|"
    r"server|system)) "
    r"(?:[\w-]+ ){0,4}?to (?:send|mail|text|write|impersonate|pose))"
)
_CALLED = regex(
    r"\b(?:describ|call|dismiss|label|term|play|refer|brand)\w*\b[^.;]{0,60}\b(?:e-?mails?|messages?|texts|posts)\b"
)
_FROM_HOUSE = regex(
    r"\b(?:e-?mails?|messages?|posts?|texts)\b[^.;]{0,60}\b(?:from|originat\w+ from|via|through|"
    r"using) (?:[\w-]+\.)+[a-z]{2,}\b|"
    r"\b(?:offensive|vulgar|obscene|racist|abusive|threatening) (?:mass |bulk )?(?:e-?mails?|messages?|texts)\b"
)
#: How many sentences tell what a text is about, and the words of letters.
_LEAD = 4
_LETTER = regex(r"\b(?:we|our|us|you|your)\b")
_BACK = regex(
    r";|,? but |,? (?:after|because|since|although|though|whereas|while) "
    r"|\b(?:stolen|obtained|taken|exposed|leaked) (?:from|in|during|through) "
)


def is_sequel(scan: Scan, claim: Claim) -> bool:
    """Whether a claim takes for the way in phishing that came of the incident: "customers received phishing emails".

    Where a text tells of such phishing, no bare word of it in other sentences is the way in.
    """
    if claim.field == "action" and claim.value == "social" and _is_afterwards(scan, claim):
        return True
    return claim.value in _BY_PHISHING and _came_of_it(scan, claim)


def as_sequel(scan: Scan, claim: Claim) -> Claim:
    """The claim of phishing as a technique, with a note where it came of the incident and was not the way in."""
    if claim.field != "technique" or claim.note or not str(claim.value).startswith(_PHISHED):
        return claim
    return replace(claim, note=AFTERWARDS) if _came_of_it(scan, claim) else claim


def _came_of_it(scan: Scan, claim: Claim) -> bool:
    line, end = scan.line_at(claim.start), claim.evidence[0].end
    if line is None or "phish" not in scan.lower[claim.start : end]:
        return False
    if any(claim.start < high and low < end for low, high in line.marks.get(_SEQUEL, ())):
        return True
    return _WAY_IN.search(line.lower) is None and any(_SEQUEL in other.marks for other in scan.body)


def _is_afterwards(scan: Scan, claim: Claim) -> bool:
    """Whether false mail was sent by those who were in already: "once inside, they sent a bogus announcement"."""
    line = scan.line_at(claim.start)
    if (
        line is None
        or _WAY_IN.search(line.lower)
        or not _FALSE_MAIL.search(scan.lower, claim.start, claim.evidence[0].end)
    ):
        return False
    if _ONCE_IN.search(line.lower) is not None:
        return True
    before = [other.lower for other in scan.lines[max(0, line.index - _LEAD) : line.index]]
    return _CALLED.search(line.lower) is not None and any(_FROM_HOUSE.search(text) for text in before)


def is_feigned(scan: Scan, claim: Claim) -> bool:
    """Whether a measure stands in the words of a false notice, in a text that is about such notices from its start."""
    if claim.field != "response" or not any(_FEIGNED in line.marks for line in scan.body[:_LEAD]):
        return False
    line = scan.line_at(claim.start)
    return line is not None and _LETTER.search(line.lower) is not None


def is_prospect(scan: Scan, claim: Claim) -> bool:
    """Whether a claim of how the incident went rests on words for what may yet come, or on advice."""
    cues: tuple[str, ...] = (_ADVICE,) if claim.field == "technique" and claim.by != BY_MODEL else ()
    if claim.field in _FIELDS or (cues and str(claim.value).startswith(_MISUSE)):
        cues += (_REACH,)
    line = scan.line_at(claim.start) if cues else None
    if line is None:
        return False
    places = (place for cue in cues for place in line.marks.get(cue, ()))
    return any(_reaches(line, *place, claim.evidence[0].end - 1) for place in places)


def _reaches(line: Line, start: int, end: int, place: int) -> bool:
    """Whether a cue at `[start, end)` reaches the words that end at `place`."""
    return start <= place and _BACK.search(line.lower, end - line.start, max(place - line.start, 0)) is None
