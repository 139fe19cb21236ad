"""The fields sector and country: what the words beside the victim's name, and in it, say of trade and place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.articles import is_article
from affidavit.extract.organizations.party import Name, Rated
from affidavit.extract.setting import descriptions, lands, likeliest, trades
from affidavit.extract.setting.cues import BESIDE, ELSEWHERE, IN_NAME, WITH, Cue, Marked, Victim
from affidavit.extract.setting.places import Place, of_others, places_in
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from re import Pattern

    from affidavit.extract.scan import Line, Scan

#: How the marks of sectors and of countries begin.
_SECTOR, _COUNTRY = "sector", "country:"
_APPOSED = 45
#: What it weighs that the victim does business in a country.
_AT_WORK_THERE = 1.7
#: What all authorities, laws and programs of a country together weigh: less than one place that is told of the victim.
_INSTITUTION, _INSTITUTIONS = 1.7, 3.0
#: How likely the likeliest sector must be, in articles and in other texts, and the likeliest country, both chosen on
#: precision by cross-validation; the most that a confidence can be.
_SECTOR_FROM, _SECTOR_OF_FEW, _COUNTRY_FROM, _SUREST = 0.6, 0.82, 0.75, 0.95

#: How far into a headline the word stands that tells where the one it is about is from, and who it is not about.
_OPENS = 4
_OFFICES = regex(
    r"[\w-]+ (?:[\w-]+ )?(?:police|authorit|court|regulator|watchdog|prosecutor|government|army|"
    r"military|national|citizen|man\b|woman|teen|student|duo|pair|developer|researcher|hacker|spies|spy|"
    r"intelligence|lawmaker|mp\b|mps\b|minister|agency)"
)
_BASED = regex(
    r"^(?:-based\b|-headquartered\b)|(?:based|headquartered|headquarters|located) (?:\w+ )?in (?:the )?(?:[\w.]+, )?$"
)
_KIND_OF = regex(
    r"^[^.;]{0,40}? (?:is|was) (?:an?|the|one of)\b|^, (?:an?|the|one of)\b|^ \([^)]*\),? (?:is )?(?:an?|the)\b"
)
#: Whose country is told and not the victim's: "Larkfield is a subsidiary of Kestrel, a Dutch".
_OF_ANOTHER = regex(
    r"\b(?:subsidiary|unit|part|division|arm|owned|acquired|bought|run|customer|client|supplier|vendor|"
    r"contractor|partner)"
    r" (?:of|by|to|for) "
)
#: What stands between a name and its country in "Northfield Dental in Melbourne, Australia".
_OPENS_BASED = regex(r"((?:[A-Z][\w.']+ ){0,2}[A-Z][\w.']+)-based ")
_PLACED = regex(r"^,? (?:based )?(?:in|of) (?:[\w.'-]+ ){0,2}[\w.'-]+, $|^, $")
#: Where it does business: "Acme, which runs eleven clinics in", "Acme serves 600 schools in the".
_AT_WORK = regex(
    r"(?:,? (?:which|that))? (?:provides?|runs?|operates?|serves?|sells?|offers?|has|owns?|employs?|insures?|"
    r"treats?|teaches|lets|houses|supplies|supply|covers?|delivers?|carries|manages?|lends?) [^.;,]{3,70} "
    r"(?:in|across|throughout) (?:the )?$"
)
#: Between a country and its firm: "Indonesia's largest bank, Larkfield".
_OF_THE_COUNTRY = regex(r"'s? (?:[\w-]+ ){0,4}[\w-]+,? (?:\(?[\"']?|called |the )[\"']?")
#: Where one of its houses is: "stolen from one of its offices in Oregon".
_ITS_HOUSE = regex(
    r"\b(?:(?:our|its|their|an?|the|one of the)(?: [\w-]+){0,2} (?:offices?|stores?|clinics?|branch(?:es)?|"
    r"locations?|"
    r"facilit(?:y|ies)|hospitals?|warehouses?|campus(?:es)?|headquarters|"
    r"restaurants?|hotels?|schools?|courthouses?|cars?|vehicles?|homes?|garages?|"
    r"dealerships?|pharmacy|dumpster)|taxpayers|residents|voters|drivers|students|patients|employees|retirees|"
    r"teachers) "
    r"(?:in|near|at|from)(?: downtown| (?:north|south|east|west|central)\w{0,8})?(?: the)? $"
)
#: What a country's people stand before where the victim is from there: its authority, and the victim by its trade.
_THEIR_REGULATOR = regex(
    r"(?:'s)? (?:federal |national )?(?:[\w-]+ ){0,2}?(?:protection|privacy|information|supervisory) (?:[\w-]+ )?"
    r"(?:authority|agency|commissioner|commission|regulator|watchdog|inspectorate|office)\b"
)
#: Behind a country's people in a headline whose data it was, and what they carry or are numbered by.
_THEIR_PEOPLE = regex(
    r" (?:customers|clients|tenants|patients|students|pupils|members|households|"
    r"users|taxpayers|shoppers|savers|pensioners|"
    r"residents|employees|workers|staff|drivers|travell?ers|homeowners)\b"
)
_THEIR_PAPERS = regex(
    r" (?:national )?(?:identity|identification|id|tax|citizen|social insurance) (?:card )?numbers?\b"
)
_POLICE = regex(r" (?:[\w-]+ )?(?:police|constabulary)\b")
_TOLD_POLICE = regex(
    r"\b(?:told|inform\w*|notif\w*|report\w*|alert\w*|investigat\w*|looking into|complaint|called in|contacted)\b"
)
_THE, _THEIR_FIRM = (
    regex(r"(?:^|[.;,\"] |\b(?:that|and|but|say|says|said|saying|when|after) )the $"),
    regex(
        r" (?:[\w-]+ ){0,5}?(?:company|firm|bank|operator|airline|retailer|group|giant|manufacturer|maker|supplier|"
        r"provider|"
        r"hospital|university|insurer|chain|carrier|utility|lender|agency|charity|city|council|start-?up|"
        r"exchange|platform|brand|broker|publisher|school|clinic|county|district|studio|museum|developer|institute)"
        r"(?: (?:said|says|has|had|was|is|confirmed|told|discovered|disclosed|which|also|did|does|reported|kept|left|"
        r"lost|leaked|exposed|suffered|gave|admitted|acknowledged|waited|warned|fell)\b|,)"
    ),
)
#: In how many sentences of the head one is told of that is not yet named.
_OPENING, _AN = 2, regex(r"^an? $")
_FIRM_OF = regex(
    r"'s (?:[\w-]+ ){0,4}?(?:company|bank|operator|airline|group|hospital|university|insurer|utility|agency|council|"
    r"exchange|institute|museum|railway|post|ministry|parliament|fund|broadcaster|library)(?:,| [a-z]+s\b| [a-z]+ed\b)"
)
#: A country in short that is taken for no name, and behind a name that it makes one of a branch: "Larkfield USA said".
_SHORT = regex(r"\bU\.?S\.?A?(?![\w$])\.?|\bU\.?K(?!\w)\.?")
_COUNTRIES = {"S": "US", "K": "GB"}
_IS_ITS_BRANCH = regex(r"(?: [a-z]|'s\b|[.,])")
_REGULATED, _REFERRED = 1.7, 2.0
_TOWNS = ("city", "town")
_ONE_OF = frozenset({", a ", ", an ", ", the ", " is a ", " is an ", ", which is a "})
#: What stands between a name and its town in "Northfield Dental in Leeds", and what shows that the town is another one.
_IN_TOWN, _TOWN_OF = (
    regex(
        r",? (?:(?:restaurants?|stores?|shops?|locations?|clinics?|branch|hotel) )?(?:based )?in (?:the )?"
        r"(?:(?:(?:north|south|east|west|central|mid|upper|lower)[\w-]{0,12}|rural|upstate|regional|coastal|remote) )?"
    ),
    regex(r", [A-Z]"),
)
_ITS_REGION = regex(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)")
_GOES_ON = regex(r", (?!(?:and|or|as|in|on|by|which|where) )[a-z]| \(")
_PARTING = regex(r"[.;,:]|\b(?:and|of|from|to|at|by|that|which)\b")


def claims(scan: Scan) -> Iterator[Claim]:
    """The victim's sector and country, where the text makes them plain."""
    victim, found = Victim(scan), marked(scan)
    yield from _sector(scan, victim, list(trades.cues(scan, victim, found)))
    yield from _country(scan, victim, country_cues(scan, victim, found))


def marked(scan: Scan) -> list[Marked]:
    """The marks of sectors and countries on the sentences of the story."""
    return [
        (mark, line, start, end)
        for line in scan.body
        for mark, places in line.marks.items()
        if mark.startswith((_SECTOR, _COUNTRY))
        for start, end in places
    ]


def _sector(scan: Scan, victim: Victim, cues: list[Cue]) -> Iterator[Claim]:
    """One claim for the likeliest sector, where it is likely enough."""
    least = _SECTOR_FROM if is_article(scan) else _SECTOR_OF_FEW
    told = likeliest.likeliest(likeliest.of_sectors(scan, victim, cues), "sector_weights", least)
    if told is not None:
        yield _claim(scan, "sector", told[0], cues, min(_SUREST, told[1]))


def _country(scan: Scan, victim: Victim, cues: list[Cue]) -> Iterator[Claim]:
    """One claim for the likeliest country, where it is likely enough."""
    told = likeliest.likeliest(likeliest.of_values(victim, cues), "country_weights", _COUNTRY_FROM)
    if told is not None:
        yield _claim(scan, "country", told[0], cues, min(_SUREST, told[1]))


def _claim(scan: Scan, field: str, value: str, cues: list[Cue], confidence: float) -> Claim:
    """The claim of a value, proven by the cue that speaks most for it."""
    cue = max((c for c in cues if c.value == value), key=lambda c: (c.weight, -c.start, c.end))
    return scan.claim(
        cue.line, cue.start, cue.end, field=field, value=value, by=f"setting.{field}", confidence=confidence,
        status=Status.STATED, speaker=Speaker.PRESS,
    )  # fmt: skip


def _apposed(scan: Scan, mention: Name, start: int, end: int, unless: Pattern[str] | None = None) -> bool:
    """Whether a description right before the name, or one that follows it with "is a" or a comma, holds the cue.

    A description in which `unless` stands before the cue does not.
    """
    if end <= mention.start:
        between = scan.lower[end : mention.start]
        return len(between) <= _APPOSED and _PARTING.search(between) is None
    if start >= mention.end:
        between = scan.lower[mention.end : start]
        near = len(between) <= 2 * _APPOSED and (unless is None or unless.search(between) is None)
        return (
            near and not _OF_ANOTHER.search(between) and (_KIND_OF.match(between) or _PLACED.match(between)) is not None
        )
    return False


def country_cues(scan: Scan, victim: Victim, marked: Iterable[Marked]) -> list[Cue]:
    """What speaks for the countries that a text tells of."""
    cues = list(_institutions(marked))
    cues += [Cue(country, BESIDE, line, start, line.end) for country, line, start in heads.addressed(scan)][:1]
    for rated in scan.parties:
        if rated.actor < 0.5:
            cues += _places(scan, victim, rated)
    cues += _abbreviated(scan, victim)
    cues += _based(scan, victim)
    cues += lands.written(scan)
    return cues


def _abbreviated(scan: Scan, victim: Victim) -> Iterator[Cue]:
    """The countries that are written in short and are no names: "U.S. insurer Larkfield"."""
    for line in scan.body:
        if told := lands.in_short(scan, line):
            yield Cue(told[0], _INSTITUTION, line, *told[1:])
        for found in _SHORT.finditer(scan.plain, line.start, line.end) if victim.rated else ():
            place = Name(found.group(), found.start(), found.end(), line.index)
            if not of_others(scan.lower, place.start, place.end, "demonym"):
                weight = max(
                    _people_weight(scan, line, place, place.start), _described_there(scan, victim, place, place.start)
                )
                if weight:
                    yield Cue(_COUNTRIES[found.group().replace(".", "")[1]], weight, line, place.start, place.end)


def _based(scan: Scan, victim: Victim) -> Iterator[Cue]:
    """The country of the town that a sentence opens with, right before the victim's name: "Leeds-based Larkfield"."""
    for line in scan.body if victim.rated else ():
        found = _OPENS_BASED.match(scan.plain, line.start, line.end)
        if found and any(mention.start == found.end() for mention in victim.at(line)):
            for place in places_in(found[1])[:1]:
                yield Cue(place.country, BESIDE, line, found.start(1), found.end(1))


def _placed(scan: Scan, victim: Victim, place: Name, start: int) -> bool:
    return any(descriptions.placed(scan, mention, start) for mention in victim.at(scan.lines[place.line]))


def _described_there(scan: Scan, victim: Victim, place: Name, start: int) -> float:
    """What it weighs that the victim is said to be of the country, or in it."""
    line = scan.lines[place.line]
    if _placed(scan, victim, place, start):
        return BESIDE
    for mention in victim.at(line):
        if descriptions.how(scan, line, mention, start, place.end, sure=False) in ("before", "behind"):
            return BESIDE
        if _IS_ITS_BRANCH.match(scan.plain, place.end) and scan.plain[mention.end : start] == " ":
            return IN_NAME / 2
    return 0.0


def _institutions(marked: Iterable[Marked]) -> Iterator[Cue]:
    """The authorities, laws and programs of countries, however many are named no more than `_INSTITUTIONS` each."""
    left: dict[str, float] = defaultdict(lambda: _INSTITUTIONS)
    for mark, line, start, end in marked:
        weight = min(_INSTITUTION, left[mark])
        if mark.startswith(_COUNTRY) and weight > 0:
            left[mark] -= weight
            yield Cue(mark.removeprefix(_COUNTRY), weight, line, start, end)


def _places(scan: Scan, victim: Victim, rated: Rated) -> Iterator[Cue]:
    """The places that the names of a party are, or hold: "Canadian", "Leeds-based", "University of Oregon"."""
    by_text = {text: places_in(text) for text in {mention.text for mention in rated.party.mentions}}
    for mention in rated.party.mentions:
        for place in by_text[mention.text]:
            start = mention.start + place.offset
            end = start + len(place.text)
            if victim.names(rated, mention, place):
                weight = 0.0 if place.kind == "town" else IN_NAME / 2
            elif _is_elsewhere(scan, place, end) or (
                of_others(scan.lower, start, end, place.kind) and not _placed(scan, victim, mention, start)
            ):
                continue
            else:
                weight = _place_weight(scan, victim, mention, start, place.kind)
                if place.kind == "demonym" and lands.of_its_houses(scan, scan.lines[mention.line], start, end):
                    weight = max(weight, _AT_WORK_THERE)
            yield Cue(place.country, weight, scan.lines[mention.line], start, end)


def _is_elsewhere(scan: Scan, town: Place, end: int) -> bool:
    """Whether a town's region or country stands behind it, and is another than is known of the name: "Paris, Texas"."""
    behind = _ITS_REGION.match(scan.plain, end) if town.kind in _TOWNS else None
    return behind is not None and any(one.country != town.country for one in places_in(behind[1])[:1])


def _place_weight(scan: Scan, victim: Victim, mention: Name, start: int, kind: str) -> float:
    line = scan.lines[mention.line]
    after, before = scan.lower[start + 1 : mention.end + 12], scan.lower[max(line.start, start - 40) : start]
    if _BASED.search(before) or "-based" in after:
        return BESIDE
    if weight := _people_weight(scan, line, mention, start, kind):
        return weight
    if kind != "country" and _ITS_HOUSE.search(before):
        return _AT_WORK_THERE
    if victim.rated is None:
        return WITH if line.index <= 2 else ELSEWHERE / 2
    return _weight_beside(scan, victim, mention, start, kind)


def _weight_beside(scan: Scan, victim: Victim, mention: Name, start: int, kind: str) -> float:
    """What it weighs how a place stands to the victim's name."""
    line = scan.lines[mention.line]
    here = victim.at(line)
    if kind == "country" and any(_OF_THE_COUNTRY.fullmatch(scan.lower, mention.end, m.start) for m in here):
        return BESIDE
    weight = _described_there(scan, victim, mention, start)
    if weight and (kind not in _TOWNS or _trade_follows(scan, mention, here) or _trade_behind(scan, mention, here)):
        return weight
    if kind not in _TOWNS and any(_apposed(scan, m, start, mention.end) for m in here):
        return BESIDE
    if kind != "demonym" and any(_in_town(scan, m, start, mention.end) for m in here):
        return BESIDE
    if any(_AT_WORK.match(scan.lower, m.end, start) for m in here if m.end <= start and kind not in _TOWNS):
        return _AT_WORK_THERE
    return 0.5 if here else 0.2


def _trade_follows(scan: Scan, town: Name, here: list[Name]) -> bool:
    """Whether a trade stands between a town and the victim's name: "the Rotterdam law firm De Wit"."""
    return any(0 < m.start - town.end <= _APPOSED and scan.lower[town.end : m.start].count(" ") > 1 for m in here)


def _trade_behind(scan: Scan, town: Name, here: list[Name]) -> bool:
    """Whether a town tells of what trade's house the victim is: "De Wit, a Rotterdam law firm"."""
    line = scan.lines[town.line]
    behind = any(m.end < town.start and scan.lower[m.end : town.start] in _ONE_OF for m in here)
    return behind and descriptions.names_trade(scan, line, town.end)


def _people_weight(scan: Scan, line: Line, mention: Name, start: int, kind: str = "demonym") -> float:
    """What it weighs that a country's people stand at a headline's head, or before the victim's regulator or trade.

    Of a country or region itself only its regulator counts ("Portugal's privacy watchdog"), of a town its police.
    """
    if kind != "demonym":
        office = kind in ("country", "region") and _THEIR_REGULATOR.match(scan.lower, mention.end, line.end)
        police = kind in (*_TOWNS, "region") and _is_their_police(scan, line, mention)
        if kind in _TOWNS and _is_firm(scan, line, mention, start):
            return _REFERRED
        if kind == "country" and line.title and _FIRM_OF.match(scan.lower, mention.end, line.end):
            return _REFERRED
        return _REGULATED if office or police else 0.0
    if _THEIR_PEOPLE.match(scan.lower, mention.end, line.end if line.title else mention.end):
        return _REGULATED
    if _THEIR_PAPERS.match(scan.lower, mention.end, line.end):
        return _REGULATED
    if line.title and start - line.start <= _OPENS and not _OFFICES.match(scan.lower, start):
        return BESIDE  # "Canadian retailer discloses breach"
    people = start + len(mention.text[start - mention.start :].split()[0])
    if any(_THEIR_REGULATOR.match(scan.lower, at, line.end) for at in (mention.end, people)):
        return _REGULATED
    return _REFERRED if _is_firm(scan, line, mention, start) else 0.0


def _is_firm(scan: Scan, line: Line, mention: Name, start: int) -> bool:
    """Whether the one told of is called by its place and trade: "The Montreal chain said", at first "An Indian"."""
    before = scan.lower[max(line.start, start - _APPOSED) : start]
    the = _THE.search(before) or (line.index <= _OPENING and _AN.search(before))
    return bool(the) and _THEIR_FIRM.match(scan.lower, mention.end, line.end) is not None


def _is_their_police(scan: Scan, line: Line, mention: Name) -> bool:
    """Whether the police of the place were told of it, or look into it."""
    before = scan.lower[max(line.start, mention.start - _APPOSED) : mention.start]
    named = _POLICE.match(scan.lower, mention.end, line.end) or before.endswith("police in ")
    return bool(named) and _TOLD_POLICE.search(scan.lower, line.start, line.end) is not None


def _in_town(scan: Scan, mention: Name, start: int, end: int) -> bool:
    """Whether the town at `[start, end)` is where `mention` says the victim is, and no "Paris, Texas"."""
    between = scan.lower[mention.end : start] if mention.end <= start else ""
    if between == ", ":  # "Northfield Dental, Leeds, said"
        return _GOES_ON.match(scan.lower, end) is not None
    return _IN_TOWN.fullmatch(between) is not None and _TOWN_OF.match(scan.plain, end) is None
