"""What words of loot, ransom or denial tell where none is meant: a note that was not there, a list, a conjecture."""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim, Status
from affidavit.model.regex import regex

#: What was asked and not answered is no finding: "asked whether a worm or a lure was used, the hacker declined to".
_ASKED = regex(r"\basked (?:[\w' -]{1,30} )?(?:whether|if|how)\b[^.;]{0,160}$")
_NO_ANSWER = regex(
    r"[^.;]{0,90}?\b(?:declin|refus)(?:ed|es|ing) to|[^.;]{0,90}?\b(?:would not|did not|didn't|wouldn't|has not|"
    r"had not|"
    r"have not|could not)(?: \w+)? (?:say|answer|respond|repl|elaborat|comment|disclos|reveal|specify|tell)\w*"
)
#: Where the incident was, which is posted for customers to look up.
_PLACES = (
    r"(?:locations?|branches|stores|restaurants|shops|outlets|hotels|clinics|stations|offices|dates|sites|cinemas|"
    r"venues|"
    r"properties|terminals)"
)
_BRANCHES = regex(
    rf"\blists?(?: of (?:the |all |its |affected |those )*{_PLACES})?(?: [\w'-]+){{0,3}}? (?:is|are|"
    rf"was|were|can be) "
)
_PLACE = regex(rf"\b{_PLACES}\b")
#: A gang that names its victim has published nothing yet: "the crew listed Larkfield on its leak site".
_NAMES_VICTIM = regex(
    r"\b(?:(?:listed|listing|lists?|added|adds?|named?|names|naming) (?:the )?"
    r"(?:(?!(?:and|data|files|on|to|at|in|by|via|from|last|this|for|under|as|after)\b)[a-z]+ )?|"
    r"posted (?:the (?:[a-z]+ )?)?)"
    r"(?=[A-Z])"
)
_LOOT = regex(r"(?:data|files?|records|documents|archives?|samples?|screenshots?|details|list|gigabytes|gb|tb)\b")
#: No note, no demand, and one that was not there.
_NO_NOTE = regex(
    r"\b(?:ransom )?(?:notes?|demands?|messages?)\b(?:[^.;]|\.\d){0,110} (?:was|were) (?:not|never|"
    r"nowhere) (?:\w+ )?(?:present|found|"
    r"left|seen|there|received|made|to be (?:seen|found))\b|"
    r"\bno (?:[\w-]+ ){0,2}(?:note|demand|message)s?\b[^.;]{0,90} (?:was|were|has been|had been) (?:\w+ )?(?:found|"
    r"left|received|"
    r"made|seen|present)\b|"
    r"\bwhether [^.;]{0,60}\b(?:demand\w*|asking|asked|ransom|money)\b[^.;]{0,60},? [^.;,]{0,60} (?:will|would|"
    r"could|did|does|has) "
    r"?(?:not|n't) (?:say|tell|comment|discuss|disclose|reveal|confirm)"
)
#: What only holds one guess to be likelier than the other: "it looks like a leak rather than a hack".
_LIKELIER = regex(
    r"\b(?:appears?|appeared|seems?|seemed|looks?|looked|sounds?|sounded|suggest(?:s|ed|ing)?|likel(?:y|ier)|"
    r"probably|"
    r"presumably|perhaps|suspect(?:s|ed)?|guess(?:es|ed)?|points? to|pointing to|indicat(?:es?|ed|ing)|could|may|"
    r"might|"
    r"closer to|theory|speculat\w+)\b[^.;]{0,160}\b(?:rather than|instead of)\b[^.;]{0,80}$"
    r"|\b(?:more (?:like|likely)|likelier|closer to)\b[^.;]{0,90}? than\b[^.;]{0,80}$"
)
#: What is kept elsewhere, or not at all, says nothing of where it is not: "no cards are stored on our servers".
#: Nor does what people are told not to do: "users are asked not to open email attachments".
_NOT_KEPT = regex(
    r"(?:\b(?:not|never|no longer)|n't)(?: \w+)? (?:stor|keep|kept|hold|held|retain|sav|record|collect|hous)\w*\b"
    r"|\bno [^.;]{0,60}(?:is|are|was|were) (?:\w+ )?(?:stored|kept|held|retained|saved|housed)\b"
    r"|\b(?:advis\w+|urg(?:ed|es|ing)|warn\w*|told|recommend\w*|asked|asks|remind\w*|should|must)\b[^.;]{0,160}"
    r"\b(?:not|never)(?: to)? (?:download|open|click|share|respond|reply|sign|trust|confirm|send|give|use)\b"
)
#: What stands in each sentence that does so.
_THAN = ("than", "instead of")
_GUESSED = frozenset({"action", "vector", "technique", "asset", "malware", "ransomware", "third_party", "detection"})


def is_unfounded(scan: Scan, claim: Claim) -> bool:
    """Whether a claim takes for loot that is out, for blackmail, or for a denial, what is none."""
    if claim.field in _GUESSED:
        line = scan.line_at(claim.start)
        if line is None:
            return False
        if claim.field == "asset" and claim.status is Status.DENIED and _NOT_KEPT.search(line.lower):
            return True
        if _is_unanswered(scan, line, claim):
            return True
        if not any(word in line.lower for word in _THAN):
            return False
        return _LIKELIER.search(scan.lower, line.start, claim.evidence[0].end) is not None
    if claim.field == "extortion":
        line = scan.line_at(claim.start)
        return line is not None and claim.asserted and _NO_NOTE.search(line.lower) is not None
    return claim.field == "fate" and claim.value == "published" and _is_no_loot(scan, claim)


def _is_unanswered(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether a claim rests on a question that nobody answered."""
    end = claim.evidence[0].end
    return (
        "asked" in line.lower
        and claim.field != "asset"
        and _ASKED.search(scan.lower, line.start, claim.start) is not None
        and _NO_ANSWER.match(scan.lower, end, line.end) is not None
    )


def _is_no_loot(scan: Scan, claim: Claim) -> bool:
    """Whether what was posted is the name of the victim, or a list of the places where it happened."""
    start, end = claim.start, claim.evidence[0].end
    line = scan.line_at(start)
    if line is None:
        return False
    listed = _BRANCHES.search(line.lower)
    if listed and _PLACE.search(line.lower) and line.start + listed.start() < end:
        return line.start + listed.start() >= start - len("the affected ")
    named = _NAMES_VICTIM.search(scan.plain, start, end)
    return named is not None and _LOOT.search(scan.lower, named.end(), end) is None
