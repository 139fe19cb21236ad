"""Words of a step, of data or of a slip that mean something else here: a judge is no police, others' lists no loot."""

from __future__ import annotations

from collections.abc import Callable

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

#: Whose words are read more freely than those of a rule.
_MODEL = "wording"
_CROOKS = (
    r"(?:attackers?|hackers?|intruders?|thie(?:f|ves)|crooks?|criminals?|burglars?|fraudsters?|culprits?|outsiders?|"
    r"extortionists?|gang|crew|people who (?:[\w-]+ ){1,6}computers)"
)
#: Behind what those did who broke in, a second deed of theirs: "hackers copied the files before shutting".
_OF_CROOKS = regex(
    rf"\b{_CROOKS} (?:had |have |first |then |also |simply )?(?:[a-z]+ed|stole|took|got|broke|made|spent|went|read|"
    rf"ran|"
    r"left|found|hid|sat|came|did|crept)\b"
    r"(?: (?!(?:when|until|but|it|they|which|who|staff|was|were|been|technicians|engineers|administrators)\b)"
    r"[^\s.;:]+){0,16}?,? (?:before|after|while|then|by|(?<=,) )(?: (?:then|also|finally|simply))* ?$"
)
_DOING = regex(r"[a-z]+ing\b")
_DONE_TO_SYSTEMS = frozenset({"access_blocked", "credentials_reset", "patched_or_hardened", "restored_systems"})
_REACH = 150
#: The access of one person that was taken away; no secret was made anew.
_WITHDRAWN = regex(
    r"\b(?:his|her|(?:employee|worker|clerk|nurse|man|woman|contractor|temp|technician|dispatcher|officer|adviser)'s) "
    r"(?:own |work )?(?:log-?ins?|log-?ons?|sign-?ons?|accounts?|badge|user name)\b[^.;,]{0,24}? "
    r"(?:withdrawn|suspended|taken away|removed|cancell?ed|revoked|disabled|terminated|ended|closed)\b|"
    r"\b(?:withdrew|suspended|took away|removed|cancell?ed|revoked|disabled|terminated|closed) (?:his|her) "
    r"(?:own |work )?(?:log-?ins?|log-?ons?|sign-?ons?|accounts?|badge)\b"
)
_COURT = regex(
    r"\b(?:judges?|lawsuits?|class actions?|plaintiffs?|docket|district court|court of|the (?:case|suit) (?:has|was|"
    r"is|had))\b"
)
_POLICE = regex(
    r"\b(?:police|fbi|law enforcement|prosecut\w+|detectives?|officers?|gardai|gardaí|sheriff\w*|secret service|"
    r"interpol|"
    r"europol|hawks|rcmp|carabinieri|guardia|gendarm\w+|crime agency|action fraud|attorney general|arrest\w*|"
    r"authorities|investigators|criminal|troopers|constable\w*|crown|bka|nca|indict\w*|homeland)\b"
)
_LAW_BROKEN = regex(
    r"\b(?:violat\w+|breach(?:ed|es|ing)|broke|breaks|break(?:ing)?|broken|flout\w*|contraven\w+|infring\w+|"
    r"(?:ran|run|fell|falls?) (?:afoul|foul|short) of|ignored?|in breach of|fail(?:ed|ing|ure) to)\b[^.;]{0,60}"
    r"\b(?:laws?|rules?|statutes?|acts?|requirements?|regulations?|deadlines?|dut(?:y|ies))\b"
)
_TO_PRESS = regex(
    r"\b(?:told|at|in|during|before|addressed|faced|held|giving|gave) (?:an? |the |several )?(?:[\w-]+ )?"
    r"(?:news conferences?|press conferences?|reporters|journalists|broadcasters?|radio station|newspapers?|magazine|"
    r"lawmakers|parliament|m\.?p\.?s|senators|interview)\b"
)
_TOLD_PEOPLE = regex(
    r"\b(?:letters?|e-?mails?|e-?mailed|texts?|texted|notif\w+|notices?|inform\w*|wr(?:ite|ites|iting|ote|itten)|"
    r"contact\w*|"
    r"mail\w*|telephon\w+|phon(?:ed|ing)|called|alert\w*|"
    r"(?:have|has|had|been|being|were|we) (?:\w+ )?told)\b"
)
#: Who is paid in a matter of law, and who in blackmail.
_OF_LAW = regex(
    r"\b(?:attorneys?[- ]general|states?|regulators?|watchdog|commission\w*|ombudsman|settle\w*|lawsuits?|suits?|"
    r"class[- ]action|plaintiffs?|fine[ds]?|penalt(?:y|ies)|inquir(?:y|ies)|investigations?|probe|government|ministry|"
    r"department|compensation|claimants?|court|security program\w*)\b"
)
_BLACKMAIL = regex(
    rf"\b(?:to|off|with) (?:the |its |these )?(?:[\w-]+ )?{_CROOKS}\b|\b(?:ransom\w*|extort\w*|blackmail\w*|"
    rf"decrypt\w*|bitcoins?|btc|monero|crypto\w*|group|"
    r"threat actors?|keys?|files back|data back|silence|demands?|demanded)\b"
)
_BODY = regex(
    r"\b(?:association|society|federation|union|guild|chamber|trade (?:body|group)|industry (?:body|group)|lobby|"
    r"regulator|"
    r"watchdog|commissioner(?:'s office)?|ombudsman|consumer (?:group|body|organi[sz]ation)|(?:security|privacy) "
    r"(?:expert|researcher|consultant|firm)s?)"
    r"(?: of [\w' -]{1,40}?)?(?:,? (?:which|who) [^.;,]{1,60},)? (?:has |have |had |also |meanwhile |later |"
    r"since ){0,2}$"
)
_URGES = regex(
    r"(?:urg(?:e|es|ed|ing)|advis(?:e|es|ed|ing)|remind(?:s|ed)|warn(?:s|ed)|tell(?:s)?|told|recommend(?:s|ed)|"
    r"ask(?:s|ed)|call(?:s|ed) on|encourag(?:es|ed)|counsel\w*)\b"
)
#: What was tried at the log-in, and where it came from: not what was taken here.
_LOGIN_DATA = frozenset({"Email addresses", "Passwords", "Usernames", "Historical passwords", "Login credentials"})
_ELSEWHERE = (
    r"(?:elsewhere|(?:(?:(?:an?|the|some|earlier|previous|past|old|older|unrelated|data|public|large) )*"
    r"(?:breach(?:es)?|leaks?|hacks?|thefts?|attacks?|break-ins?|incidents?)(?: (?:of|at|on|from|suffered by))? )?"
    r"(?:an? )?(?:other|another|unrelated|different|third-party|outside|external|non-affiliated)\b"
    r"(?: (?!own\b)[\w'-]+){0,2}? ?(?:compan(?:y|ies)|services?|web ?sites?|sites?|platforms?|firms?|providers?|"
    r"sources?|"
    r"breaches|leaks|apps?|organi[sz]ations|businesses|retailers?|shops?|systems)(?:' (?:\w+ )?(?:services?|sites?|"
    r"systems))?)"
)
_GOT = (
    r"(?:obtained|stolen|leaked|taken|bought|came|coming|harvested|collected|gleaned|exposed|compromised|acquired|"
    r"gathered|lifted|known|originat\w+|stem\w*)"
)
_LISTS = regex(
    r"(?:[\w,' -]{0,40}?)\b(?:used|tried|entered|employed|typed|behind|fed|in the list)?\b[^.;:]{0,60}?"
    rf"\b{_GOT} (?:earlier |previously )?(?:in|from|on|at|through|via|of) {_ELSEWHERE}"
)
_LISTS_REACH = 160
_ADDRESSED = regex(
    r"\b(?:everyone|everybody|anyone|anybody|each (?:person|contact)|people|those|all (?:those|people|contacts))"
    r"(?: \w+){0,2} in (?:the|his|her|their|its|(?:the |an? )?[\w-]+'s|[\w-]+s') (?:[\w-]+ )?$"
)
_STATES = (
    r"(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|"
    r"illinois|"
    r"indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|"
    r"montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|"
    r"oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|"
    r"west virginia|wisconsin|wyoming|state|state's)"
)
_STATE_OFFICE = regex(rf"\b(?:{_STATES} (?:department|dept\.?) of justice)\b")

#: Whose things were taken, and who tells those that it concerns: the victim, and nobody's supplier.
_WHOSE = regex(r"\b(?:belong(?:s|ed|ing) to|(?:is|was) the property of|(?:is|was) owned by) (?:the )?$")
_WRITES = regex(
    r"(?:,? (?:an?|the|which|who) [^.;,]{1,60},)? ?(?:has |had |have |also |then ){0,2}(?:e-?mailed|wrote to|"
    r"written to|texted|"
    r"notified|apologi[sz]ed to) (?:(?:about|some|all|its|their|the|nearly|almost|more|than|over|of) ){0,3}?"
    r"(?:\d[\d,.]* (?:(?:thousand|million) )?|past |former |current )+(?:[\w-]+ ){0,2}?"
    r"(?:customers|patients|clients|members|users|guests|donors|pupils|students|people|employees|residents)\b"
)
#: Who only saw it: "until its hosting provider questioned the bill".
_HOST = regex(r"(?:[\w-]+ )?(?:web |cloud )?(?:host(?:ing|er)?|internet|telecoms?|broadband|cloud)\b(?: [\w-]+){0,2}$")
_SAW = regex(
    r" (?:had |has |also |first |then ){0,2}(?:noticed|spotted|questioned|queried|flagged|asked (?:about|why)|"
    r"wondered|"
    r"drew attention|raised the alarm|complained)\b"
)
_SEEN_BY = regex(
    r"\b(?:noticed|spotted|detected|flagged|queried|questioned|pointed out|picked up)(?: (?:first|only|at once))? by "
    r"(?:[\w-]+(?:'s?)? ){1,4}$"
)
_ITS_OWN = regex(
    r"\b(?:(?:its|their) own|(?:into|on|in|at) (?:its|their) (?:systems?|servers?|network|platform|environment)|"
    r"(?:provider|host|company|firm)'s (?:[\w-]+ )?(?:systems?|servers?|network|platform))\b"
)

_ORGANIZATIONS = frozenset({"victim", "other"})

Test = Callable[[Scan, Claim, Line], bool]


def is_other_sense(scan: Scan, claim: Claim) -> bool:
    """Whether the words of a claim mean something else than what it takes them for."""
    test = _no_supplier if _is_supplier(claim) else _TESTS.get((claim.field, str(claim.value)))
    line = scan.line_at(claim.start) if test or claim.field in ("data", "response") else None
    if line is None:
        return False
    if claim.field == "data" and claim.value in _LOGIN_DATA:
        return _of_lists(scan, claim, line)
    if claim.field == "response" and claim.value in _DONE_TO_SYSTEMS and _by_crooks(scan, claim, line):
        return True
    return test is not None and test(scan, claim, line)


def _is_supplier(claim: Claim) -> bool:
    return claim.field == "third_party" or (claim.field == "vector" and claim.value == "third_party")


def _no_supplier(scan: Scan, claim: Claim, line: Line) -> bool:
    """Whether it is the victim itself, or one that has no part in it but to have seen it."""
    start, end = claim.start, claim.evidence[0].end
    before = scan.lower[max(line.start, start - 90) : start]
    if claim.by == _MODEL and _is_first(scan, line):
        return bool(_WHOSE.search(before) or _WRITES.match(scan.lower, end, line.end))
    if _HOST.match(scan.lower[start:end]) is None or _ITS_OWN.search(line.lower):
        return False
    return bool(_SAW.match(scan.lower, end, line.end) or _SEEN_BY.search(before))


def _is_first(scan: Scan, line: Line) -> bool:
    """Whether no organisation is named before the sentence: whom a story names first is hardly the supplier."""
    return not any(one.sentence < line.index and one.role in _ORGANIZATIONS for one in scan.mentions)


def _by_crooks(scan: Scan, claim: Claim, line: Line) -> bool:
    """Whether those who broke in did it, as the second of their deeds."""
    if _DOING.match(scan.lower, claim.start) is None:
        return False
    return _OF_CROOKS.search(scan.lower[max(line.start, claim.start - _REACH) : claim.start]) is not None


def _of_lists(scan: Scan, claim: Claim, line: Line) -> bool:
    """Whether log-in data were brought along by those who tried them."""
    end = claim.evidence[0].end
    return _LISTS.match(scan.lower, end, min(line.end, end + _LISTS_REACH)) is not None


def _withdrawn(scan: Scan, claim: Claim, line: Line) -> bool:
    return _WITHDRAWN.search(scan.lower, max(line.start, claim.start - 20), claim.evidence[0].end) is not None


def _before_court(_: Scan, claim: Claim, line: Line) -> bool:
    return claim.by == _MODEL and bool(_COURT.search(line.lower)) and not _POLICE.search(line.lower)


def _no_police(scan: Scan, claim: Claim, line: Line) -> bool:
    """Whether what was told is a court, or an office of a state that keeps its register of breaches."""
    if _before_court(scan, claim, line):
        return True
    office = _STATE_OFFICE.search(line.lower)
    return office is not None and not _POLICE.search(line.lower.replace(office.group(), " "))


def _law_broken(_: Scan, claim: Claim, line: Line) -> bool:
    return claim.by == _MODEL and _LAW_BROKEN.search(line.lower) is not None


def _to_the_press(_: Scan, claim: Claim, line: Line) -> bool:
    return claim.by == _MODEL and bool(_TO_PRESS.search(line.lower)) and not _TOLD_PEOPLE.search(line.lower)


def _by_a_body(scan: Scan, claim: Claim, line: Line) -> bool:
    """Whether a body that is not the victim gives the advice."""
    urged = _URGES.search(scan.lower, claim.start, claim.evidence[0].end)
    if urged is None or not _BODY.search(scan.lower[line.start : urged.start()]):
        return False
    victim = scan.likeliest_victim
    return not any(rated is victim for rated, _ in scan.named.get(line.index, ()))


def _paid_by_law(_: Scan, __: Claim, line: Line) -> bool:
    return bool(_OF_LAW.search(line.lower)) and not _BLACKMAIL.search(line.lower)


def _addressed(scan: Scan, claim: Claim, line: Line) -> bool:
    return _ADDRESSED.search(scan.lower[max(line.start, claim.start - 80) : claim.start]) is not None


_TESTS: dict[tuple[str, str], Test] = {
    ("response", "credentials_reset"): _withdrawn,
    ("response", "law_enforcement"): _no_police,
    ("response", "notified_regulator"): _law_broken,
    ("response", "notified_individuals"): _to_the_press,
    ("response", "advised_users"): _by_a_body,
    ("response", "ransom_paid"): _paid_by_law,
    ("data", "Address book contacts"): _addressed,
}
