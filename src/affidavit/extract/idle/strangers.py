"""Steps that a text lays at other doors: mail that attackers sent, warnings of a breach site, complaints of victims."""

from __future__ import annotations

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

_MAIL = (
    r"(?:e-?mails?|messages?|texts?|letters?|announcements?|newsletters?|notices?|notifications?|alerts?|posts?|"
    r"calls)"
)
_HOSTILE = (
    r"(?:fraudulent|fake|faked|phishing|bogus|spoofed|scam|offensive|abusive|obscene|racist|threatening|insulting|"
    r"vulgar|"
    r"extortion|blackmail|malicious|hoax|counterfeit|hateful|homophobic|menacing|taunting|deceptive)"
)
#: Mail that is no notice of the house: its kind, or who sent it.
_LURE = regex(rf"\b{_HOSTILE}[\"”’]?,? (?:and [\w-]+ )?(?:[\w-]+ ){{0,2}}?{_MAIL}\b")
_STRANGER = (
    r"(?:attackers?|hackers?|intruders?|criminals?|crooks?|thie(?:f|ves)|fraudsters?|scammers?|phishers?|"
    r"extortionists?|"
    r"threat actors?|unauthori[sz]ed (?:part(?:y|ies)|persons?|actors?|individuals?)|gang|impostors?|blackmailers?|"
    r"culprits?|strangers?|vandals?)"
)
_SENT_BY_THEM = regex(
    rf"\b{_STRANGER}\b(?: [\w'-]+){{0,5}}? (?:sent|sends|sending|wrote|e-?mailed|e-?mailing|mailed|texted|"
    rf"messaged|contacted|"
    rf"called|told|notified|informed|warned|alerted)\b"
    rf"|\b(?:sent|written|mailed|received|phoned|called|rung(?: up)?|texted|contacted|e-?mailed|messaged|"
    rf"approached|e-?mails?|messages?)(?: \w+)? (?:by|from) (?:the |an? |its |"
    rf"their )?{_STRANGER}\b"
)
#: Mail that was told of before: "reads the email sent to the alumni".
_THE_MAIL = regex(rf"\b(?:the|this|that|these|those|one|each|such)(?: \w+)? {_MAIL}\b|^{_MAIL}\b")
#: What the house said of it: then it is its own notice after all.
_OF_HOUSE = regex(
    r"\b(?:(?:to|that|which) (?:warn|inform|notify|alert|apologi[sz]e)\w*|warn(?:s|ed|ing)|apologi[sz]\w+|"
    r"(?:notified|informed|alerted|notif(?:y|ies|ying)|informing|alerting) (?:its|their|our|the|all|those|"
    r"affected))\b"
)
_LINES_BACK, _REACH = 3, 60
#: Where another clause opens: "after fake messages had gone out, the firm wrote to".
_TURN = regex(r"[,;](?! (?:which|that|who|and|then)\b)")
#: Sites that tell their own users of breaches; nobody at the house had told them.
_BREACH_SITE = regex(
    r"\b(?:have i been pwned|haveibeenpwned|hibp|troy hunt|firefox monitor|mozilla monitor|leakcheck|dehashed|"
    r"(?:breach|data breach|leak|breach notification|leak notification)[ -](?:site|service|website|tracker|index|"
    r"database)"
    r"(?: [\w.]+){0,4}?)"
    r"(?:,? (?:which|who))?(?: (?:has|have|had|also|then|later|since|now|subsequently|already|itself)){0,3} $"
)
#: What people are free to do is not done by the house: "can file a complaint with the prosecutor".
_FREE_TO = regex(
    r"\b(?:can|may|could|should|might|must|"
    r"(?:able|free|entitled|invited|urged|advised|asked|encouraged|told|recommended|welcome|allowed|how|where|"
    r"right) to|"
    r"(?:consider|recommends?|suggests?))(?: (?:also|still|then|now|always|immediately)){0,2} "
    r"(?:(?:file|filing|lodge|lodging|make|making|submit|submitting|bring|press|report|reporting|contact|"
    r"contacting|call|"
    r"turn|go|write|tell|notify|inform|alert)\b[^.;,]{0,40})?$"
)
_BASE_VERB = regex(r"(?:file|lodge|make|submit|report|contact|call|turn|go|tell|notify|inform|alert|complaint)\b")
#: Whose experts they are: the house's own, where nobody from outside is named beside them.
_OWN_STAFF = (
    r"(?: (?:own|in-?house|internal))?(?: [\w-]+){0,3}? (?:staff|personnel|employees|team|teams|engineers|experts|"
    r"specialists|instructors|analysts|investigators|researchers|responders|department|technicians)\b"
)
_STAFF_BEHIND = regex(rf"(?:['’]s?)?{_OWN_STAFF}")
_APART = 12
_OWN = regex(rf"\b(?:(?:its|their|our) own|in-?house|internal){_OWN_STAFF}")
_OUTSIDE = regex(
    r"\b(?:external|outside|independent|third[- ]party|third parties|consultan\w+|contractors?|hired|hires|hiring|"
    r"retained|"
    r"engaged|brought in|enlisted|commissioned|contracted|vendors?|partners?|"
    r"(?:security|cybersecurity|forensics?|consulting|specialist|response|investigation|it|leading) (?:firms?|"
    r"compan\w+)|"
    r"together with|along with|assisted by|help of|supported by|alongside)\b"
)


def is_of_others(scan: Scan, claim: Claim) -> bool:
    """Whether a response is none of the house: a stranger's mail, a breach site's alert, a victim's way, own staff."""
    line = scan.line_at(claim.start) if claim.field == "response" else None
    if line is None:
        return False
    start, end = claim.start, claim.evidence[0].end
    match claim.value:
        case "notified_individuals":
            return _is_strange_mail(scan, line, start, end)
        case "law_enforcement":
            before = scan.lower[max(line.start, start - _REACH - 30) : start]
            return _BASE_VERB.match(scan.lower, start, end) is not None and _FREE_TO.search(before) is not None
        case "external_experts":
            return _is_own_staff(scan, line, start, end)
    return False


def _is_strange_mail(scan: Scan, line: Line, start: int, end: int) -> bool:
    if _BREACH_SITE.search(scan.lower, line.start, start) is not None:
        return True
    low = max(line.start, start - _REACH)
    turn = max((found.end() for found in _TURN.finditer(scan.lower, low, start)), default=low)
    told = scan.lower[turn : min(line.end, end + 20)]
    if _OF_HOUSE.search(told) is not None and _SENT_BY_THEM.search(told) is None:
        return False
    if _LURE.search(told) is not None or _SENT_BY_THEM.search(told) is not None:
        return True
    return _THE_MAIL.search(told) is not None and _was_strange(scan, line)


def _was_strange(scan: Scan, line: Line) -> bool:
    """Whether the mail of the lines before was the attackers'."""
    before = [other.lower for other in scan.lines[max(0, line.index - _LINES_BACK) : line.index]]
    return any(_LURE.search(text) or _SENT_BY_THEM.search(text) for text in before)


def _is_own_staff(scan: Scan, line: Line, start: int, end: int) -> bool:
    if _OUTSIDE.search(line.lower) is not None:
        return False
    if _OWN.search(line.lower) is not None:
        return True
    main = scan.likeliest_victim
    if main is None:
        return False
    name = main.party.name.lower()
    at = scan.lower.find(name, max(line.start, start - len(name) - _APART), end)
    return at >= 0 and _STAFF_BEHIND.match(scan.lower, at + len(name), line.end) is not None
