"""Words for a step that tell of something else: the slip itself, what users were told to do, what a fault shut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import BY_VENDOR, Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

#: Behind letters that went astray: these were the slip, and no notice of it.
_ASTRAY = regex(
    r"(?:(?!\b(?:whose|who|that|which|after|because)\b)[^.;]){0,60}?"
    r"\b(?:to|into|in) (?:the |an? |some )?(?:wrong|incorrect|unrelated)\b"
    r"|[^.;]{0,40}?\b(?:into|in) (?:the )?envelopes (?:for|of|addressed to) (?:other|another|different)\b"
    r"|(?:'s|'|s')? (?:[\w-]+ ){0,2}?(?:numbers?|details|names|records?|data|files?|addresses|results?|statements?|"
    r"forms|bills?|invoices|payslips|reports?|information)(?: (?:and|on|of) [\w-]+){0,3} (?:to|by mistake|in error)\b"
)
#: The letters of a mistake: "a mail merge error put 57 letters into envelopes for other patients".
_BY_MISTAKE = regex(
    r"[^.;]{0,40}?\b(?:mistake|error|mix-?up|glitch|fault|bug|slip)\b[^.;]{0,50}?"
    r"\b(?:put|sent|mailed|e-?mailed|posted|printed|stuffed)\b"
)
#: Messages of others that the text is about: "these messages go to people who never drove there".
_SUCH = regex(r"\b(?:these|those|such) $")
_MESSAGES = regex(r"(?:messages|texts|text messages|e-?mails|calls|letters)\b")
#: Who wrote to a house, and to nobody whose data these were: "wrote to the company the same evening".
_TO_THE = regex(r"\b(?:wrote|written|writes) to (?:the|its)$")
_A_HOUSE = regex(
    r" (?:company|firm|bank|insurer|clinic|hospital|council|school|district|university|college|retailer|chain|shop|"
    r"airline|city|county|agency|charity|ministry|operator|provider|vendor|supplier|contractor|regulator|watchdog|"
    r"police|hackers?|attackers|gang|owner|developers?|maker|government|commission(?:er)?|minister|prosecutors?)\b"
)
#: Who was asked for something that is no advice to those affected: "asked it to pay for", "asked the supplier to".
_ASKED_OTHERS = regex(
    r"(?:ask|urg|request|instruct|advis|warn|remind)(?:ed|es?|s|ing) (?:it|(?:the|its|their) (?:[\w-]+ )?(?:company|"
    r"firm|vendor|supplier|contractor|provider|bank|host|processor|printer|agency|council|government|regulator|"
    r"police|court|judge|exchanges?|other exchanges|hackers?|attackers?)) (?:to|not to|for)\b"
    r"|(?:told|informed|notified) (?:[\w'-]+ ){1,4}?that (?:it|they|we|the [\w-]+) (?:had|has|have)\b"
)
#: What users were told to set up is no new guard of the house.
_TOLD_USERS = regex(
    r"\b(?:users?|customers?|clients?|members?|people|readers|subscribers|patients|players|everyone|anyone|residents|"
    r"students|parents|shoppers|account holders)"
    r"(?: (?:were|was|are|is|have been|has been|being))? (?:also )?(?:told|asked|advised|urged|encouraged|reminded|"
    r"recommended) (?:[\w-]+ ){0,2}?to\b[^.;]{0,60}$"
    r"|\b(?:told|asked|advised|urged|encouraged|reminded|advises|urges|asks|recommends that|tells) "
    r"(?:[\w'-]+ ){0,4}?to (?:[\w'-]+ ){0,8}$"
)
#: Before what a fault or an attack shut, and not the house.
_FAULT = regex(
    r"\b(?:difficult(?:y|ies)|problems?|faults?|glitch(?:es)?|failures?|errors?|issues?|disruptions?|outages?|"
    r"interruptions?|attacks?|cyberattacks?|incidents?|virus|ransomware|malware|storm|fire|power cuts?)[\"'”’]?"
    r"(?:,? (?:that|which))?(?: (?:had|has|have|also|then|briefly|temporarily)){0,3} $"
)
#: Those whose files or systems are shut to them: "files that it had been locked out of".
_SHUT_OUT = regex(
    r"\b(?:that|which|it|they|we|he|she|staff|officials|doctors|nurses|the \w+) (?:(?:had|has|have|was|were|is|are) )?"
    r"(?:been )?(?:locked|shut|kept|frozen)$"
)
_OUT = regex(r" out\b")
#: Who set something up long before, where this was how it came about: "a contractor had set up the server".
_HAD_SET_UP = regex(
    r"\b(?:an? |the |its |one )?(?:[\w-]+ )?(?:contractor|developer|engineer|employee|programmer|technician|vendor|"
    r"supplier|volunteer|former employee|intern|consultant|administrator) (?:had |who had |who )$"
)
_FORGOT = regex(
    r"\b(?:forgot|forgotten|never (?:removed|closed|secured|took|deleted)|left (?:it|open|un\w+)|without (?:a )?"
    r"(?:password|protection|securing))\b"
)
_REACH = 110
_LESS_SURE = 0.9
#: Between a name and what its house did.
_HAS = regex(
    r"(?:,? (?:which|who))?"
    r"(?: (?:has|have|had|also|then|since|later|now|already|said it had|said it has|says it has|and)){0,4}"
    r"(?: (?!and\b|but\b|that\b)[\w'-]+){0,1} ?$"
)
_AND = regex(
    r"(?: (?:has|have|had|also|then|since|later|now|already)){0,4} [a-z-]{3,14}\b[^.;,]{0,70} and (?:also |has |had )?$"
)


def is_none(scan: Scan, claim: Claim) -> bool:
    """Whether what a claim takes for a step of the house is none: no notice, no advice, no guard, nothing it shut."""
    line = scan.line_at(claim.start) if claim.field == "response" else None
    if line is None:
        return False
    start, end = claim.start, claim.evidence[0].end
    before = scan.lower[max(line.start, start - _REACH) : start]
    match claim.value:
        case "notified_individuals":
            return _is_no_notice(scan, line, start, end)
        case "advised_users":
            return _ASKED_OTHERS.match(scan.lower, start, end) is not None
        case "patched_or_hardened":
            if _TOLD_USERS.search(before) is not None:
                return True
            return _HAD_SET_UP.search(before) is not None and _FORGOT.search(scan.lower, end, line.end) is not None
        case "access_blocked":
            told = scan.lower[max(line.start, start - _REACH) : end]
            shut_out = _SHUT_OUT.search(told) is not None and _OUT.match(scan.lower, end) is not None
            return shut_out or _FAULT.search(before) is not None
    return False


def _is_no_notice(scan: Scan, line: Line, start: int, end: int) -> bool:
    if _TO_THE.search(scan.lower, start, end) is not None and _A_HOUSE.match(scan.lower, end, line.end) is not None:
        return True
    if _SUCH.search(scan.lower, line.start, start) and _MESSAGES.match(scan.lower, start, end):
        return True
    by_mistake = _BY_MISTAKE.match(scan.lower, start, end) is not None
    return by_mistake or _ASTRAY.match(scan.lower, end, line.end) is not None


def by_vendors(scan: Scan, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims, with a note on the steps that a third party took, and not the house: "Tallyfern has informed"."""
    names, main = {str(claim.value) for claim in claims if claim.field == "third_party"}, scan.likeliest_victim
    names -= {main.party.name} if main is not None else set()
    for claim in claims:
        step = claim.field == "response" and claim.asserted and claim.note is None
        if step and names and _of_vendor(scan, claim, names):
            yield replace(claim, note=BY_VENDOR, confidence=_LESS_SURE * claim.confidence)
        else:
            yield claim


def _of_vendor(scan: Scan, claim: Claim, names: Set[str]) -> bool:
    """Whether one of `names` opens the sentence and the step is what it has done."""
    line = scan.line_at(claim.start)
    first = min(scan.named.get(line.index, ()), key=lambda one: one[1].start, default=None) if line else None
    if first is None or line is None or first[0].party.name not in names or first[1].start != line.start:
        return False
    between = scan.lower[first[1].end : claim.start]
    return _HAS.fullmatch(between) is not None or _AND.fullmatch(between) is not None
