"""Who works for whom, where a text names both: "its printer, Larkfield", "Larkfield, which hosts Kestrel's site"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name, Party
from affidavit.extract.organizations.through import throughs
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: How far two names of one relation may stand apart, and how far behind a name its description is looked for.
_APART, _BEHIND = 160, 90
_ROLE = (
    r"(?:[\w/-]+ ){0,4}?(?:vendor|supplier|(?:sub)?contractor|provider|processor|host|firm|company|consultant|agency|"
    r"house|collector|associate|administrator|broker|reseller|service|bureau|integrator|maker|hoster|partner)"
)
#: A role that is another's: a maker is "of" its goods, too.
_STRICTLY = r"(?:[\w/-]+ ){0,4}?(?:vendor|supplier|(?:sub)?contractor|processor|consultant|associate)"
_SERVES = (
    r"(?:\w+ly )?(?:hosts?|hosted|handles?|handled|runs?|ran|stores?|stored|manages?|managed|process(?:es|ed)?|"
    r"mails?|"
    r"mailed|maintains?|maintained|supports?|provides?|provided|supplies|supplied|prints?|printed|operates?|operated|"
    r"administers?|administered|keeps?|kept|prepares?|prepared|sends?|does|did|builds?|built|looks? after|"
    r"looked after|holds?|held|collects?|"
    r"archives?|archived|bills?|billed)"
)
#: Between the names: the second works for the first.
_SECOND = regex(
    r"(?:.{0,120}\b(?:its|their|our|whose)(?: own| main| former| then)?|'s?) "
    rf"{_ROLE},?(?: called| named)?,? ?"
)
#: Between the names where what follows the second says that it works for the first.
_REACHED = regex(
    r"(?:.{0,120}\b(?:from|through|via|at|by|of|on|with|said|says)| (?:uses|used|relie[sd] on|works with|employs|"
    r"engaged|contracts with))(?: the)?(?: [\w-]+){0,2} "
)
#: Behind the second.
_WORKS_FOR_IT = regex(
    rf",? (?:(?:which|who|that|(?:an?|the|its|our) {_ROLE} (?:that|which|who)) {_SERVES} (?:[^.;,]{{0,40}} )?"
    r"(?:its|their|our|for (?:it|us|them))\b(?! own)|"
    rf"(?:(?:an?|the) {_ROLE},? )?whose (?:software|systems?|platform|servers?|services?|app|technology|programs?) "
    r"(?:\w+ly )?(?:runs?|ran|powers?|"
    r"powered|handles?|handled|hosts?|hosted|manages?|managed|operates?|operated|process(?:es|ed)?|controls?|controlled|"
    r"drives?|drove) (?:[^.;,]{0,40} )?(?:its|their|our)\b(?! own)|"
    r"(?:to which|to whom) (?:it|they|we) (?:had |has |have )?(?:outsourced|entrusted|handed|given|contracted|"
    r"farmed out))"
)
_WORKS_FOR_US = regex(
    rf",? (?:which|who|that|(?:an?|the) {_ROLE} (?:that|which|who)) {_SERVES} (?:[^.;,]{{0,40}} )?(?:(?:for|to) "
    rf"us|our)\b"
    r"|(?: \([^)]{1,30}\))?,? (?:an?|the|one of) (?:[\w-]+ ){0,5}?(?:of|to|for|used by) (?:us|our)\b"
    r"|(?: \([^)]{1,30}\))?, our (?:former |own )?(?:[\w/-]+ ){0,3}?(?:vendor|supplier|(?:sub)?contractor|"
    r"provider|processor|host|"
    r"administrator|consultant|associate|courier|printer|broker|agency|company|partner)\b"
)
#: Before one that works for the text's "us": "our hosting provider, Larkfield".
_OUR = regex(
    r"\b(?:our|my)(?: own| former| third-party)? (?:[\w/-]+ ){0,3}?(?:vendor|supplier|(?:sub)?contractor|"
    r"provider|processor|host|"
    r"administrator|consultant|associate|courier|printer|payroll company|billing company),?(?: called| named)?,? $"
)
_OUR_REACH = 80
#: Between the names: the first works for the second, whose name a possessive follows in the first pattern.
_FIRST_OF_ITS = regex(
    rf",? (?:which|that|who|(?:an?|the) {_ROLE} (?:that|which|who)) {_SERVES} (?:the )?(?:[\w-]+ ){{0,2}}"
)
_FIRST = regex(
    rf",? (?:(?:an?|the|one of the) (?:{_ROLE}(?: and (?:an? |the )?{_ROLE})?(?: \([^)]{{1,20}}\))? "
    rf"(?:to|for|used by|hired by|working for|engaged by)|{_STRICTLY} of) "
    r"(?:the )?(?:covered entity(?: \([^)]{1,12}\))?,? )?"
    r"|(?:which|that|who) .{3,60} for (?:the )?)|'s (?:client|customer)s?,? "
)
#: Behind the second: ", Kestrel Bank's vendor,".
_ITS_ROLE = regex(rf"'s? {_ROLE}\b")
#: Behind a role: what it did with the data, of which the next sentence tells what came of it.
_CARRIES = regex(
    r"(?: \([^)]{1,20}\))? (?:had |has |\w+ly ){0,2}(?:shipped|mailed|sent|left|misconfigured|spilled|dropped|"
    r"dumped|uploaded|"
    r"emailed|e-mailed|faxed|discarded|threw|misplaced|mislabel?led|misaddressed|transported"
    r"|to (?:print|mail|send|ship|deliver|process|shred|destroy|dispose|store|scan|copy|transcribe|stuff|post)|"
    r"posted)\b"
)
#: What makes the bearer of the name before it the owner of something.
POSSESSIVE = regex(
    r"'s?(?!\w)| (?:(?:customer|client|employee|patient|member|loan|online|web|payment) )?(?:websites?|web "
    r"sites?|sites?|servers?"
    r"|systems?|networks?|data|records|payroll|e-?mails?|portal|database|files|store|accounts|benefits?|"
    r"mailings|letters"
    r"|backups?|claims|statements|invoices|pages|platform)\b"
)
#: Between the names: the second is a house of the first, which tells of it.
_ONE_OF_ITS = regex(
    r"[^.;]{1,120}\b(?:one|two|some|several|any) of (?:its|their|our) (?:[\w-]+ ){0,3}(?:clinics?|hospitals?|"
    r"branches|branch|"
    r"stores?|shops?|schools?|locations?|subsidiaries|facilities|offices?|units|brands?|sites|practices?|"
    r"dealerships?|"
    r"restaurants?|hotels?|departments?|campuses|cent(?:er|re)s?|affiliates|plants?|properties|pharmacies),? ?"
    r"(?:the |called |named |in )?"
)
#: Between the names: the first is a part of the second, of which nothing else is told.
_DIVISION = regex(
    r"(?: \([^)]{1,30}\))?,? (?:which is )?(?:an? |the )?(?:wholly[- ]owned )?(?:operating )?(?:division|"
    r"subsidiary|unit|arm|"
    r"branch|brand|affiliate|program) of (?:the )?"
)
#: Between the names: what befell the first was of the second.
_HIT_IT_TOO = regex(
    r",?(?: had| has| recently| also){0,2} (?:experienced|suffered|had|discovered|reported|disclosed|detected|"
    r"was hit by|"
    r"was the victim of|fell victim to) (?:an? |the )?(?:[\w-]+ ){0,3}(?:exposure|breach|incident|attack|"
    r"intrusion|event|"
    r"leak|theft|compromise|error),?(?: in \w+ \d{4}| on \w+ \d{1,2}(?:, \d{4})?)?,? (?:that|which|and)(?: may "
    r"have| has| had"
    r"| also| potentially| could have| might have){0,2} (?:includ|involv|affect|impact|expos|compromis|reach|"
    r"concern)\w+ "
    r"(?:the |some |certain |its |of |personal |limited ){0,3}(?:information|data|records|files|details|names|"
    r"documents)? ?"
    r"(?:(?:of|on|about|for|relating to|related to|belonging to|regarding|from) )?(?:the |some |certain |many |all )?"
)
#: Whose people or things those are.
_ITS_PEOPLE = regex(
    r"'s? |'s?(?: \w+){0,2}| (?:(?:current|former|and|some) ){0,3}(?:clients?|customers?|patients?|employees?|"
    r"members?|users?|"
    r"participants?|students?|donors?|guests?|staff|subscribers?|policyholders?|data|information|records|accounts)\b"
)


#: No clients: of a country's travel agency, and of anybody's "Star Wars".
_NO_CLIENT = frozenset({"country", "demonym", "region", "city", "general", "actor", "malware"})


class Supply(NamedTuple):
    """`vendor` works for `client` (None: for the text's "us"), as the mention `at` shows."""

    vendor: Party
    client: Party | None
    at: Name


def _named(scan: Scan, found: Iterable[Party]) -> list[tuple[Name, Party]]:
    """The mentions in their order, but for abbreviations in brackets."""
    named = [(mention, party) for party in found for mention in party.mentions]
    named = [
        one for one in named if not (scan.plain[one[0].start - 1] == "(" and scan.plain.startswith(")", one[0].end))
    ]
    return sorted(named, key=lambda one: one[0].start)


def supplies(scan: Scan, found: Iterable[Party]) -> Iterator[Supply]:
    """The relations that the text states, in order."""
    named = _named(scan, found)
    for (one, first), (other, second) in pairwise(named):
        if one.line == other.line and first is not second and 0 < other.start - one.end <= _APART:
            pair = _between(scan, one, first, other, second)
            yield from (supply for supply in pair if supply.client is None or _may_be_served(supply.client))
    for place, (mention, party) in enumerate(named):
        if _WORKS_FOR_US.match(scan.lower, mention.end, _end(scan, mention)) or _is_ours(scan, mention):
            yield Supply(party, None, mention)
        elif _WORKS_FOR_IT.match(scan.lower, mention.end, _end(scan, mention)):
            yield from _for_it(named[:place], party, mention)
    yield from (Supply(vendor, client, at) for vendor, client, at in throughs(scan, named))


def parts(scan: Scan, found: Iterable[Party]) -> Iterator[tuple[Party, Party]]:
    """Each party whose news is told beside another of its house: "a theft at one of its clinics, Larkfield"."""
    named = _named(scan, found)
    for (one, whole), (other, part) in pairwise(named):
        near = one.line == other.line and whole is not part and 0 < other.start - one.end <= _APART
        if near and _ONE_OF_ITS.fullmatch(scan.lower, one.end, other.start):
            yield whole, part
        elif near and _DIVISION.fullmatch(scan.lower, one.end, other.start):
            yield whole, part  # what is told of a division is not told of the whole


def _for_it(before: list[tuple[Name, Party]], vendor: Party, at: Name) -> Iterator[Supply]:
    """For whom a vendor works, whom its own sentence calls "it": the one named last before that sentence."""
    client = next((one for _, one in reversed(before) if one is not vendor), None)
    if client is not None and before[-1][0].line < at.line and _may_be_served(client):
        yield Supply(vendor, client, at)


def _is_ours(scan: Scan, mention: Name) -> bool:
    low = max(scan.lines[mention.line].start, mention.start - _OUR_REACH)
    return _OUR.search(scan.lower, low, mention.start) is not None


def _may_be_served(client: Party) -> bool:
    return known_as(client.name) not in _NO_CLIENT


def _between(scan: Scan, one: Name, first: Party, other: Name, second: Party) -> Iterator[Supply]:
    between, end = scan.lower[one.end : other.start], _end(scan, other)
    if _SECOND.fullmatch(between) or (_REACHED.fullmatch(between) and _WORKS_FOR_IT.match(scan.lower, other.end, end)):
        yield Supply(second, first, other)
    elif (
        (_FIRST_OF_ITS.fullmatch(between) and POSSESSIVE.match(scan.lower, other.end))
        or (_HIT_IT_TOO.fullmatch(between) and _ITS_PEOPLE.match(scan.lower, other.end))
        or _FIRST.fullmatch(between)
        or (between == ", " and _ITS_ROLE.match(scan.lower, other.end, end))
    ):
        yield Supply(first, second, one)


def carries(scan: Scan, line: Line, end: int) -> bool:
    """Whether the role that ends at `end` did what data is lost by: "the business associate shipped"."""
    return _CARRIES.match(scan.lower, end, line.end) is not None


def _end(scan: Scan, mention: Name) -> int:
    return min(scan.lines[mention.line].end, mention.end + _BEHIND)
