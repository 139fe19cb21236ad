"""What an incident cost, as filings put it: costs incurred, sales lost, charges taken, goods written off."""

from __future__ import annotations

from affidavit.model.regex import regex

_NEAR = 130
_AMOUNT = r"(?:(?:an? )?(?:about|around|approximately|roughly|nearly|almost|some|estimated|over|more than|up to) ){0,2}"
_INCIDENT = (
    r"(?:incidents?|attacks?|cyber-?\w+|breach(?:es)?|hack(?:s|ing)?|ransomware|"
    r"intrusions?|outages?|disruptions?|theft|"
    r"malware)"
)
_EARNED = (
    r"(?:net |operating |gross |quarterly |annual |total )*(?:revenues?|sales|income|profits?|earnings|ebitda|"
    r"turnover)"
)
#: The words before a sum that is what the incident cost.
_BEFORE = regex(
    rf"(?:\b(?:incurred|record(?:ed|s)?|recogni[sz]ed?|booked|took|taken|accrued)\b[^.;]{{0,60}}\b(?:costs?|expenses?|"
    rf"charges?|loss(?:es)?|impairments?|write-?(?:offs?|downs?))\b[^.;$]{{0,30}}|"
    rf"\b(?:lost|loss of|losses of|shortfall in) {_EARNED}[^.;$]{{0,40}} (?:of|to|at|by|was|were|is)|"
    rf"\b(?:reduc\w+|lower\w*|cut|hurt|decreas\w+|dent\w*|depress\w+|hit|affected|impacted) [^.;$]{{0,12}}\b{_EARNED}"
    rf"[^.;$]{{0,30}} by|{_EARNED} (?:was|were) [^.;$]{{0,24}}(?:affected|reduced|hurt|hit|lowered|impacted) by|"
    rf"\b(?:costs?|bill|damages?|tab|price tag|losses) (?:of|from|for|to|related to|associated with) [^.;]{{0,80}}"
    rf"(?: to be| at| was| were| is| to| of| reach\w*|total\w*)(?: between [^.;]{{1,24}} and)?|"
    rf"\b(?:put|puts|estimates?|estimated)[^.;$]{{0,24}} (?:bill|damage|costs?|losses|loss of sales)[^.;$]{{0,30}} at|"
    rf"\b(?:bill|damage|costs?|losses|loss of sales) [^.;$]{{0,24}}(?:is|was|are|were) (?:estimated|put) at|"
    rf"\bwr(?:ote|ite|itten|iting) (?:off|down) [^.;$]{{0,60}}(?: of| worth| by)?|"
    rf"\bweigh\w* on [^.;$]{{0,40}}\b{_EARNED} by|\b(?:took|takes?|taking|book\w*) an?|\ball but) {_AMOUNT}$"
)
#: The words behind one: "$6.4 million in response and remediation costs".
_BEHIND = regex(
    r",? (?:one-off |one-time |exceptional |pre-tax )?charge\b|,? of (?:the|its) (?:total )?(?:bill|costs?|damage)\b|"
    r",? (?:in|of|for) (?:[\w-]+,? ){0,6}?(?:costs?|expenses?|charges?|losses|impairments?|write-?(?:offs?|downs?)|"
    rf"lost (?:sales|revenues?|income|profits?|business))\b|,? in {_EARNED} lost\b"
)
#: What an insurer gives back, or would, is no cost; nor is what a business takes in.
_INSURED = regex(
    r"\b(?:insur\w+|recover(?:y|ies)(?! (?:costs?|expenses?))|proceeds|reimburs\w+|coverage|limit|deductible|"
    rf"retention)\b[^.;$€£]{{0,26}} {_AMOUNT}$"
)
_BY_INSURANCE = regex(
    r",? (?:in|of|from) (?:[\w-]+ ){0,3}(?:insur\w+|proceeds|coverage|reimburse\w+|recoveries)\b|"
    r" (?:has|have|had|was|were|is|are|will be) (?:[\w-]+ ){0,2}(?:reimbursed|recovered|covered|paid) (?:by|from|"
    r"under) [^.;$]{0,20}\binsur"
)
#: A fall of sales is the incident's only where the sentence says so.
_TELLS = regex(
    rf"\b{_INCIDENT}\b|\b(?:lost|loss of) {_EARNED}\b|\bwr(?:ote|itten) (?:off|down)\b|\bimpairment\b|"
    r"\bputs? (?:the|its) (?:\w+ )?(?:bill|costs?|damage|losses) at\b"
)
#: What such incidents cost others.
_IN_GENERAL = regex(
    r"\b(?:on )?averag(?:es?|ed|ing)\b|\btypical(?:ly)?\b|"
    r"\bcosts? (?:americans|britons|canadians|australians|europeans|consumers|"
    r"businesses|companies|victims|the (?:world|economy))\b"
)
#: What thieves got away with, and that a loss was what they got.
_TAKEN = regex(rf"\b(?:made off|got away|ran off|absconded) with {_AMOUNT}$")
_LOST = regex(rf"\b(?:lost|loses|losing|out of pocket by|defrauded of|cheated (?:out )?of|scammed out of) {_AMOUNT}$")
_TO_THIEVES = regex(
    r" (?:to|on|through|from|in|because of) [^.;]{0,60}\b(?:thie(?:f|ves)|criminals?|fraudsters?|crooks?|hackers?|"
    r"gang|"
    r"ring|theft)\b"
)
_BY_FRAUD = regex(
    r"\b(?:trick|dup|fool|deceiv|swindl|defraud|scam|impersonat|impost|spoof|fraud)\w*|\bconned\b|"
    r"\b(?:false|fake|bogus|forged) (?:[\w-]+ )?(?:invoices?|e-?mails?|instructions?|requests?|wire|payment|bank)\b|"
    r"\bbusiness e-?mail compromise\b"
)
#: What somebody lacks, and whose doing that is, in the sentence or in the next one.
_LACKS = regex(rf"\bout of pocket to the tune of {_AMOUNT}$")
_SHORT_BEFORE = regex(rf"\b(?:is|are|was|were|been|left|be|now) {_AMOUNT}$")
_SHORT = regex(r" (?:short|poorer|lighter|out of pocket|worse off|in the hole)\b")
_BY_THIEVES = regex(
    r"\b(?:thie(?:f|ves)|criminals?|fraudsters?|crooks?|hackers?|gang|scammers?|swindlers?|con (?:man|men|artists?)|"
    r"sim|"
    r"impost(?:o|e)rs?)\b"
)
_ON = 200


def loss(lower: str, sentence: tuple[int, int], amount: tuple[int, int]) -> str | None:
    """`cost` or `stolen_funds` where the words beside an amount say so; "" where an insurer's money is meant."""
    before = lower[max(sentence[0], amount[0] - _NEAR) : amount[0]]
    behind = lower[amount[1] : min(sentence[1], amount[1] + _NEAR)]
    fraud = _TO_THIEVES.match(behind) or _BY_FRAUD.search(lower, *sentence)
    if _TAKEN.search(before) or (fraud and _LOST.search(before)):
        return "stolen_funds"
    if _lacks(lower, before, behind, sentence):
        return "stolen_funds"
    if _INSURED.search(before) or _BY_INSURANCE.match(behind):
        return ""
    if not (_BEFORE.search(before) or _BEHIND.match(behind)):
        return None
    return "cost" if _TELLS.search(lower, *sentence) and not _IN_GENERAL.search(lower, *sentence) else None


def _lacks(lower: str, before: str, behind: str, sentence: tuple[int, int]) -> bool:
    """Whether a fraud left somebody without the sum."""
    short = _SHORT_BEFORE.search(before) and _SHORT.match(behind)
    if not (short or _LACKS.search(before)):
        return False
    on = sentence[0], min(len(lower), sentence[1] + _ON)
    return bool(_BY_FRAUD.search(lower, *sentence) or _BY_THIEVES.search(lower, *on))
