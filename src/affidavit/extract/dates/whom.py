"""Whom a cue is about: whether it was the one that was hit that was told of it, and who found something."""

from __future__ import annotations

from affidavit.extract.dates.governing import VERB, Cue
from affidavit.extract.lists import words
from affidavit.extract.organizations.party import Rated
from affidavit.extract.organizations.rating import NEVER
from affidavit.extract.scan import Line, Scan
from affidavit.model.regex import regex

#: Before whoever was told of it; from which probability on a name is the victim's.
_TOLD = regex(r"\b(?:notified|informed|alerted|advised|told) (?:the )?")
_VICTIM = 0.5
_TOLD_VERBS = frozenset("told informed notified alerted warned advised".split())
_PEOPLE = regex(r"'s?\b| (?:customers|clients|patients|members|users|employees|students|staff|and its)\b")
_OFTEN = r"(?:(?:first|later|then|had|has|have|also|only|soon|finally|immediately|duly|[a-z]{3,12}ly) ){0,3}$"
#: Those whose finding is not the victim's, and those who tell of what they found.
_OTHERS = regex(
    r"\b(?:investors|shareholders|hackers?|attackers?|intruders?|thie(?:f|ves)|criminals|burglars?|gang|inspectors?|"
    r"ratepayers|taxpayers|savers|readers|fans|lawmakers|senators|ministers|residents|commuters|jur(?:y|ors)|"
    r"rival [a-z]+|competitors?|police|detectives|gardaí|the court|customers|shoppers|guests|viewers) " + _OFTEN
)
_RESEARCHERS = regex(r"\b(?:researchers?|analysts|experts?|scientists|academics|students) " + _OFTEN)
_FLAW = regex(
    r" (?:an?|the|this|that|two|several) (?:[\w-]+ ){0,3}?(?:flaws?|bugs?|vulnerabilit(?:y|ies)|zero-days?)\b"
)
_TELLERS = regex(
    r"(?:\b(?:(?:sub)?contractor|supplier|vendor|"
    r"(?:payroll|hosting|security|software|cloud|billing|printing) (?:firm|company|house)|provider|processor|"
    r"host|printer|insurer|landlord|"
    r"(?:security |web )?(?:researchers?|blogger|expert|specialist|developer|engineer|analyst)|"
    r"(?:ethical|white-hat) hacker|student|teenager|pensioner|stranger|whistle-?blower|tipster|informant|neighbou?r)"
    r"|(?:^|[,;:] |\b(?:and|but|when|who) )(?:he|she)) " + _OFTEN
)
_ASKERS = regex(
    r"\b(?:customer|client|patient|saver|member|user|reader|parent|resident|guest|shopper|subscriber|tenant|traveller) "
    + _OFTEN
)
_NAMED = regex(r"(?:^|[\s\"“])([A-Z][\w'’-]+) " + _OFTEN)
#: Words that stand in capitals at the head of a sentence, and reporters, whose calls are no news to anybody.
_NO_NAMES = frozenset(
    "we they it on in when the a an this that who bleepingcomputer techcrunch reuters bloomberg zdnet wired".split()
)
_HOUSE = regex(
    r" (?:(?:the|its|their) (?:[\w'-]+ ){0,2}?(?:company|firm|clinic|hospital|bank|school|university|college|council|"
    r"county|city|town|agency|district|retailer|shop|charity|provider|insurer|trust|chain|airline|operator|utility|"
    r"manufacturer|maker|museum|library|studio|ministry|store|lender|carrier|group|organi[sz]ation|business|start-?up|"
    r"platform|exchange|broadcaster|publisher|developer|fund|authority|municipality|brand|app|hotel|union|association|"
    r"board|lender|practice|co-?op|cooperative|foundation|institute|team|chancellery|parish|diocese|builder)"
    r"(?!'s? |'| (?:customers|clients|patients|members|users|employees|students|staff|and its)\b))\b"
)
_THE = regex(r" (?:the )?")
#: What for somebody writes who tells of nothing, and what for those write who have something to tell.
_FOR_ELSE = regex(
    r"\b(?:for comment|to ask (?:for|if)|asking (?:for|if)|to renew|renewing|to request|with questions|"
    r"to complain|to book|seeking|to offer|offering|demand\w*|threaten\w*|to negotiate|"
    r"about (?:pay|jobs?|prices?|an? (?:job|order|bill)))\b"
)
_TO_TELL = regex(
    r"\b(?:to (?:say|tell|warn|report|point|let|alert|inform)|telling|saying|warning|reporting|"
    r"with (?:news|word|a warning)|"
    r"about (?:the|a|an|its) (?:[\w-]+ )?(?:leak|breach|hole|flaw|hack|theft|page|problem|exposure))\b"
)


#: What was made public where it is a flaw in software, behind the verb and before it; experts who only comment.
_THE_FLAW = regex(
    r" (?:the |its |an? |this |that )?(?:[\w-]+ ){0,3}?"
    r"(?:vulnerabilit(?:y|ies)|flaws?|bugs?|zero-days?|security holes?)\b"
    r"(?! (?:that|which) (?:exposed|leaked|let|allowed))"
)
_FLAW_WAS = regex(
    r"\b(?:vulnerabilit(?:y|ies)|flaws?|bugs?|zero-days?) (?:itself )?(?:was|were|had been|has been) (?:[a-z]+ )?$"
)
_EXPERT_SPOKE = regex(
    r"\b(?:researcher|analyst|expert|professor|specialist|consultant)(?:,| [\w.'-]+){0,3} (?:later |also |has |had )?$"
)


#: One house that told another, whichever of them was hit; a house that told those whom it works for; a reporter.
_HOUSES = (
    r"(company|firm|vendor|supplier|contractor|provider|clinic|hospital|bank|school|university|college|council|county|"
    r"city|town|agency|district|retailer|charity|insurer|trust|airline|museum|library|fund|authority|association)"
)
_A_HOUSE = regex(rf"\bthe {_HOUSES} (?:then |later |first |only |also |has |had ){{0,2}}$")
_TO_HOUSE = regex(rf" (?:the|its|their) {_HOUSES}\b(?!'|’| (?:customers|clients|patients|staff|police)\b)")
_ITS_CLIENTS = regex(r" (?:its|their|all its) (?:business |corporate |affected |other )?(?:clients|customers)\b")
_IN_COMMAS = regex(r", ([\w&'.-]+(?: [\w&'.-]+){0,3}), (?:then |later |first |only |has |had ){0,2}$")
_WE = regex(r"(?:^|[.;:\"] ?|\b(?:and|when) )we (?:had |have |then |first )?$")


def event(scan: Scan, line: Line, cue: Cue) -> str:
    """The event that `cue` tells of: of what is told, whether the victim was told of it."""
    if cue.event == "disclosed" and _victim_was_told(scan, line, cue):
        return "discovered"
    return cue.event


def settled(scan: Scan, line: Line, cues: list[Cue]) -> list[Cue]:
    """The cues with those that tell who got in touch with the victim, and without those who did so with others."""
    return [told for cue in cues if (told := _settled(scan, line, cue)) is not None]


def _settled(scan: Scan, line: Line, cue: Cue) -> Cue | None:
    before = line.lower[max(0, cue.start - 60) : cue.start]
    if cue.event == "contacted":
        return cue._replace(event="discovered") if _contacted(scan, line, cue, before) else None
    if (heard := _heard(scan, line, cue, before)) is not None:
        return cue._replace(event=heard)
    if _tells(line, cue, before):
        if _is_victim(scan, line, cue.end) and _is_body_beside(scan, line, cue.start):
            return cue._replace(event="discovered", weight=VERB)
        return None if cue.event == "told" else cue
    return cue._replace(event="other") if _is_none(scan, line, cue, before) else cue


def _heard(scan: Scan, line: Line, cue: Cue, before: str) -> str | None:
    """What it was that one house told another, or its clients, or a reporter a house; None where no such words stand.

    The one that was hit learned of it, if it is the one that was told; else it is no event of it.
    """
    if line.lower[cue.start : cue.end].split(" ")[0] not in _TOLD_VERBS:
        return None
    teller, told = _A_HOUSE.search(before), _TO_HOUSE.match(line.lower, cue.end)
    if told is not None and teller is not None and told[1] != teller[1]:
        own = {
            word
            for rated in scan.parties
            if rated.victim >= _VICTIM
            for mention in rated.party.mentions
            for word in mention.text.lower().split()
        }
        return None if teller[1] in own else "discovered" if told[1] in own else "other"
    if _ITS_CLIENTS.match(line.lower, cue.end) and (name := _IN_COMMAS.search(before)):
        at = line.start + cue.start - len(before) + name.start(1)
        beside = [rated for rated, mention in scan.named.get(line.index, ()) if mention.start <= at < mention.end]
        return "discovered" if beside and beside[0].victim < _VICTIM else None
    if _WE.search(before) and (named := _body_at(scan, line, line.start + cue.end + 1)) is not None:
        return "discovered" if named.victim >= _VICTIM else "other"
    return None


def _body_at(scan: Scan, line: Line, at: int) -> Rated | None:
    """The body, no office and no person, whose name stands at `at`, where it is not its people that are meant."""
    for rated, mention in scan.named.get(line.index, ()):
        if mention.start == at and rated.odds > NEVER and _PEOPLE.match(scan.lower, mention.end) is None:
            return None if rated.victim < _VICTIM and _may_be_person(mention.text) else rated
    return None


def _tells(line: Line, cue: Cue, before: str) -> bool:
    """Whether a cue is that somebody, and no expert who only comments, told somebody."""
    told = cue.event == "disclosed" and line.lower[cue.start : cue.end] in _TOLD_VERBS
    return cue.event == "told" or (told and _EXPERT_SPOKE.search(before) is None)


def _is_none(scan: Scan, line: Line, cue: Cue, before: str) -> bool:
    """Whether what a cue tells of is no event of the victim's."""
    if cue.event == "disclosed" and any(
        (_THE_FLAW.match(line.lower, cue.end), _FLAW_WAS.search(before), _EXPERT_SPOKE.search(before))
    ):
        return True
    return (cue.event == "discovered" and _by_others(line, cue, before)) or _is_of_others(scan, line, cue)


def _by_others(line: Line, cue: Cue, before: str) -> bool:
    """Whether those who found something are not the victim's: "investors learned", "hackers discovered the server"."""
    if _RESEARCHERS.search(before) and _FLAW.match(line.lower, cue.end):
        return True
    return _OTHERS.search(before) is not None


def _contacted(scan: Scan, line: Line, cue: Cue, before: str) -> bool:
    """Whether somebody from outside got in touch with the victim about it: "Pinegate rang the retailer"."""
    if _FOR_ELSE.search(line.lower, cue.end) or not _is_victim(scan, line, cue.end):
        return False
    if _TELLERS.search(before) or _is_another(scan, line, cue):
        return True
    return _ASKERS.search(before) is not None and _TO_TELL.search(line.lower, cue.end) is not None


def _is_victim(scan: Scan, line: Line, end: int) -> bool:
    """Whether the one that was hit stands right behind a verb that ends at `end`."""
    if _HOUSE.match(line.lower, end):
        return True
    opening = _THE.match(line.lower, end)
    return opening is not None and _victim_at(scan, line, line.start + opening.end())


def _victim_at(scan: Scan, line: Line, at: int) -> bool:
    whom = [
        mention for rated, mention in scan.named.get(line.index, ()) if mention.start == at and rated.victim >= _VICTIM
    ]
    return bool(whom) and _PEOPLE.match(scan.lower, whom[0].end) is None


def _is_body_beside(scan: Scan, line: Line, start: int) -> bool:
    """Whether a name that ends right before `start` is that of another body than the victim, and of no person."""
    return any(
        mention.end == line.start + start - 1 and rated.victim < _VICTIM and rated.odds > NEVER
        and not rated.publishes and not _may_be_person(mention.text)
        for rated, mention in scan.named.get(line.index, ())
    )  # fmt: skip


def _may_be_person(name: str) -> bool:
    """Whether a name of two words ends with none that bodies are called by: "Ada Marlow", but "Larkfield Print"."""
    last = name.partition(" ")[2]
    return bool(last) and " " not in last and not last.isupper() and last.lower() not in words("common_words")


def _is_of_others(scan: Scan, line: Line, cue: Cue) -> bool:
    """Whether what was made public is of another's people: "files on 6 million Larkfield users appeared"."""
    if cue.event != "disclosed":
        return False
    low, high = line.start + cue.start, line.start + cue.end
    return any(
        low <= mention.start < high and rated.victim < _VICTIM and _PEOPLE.match(scan.lower, mention.end) is not None
        for rated, mention in scan.named.get(line.index, ())
    )


def _is_another(scan: Scan, line: Line, cue: Cue) -> bool:
    """Whether a name that is not the victim's stands right before a verb."""
    name = _NAMED.search(scan.plain[max(line.start, line.start + cue.start - 60) : line.start + cue.start])
    if name is None or name[1].lower() in _NO_NAMES:
        return False
    low = line.start + max(0, cue.start - 60)
    at = low + name.start(1)
    return not any(m.start <= at < m.end and rated.victim >= _VICTIM for rated, m in scan.named.get(line.index, ()))


def _victim_was_told(scan: Scan, line: Line, cue: Cue) -> bool:
    """Whether those who told of it told the one that was hit: "Larkfield Hosting notified Kestrel Bank on May 3"."""
    told = _TOLD.search(line.lower, cue.start, cue.end + len(" the "))
    if told is None:
        return False
    verb, named = line.start + told.start(), scan.named.get(line.index, ())
    by_another = any(mention.end <= verb and rated.victim < _VICTIM for rated, mention in named)
    return by_another and _victim_at(scan, line, line.start + told.end())
