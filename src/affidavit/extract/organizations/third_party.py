"""The field third_party: the vendor, supplier or partner at which, or through which, the incident happened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.organizations import not_others, own_trade
from affidavit.extract.organizations.own_trade import ANOTHERS, POSSESSED, RUN_BY_IT, VICTIM, named_in
from affidavit.extract.organizations.party import Rated
from affidavit.extract.organizations.supply import POSSESSIVE, carries, supplies
from affidavit.model.claim import Claim, Speaker
from affidavit.model.regex import regex
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_NO_VENDOR = frozenset({"actor", "malware", "reporter", "general", "authority", "country", "demonym", "region", "city"})
_NOUN = regex(
    r"\b(?:vendor|supplier|contractor|provider|associate|partner|host|processor|company|services?|consultant|firm)$"
)
_OF_SEVERAL = frozenset({"suppliers", "vendors", "contractors", "providers", "partners"})
#: From this probability on a name is taken for the attacker's.
_ACTOR = 0.9
#: How much smaller the odds of the victim's name may be than those of one whose service it uses.
_CLOSE = 2.0
#: How far a name may stand from the words that make it a vendor.
_NEAR = 60
_TENANT = regex(
    r"^(?: (?!and |or )[a-z-]+){0,2} (?:environments?|instances?|tenants?|crm|data theft|account hacks?|(?:customer "
    r")?accounts?\b|database|file transfer|managed file)\b"
)
_OWNED = regex(
    r"(?:'s|'|\b(?:its|their|our|in|of|targeting|via|through|on|corporate|from|recent|ongoing|after|using))(?: \w+)? $"
)
_ONE_OF = regex(
    r"\b(?:one|some|two|three|several|any|any one|number) of (?:(?:its|our|their|the|her|his|\w+'s|ce's) )?$|"
    r"\b(?:by|through|via|from|of|at|against|on) (?:its|our) $"
)
#: Behind a role that is no party to what happened: whose data it was, and what binds it.
_BESIDE = regex(
    r"(?:'s?)? (?:(?:information|records|details|files|invoices|payments?|contacts?|names|contracts?|agreements?)\b|"
    r"data\b(?! (?:breach|leak|theft|incident|security)))"
)
#: A role as written, and what it is called where that is no name for it.
_BA = "business associate"
_ROLE_OF = {"ba": _BA, "ba's": _BA, "bas": f"{_BA}s", "third-party": "third party"}
_USED_BY = regex(
    r"(?:(?:in|of|by|from|on|at|through|via|with|the|an?|its|their) ){0,3}"
    r"((?:[\w-]+ ){0,3}?(?:software|platform|system|service|solution|tool)) "
    r"(?:was |is )?used by|\w+ by (?:an? |the |its |our |their )([\w -]{3,60})"
)
#: Behind a role that saw what was wrong: "after its cloud provider flagged odd traffic".
_TELLS = regex(r" (?:had |has |first )?(?:flagged|spotted)\b")
_MERELY_HELPS = regex(
    r"\b(?:hired|engaged|retained|working with|worked with|with the (?:help|assistance) of|assisted by|notif\w+(?! by)|"
    r"informed(?! by)|shared? with|shares|"
    r"not (?:share|sell)|could not be verified|(?:mov\w+|migrat\w+|switch\w+) to|"
    r"credit monitoring|identity (?:theft )?protection|sold to|sell)\b[^.]{0,40}$"
    r"|\bother (?:[\w-]+ ){0,2}$"
)

#: Before and behind one whose service the victim uses: "taken from Larkfield, which runs its payroll".
_THROUGH = regex(r"\b(?:through|via|from|at|using|by way of|of|on|into|by) (?:the |an? )?(?:[\w-]+ ){0,3}$")
_USED = regex(
    r", (?:whose|an?|the|which|that)\b[^.;]{0,60}?\b(?:(?:it|they|we|the [a-z]+) (?:had |has |have )?(?:uses?|used|"
    r"relie[sd] on|rely on|contract(?:s|ed)|engage[sd]|hire[sd])\b|(?:process|handle|manage|host|store|maintain|run|"
    r"ran|operate|provide|administer|mail|service|repair|clean|print|supply|suppli|staff)(?:e?s|e?d)?\b[^.;]{0,40}\b"
    r"(?:its|their|our|for (?:it|us|them|the [a-z]+))\b)"
)

#: Before a further victim: "the gang also listed Larkfield, a billing provider".
_LISTED = regex(r"\b(?:list(?:ed|s|ing)|add(?:ed|s|ing)|nam(?:ed|es|ing)) (?:also )?$")
#: Before the account of one person, who is no customer.
_PERSONS = regex(r"\b(?:employees?|workers?|users?|contractors?|admin(?:istrator)?s?|developers?|agents?)'s? $")
#: What stands before a role that is said of the name before it: ", a billing", "is the".
_ARTICLE = regex(r"(?:[,(]|\b(?:is|was|as)) ?(?:(?:an?|the|one of the|its|our|their|whose)\b[^,.;]{0,40})?$")
#: Between a name and a role that is another's: "Larkfield data from a third-party platform".
_TAKEN_FROM = regex(r"^(?:'s)? [a-z][^,(]*\b(?:from|by|via|through|at|in|on|to|with) (?:an?|the|its|one) ")


def claims(scan: Scan) -> Iterator[Claim]:
    """The third party by name where the text names it beside its role, else the role as written; it is a vector too."""
    found = list(_third_parties(scan))
    named = [claim for claim in found if claim.by == "third_party.named"]
    for claim in found:
        if claim.speaker is Speaker.ATTACKER:
            continue  # whom attackers name for their source is not thereby breached
        if claim.by == "third_party.role" and _is_one_of(scan, claim, named):
            continue
        yield claim
        line = scan.line_at(claim.start)
        if line is None or not not_others.is_cleared(scan, line, claim.evidence[0].end):
            yield replace(claim, field="vector", value="third_party")


def _is_one_of(scan: Scan, role: Claim, named: list[Claim]) -> bool:
    """Whether a role only takes up one that was named: "its business associate (BA), Larkfield", then "the BA"."""
    noun = str(role.value).split()[-1]
    if named and noun in _OF_SEVERAL:
        return True  # "one of our suppliers", who is named then
    return any(noun in claim.evidence[0].quote.lower() or _role(scan, claim) == role.value for claim in named)


def _role(scan: Scan, claim: Claim) -> str | None:
    """The role in whose place a name stands."""
    line = scan.line_at(claim.start)
    places = _outermost(line.marks.get("vendor", [])) if line else []
    inside = (scan.lower[a:b] for a, b in places if claim.start <= a and b <= claim.evidence[0].end)
    return next((_ROLE_OF.get(role, role) for role in inside), None)


def role_in(scan: Scan, line: Line) -> tuple[int, int] | None:
    """Where a sentence calls one party a vendor or the like, unless it merely helps."""
    for start, end in _outermost(line.marks.get("vendor", [])):
        before, role = scan.lower[line.start : start], scan.lower[start:end]
        beside = _MERELY_HELPS.search(before) or _is_beside(scan, line, start, end)
        if _NOUN.search(role) and _single(before, role) and not beside:
            return start, end
    return None


def _third_parties(scan: Scan) -> Iterator[Claim]:
    yield from _by_supply(scan)
    for line in scan.body:
        harm = "harm" in line.marks
        if not harm and not _beside_harm(scan, line):
            continue
        for start, end in _outermost(line.marks.get("vendor", [])):
            told = harm or carries(scan, line, end) or not_others.is_blamed(scan.lower[line.start : start])
            yield from (claim for claim in _by_role(scan, line, start, end) if told or claim.by == "third_party.named")
        if not harm:
            continue
        for start, end in line.marks.get("informed", ()):
            yield from _by_notice(scan, line, start, end)
        for start, end in line.marks.get("told", ()):
            yield from _by_telling(scan, line, start, end)
        yield from _by_use(scan, line)
        if "tenant" in line.marks:
            yield from _by_tenancy(scan, line)


def _beside_harm(scan: Scan, line: Line) -> bool:
    """Whether the sentence before or after tells of harm: "It used the vendor Larkfield. Its files were exposed."."""
    return "vendor" in line.marks and _harm_around(scan, line)


def _harm_around(scan: Scan, line: Line) -> bool:
    around = scan.lines[max(line.index - 1, 0) : line.index + 2]
    return any("harm" in other.marks and not other.title for other in around)


def _is_hit(scan: Scan, line: Line, start: int) -> bool:
    """Whether harm is told around a name, or an attack on it right before it."""
    return _harm_around(scan, line) or own_trade.ATTACKED.search(scan.lower[line.start : start]) is not None


def _outermost(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places that lie in no other one."""
    return [p for p in places if not any(q != p and q[0] <= p[0] and p[1] <= q[1] for q in places)]


def _by_role(scan: Scan, line: Line, start: int, end: int) -> Iterator[Claim]:
    before = scan.lower[line.start : start]
    if _MERELY_HELPS.search(before) or _TELLS.match(scan.lower, end, line.end) or _is_beside(scan, line, start, end):
        return
    if not_others.unrelated(scan, line, start) or not_others.is_inside(scan, line, start, end):
        return
    if own_trade.describes_victim(scan, line, start, end) and not own_trade.is_anothers(scan, line, start):
        return
    named = _nearest(scan, line, start, end)
    if named is None:
        single = _single(before, scan.lower[start:end])
        if (
            (line.title and not not_others.is_blamed(before))
            or not single
            or not_others.is_a_man(scan.lower[start:end])
            or not_others.speaks_for_itself(scan, line, start, end)
        ):
            return
        yield scan.claim(
            line, start, end, field="third_party", value=called(scan, start, end), by="third_party.role",
            confidence=0.6,
        )  # fmt: skip
        return
    rated, low, high = named
    if _LISTED.search(scan.lower[line.start : low]):
        return
    yield scan.claim(
        line, min(low, start), max(high, end), field="third_party", value=rated.party.name, by="third_party.named",
        confidence=0.75,
    )  # fmt: skip


def _is_beside(scan: Scan, line: Line, start: int, end: int) -> bool:
    """Whether a role is of those who were only told or deceived, or whose data or contract it was."""
    before = scan.lower[line.start : start]
    if not_others.watches(before, scan.lower[start:end]) or not_others.is_posed(before):
        return True
    if not_others.deals(scan, line, end):
        return True
    return _BESIDE.match(scan.lower, end, line.end) is not None or not_others.is_told_to(before)


def called(scan: Scan, start: int, end: int) -> str:
    """What a role is called: as written, but for an abbreviation and for the verb that stands with it."""
    if run := RUN_BY_IT.fullmatch(scan.lower, start, end):
        end = run.end(1)
    used = _USED_BY.fullmatch(scan.lower, start, end)
    start, end = used.span(used.lastindex or 0) if used else not_others.bare(scan.lower, start, end)
    return _ROLE_OF.get(scan.lower[start:end], scan.text[start:end])


def _by_notice(scan: Scan, line: Line, start: int, end: int) -> Iterator[Claim]:
    """Who told the victim of the incident: "Larkfield informed us that", "we were notified by Larkfield"."""
    told_by = scan.lower[start:end].endswith(("by", "from"))
    for rated, low, high in _in_line(scan, line):
        if _part_of_victim(scan, rated) or (rated.victim >= VICTIM and POSSESSIVE.match(scan.lower, high)):
            continue
        gap = low - end if told_by else start - high
        if (rated.victim < VICTIM or scan.lower[start:end].endswith(" us")) and -1 <= gap <= 30:
            yield scan.claim(
                line, min(low, start), max(high, end), field="third_party", value=rated.party.name,
                by="third_party.notice", confidence=0.65,
            )  # fmt: skip


def _part_of_victim(scan: Scan, rated: Rated) -> bool:
    """Whether the name is the end of the victim's: "Kitchen" of "Harrow's Kitchen"."""
    end = f" {rated.party.name.lower()}"
    return any(other.victim >= VICTIM and other.party.name.lower().endswith(end) for other in scan.parties)


def _by_telling(scan: Scan, line: Line, start: int, end: int) -> Iterator[Claim]:
    """Who told the victim, both named: "Larkfield Systems informed Kestrel Bank that"."""
    told = any(rated.victim >= VICTIM and mention.start == end + 1 for rated, mention in named_in(scan, line))
    for rated, low, high in _in_line(scan, line):
        if told and rated.victim < VICTIM and start - high == 1:
            yield scan.claim(
                line, low, end, field="third_party", value=rated.party.name, by="third_party.notice", confidence=0.65
            )


def of_victim(scan: Scan, claim: Claim) -> bool:
    """Whether a rule took for a third party what is none: the victim's own trade, or roles beside what happened."""
    if claim.value != "third_party" or claim.by != "vector.third-party":
        return False
    line = scan.line_at(claim.start)
    if line is None:
        return False
    roles = _outermost(line.marks.get("vendor", [])) or [(claim.start, claim.evidence[0].end)]
    if any(not_others.is_cleared(scan, line, end) for _, end in roles):
        return True
    return all(own_trade.is_own_trade(scan, line, *role) or _is_beside(scan, line, *role) for role in roles)


def _single(before: str, role: str) -> bool:
    """Whether the role is one party's, and not a group of people ("employees and contractors")."""
    if role == "hosted by" or before.endswith("/"):  # "employee/contractor accounts"
        return False
    services = role.endswith("services") and POSSESSED.search(before)  # "our third-party cloud hosting services"
    return not role.endswith("s") or role.endswith("business") or bool(services or _ONE_OF.search(before))


def _nearest(scan: Scan, line: Line, start: int, end: int) -> tuple[Rated, int, int] | None:
    """The party whose name stands nearest to the role, in the same clause, and that is not the victim."""
    best: tuple[int, Rated, int, int] | None = None
    for rated, low, high in _in_line(scan, line):
        gap = low - end if low >= end else start - high
        between = scan.lower[end:low] if low >= end else scan.lower[high:start]
        if low < start and not_others.serves(between, scan.lower[start:end]):
            continue  # it is the one that is served
        if not 0 <= gap <= _NEAR or not _apposed(between) or (low < start and _TAKEN_FROM.search(between)):
            continue
        if not_others.is_of_what_it_runs(scan, line, (start, end), (low, high)):
            continue
        if rated.victim >= VICTIM and not _someones(scan, line, start, end, named_first=low < start):
            continue
        if best is None or gap < best[0]:
            best = gap, rated, low, high
    return best[1:] if best else None


def _someones(scan: Scan, line: Line, start: int, end: int, *, named_first: bool) -> bool:
    """Whether its bearer is another's vendor: "its vendor, Larkfield", "Larkfield, a business associate of"."""
    if named_first:
        apposed = _ARTICLE.search(scan.lower[line.start : start]) is not None
        return apposed and ANOTHERS.search(scan.lower[start:end]) is not None
    return POSSESSED.search(scan.lower[line.start : start]) is not None


def _apposed(between: str) -> bool:
    """Whether what stands between role and name makes them one: a comma, `called`, `is a`, `(`, or a description."""
    return not between.startswith((" and ", ", and ", " or ")) and (
        re.fullmatch(
            r"[ ,(\"-]{1,3}(?:llc|inc\.?|llp|ltd\.?|corporation)?[,)]? ?(?:(?:an?|the|named|called|is|was|known "
            r"as|such as|like|its|their|one of the|\w+'s|covered entity,|"
            r"covered entity's|ce's|that operates|which|that|operates|(?:our|your) website|\([a-z]+\)|by|for|of|"
            r"from)[ ,(]*){0,6}(?:(?!and |or )[\w'-]+ ){0,3}\(?\"?",
            between,
        )
        is not None
    )


def _in_line(scan: Scan, line: Line) -> Iterator[tuple[Rated, int, int]]:
    named = named_in(scan, line)
    own = {mention.end for rated, mention in named if rated.victim >= VICTIM}
    for rated, mention in named:
        if rated.actor > _ACTOR or rated.known in _NO_VENDOR or _no_vendor(rated):
            continue
        if mention.start - 1 not in own:  # "Harrow's Kitchen" is one name
            yield rated, mention.start, mention.end


def _no_vendor(rated: Rated) -> bool:
    """Whether the name is the publication's own or a person's with a title."""
    return rated.publishes or not_others.is_officer(rated.party.name)


def _by_use(scan: Scan, line: Line) -> Iterator[Claim]:
    """Whose service the victim uses: "stolen through Larkfield, whose software it uses"."""
    uses = _USED.search(line.lower)
    named = list(_in_line(scan, line)) if uses else []
    for rated, low, high in named:
        others = any(end < low and other.odds > rated.odds - _CLOSE for other, _, end in named)
        if uses is None or high - line.start != uses.start() or (rated.victim >= VICTIM and not others):
            continue
        if _THROUGH.search(scan.lower[line.start : low]):
            yield scan.claim(
                line, low, high, field="third_party", value=rated.party.name, by="third_party.named", confidence=0.75
            )


def _by_supply(scan: Scan) -> Iterator[Claim]:
    """Who works for another that is named, too, where harm is told."""
    rated = {id(one.party): one for one in scan.parties}
    for vendor, _, at in supplies(scan, [one.party for one in scan.parties]):
        one, line = rated[id(vendor)], scan.lines[at.line]
        if one.actor > _ACTOR or one.known in _NO_VENDOR or _no_vendor(one):
            continue
        if not (line.aside or not_others.name_its_trade(scan, line, at.start, at.end)) and _is_hit(
            scan, line, at.start
        ):
            yield scan.claim(
                line, at.start, at.end, field="third_party", value=vendor.name, by="third_party.named", confidence=0.75
            )


def _by_tenancy(scan: Scan, line: Line) -> Iterator[Claim]:
    """A service whose customer the victim is: "Acme's Nimbusly environment", "the Nimbusly data theft attacks"."""
    for rated, low, high in _in_line(scan, line):
        if rated.victim >= 0.3 or not _TENANT.match(scan.lower[high : line.end]):
            continue
        if not_others.is_own(scan, rated) or not_others.unrelated(scan, line, low):
            continue
        before = scan.lower[line.start : low]
        if _OWNED.search(before) and not _PERSONS.search(before):
            yield scan.claim(
                line, low, high, field="third_party", value=rated.party.name, by="third_party.tenant", confidence=0.7
            )
