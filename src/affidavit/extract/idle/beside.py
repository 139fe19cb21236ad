"""Words beside the incident: those of a name, a page that was set up for it, what a house is or keeps, a log-in."""

from __future__ import annotations

from collections.abc import Callable

from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex

#: Whose words are read more freely than those of a rule.
_MODEL = "wording"
#: The everyday words that things are told by, and names are made of as well.
_EVERYDAY = {
    "portable_device": regex(
        r"\b(?:cds?|dvds?|dis[ck]s?|tablets?|(?:smart)?phones?|cameras?|drives?|sticks?|ipads?|ipods?|pdas?|cards?|"
        r"devices?|blackberr(?:y|ies)|usb|media|floppy|diskettes?|iphones?|cellphones?|pdas?|handhelds?)\b"
    ),
    "paper": regex(
        r"\b(?:papers?|paperwork|box(?:es)?|binders?|folders?|charts?|bags?|cabinets?|letters?|envelopes?|"
        r"x-?rays?|films?|"
        r"mail\w*|fax\w*|forms?|ledgers?|invoices|checks|statements|parcels?|packages?|trash|garbage|dumpsters?|"
        r"log ?books?|"
        r"documents?|postcards?|print\w*|slips|lists?|shredd\w+|microfi\w+|notebook|storage|recycling|briefcase|"
        r"landfill)\b"
    ),
    "laptop": regex(r"\b(?:laptops?|notebooks?|macbooks?|computers?)\b"),
    "desktop": regex(r"\b(?:desktops?|computers?|workstations?|pcs?)\b"),
}  # fmt: skip
_NAMED = frozenset({"victim", "attacker", "other"})
#: A page that was set up after it, or where an authority keeps its register: nobody broke into either.
_SET_UP = regex(
    r"\b(?:set|setting|sets) up (?:an? |its own )?(?:[\w-]+ ){0,3}?(?:web ?)?(?:site|page|portal)s?\b|"
    r"\b(?:launched|created|built|opened|offers|runs|operates|published) an? (?:[\w-]+ ){0,3}?(?:web ?)?"
    r"(?:site|page|portal)s? (?:(?:that|which) (?:lets|allows|helps|enables)|where|for (?:those|people|customers|"
    r"anyone)|to (?:help|inform|answer|check))\b|"
    r"\b(?:incident|breach|case|matter|report|it|event|hack|theft|loss)s? (?:(?:was|is|were|has been|have been|"
    r"had been|"
    r"first|also|later|now|only) ){1,3}(?:posted|listed|published|added|reported|entered|logged|recorded|shown)"
    r"(?: (?:up|there))? (?:on|to|in) (?:the |an? )?(?:[\w.'&-]+ ){1,6}?(?:web ?site|site|web ?page|portal)\b"
)
#: What the house itself was told to have had broken into, whatever else was set up.
_HIT = regex(
    r"\b(?:hacked|breached|compromised|defaced|infected|vulnerab\w+|intru\w+|scraped|malicious|broke into|injected)\b"
)
#: "Stolen documents" of those who broke into machines.
_STOLEN = regex(
    r"(?:stolen|lost|missing|theft of) (?:[\w-]+ ){0,4}(?:documents|files|charts)|documents? (?:[\w-]+ ){0,7}\w+"
)
_MACHINES = regex(
    r"\b(?:servers?|hack\w*|cyber\w*|ransomware|malware|software|databases?|file[- ]transfer|network|online|zero-day|"
    r"attackers?|threat actors?|intruders?|cloud|vulnerabilit(?:y|ies)|phishing|e-?mail accounts?|encrypt\w*)\b"
)
_IN_HAND = regex(
    r"\b(?:paper|printed|hard[- ]?cop\w+|boxes|box|bags?|cabinets?|dumpster|trash|office|car|vehicle|van|burgl\w+|"
    r"break-in|broke into (?:a|an|the|its|his|her) (?:car|office|home|house|clinic|storage)|shredd\w+|folders?|"
    r"envelopes?|mailed|safe|briefcase|desk|drawer|archive room|basement)\b"
)
#: The market that was closed, and no access of the house's: "The forum has since been shut down".
_MARKET = regex(
    r"\b(?:(?:this|the|that|which|hacking|criminal|underground|dark ?web|online|black) )*"
    r"(?:markets?|market-?places?|forums?|shop|bazaar|message board|leak site|channel|"
    r"(?:(?<=this )|(?<=that )|(?<=whose ))(?:web ?)?(?:site|page))\b"
    r"(?: \w+){0,4}? (?:was|were|has|have|had|is|been)(?: \w+){0,3}? "
    r"(?:shut|closed|seized|taken (?:down|offline)|disabled|blocked|switched off|suspended|banned)\b"
)
_TRADED = regex(
    r"\b(?:s(?:old|elling|ale)|offer(?:ed|ing)?|advertis\w+|traded|auction\w*|dark ?web|underground|hack\w*|leak\w*|"
    r"post(?:ed|ing)|dump\w*|market(?:place)?|forums?|criminal)\b"
)
#: How stolen passwords can be cracked is no attack that was made.
_CRACKED = regex(
    r"\b(?:can|could|possible|eas(?:y|ily)|trivial\w*|may|might|would|simple|tools? (?:that|to|for))\b[^.;]{0,60}?"
    r"\b(?:crack|decipher|decode|guess|recover|break|revers|dehash|unscrambl)\w*(?: \w+){0,2}? (?:the |these |"
    r"those |such |"
    r"any |stolen |leaked |hashed |weak |simple |its |their )*(?:passwords?|hash(?:es)?|pins?|ciphers?|hashing|"
    r"encryption)\b"
)
#: What a house is, or what it sells, keeps or does not keep, is nothing that happened.
_IS = regex(
    r"[^.;,]{1,60}? (?:is|are) (?:an?|the|one of|among) (?:[\w'-]+,? ){0,8}?(?:services?|web ?sites?|sites?|"
    r"platforms?|"
    r"compan(?:y|ies)|firms?|providers?|retailers?|apps?|chains?|makers?|banks?|networks?|marketplaces?|stores?|"
    r"shops?|"
    r"publishers?|forums?|agenc(?:y|ies)|exchanges?|start-?ups?|developers?|games?|communit(?:y|ies)|tools?|"
    r"portals?)\b"
    r"[^.;]{0,30}? (?:that|which|where|whose|selling|offering|providing|allowing|letting|used by)\b"
)
_KEEPS = regex(
    r"\b(?:we|it|they|the (?:company|firm|shop|site|store|retailer|service)|which|and|who) "
    r"(?:(?:only|also|never|simply|merely|just|itself|do not|does not|don't|doesn't) ){0,2}"
    r"(?:retains?|keeps?|stores?|holds?|collects?|saves?|records?|receives?|processes|process)\b"
)
_HAPPENED = regex(
    r"\b(?:was|were|had|has been|have been|did|been|stole|took|broke|gained|suffered|leaked|hacked|breached|injected|"
    r"planted|exfiltrated|attack\w*|hackers?|malicious|skimm\w+|intruders?|thieves)\b"
)
_READ_FREELY = frozenset({"fate", "vector", "response", "detection"})
#: How customers log in, or come to a shop, is no way in of those who broke into it.
_SIGN_IN = regex(
    r"\b(?:us(?:e|es|ed|ing)|log(?:s|ged|ging)? (?:in|on|into|onto)|sign(?:s|ed|ing)? (?:in|on|up|into)|"
    r"regist(?:er\w*|ration)|"
    r"access(?:es|ed|ing)?|connect(?:s|ed|ing)?|log-?ins?|sign-?ins?|logging|shop(?:s|ped|ping)?|order(?:s|ed|ing)?|"
    r"book(?:s|ed|ing)?|b(?:uy|ought|uying))\b(?: (?!who\b|when\b|after\b|because\b)[\w.'-]+){0,6}? "
    r"(?:through|via|with|using|by|on|for) (?:an? |their |the |its |these |such )?(?:third-party|third party|"
    r"social(?: media)?|"
    r"external|other|outside) (?:\w+ )?(?:apps?|applications?|log-?ins?|log-?ons?|accounts?|sign-?ins?|sign-?on|"
    r"credentials|identit\w+|providers?|services?|platforms?|sites?|tokens?)\b"
)
_USERS = regex(
    r"\b(?:users?|customers?|members?|people|those|subscribers|shoppers|players|guests|clients|accounts|anyone|"
    r"buyers|students|patients)\b"
)
_THEIR_FAULT = regex(
    r"\b(?:attackers?|hackers?|intruders?|thieves|criminals?|actors?|gained|obtained|compromised (?:an?|the|one|"
    r"its|third)|"
    r"breach(?:ed)? (?:at|of|an?|the) |vulnerab\w+|stole|(?:was|were) (?:hacked|breached))\b"
)
_SIGN_IN_REACH = 120


def is_beside(scan: Scan, claim: Claim) -> bool:
    """Whether a claim takes for part of the incident what is a name, a page for it, a trade or a log-in."""
    test = _TESTS.get((claim.field, str(claim.value)))
    free = claim.by == _MODEL and claim.field in _READ_FREELY
    if test is None and not free and claim.field not in ("asset", "third_party"):
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    if claim.field == "asset" and claim.value in _EVERYDAY and _in_a_name(scan, claim):
        return True
    if claim.field == "third_party":
        return _signs_in(scan, line, claim)
    if free and _says_what_it_is(line, claim):
        return True
    return test is not None and test(scan, line, claim)


def _in_a_name(scan: Scan, claim: Claim) -> bool:
    """Whether each word that tells of a thing is part of a name: "Box" of "Blue Box Inn"."""
    told = _EVERYDAY[str(claim.value)].finditer(scan.lower, claim.start, claim.evidence[0].end)
    names = [(one.start, one.end) for one in scan.mentions if one.role in _NAMED and " " in one.name]
    held = [any(low <= word.start() and word.end() <= high for low, high in names) for word in told]
    return bool(held) and all(held)


def _is_set_up(scan: Scan, line: Line, claim: Claim) -> bool:
    part = max(line.start, scan.lower.rfind(";", line.start, claim.start))
    return _SET_UP.search(scan.lower, part, line.end) is not None and _HIT.search(scan.lower, part, line.end) is None


def _is_of_files(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether documents were taken from machines, by what the sentences before tell too."""
    start, end = claim.start, claim.evidence[0].end
    if _STOLEN.fullmatch(scan.lower, start, end) is None or _IN_HAND.search(line.lower):
        return False
    first = scan.lines[max(0, line.index - 3)].start
    return _MACHINES.search(scan.lower, first, line.end) is not None and _IN_HAND.search(
        scan.lower, first, line.end
    ) is None  # fmt: skip


def _is_market(scan: Scan, line: Line, claim: Claim) -> bool:
    start = max(line.start, claim.start - 40)
    if _MARKET.search(scan.lower, start, claim.evidence[0].end) is None:
        return False
    first = scan.lines[max(0, line.index - 1)].start
    return _TRADED.search(scan.lower, first, line.end) is not None


def _is_of_cracking(_: Scan, line: Line, __: Claim) -> bool:
    return _CRACKED.search(line.lower) is not None and _HIT.search(line.lower) is None


def _says_what_it_is(line: Line, claim: Claim) -> bool:
    if _HAPPENED.search(line.lower) is not None:
        return False
    return _IS.match(line.lower) is not None or (claim.field != "response" and _KEEPS.search(line.lower) is not None)


def _signs_in(scan: Scan, line: Line, claim: Claim) -> bool:
    """Whether a third party is only one whose accounts customers log in with."""
    low = max(line.start, claim.start - _SIGN_IN_REACH)
    found = _SIGN_IN.search(scan.lower, low, min(line.end, claim.evidence[0].end + 30))
    if found is None or _USERS.search(line.lower) is None:
        return False
    return _THEIR_FAULT.search(line.lower) is None


_TESTS: dict[tuple[str, str], Callable[[Scan, Line, Claim], bool]] = {
    ("asset", "website"): _is_set_up,
    ("asset", "paper"): _is_of_files,
    ("response", "access_blocked"): _is_market,
    ("action", "hacking"): _is_of_cracking,
    ("vector", "third_party"): _signs_in,
}
