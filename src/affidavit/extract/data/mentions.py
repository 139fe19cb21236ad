"""Where a sentence names classes of data: the lexicon's hits, less what only looks like one.

The lexicon gives strong terms, which stand by themselves ("Social Security numbers"), and weak ones, which name data
only in a list or behind a word that opens one ("name, address and phone").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.data import meant, shared_heads
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line

_STRONG, _WEAK, _VOID = "data:", "data?:", "data void"

#: What may stand between two members of a list: a comma or "and", and a few words that describe the second.
_NOT_IN_LISTS = (
    "the an? in on to for of from that who which says? said has have is was were may be by at after when where it"
)
_PLAIN_WORD = rf"(?!(?:{_NOT_IN_LISTS.replace(' ', '|')})\b)[\w'-]{{1,20}} "
_GAP = regex(
    rf"(?: {_PLAIN_WORD[:-1]}){{0,2}}(?: \([^)]{{0,60}}\))? ?(?:,|;|/|\(|\)|\||&|\b(?:and|or|nor|plus|with|but)\b)"
    rf"[\s(]{{0,2}}(?:(?:also|and|or|and/or|but also|as well as|along with|plus|with) )?"
    rf"(?:{_PLAIN_WORD}|(?:the|an?|their|your|any) ){{0,4}}"
)
_JOINED = regex(r"[,;/&]|\b(?:and|or|plus)\b")
_REACH = 3
_OPENS_LIST = regex(
    r"(?:includ(?:e|es|ed|ing)|such as|contain(?:s|ed|ing)?|following|like|limited to|namely|e\.g\."
    r"|[:(\u2022-])[\s:(]{0,3}$|(?:limited to|namely|[:(\u2022-])[\s:(]{0,3}(?:the|your|their|an?) $"
)
#: "Name, contact information": a list goes on with what is no class by itself.
_BESIDE_A_KIND = regex(
    r",? (?:and |and/or |or )?(?:contact|demographic|account|financial|biographical|identifying|health|medical) "
    r"(?:information|details|data)\b"
)
_OWNER = regex(
    r"\b(?:your|their|his|her|(?:users?|customers?|patients?|individuals?|members?|students?|pupils?|workers?|guests?|"
    r"passengers?|clients?|voters?|donors?|subscribers?|drivers?|owners?|holders?|applicants?|policyholders?|senders?|"
    r"recipients?|buyers?|tenants?|residents?|visitors?|players?|riders?|taxpayers?|cardholders?|parents?|persons?|"
    r"volunteers?|retirees?|pensioners?|teachers?|borrowers?|shoppers?|readers?)'s?|child's|children's|people's) $"
)
#: A class that describes a kind of firm or site: "a dating and photo sharing app".
_TRADE = regex(
    r"s? (?:(?!(?:and|or|with|from|of|to|in)\b)[a-z-]{1,16} )?"
    r"(?:web ?sites?|sites?|services?|apps?|applications?|platforms?|forums?|compan(?:y|ies)|"
    r"firms?|providers?|operators?|community|games?|programs?|software|agency|department|portals?|directory|giants?|"
    r"vendors?|retailers?|contractors?|stores?|cent(?:er|re)s?|sector|industry|campaigns?|spam|scams?|servers?|"
    r"gateways?|operations?|startups?|makers?|brokers?|marketplaces?|delays?|outages?|disruptions?|downtime|"
    r"ceo|chief|co-founder|founder|spokes(?:man|woman|person))\b"
)
#: What is no real one ("fake support tickets"), and whose office it is ("director of health records").
_NOT_REAL = regex(
    r"\b(?:fake|bogus|phony|phoney|counterfeit|forged|spoofed|fabricated|dummy|made-up|fictitious|placeholder|"
    r"fraudulent|malicious|phishing|scam|altered|changed|attacker-controlled)(?: [\w-]{1,20})? $"
    r"|\b(?:director|head|chief|president|vp|manager|professor|minister|secretary|officer|supervisor|administrator)"
    r" (?:of|for) (?:[\w-]{1,20} ){0,2}$"
)
#: Keys of a few of the staff, by which the thieves got in.
_TOKENS = frozenset(("Usernames", "Passwords", "Auth tokens", "Encrypted keys"))
_A_FEW = (
    r"(?:an?|one|one of (?:its|the|their|our)|the|his|her|two|three|four|five|several|(?:a )?few|some|"
    r"a (?:small|limited) number of|a handful of|multiple)"
)
_OF_STAFF = (
    r"(?:employee|worker|engineer|developer|contractor|administrator|admin|agent|technician|vendor|partner|supplier|"
    r"staffer|executive|manager|subcontractor|third party|staff member|support rep(?:resentative)?)"
)
_STAFF_BEFORE = regex(rf"\b{_A_FEW} (?:[\w-]{{1,20}} ){{0,3}}?{_OF_STAFF}(?:s?'s?) (?:[\w-]{{1,20}} ){{0,2}}$")
_STAFF_BEHIND = regex(
    rf"(?: (?:credentials|details|information))? (?:of|belonging to|for|from) {_A_FEW} (?:[\w-]{{1,20}} ){{0,4}}?"
    rf"{_OF_STAFF}s?\b"
)
#: Only a part of the number: "the last four digits of ...", "partial ...", "... (type and last four digits)".
_PART_BEFORE = regex(
    r"\b(?:last|final|first|trailing) (?:(?:four|4|five|5|six|6|few|two|three|3)(?: \(\d\))?[ -])?"
    r"(?:digits?|numbers?)[^,;.]{0,40}$"
    r"|\b(?:partial|masked|truncated|obfuscated|incomplete|redacted|"
    r"limited(?! (?:number|amount|quantity|subset|set|count)\b))(?:ly)?['\"]?(?: [\w-]{1,20}){0,3} $"
)
_PART_BEHIND = regex(
    r"[\w ]{0,12}\(?(?:brand, |type,? (?:and )?|including |[\w ]{0,16})?(?:last|first|final) (?:four|4|6|six)\b"
    r"|[\w ]{0,40} (?:only|just|no more than|nothing but) (?:by )?(?:the |their |its )?(?:last|first|final) "
    r"(?:four|4|6|six)\b"
)
_CARDS = "Credit cards"
_PARTS = {
    _CARDS: "Partial credit card data",
    "Phone numbers": "Partial phone numbers",
    "Dates of birth": "Partial dates of birth",
}
#: Credentials as the way in: "used stolen credentials to log in", "passwords from other sites".
KEYS = frozenset(("Usernames", "Passwords"))
_BY_MEANS = regex(
    r"\b(?:using|used|uses?|via|through|with (?:stolen|compromised|valid|leaked|legitimate)|trying(?: out)?|"
    r"leverag(?:ed|ing)|abus(?:ed|ing)|entered|entering|harvest(?:ed|ing)?|"
    r"phish(?:ed|ing)? for|handed over|gave (?:up|away)|typed(?: in)?|"
    r"surrendered|brokers? of|trade in|required|requires?|requiring|needed|needs?) (?:[\w'-]{1,20} ){0,4}"
    r"(?:\((?:e\.g\.,? |i\.e\.,? |such as |including )?(?:[\w'-]{1,20},? ){0,4})?$"
)
_ONE = regex(r"\b(?:an?|one|the|its|their|this|that|his|her) (?:[\w-]{1,20} ){0,2}$")
#: Why the keys were had: for a deed, from elsewhere, or by a trick that was the attack's beginning.
_ELSEWHERE = (
    r"(?:other|another|third|unknown|unrelated|previous|past|earlier|separate|different|non-|phishing|elsewhere|"
    r"infostealer|malware|data leaks|spear|unidentified|outside|credential)"
)
_STAFF = r"(?:employees?|staff|workers?|contractors?|vendors?|administrators?|accounts?|mailbox(?:es)?|agents?)"
_AS_MEANS = regex(
    r"(?! (?:is|are|was|were) (?:held|kept|stored|managed|handled|hosted|processed)\b)"
    r"(?: and [\w-]{1,20})?\)?(?: ?\w{0,20})? ?(?:\([^)]{0,60}\) ?)?(?:\w{1,20} ){0,2}?(?:"
    r"to (?:log|access|gain|target|breach|sign|enter|connect|move|obtain|steal|attempt|try|compromise|infiltrate|"
    r"hijack|get)\b"
    r"|(?:(?:were |was |had been |been )?(?:obtained|stolen|leaked|sourced|taken|gathered|acquired|exposed|phished|"
    r"harvested|compromised|captured) )?(?:most )?(?:likely |possibly |probably )?"
    rf"(?:from|in|through|via|during|by) (?:an? )?(?:(?:\w{{1,20}} )?phishing|{_ELSEWHERE})"
    r"|(?:were |was |had been |been )?(?:obtained|stolen|leaked|sourced|taken|gathered|acquired|exposed) "
    r"(?:from|in|through|by) (?:an? )?(?:\w{1,20} ){0,2}?"
    r"(?:breach(?:es)?|leaks?|hacks?|websites?|sites?|services?|compan(?:y|ies)) (?:of|at|on|not|"
    r"un\w+) (?:\w{1,20} ){0,3}?(?:other|another|third|unrelated|different|related)"
    rf"|(?:of|for|belonging to|from) (?:[\w,']{{1,20}} ){{0,5}}{_STAFF} (?:\w{{1,20}} )?"
    r"(?:through|via|by|using|with|in) "
    r"(?:an? )?(?:\w{1,20} ){0,2}?(?:phish\w*|spear|smish\w*|vish\w*|social|malware|keylogger|infostealer)"
    r"|(?:were |was |had been |been )?(?:obtained|stolen|leaked|taken|bought|harvested|acquired) elsewhere"
    r"|allowing)"
)
_FROM_OTHERS = regex(
    r"(?: \w{1,20}){0,4}? (?:from|in|by) (?:an? )?(?:\w{1,20} ){0,2}?(?:other|another|third|unrelated|different|"
    r"previous|past|earlier|(?:breach(?:es)?|leaks?|hacks?) (?:of|at|on) (?:other|another|third|unrelated|different))\b"
)
#: The addresses that go with such keys: "emails and passwords were taken from other sites".
_WITH_KEYS = regex(r"e?s?(?:,? and|/|,? or) (?:the )?(?:\w{1,20} )?(?:passwords?|credentials)")
#: Addresses as the attackers' way: "logged in from several IP addresses".
_ADDRESSES = "IP addresses"
_FROM_ADDRESS = regex(
    r"\b(?:using|from|via|through|located (?:at|on)|hosted (?:at|on)|behind|by) (?:[\w'-]{1,20} ){0,3}$"
)
#: How the way in came about: "got into mailboxes after credentials were stolen".
_KEYS_BEFORE = regex(
    r"\b(?:access\w*|compromis\w+|hack\w*|breach\w*|hijack\w*|logged|entered|infiltrat\w+)\b[^.;]{0,50}\b"
    r"(?:after|when|because|since|once) (?:(?:their|its|his|her|an?|the|one|some|of|[\w-]{1,20}'s?) ){0,4}(?:login )?$"
)
_KEYS_TAKEN = regex(
    r"(?: \w+)? (?:were|was|had been|have been|got) (?:stolen|compromised|phished|obtained|harvested|captured|guessed)"
)
#: What is not among the data: "since the card verification number (CVV) is missing".
_FOR_LACK_OF = regex(r"\b(?:since|because|as|though|although) (?:the |any |its |their )?(?:[\w ]{0,40} \()?$")
_LACKING = regex(r"(?: ?\([^)]{0,20}\)|\))? (?:is|are|was|were) (?:missing|absent|lacking)\b")
#: What somebody would have to give away first: "once this seed phrase is provided".
_IF_GIVEN = regex(r"\b(?:once|if|when|after) (?:this|the|your|an?|their|these|a user's|the victim's) $")
_GIVEN = regex(r"(?: \w+)? (?:is|are|gets|has been) (?:provided|entered|shared|submitted|typed|given away|supplied)\b")
#: "title, name, address": how somebody is addressed.
_TITLE_OF_NAME = regex(r",? (?:and )?(?:first |full |last |sur|middle )?names?\b")
#: What beside a weak class makes it something else: a contact of a business, a message to a help desk.
_BUSINESS_PAPERS = regex(r"\b(?:contracts|presentations|audits|invoices|agreements|reports|payments),? (?:and |or )?$")
#: The names of firms are no data of persons.
_OF_FIRMS = regex(
    r" of (?:(?:\d{1,6}|other|its|the|several|many|some|their|more|about|dozens of|hundreds of) ){0,3}"
    r"(?:firms|companies|organi[sz]ations|businesses|groups|products|streets|banks|web ?sites|sites|projects|files|"
    r"places|ships)\b"
)
#: What makes "handles" a verb, and invoices those that crooks send.
_DOER = regex(
    r"\b(?:which|that|who|it|and|also|now|he|she|firm|company|vendor|chain|group|system|agency|bank|platform) $"
)
_SENT = regex(r"\b(?:sent|send|sending|fake|fraudulent|paid|pay|bogus|altered|issued|false)(?: \w{1,20}){0,2} $")
#: What lies beside the contacts that somebody keeps in a telephone; elsewhere "contacts" are how to reach somebody.
_OF_PHONE = regex(
    r"\b(?:messages|sms|texts|photos|calendars?|calls?|call logs?|videos|media|chats|recordings|apps?|phones?|devices?|"
    r"location|address books?|notes|friends)\b"
)
_OF_TICKETS = regex(r"\btickets? (?:and|or) $|\btickets?, $")
#: "cities and states of residence" are no addresses, and "people of different ethnicities" are told apart by them.
_REGION_OF = regex(r"\b(?:cit(?:y|ies)|states?|countr(?:y|ies)|count(?:y|ies)|towns?|provinces?) of $")
_PEOPLE_OF = regex(
    r"\b(?:people|users|singles|members|individuals|persons) (?:with|of|by|from) (?:different|various|all|other|"
    r"similar|diverse) $"
)
#: What credentials are is spelt out behind them: "login credentials (email address, forum password)".
_SPELT_OUT = regex(r"s?(?: credentials| details| information)? \([^)]{0,60}\b(?:e-?mail|user ?name|password|log-?in)")
#: In a sentence on health, insurance is health insurance.
_HEALTH, _INSURANCE, _HEALTH_INSURANCE = (
    "Personal health data",
    "Insurance policy details",
    "Health insurance information",
)
_EMAILS = "Email messages"
#: The parts of an address.
ADDRESS, PLACE = "Physical addresses", "Geographic locations"
IN_ADDRESS = regex(r"(?:zip|postal|post ?codes?|postcodes?|cit(?:y|ies)|towns?|states?|provinces?|count(?:y|ies))\b")
_COMPANIES, _JOBS, _EMPLOYERS = "Company names", "Job titles", "Employers"


#: What denies a class, and is no word of it: "neither income tax returns nor".
_DENIES = regex(r"(?:neither|nor|no|not|without|never) ")


class Mention(NamedTuple):
    """A class of data by `name` at `[start, end)` of the text; `weak` where it counts only in a list."""

    start: int
    end: int
    name: str
    weak: bool = False


def mentions(line: Line) -> list[Mention]:
    """The classes that the line names, in their order."""
    found = _named(line)
    if not found:
        return []
    found.extend(
        Mention(line.start + low, line.start + high, name) for low, high, name in shared_heads.modifiers(line.lower)
    )
    found = [_in_part(line, one) for one in map(partial(_as_meant, line), found) if not _means_else(line, one)]
    found.sort(key=lambda one: (one.start, -one.end, one.weak))
    return _of_persons(line, _in_lists(line, _apart(found)))


def _as_meant(line: Line, one: Mention) -> Mention:
    if denies := _DENIES.match(line.lower, one.start - line.start, one.end - line.start):
        one = one._replace(start=line.start + denies.end())
    return one._replace(name=meant.as_meant(line.lower, one.start - line.start, one.end - line.start, one.name) or "")


def _named(line: Line) -> list[Mention]:
    return [
        Mention(start, end, *named)
        for name, places in line.marks.items()
        if (named := _class_of(name)) is not None
        for start, end in places
    ]


@cache
def _class_of(mark: str) -> tuple[str, bool] | None:
    """The class of data that a mark names, and whether weakly; None for a mark of something else."""
    return (mark.partition(":")[2], mark.startswith(_WEAK)) if mark.startswith((_STRONG, _WEAK)) else None


def _means_else(line: Line, one: Mention) -> bool:
    """Whether the words mean something else here, a kind of firm, or the way in."""
    if not one.name:
        return True
    if _VOID in line.marks and any(low <= one.start and one.end <= high for low, high in line.marks[_VOID]):
        return True
    at, end = one.start - line.start, one.end - line.start
    before = line.lower[max(0, at - 90) : at]
    if _TRADE.match(line.lower, end) or _NOT_REAL.search(before):
        return True
    if _is_absent(line.lower, before, end) or _is_something_else(line.lower, before, at, end):
        return True
    if one.name == _ADDRESSES:
        return _FROM_ADDRESS.search(line.lower[max(0, at - 60) : at]) is not None
    if one.name == "Email addresses" and (keys := _WITH_KEYS.match(line.lower, end)):
        return _FROM_OTHERS.match(line.lower, keys.end()) is not None
    return one.name in _TOKENS and _is_way_in(line.lower, before, end, one.name)


def _is_way_in(lower: str, before: str, end: int, name: str) -> bool:
    """Whether keys are those by which the thieves got in; a single token is hardly ever what they took."""
    if name == "Auth tokens" and lower[end - 1] != "s" and _ONE.search(before):
        return True
    if _STAFF_BEFORE.search(before) or _STAFF_BEHIND.match(lower, end):
        return True
    if name not in KEYS:
        return False
    if _SPELT_OUT.match(lower, end) or (_KEYS_TAKEN.match(lower, end) and _KEYS_BEFORE.search(before)):
        return True
    return _BY_MEANS.search(before[-60:]) is not None or _AS_MEANS.match(lower, end) is not None


def _is_absent(lower: str, before: str, end: int) -> bool:
    """Whether the data is what is lacking, or what somebody would have to give away first."""
    if _LACKING.match(lower, end) and _FOR_LACK_OF.search(before):
        return True
    return _GIVEN.match(lower, end) is not None and _IF_GIVEN.search(before) is not None


#: Before papers by which something is known.
_SOURCE = regex(r"\baccording to (?:the |its |their |internal )?(?:[\w-]{1,20} )?$")


def _is_something_else(lower: str, before: str, at: int, end: int) -> bool:
    """Whether a word that names data in a list names something else in this one."""
    word = lower[at:end]
    if _PEOPLE_OF.search(before) or _SOURCE.search(before):
        return True
    if word in ("title", "titles"):
        return _TITLE_OF_NAME.match(lower, end) is not None
    if word == "residence":
        return _REGION_OF.search(before) is not None
    if word == "names":
        return _OF_FIRMS.match(lower, end) is not None
    if word == "handles":
        return _DOER.search(before) is not None
    if word.startswith("invoice"):
        return _SENT.search(before) is not None
    if word == "contacts":
        return _OF_PHONE.search(lower, max(0, at - 60), end + 60) is None or _BUSINESS_PAPERS.search(before) is not None
    return word == "messages" and _OF_TICKETS.search(before) is not None


def _in_part(line: Line, one: Mention) -> Mention:
    """The class as it is when only a part is told of: "the last four digits of card numbers"."""
    part = _PARTS.get(one.name)
    if part is None:
        return one
    at, end = one.start - line.start, one.end - line.start
    partly = _PART_BEFORE.search(line.lower[max(0, at - 70) : at]) or (
        one.name == _CARDS and _PART_BEHIND.match(line.lower, end)
    )
    return one._replace(name=part) if partly else one


def _apart(found: list[Mention]) -> list[Mention]:
    """Without what begins inside an earlier one ("bank account" leaves no "account numbers") or says it again."""
    kept: list[Mention] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None or one.start >= last.end or (one.start == last.start and one.name != last.name):
            kept.append(one)
    return kept


def _in_lists(line: Line, found: list[Mention]) -> list[Mention]:
    return [
        one
        for at, one in enumerate(found)
        if not one.weak
        or _introduced(line, one)
        or _BESIDE_A_KIND.match(line.lower, one.end - line.start)
        or any(_adjacent(line, other, one) for other in found[max(0, at - _REACH) : at])
        or any(_adjacent(line, one, other) for other in found[at + 1 : at + 1 + _REACH])
    ]


def in_row(line: Line, found: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of different classes that stand side by side in a list."""
    for left, right in pairwise(found):
        between = line.lower[left.end - line.start : max(0, right.start - line.start)]
        if left.name != right.name and _adjacent(line, left, right) and _JOINED.search(between):
            yield left, right


def _adjacent(line: Line, left: Mention, right: Mention) -> bool:
    if left.end > right.start:
        return False
    return _GAP.fullmatch(line.lower, left.end - line.start, right.start - line.start) is not None


def _introduced(line: Line, one: Mention) -> bool:
    before = line.lower[max(0, one.start - line.start - 24) : one.start - line.start]
    return _OPENS_LIST.search(before) is not None or _OWNER.search(before) is not None


def _of_persons(line: Line, found: list[Mention]) -> list[Mention]:
    """Classes that others of the sentence tell more of: beside job titles companies are employers."""
    names = {one.name for one in found}
    if _EMAILS in names:
        read = {one.start for one in found if one.name == _EMAILS}
        found = [one for one in found if one.name != "Email addresses" or one.start not in read]
    if ADDRESS in names:
        found = [one for one in found if one.name != PLACE or not _of_address(line, one)]
    if _COMPANIES in names and (_JOBS in names or {"Names", "Email addresses"} <= names):
        found = [one._replace(name=_EMPLOYERS) if one.name == _COMPANIES else one for one in found]
    if _HEALTH not in names:
        return found
    return [
        one._replace(name=_HEALTH_INSURANCE) if one.name == _INSURANCE and _of_health(line, one) else one
        for one in found
    ]


def _of_address(line: Line, one: Mention) -> bool:
    """Whether words on a place are a part of the address that is told beside them: "street, city and zip code"."""
    return IN_ADDRESS.match(line.lower, one.start - line.start) is not None


def _of_health(line: Line, one: Mention) -> bool:
    """Whether words on insurance say more than "policy information", which any insurer has."""
    return not line.lower.startswith("policy", one.start - line.start)
