"""The field sector: what the words beside the victim's name, in it, and for its people say of its trade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from affidavit.extract.setting import descriptions
from affidavit.extract.setting.cues import BESIDE, ELSEWHERE, IN_NAME, WITH, Cue, Marked, Victim
from affidavit.extract.setting.places import of_others
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.organizations.party import Name
    from affidavit.extract.scan import Scan

_TRADE = "sector:"
#: Words that name a trade only of whom they are said: any text has a department of something, or software.
_WEAK = "sector.weak:"
_WEAK_IN_NAME, _WEAK_ELSEWHERE = 0.3, 0.2
#: Words that name a trade only in the victim's name: other texts name authorities that were told.
_NAMING = "sector.name:"
#: Words that name a trade only at the end of the victim's name, or before what it is of, and what they weigh there.
_ENDING, _AT_THE_END = "sector.named:", 0.5
#: The trades that names end with.
_NAMED_FOR = ("52", "61", "62")
#: Words that name a trade only in a description of the victim.
_KIND = "sector.kind:"
#: Words for a place on the internet, which tell the trade of the victim that is one where nothing else does, and of
#: one that is said to be in goods that it sells them.
_SITE = "sector.site:"
_OF_SITE, _GOODS, _SELLS = 1.8, ("11", "31-33", "42"), "44-45"
#: What stands before a word for one that says nothing of it: "Larkfield, a website that".
_BARE = regex(r"(?:^|[^\w-])(?:the|an?|its|their|our|his|her|this|that|which|own|on|of|[\w-]{1,30}'s?)[ \"]$")
#: The people of a trade, where they are said to be the victim's own: "our patients".
_OWN = "sector.own:"
_OF_OWN = 1.6
#: The members of whom a name calls health are insured there.
_MEMBERS, _HEALTH = "sector.members:", "62"
#: What a covered entity keeps that treats people; it tells nothing of others.
_TREATS, _COVERED = "sector.treats:", "covered"
_ALL = (_TRADE, _WEAK, _NAMING, _ENDING, _KIND, _SITE, _OWN, _MEMBERS, _TREATS)
#: What a trade weighs that is joined to the name ("the Larkfield airline"), how much less others do beside any that
#: the victim is said to be in, and what a word of a name weighs that is not what the name means.
_JOINED, _BY_A_DESCRIPTION, _BESIDE_THE_HEAD = 2.0, 0.25, 0.4
#: The end of a name that says more of its trade than the words before it: "Brightwater Teachers Association".
_ANOTHER_HEAD = regex(
    r"(?: [\w&'-]{1,20}){0,3} (?:association|society|federation|organi[sz]ation|union|photography|solutions"
    r"|software|system)s?$"
)
#: What may follow the word that a name means, and where what a name is of begins.
_SUFFIX = regex(
    r"(?:,? (?:inc|llc|llp|ltd|plc|corp|corporation|co|company|companies|pc|pllc|lp|group|system|network|district"
    r"|authority|trust|foundation trust|partners|associates|center|centers|centre)\b\.?){0,3}$"
)
_OF = regex(r" (?:of|for|at) ")
#: What is an office whatever it is of, but for a house or a union that it runs: "Department of Health Care Services".
_OFFICE = regex(
    r"(?:.{0,60} )?(?:department|ministry|office|agency|school|college|board|bureau|institute|division|faculty"
    r"|secretary|commission|committee|society|association|council) (?:of|for|on) "
)
_HOUSE = regex(r".{0,80}\b(?:hospital|medical center|medical centre|clinic|health center|credit union|university)s?$")
#: What a word at the end of a name has before it where it is what the name's head is of: "School of Public Health".
_IS_OF = regex(r"\b(?:of|and|for|&) (?:the )?(?:(?:public|mental|behavioral|dental|veterinary|human|social|higher) )?$")
#: What makes of a trade's word a kind of data: "college applications".
_OF_DATA = regex(
    r" (?:(?:and|or|health|medical|personal) ){0,3}(?:information|records?|data|applications?|histor(?:y|ies)"
    r"|forms?|files?|checks?)\b"
)
#: Whom the victim works for, where a text says what it does: "Larkfield, which writes programs for surgeons".
_DOES = regex(
    r"(?:,? (?:which|that|who))? (?:provides?|makes?|sells?|offers?|writes?|develops?|builds?|supplies|supplied"
    r"|runs?|hosts?|operates?|serves?|helps?|manages?|processes|connects?|designs?)\b|,? (?:is )?(?:an?|the) "
)
_CLIENTS = regex(
    r"(?:,|,? which|,? that|,? who)? (?:an? |the |is |also )?[^.;]{1,80} (?:for|to|by|serving|serves|helps|between) "
    r"(?:the )?(?:(?!(?:said|says|was|were|has|had|of)\b)[\w,-]{1,20} ){0,4}$"
)
#: What any text has offices and ministries for, and how little they weigh where a name tells a trade.
_STATE, _BESIDE_A_NAME = "92", 0.5
#: How near each other two words for trades leave open which one is meant: "the investment research firm".
_TOGETHER = 30
#: Behind a trade's word what makes one of another trade of it: "school-photo firm".
_COMPOUND = regex(
    r"-(?!(?:based|owned|run|wide|affiliated|operated|sector|level|backed|linked|led|grade|side|related)\b)[a-z]"
)
#: Whose data tells who keeps it: "patient records".
_WHOSE_DATA = ("patient", "student")


def cues(scan: Scan, victim: Victim, marked: Iterable[Marked]) -> Iterator[Cue]:
    """What speaks for a sector of the victim, each with its weight."""
    trades = [
        (mark, Cue(mark.partition(":")[2], 0.0, line, start, end))
        for mark, line, start, end in marked
        if mark.startswith(_ALL)
        and not of_others(scan.lower, start, end, "demonym")
        and _COMPOUND.match(scan.lower, end) is None
    ]
    described = _descriptions(scan, victim, trades)
    told = [_meant(found) for found in described]
    yield from told
    used = {id(cue) for found in described for _, cue in found}
    left = [one for one in trades if id(one[1]) not in used]
    spoken = _spoken_of(scan, left) if victim.rated else []
    yield from spoken
    used.update(map(id, spoken))
    placed = [one for one in left if id(one[1]) not in used and _may_stand_alone(victim, *one)]
    for _, cue in placed:
        cue.weight = _weight(scan, victim, cue)
    _set_aside(scan, victim, placed)
    _insured(trades, placed)
    yield from _alone(placed, bool(told))


def _alone(placed: list[tuple[str, Cue]], told: bool) -> Iterator[Cue]:
    """The cues that stand in the name or anywhere else, where a description `told` of a trade or none did."""
    named = any(cue.weight >= IN_NAME and not mark.startswith((_WEAK, _KIND)) for mark, cue in placed)
    once: set[str] = set()
    covered = any(cue.line.lower.startswith(_COVERED, cue.start - cue.line.start) for _, cue in placed)
    covered = covered and not any(cue.weight >= IN_NAME for _, cue in placed)
    for mark, cue in placed:
        in_name = cue.weight >= IN_NAME
        if (named and mark.startswith(_KIND)) or (mark.startswith(_NAMING) and not in_name):
            continue
        if mark.startswith(_TREATS) and not covered:
            continue
        if mark.startswith((_ENDING, _OWN, _TREATS)):  # told often they are no truer
            cue.weight = 0.0 if mark in once else cue.weight * _AT_THE_END if mark.startswith(_ENDING) else _OF_OWN
            once.add(mark)
        if mark.startswith((_WEAK, _KIND)):  # of a county's hospital the county says nothing
            cue.weight *= _WEAK_IN_NAME if in_name and not named else _WEAK_ELSEWHERE
        if named and cue.value == _STATE and not in_name:
            cue.weight *= _BESIDE_A_NAME
        if told and (mark.startswith((_WEAK, _KIND, _ENDING)) or not in_name):
            cue.weight *= _BY_A_DESCRIPTION
        yield cue


def _spoken_of(scan: Scan, trades: list[tuple[str, Cue]]) -> list[Cue]:
    """Of the words that count only in descriptions those by which the victim is spoken of: "The pump maker said"."""
    found: dict[str, Cue] = {}
    plain = {
        one.value
        for mark, one in trades
        if mark.startswith(_TRADE)
        and (one.line.index <= 1 or descriptions.taken_up(scan, one.line, one.start, one.end))
    }
    for mark, cue in trades:
        if plain - {cue.value}:
            continue  # "the shop is run by others" of a charity
        if mark.startswith(_KIND) and descriptions.taken_up(scan, cue.line, cue.start, cue.end):
            beside = [one for _, one in trades if one.line is cue.line and abs(one.start - cue.start) < _TOGETHER]
            if all(one.value == cue.value for one in beside):
                cue.weight = _OF_OWN
                found.setdefault(cue.value, cue)
    return list(found.values())


def _may_stand_alone(victim: Victim, mark: str, cue: Cue) -> bool:
    """Whether a word tells a trade beside the descriptions of the victim."""
    if mark.startswith(_KIND):
        return _ends_name(victim, cue)
    if mark.startswith(_ENDING):
        return (name := victim.around(cue)) is not None and name.start < cue.start and _closes(name, cue)
    if mark.startswith(_OWN):
        return victim.around(cue) is None
    return not mark.startswith((_SITE, _MEMBERS))


def _closes(name: Name, cue: Cue) -> bool:
    """Whether a word ends a name, or stands before what it is of."""
    rest = name.text[cue.end - name.start :].lower()
    return _SUFFIX.match(rest) is not None or _OF.match(rest) is not None


def _ends_name(victim: Victim, cue: Cue) -> bool:
    """Whether a name ends with a word for a trade that it means as such: "Larkfield Health", no "Larkfield Sport"."""
    named = cue.value in _NAMED_FOR and victim.at(cue.line)
    return any(mention.start < cue.start and mention.end == cue.end for mention in named or ())


def _meant(described: list[tuple[str, Cue]]) -> Cue:
    """The cue of one description that tells the trade: of goods on a site, that they are sold."""
    cue = max(described, key=_at_its_head)[1]
    sold = cue.value in _GOODS and any(
        other.start >= cue.end and (mark.startswith(_SITE) or _shop(other)) for mark, other in described
    )
    if all(mark.startswith(_SITE) for mark, _ in described):
        cue.weight = _OF_SITE
    return cue if not sold else Cue(_SELLS, cue.weight, cue.line, cue.start, cue.end)


def _shop(cue: Cue) -> bool:
    return cue.value == _SELLS and cue.line.lower.startswith(("store", "shop"), cue.start - cue.line.start)


def _at_its_head(one: tuple[str, Cue]) -> tuple[bool, bool, bool, int, int]:
    """How near a trade's word stands to the head of a description: the last one tells what is meant."""
    mark, cue = one
    goods = cue.line.lower.startswith(" of ", cue.end - cue.line.start) or cue.line.lower.endswith(
        " of", 0, cue.end - cue.line.start
    )
    return not mark.startswith(_SITE), not mark.startswith(_WEAK), goods, cue.end, -cue.start


def _descriptions(scan: Scan, victim: Victim, trades: Iterable[tuple[str, Cue]]) -> list[list[tuple[str, Cue]]]:
    """The words for trades that say what the victim is, those of one description together."""
    found: dict[tuple[int, str], list[tuple[str, Cue]]] = defaultdict(list)
    for mark, cue in trades:
        here = victim.at(cue.line) if not mark.startswith((_NAMING, _ENDING, _OWN, _MEMBERS, _TREATS)) else []
        others = scan.named.get(cue.line.index, ()) if mark.startswith(_KIND) else ()
        inside = [*here, *(mention for _, mention in others if mention.end - mention.start > cue.end - cue.start)]
        if any(mention.start <= cue.start and cue.end <= mention.end for mention in inside):
            continue
        for mention in here:
            if mark.startswith(_SITE) and _BARE.search(scan.lower, max(cue.start - 40, 0), cue.start):
                break
            if how := descriptions.how(scan, cue.line, mention, cue.start, cue.end, sure=mark.startswith(_TRADE)):
                cue.weight = BESIDE if how != "joined" else _JOINED
                if how != "joined" or not mark.startswith((_WEAK, _SITE)):
                    found[mention.start, how].append((mark, cue))
                    break
    return list(found.values())


def _weight(scan: Scan, victim: Victim, cue: Cue) -> float:
    line, start, end = cue.line, cue.start, cue.end
    if victim.rated is None:
        of_data = _OF_DATA.match(scan.lower, end) and not scan.lower.startswith(_WHOSE_DATA, start)
        return WITH + 0.7 if line.index <= 1 and not of_data else ELSEWHERE
    here = victim.at(line)
    if names := [mention for mention in here if mention.start <= start and end <= mention.end]:
        return IN_NAME if not any(_ANOTHER_HEAD.match(scan.lower[end : name.end]) for name in names) else WITH
    if any(_DOES.match(scan.lower, m.end) and _CLIENTS.fullmatch(scan.lower, m.end, start) for m in here):
        return ELSEWHERE
    if here or line.index <= 1 or descriptions.taken_up(scan, line, start, end):
        return WITH
    return ELSEWHERE


def _set_aside(scan: Scan, victim: Victim, placed: Iterable[tuple[str, Cue]]) -> None:
    """Let the words of a name that it does not mean weigh little: of a university's hospital the university."""
    by_name: dict[int, list[tuple[str, Cue]]] = defaultdict(list)
    for mark, cue in placed:
        if cue.weight >= IN_NAME and (name := victim.around(cue)):
            by_name[name.start].append((mark, cue))
    for cues_in_name in by_name.values():
        if len({cue.value for _, cue in cues_in_name}) > 1 and (name := victim.around(cues_in_name[0][1])):
            head = _head(scan.lower[name.start : name.end], name.start, cues_in_name)
            for _, cue in cues_in_name:
                if head is not None and cue.value != head.value:
                    cue.weight = _BESIDE_THE_HEAD


def _head(name: str, at: int, placed: list[tuple[str, Cue]]) -> Cue | None:
    """The cue that a name at `at` means: the one it ends with, or else the last before what it is of."""
    means = [cue for mark, cue in placed if not mark.startswith(_WEAK) or cue.value == "52"]
    last = [c for c in means if _SUFFIX.match(name, c.end - at) and not _IS_OF.search(name[: c.start - at])]
    if last and (_OFFICE.match(name) is None or _HOUSE.match(name)):
        return min(last, key=lambda cue: cue.start)
    of = _OF.search(name)
    before = [cue for cue in means if of is None or cue.start - at < of.start()]
    return max(before, key=lambda cue: cue.end, default=None)


def _insured(trades: list[tuple[str, Cue]], placed: list[tuple[str, Cue]]) -> None:
    """Take whoever is called health, and has members and no patients, for an insurer."""
    members = [cue.value for mark, cue in trades if mark.startswith(_MEMBERS)]
    words = [cue.line.lower[cue.start - cue.line.start :] for _, cue in placed]
    if members and not any(word.startswith("patient") for word in words):
        for (_, cue), word in zip(placed, words, strict=True):
            if cue.value == _HEALTH and cue.weight >= IN_NAME and word.startswith("health"):
                cue.value = members[0]
