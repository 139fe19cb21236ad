"""A step that is wanted, planned, refused, left open or another's was not taken: "it should have notified them"."""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import ANNOUNCED, BY_VENDOR, Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

_FIELDS = frozenset({"response", "measure"})
#: What makes of a verb behind it one that was not done: "plans to", "urged it to", "should have", "whether it would".
_LEFT = regex(
    r"\b(?:(?:plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|want(?:s|ed)?|hope[sd]?|refus(?:e[sd]?|ing)|declin(?:e[sd]?|"
    r"ing)|"
    r"fail(?:s|ed|ing)?|neglect(?:s|ed)?|yet|urg(?:e[sd]?|ing)|press(?:es|ed)?|order(?:s|ed)?|demand(?:s|ed)?|"
    r"expected|"
    r"call(?:s|ed|ing)? (?:on|for)|no plans?|no intention|no need|unable|obliged|reluctant|unwilling|too late|enough|"
    r"forgot(?:ten)?|omitted|meant|supposed)(?: (?!and\b|but\b|that\b)[\w'-]+){0,4}? (?:to|of|for)"
    r"(?: \w+ly)?(?: also)?|"
    r"(?:should|could|might|may|ought to|needs? to|need to)(?: (?:not|also|now|have|be|been|then|well|at least|"
    r"immediately|instead|do more to|have done more to))*|"
    r"(?:whether|if|were (?:it|they|the \w+))(?: (?!and\b|but\b)[\w'-]+){0,6}?|"
    r"(?:did|does|do|has|have|had|was|were|is|are)(?: not|n't)(?: yet| even| ever)?(?: been| be)?|"
    r"(?:decided|chose|opted|voted|argued|ruled) against|rather than|instead of|"
    r"never|neither|nor|no one|nobody|without|(?:nobody|no one) (?:has|have|had|was|were)(?: been)?|"
    r"no(?: such| further| individual| formal| written| breach)?)"
    r"(?: (?:hire|engage|retain|bring in|offer|provide|give|pay for|arrange|use|employ|send|file|make|"
    r"offering|providing|"
    r"giving|paying for|arranging|hiring|engaging|sending|filing)"
    r"(?: (?:the|an?|its|any|all|some|free|out|those affected|affected people|people|customers|them|outside|"
    r"external|(?:\w+ )?(?:months|years)(?: of)?)){0,4})?"
    r"(?: (?:properly|fully|promptly|quickly|formally|immediately|publicly|actually|simply))? ?$"
)
#: Who took the step, where it was not the organisation: "the thieves wrote to", "another insurer, which sent".
_BY_OTHERS = regex(
    r"\b(?:(?:the |two |three |some |many )?(?:attackers?|hackers?|intruders?|thie(?:f|ves)|crooks?|criminals?|"
    r"fraudsters?|scammers?|extortionists?|culprits?|burglars?|impostors?|phishers?|blackmailers?|lawyers|lawmakers|"
    r"rivals?|competitors?|gangs?|crew|whistle-?blowers?|researchers?|reporters?|journalists?)|"
    r"(?:another|other|a rival|a different|a competing|a neighbou?ring)(?: [\w-]+)? (?:compan(?:y|ies)|firms?|banks?|"
    r"towns?|counties|victims|organi[sz]ations?|practices|agencies|states|"
    r"hospitals?|insurers?|retailers?|universit(?:y|ies)|schools?|cit(?:y|ies)|councils?|operators?|providers?|"
    r"clinics?|carriers?|airlines?|makers?|chains?|lenders?|shops?|ports?|districts?))"
    r"(?:,? (?:who|which|that))?"
    r"(?: (?:has|have|had|also|then|later|since|reportedly|once|even|simply|recently|already))*"
    r"(?: (?:sent|wrote|mailed|offers?|offered|hired|used|gave|engaged|retained|provided|paid)(?: (?:out|for|its|all|"
    r"an?|the|text|customers|users|members|patients|clients|free|two years of)){0,4})? ?$"
)
#: Who closed its own flaw: "its vendor has since patched". What it did together with the organisation counts.
_BY_VENDOR = regex(
    r"(?<!and )\b(?:the (?:third-party )?|(?:its|their|our|a third-party)(?: (?!and\b)[\w-]+){0,3}? )"
    r"(?:vendor|supplier|subcontractor|contractor|processor|third party|third-party provider|service provider|"
    r"software (?:maker|developer|company|provider)|(?<=its )provider|(?<=their )provider)"
    r"(?: (?:has|have|had|also|then|later|since|quickly|already|now|promptly|itself)){0,3} ?$"
)
#: Between such words and the step: "neither patched its servers nor offered".
_SPANS = regex(
    r"\b(?:neither|nor)\b[^.;]*$|\bpaid no $|"
    r"\bthere (?:will not|won't|would not|wouldn't) be (?:(?:an?|any|such|forced|mandatory) )*(?:[\w-]+ ){0,3}$|"
    r"\bthere (?:was|were|is|are|has been|have been|had been|will be|would be) no (?:[\w-]+ ){0,3}$"
    r"|\b(?:ask(?:s|ed|ing)?|wants?|wanted) (?:[\w'-]+ ){1,4}?to (?:(?:pay for|cover|fund)(?: [\w-]+){0,3} ?)?$"
)
_PATCHED = regex(
    r"\b(?:patched|fixed|closed|plugged|remedied|remediated|resolved|addressed|secured|applied|released|issued)\b"
)
#: Who took away what was his own: "the post was removed, apparently by the seller".
_BY_SELLER = regex(
    r",? (?:apparently |reportedly |presumably |probably )?by (?:the |its )?(?:own )?(?:seller|poster|"
    r"author|attackers?|"
    r"hackers?|gang|group|user|moderators?|administrators of the forum|thie(?:f|ves)|criminals?|extortionists?)\b"
)
_REACH = 90
#: A noun that the step is told by has its verb behind it: "credentials that had not been revoked".
_BEHIND = regex(
    r"\b(?:had|has|have|was|were|is|are|been|will|would) (?:not|never)(?: yet)?(?: been| being| be)? (?:\w+ly )?"
    r"(?:revoked|reset|changed|disabled|blocked|patched|fixed|notified|informed|told|offered|rotated|encrypted|"
    r"restored|"
    r"provided|closed|applied|installed|terminated|removed|trained|hired|reported|suspended|dismissed|"
    r"fired|sacked|disciplined|retrained|mailed|sent|wiped|written|received|got|gone|given|heard|put|taken)\b"
    r"|\b(?:paid|pays?|paying) (?:no|nothing|neither)\b"
)
#: What will be done where it must be is not done yet: "will notify individuals and regulators as required by law".
_WILL = regex(r"\b(?:will|would|intends? to|expects? to|plans? to|shall)(?: \w+){0,2} $")
_WHERE_NEEDED = regex(
    r"[^.;]{0,60}?\b(?:as|if|where|when|to the extent)(?: and (?:as|if|when))? "
    r"(?:required|necessary|applicable|appropriate|needed)\b"
)
#: What the text only says will be done is told so; an offer that is announced is made.
_TO_COME = regex(
    r"\b(?:will|shall|(?:is|are|was|were) going to|(?:said|says|announced|added|promised|pledged|stated|confirmed) "
    r"(?:that )?(?:it|they|we|he|she|the [\w-]+) "
    r"(?:(?!(?:would|will|that|who|which)\b)[\w'-]+ ){0,6}?(?:and )?would|"
    r"\b(?:was|were|is|are) [a-z]{3,12}ing [^.;,]{1,40} and would)"
    r"(?: (?!(?:and|that|who|which|not|never|likely)\b)[\w'-]+){0,4} $"
)
#: What a house is only at work on, or looks for: "are working to harden", "to identify opportunities to improve".
_AT_WORK = regex(
    r"\b(?:work(?:s|ing)(?: \w+ly| hard| with [^.;,]{1,40})?|aim(?:s|ing)?|strives?|striving|hop(?:es|ing)|"
    r"seek(?:s|ing)?|"
    r"look(?:s|ing)? (?:for|into|at)|explor(?:es|ing)|consider(?:s|ing)|evaluat(?:es|ing)|assess(?:es|ing)|"
    r"review(?:s|ing)|"
    r"identif(?:y|ies|ying)|find(?:ing)?|opportunities|options|ways)"
    r"(?: (?:further|other|more|additional|new|best|opportunities|ways|options|means|measures|steps)){0,3} to "
    r"(?:(?:make sure|ensure|see|find out|establish|confirm|check|determine)\b[^.;,]{0,70} (?:and|or) (?:to )?)?"
    r"(?:(?:identify|find|look for|explore|seek|review|assess) (?:\w+ )?(?:opportunities|ways|options|means|"
    r"measures|how) to )?"
    r"(?:(?:further|better|also) )?$"
)
_HARDENS = regex(r"\b(?:harden|strengthen|improve|enhance|tighten|bolster|secure|upgrade|reinforce|increase|further)\b")
_WILL_BE = regex(
    r"\b(?:will|shall|(?:is|are) going to) (?:\w+ ){0,2}?(?:be (?:notified|informed|told|contacted|mailed|alerted|"
    r"reset|sent|written|filed|reported|made)|receive|get|notif|inform|tell|contact|write|mail|send|hear|reset|"
    r"hire|engage|train)"
)
_MADE_BY_SAYING = frozenset({"credit_monitoring", "advised_users", "ransom_paid"})
_LESS_SURE = 0.9
#: What others ask for is not given: "the union demanded two years of ...".
_SOUGHT = regex(
    r"\b(?:demand(?:s|ed|ing)?|seeks?|seeking|sought|request(?:s|ed|ing)|(?:call|ask|push|press|campaign|"
    r"lobb)\w* for|"
    r"wants?|wanted|owed|deserves?|petition\w*)(?: (?!and\b|but\b|that\b)[\w'-]+){0,5} ?$"
)
_ON_REQUEST = frozenset({"credit_monitoring", "training_or_discipline"})
#: Who is no more than "he" in a story of a break-in changed, shut or set up things of his own accord.
_ALONE = frozenset({"credentials_reset", "access_blocked", "patched_or_hardened"})
_HE = regex(r"\b(?:he|she)(?: (?:had|has|then|later|also|even|quickly|simply|first)){0,2} $")
#: "reset", "cut" and "shut" are no past behind "to": "asked users to reset their passwords".
_BARE = regex(r"(?:reset|re-set|cut|shut|put)\b")
_TO = regex(
    r"\b(?:to|please|can|could|should|may|must|will|would|help|or|you)(?: \w+ly| no longer)? $|"
    r"\bneed\w* to [^.;]{0,70},? and $"
)
#: Those who are kept from what is theirs are no intruders: "customers were locked out of their accounts".
_KEPT_OUT = regex(
    r"\b(?:customers?|users?|patients?|staff|members?|pupils|students|players|subscribers|savers|clients|employees|"
    r"shoppers|readers|residents|doctors|nurses|owners)(?: [\w-]+){0,3} (?:were|was|are|is|been|themselves|being|got)"
    r"(?: \w+ly)? $"
)
_OUT = regex(r"(?:locked|shut|kept|cut|blocked|barred)\b")
#: A step from before the incident: "had been fired a year before he broke in".
_HAD = regex(r"\bhad\b")
_EARLIER = regex(
    r"[^.;]{0,40}?\b(?:(?:years?|months?|weeks?) (?:before|earlier|previously)\b|"
    r"before (?:he|she|they|the (?:attack|breach|break-in|hack|incident|theft|leak|intrusion)) )"
)
#: What stood still behind its noun: "training of the staff had lapsed".
_LAPSED = regex(
    r"(?: [\w-]+){0,4}? (?:had|has|have|was|were|is|are)(?: \w+)? (?:lapsed|stopped|skipped|overdue|voluntary|"
    r"lacking|"
    r"out of date|inadequate|insufficient|patchy|optional|too \w+|not enough|no substitute)\b|"
    r"(?: [\w-]+){0,3}? (?:lapsed|expired)\b"
)
_GUARD = (
    r"(?:(?:security|safety|protective|protection) (?:settings?|controls?|software|tools?|features?|measures?|"
    r"checks?|"
    r"systems?|programs?)|safeguards?|anti-?virus(?: software)?|firewalls?|logging|monitoring|alarms?|alerting|"
    r"(?:multi-?|two-?)factor authentication|mfa|2fa|encryption|backups?|defen[cs]es)"
)
_OFF = r"(?:disabled|turned off|switched off|shut off|deactivated|suspended)"
#: A guard that was down shut nobody out: "the security settings of a test system had been disabled".
_GUARD_DOWN = regex(
    rf"\b{_GUARD}\b(?: (?!and\b|but\b|which\b|that\b|so\b)[\w'-]+){{0,6}}? "
    rf"(?:was|were|been|being|is|are) (?:\w+ly )?{_OFF}|"
    rf"\b{_OFF} (?:the |its |their |all |some |our )?(?:\w+ )?{_GUARD}"
)
_GUARD_REACH = 60
_SHUTS = frozenset({"access_blocked", "patched_or_hardened"})
#: Advice is told by the very words.
_ADVICE = "advised_users"


def is_undone(scan: Scan, claim: Claim) -> bool:
    """Whether a claim takes for a step of the organisation one that was not taken, not yet, or by others."""
    if claim.field not in _FIELDS or claim.value == _ADVICE:
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    end = claim.evidence[0].end
    before = scan.lower[max(line.start, claim.start - _REACH) : claim.start]
    return _asked_or_earlier(scan, claim, before, line.end) or (
        _LEFT.search(before) is not None
        or _SPANS.search(before) is not None
        or _BY_OTHERS.search(before) is not None
        or _BEHIND.search(scan.lower, claim.start, end) is not None
        or (_WILL.search(before) is not None and _WHERE_NEEDED.match(scan.lower, end, line.end) is not None)
    )


def _by_vendor(scan: Scan, claim: Claim, before: str) -> bool:
    """Whether a vendor alone patched what was its own, whether the claim's words name it or not."""
    if _BY_VENDOR.search(before) is not None:
        return True
    done = _PATCHED.search(scan.lower, claim.start, claim.evidence[0].end)
    return done is not None and _BY_VENDOR.search(before + scan.lower[claim.start : done.start()]) is not None


def as_announced(scan: Scan, claim: Claim) -> Claim:
    """The claim of a step, with a note where the text only says that it will be taken, or that a vendor took it."""
    if claim.field != "response" or claim.value in _MADE_BY_SAYING or not claim.asserted:
        return claim
    line = scan.line_at(claim.start)
    before = scan.lower[max(line.start if line else 0, claim.start - _REACH) : claim.start]
    if claim.value == "patched_or_hardened" and _by_vendor(scan, claim, before):
        return replace(claim, note=BY_VENDOR, confidence=claim.confidence * _LESS_SURE)
    if claim.value == "patched_or_hardened" and _is_at_work(scan, line, claim):
        return replace(claim, note=ANNOUNCED, confidence=claim.confidence * _LESS_SURE)
    within = _WILL_BE.search(scan.lower, claim.start, claim.evidence[0].end)
    if within is None and _TO_COME.search(before) is None:
        return claim
    return replace(claim, note=ANNOUNCED, confidence=claim.confidence * _LESS_SURE)


def _is_at_work(scan: Scan, line: Line | None, claim: Claim) -> bool:
    """Whether a house only works on what is to guard it, or looks for it."""
    verb = _HARDENS.search(scan.lower, claim.start, claim.evidence[0].end)
    if verb is None:
        return False
    low = max(line.start if line else 0, verb.start() - _REACH - 40)
    return _AT_WORK.search(scan.lower, low, verb.start()) is not None


def _asked_or_earlier(scan: Scan, claim: Claim, before: str, stop: int) -> bool:
    """Whether the step was only asked for, befell others, had been taken before, or had lapsed."""
    start, end = claim.start, claim.evidence[0].end
    return (
        (claim.value in _ON_REQUEST and _SOUGHT.search(before) is not None)
        or (_OUT.match(scan.lower, start, end) is not None and _KEPT_OUT.search(before) is not None)
        or (_HAD.search(scan.lower, start - 5, end) is not None and _EARLIER.match(scan.lower, end, stop) is not None)
        or (_BARE.match(scan.lower, start, end) is not None and _TO.search(before) is not None)
        or (claim.value in _SHUTS and _guard_down(scan, start, end))
        or (claim.value in _ALONE and _HE.search(before) is not None)
        or (claim.value in _ALONE and _BY_SELLER.match(scan.lower, end, stop) is not None)
        or _LAPSED.match(scan.lower, end, stop) is not None
    )


def _guard_down(scan: Scan, start: int, end: int) -> bool:
    line = scan.line_at(start)
    low = max(start - _GUARD_REACH, line.start if line else 0)
    return any(found.end() > start for found in _GUARD_DOWN.finditer(scan.lower, low, end + _GUARD_REACH // 2))
