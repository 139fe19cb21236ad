"""A step that is wanted, planned, refused or left open is no step that was taken: "it should have notified them"."""

from __future__ import annotations

from affidavit.extract.scan import Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

_FIELDS = frozenset({"response", "measure"})
#: What makes of a verb behind it one that was not done: "plans to", "urged it to", "should have", "whether it would".
_LEFT = regex(
    r"\b(?:(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|want(?:s|ed)?|hope[sd]?|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|"
    r"fail(?:s|ed|ing)?|neglect(?:s|ed)?|yet|urg(?:e[sd]?|ing)|press(?:es|ed)?|order(?:s|ed)?|demand(?:s|ed)?|expected|"
    r"call(?:s|ed|ing)? (?:on|for)|no plans?|no intention|no need|unable|obliged|reluctant|unwilling|too late|enough|"
    r"forgot(?:ten)?|omitted|meant|supposed)(?: (?!and\b|but\b|that\b)[\w'-]+){0,4}? (?:to|of|for)"
    r"(?: \w+ly)?(?: also)?|"
    r"(?:should|could|might|may|ought to|needs? to|need to)(?: (?:not|also|now|have|be|been|then|well|at least|"
    r"immediately|instead|do more to|have done more to))*|"
    r"(?:whether|if|were (?:it|they|the \w+))(?: (?!and\b|but\b)[\w'-]+){0,6}?|"
    r"(?:did|does|do|has|have|had|was|were|is|are)(?: not|n't)(?: yet| even| ever)?(?: been| be)?|"
    r"never|neither|nor|no one|nobody|without)"
    r"(?: (?:hire|engage|retain|bring in|offer|provide|give|pay for|arrange|use|employ|send|file|make)"
    r"(?: (?:the|an?|its|any|all|some|free|out|those affected|affected people|people|customers|them|outside|"
    r"external)){0,4})?"
    r"(?: (?:properly|fully|promptly|quickly|formally|immediately|publicly|actually|simply))? ?$"
)
#: Between such words and the step: "neither patched its servers nor offered".
_SPANS = regex(r"\b(?:neither|nor)\b[^.;]*$|\bpaid no $")
_REACH = 90
#: A noun that the step is told by has its verb behind it: "credentials that had not been revoked".
_BEHIND = regex(
    r"\b(?:had|has|have|was|were|is|are|been) (?:not|never)(?: yet)?(?: been)? (?:\w+ly )?"
    r"(?:revoked|reset|changed|disabled|blocked|patched|fixed|notified|informed|told|offered|rotated|encrypted|restored|"
    r"closed|applied|installed|terminated|removed|trained|hired|reported)\b"
    r"|\b(?:paid|pays?|paying) (?:no|nothing|neither)\b"
)
#: Advice is told by the very words.
_ADVICE = "advised_users"


def is_undone(scan: Scan, claim: Claim) -> bool:
    """Whether a claim takes for a step of the organisation one that was not taken, or not yet."""
    if claim.field not in _FIELDS or claim.value == _ADVICE:
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    end = claim.evidence[0].end
    before = scan.lower[max(line.start, claim.start - _REACH) : claim.start]
    return (
        _LEFT.search(before) is not None
        or _SPANS.search(before) is not None
        or _BEHIND.search(scan.lower, claim.start, end) is not None
    )
