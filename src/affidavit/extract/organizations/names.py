"""Finding names: runs of capitalised words that are names and not just the start of a sentence or a headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.lists import classes
from affidavit.extract.organizations import forms, initials
from affidavit.extract.organizations.blanks import blanks_of
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.openings import opens, without_common
from affidavit.extract.organizations.party import Name
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_CAPITAL = r"[A-Z\u00c0-\u00de]"
_SITE_ENDS = r"\.(?:com|org|net|io|ai|co|gov|edu|uk|de|fr|ru|me|tv|cc|us|in|br|mx|to|app|dev)\b"
# "St. Brendan", and no street that ends a sentence.
_SAINT = r"(?<=\b[SMF]t)\.(?= (?!(?:The|It|He|She|They|This|That|In|On|At|A|An|We)\b)[A-Z])"
# What a word of a name may be joined to: "AT&T", "Covid-19", "Man-in", "U.S.", "larkfield.com"; gangs end in signs.
_JOINED = (
    rf"(?:[&'/+-](?:[A-Z\u00c0-\u00de\d]\w*|[a-z]+(?=[A-Z]))|"
    rf"-(?:n|and|a|to|in|on|of)(?=-[A-Z])|-[a-z]+(?=[ ,.]|$)|\.(?=[A-Z]\.)|{_SAINT}|"
    rf"{_SITE_ENDS}|(?<=[A-Za-z])\$(?![\w.])|(?<=\d)\(\d{{1,3}}\))*!?"
)
# The small words inside names: "Van der Meulen Pompen", "Banca di Pelsano", "Hochschule f\u00fcr Technik und Kunst".
_PARTICLE = (
    r"(?:(?:van|von|zu[mr]?|ten?|de) (?:de[rnmls]? |het |la |las |los )?|de[rnsl] |"
    r"d(?:ella|elle|ello|egli|ei|i|u|a|os|as) |l[ae]s? |los |y |und |et |och |og |f\u00fcr )"
)
#: The small words that a name may begin with.
_OPENING = ("de la ", "de las ", "de los ", "van der ", "van den ", "von der ")
# The second half of many a clinic's name: "Larkfield Hospital and Medical Center".
_HALF = (
    r"and (?=(?:Medical|Rehabilitation|Wellness|Surgery|Cancer|Trauma|Analysis) Cent(?:er|re)|"
    r"Health (?:System|Center|Services)|Analysis Organi[sz]ation)"
)
_GLUE = rf"(?: (?:& |{_HALF}|of (?:the )?|{_PARTICLE}|for (?=[A-Z]))?|/)"
_WORD = rf"(?:{_CAPITAL}\w*|\d{{1,4}}[A-Z]?[A-Za-z]+\w*){_JOINED}"
_WORD_INSIDE = (
    rf"(?:{_CAPITAL}\w*|[a-z]{{1,8}}[A-Z]\w+|\d{{1,4}}[A-Z]?[A-Za-z]+\w*|[a-z]{{1,2}}\d+[A-Za-z]\w*){_JOINED}"
)
# A capital or a digit behind the small letters that a word begins with.
_INSIDE = "(?<=[a-z].)(?:" + "|".join(rf"(?<=[a-z]{{{size}}}.)(?<!\w[a-z]{{{size}}}.)" for size in range(1, 9)) + ")"
#: A name that begins with a capital or a digit (which stands first here, since `re` leaps to the next such); or, as
#: group 1, nothing, where a word begins as "eNorthfield" does.
_NAME = regex(
    rf"[A-Z\u00c0-\u00de0-9](?:(?<![\w@/.-].)(?<!\w'.)(?:(?<=\d)\d{{0,3}}[A-Z]?[A-Za-z]+\w*|(?<!\d)\w*){_JOINED}"
    rf"(?:{_GLUE}{_WORD})*|{_INSIDE}())"
)
#: A name of any kind, also "eNorthfield" and "n8th": dear, so only for sentences that have such a word.
_NAME_INSIDE = regex(rf"(?<![\w@/.-])(?<!\w'){_WORD_INSIDE}(?:{_GLUE}{_WORD_INSIDE})*")
_DOMAIN_ENDS = (
    "com|org|net|io|ai|co|gov|edu|info|biz|de|fr|ru|me|tv|cc|us|in|pl|eu|it|es|nl|se|ch|at|be|cz|ro|hu|jp|cn|kr|"
    "ca|to|"
    "fm|club|xyz|online|shop|store|app|dev"
)
_DOMAIN = regex(
    rf"(?<![\w@/.-])(?!www\.)[a-z0-9][a-z0-9-]{{1,40}}\.(?:{_DOMAIN_ENDS})(?:\.[a-z]{{2}})?\b(?![/@\w-]|\.\w)"
)
_DOMAIN_END = regex(rf"\.(?:{_DOMAIN_ENDS})\b")
_KNOWN_AS = regex(
    r"\b(?:known as|called|named|dubbed|(?:going|goes|went) by(?: the (?:name|handle|alias|nickname|moniker)(?: of)?)?|"
    r"(?:us(?:es|ed|ing)|under|behind) (?:the|an?|his|her|"
    r"their) (?:online )?(?:user)?(?:name|handle|alias|nickname|moniker|"
    r"pseudonym|persona)(?: of)?|the (?:handle|alias|nickname|moniker|pseudonym)|"
    r"(?:calling|styling|calls|styles) (?:itself|themselves|himself|herself)) [\"']?([a-z0-9][\w.-]{1,30}\w)\b"
)
#: The words that a name in small letters follows.
_NAMING = (
    "known as ", "called ", "named ", "dubbed ", "ing by ", "goes by ", "went by ", " handle ", " alias ",
    "nickname ", "moniker ", "pseudonym ", "self ", "selves ", "name ", "persona ",
)  # fmt: skip
_LONG_WORD, _UNSPACED, _HYPHENED = regex(r"[A-Za-z]{4,}"), regex(r"\S+"), regex(r"[\w'-]+")
_TAIL = regex(r"(?:[\s&/,.'-]|\b(?:of|the|for|de|and)\b)+$")
_TAIL_WORDS = ("of", "the", "for", "de", "and")
#: What opens the next sentence where no stop stands before it: "Photo by Ada Marlow Whether you".
_NEXT = regex(r"(?<=\w) (?:Whether|While|Although|Though|However|Because|Unless|Meanwhile|Additionally|When|Despite)$")
_QUANTITY = regex(r"\d[\d.,]*(?:[kKmMbB]|bn|st|nd|rd|th|[GMTK]B|-\w+)?$")
#: How much of it a headline speaks of: "3TB of Larkfield files".
_OF_MEASURE = regex(r"\d[\d.,]*(?:[kKmMbB]n?|[GMTK]i?B) of (?:the )?(?=[A-Z])")
#: What is numbered in lists of flaws, techniques and advisories is nobody's name.
_NUMBERED = regex(r"(?:CVE|CWE|CAPEC|GHSA|ZDI|KB|RFC|ISO|NIST)-?\d[\w.-]*")

_FUNCTION = frozenset(
    (
        "a an the this that these those it its it he she they we our us you your i my his her their in on at by "
        "to from of for with without after before while when where who what which why how if although though "
        "however but and or nor so as since until during between among under over about into than then there "
        "here not no yes also both either neither each every all any some many most more few several other "
        "another such same one two three four five six seven eight nine ten is are was were be been has have "
        "had do does did will would can could may might must shall should according following based due "
        "despite because once upon per via update updated editor dear re subject hi hello notice sincerely "
        "unfortunately meanwhile additionally furthermore moreover finally instead later recently currently "
        "now today yesterday again soon next thus hence elsewhere formerly officially only even just still like "
        "nonetheless nevertheless regardless besides therefore consequently accordingly likewise similarly conversely "
        "interestingly notably importantly surprisingly fortunately sadly thankfully overall ultimately eventually "
        "initially originally reportedly allegedly apparently indeed perhaps maybe specifically "
        "given earlier additional approximately almost nearly around roughly within"
    ).split()
)
#: What is named so is left without a name: "has not named anybody".
_NOBODY = frozenset(
    "anybody anyone nobody somebody someone everybody everyone names back in out up off on upon for again home to into "
    "it them him her us me".split()
)
#: Whose bodies are called by them: "Teachers' Union".
_MEMBERS = regex(
    r"\b(?:Teachers|Firefighters|Farmers|Workers|Employees|Nurses|Doctors|Physicians|Veterans|Seamen|Miners|Carpenters|"
    r"Plumbers|Pilots|Lawyers|Engineers|Students|Musicians|Writers|Merchants|Mechanics|Servants|Pensioners|Growers|"
    r"Drivers|Dockers|Officers|Builders|Brewers|Bankers|Actors|Artists|Parents|Tenants|Owners|Players|Postmasters)$"
)
_TITLES = frozenset(
    (
        "ceo cfo cto cio ciso coo cpo chief president vp chairman chairwoman chairperson spokesperson spokesman "
        "spokeswoman interim co-founder cofounder founder director superintendent commissioner senator governor mayor"
    ).split()
)
#: What such a title belongs to: "the Office of the Harbour Commissioner".
_OFFICE_OF = ("Office of the ", "The Office of the ")
_OWNED = regex(r"\w[\w.&'-]*-(?:owned|based|backed|run|operated|headquartered|affiliated) ")
_GREETING = regex(r"(?:Dear|Hello|To (?:all|our|the)) [^,:;.]{1,60}[,:]")
#: Behind a name: what only an organisation does or suffers.
_ACTS = regex(
    r",? (?:(?:has|have|had|also) ){0,2}(?:suffer(?:s|ed)|disclose[sd]|confirm(?:s|ed)|notif(?:ies|ied)|announce[sd]|"
    r"took down|shut down|was (?:hacked|breached|hit|attacked|the victim)|fell (?:victim|prey)|learned|discovered)\b"
)
#: After whom hospitals and schools are called, and what they are.
_FOR_WHOM = regex(
    r"^(?:St|Saint|Queen|King|Bishop)\b|\b(?:Women|Children|Men|Veterans?|Workers?|Farmers?|Teachers?|People)$"
)
_HOUSE = regex(
    r"(?:Hospital|Clinic|Medical|Health|Healthcare|Cent(?:er|re)|Regional|College|School|University|Church|Home|Union|"
    r"Foundation|Network|Services|Imaging|Care|Bank)\b"
)
#: A university of several campuses, and what shows that the name behind it is that of another one in a list.
_SYSTEM = regex(r"(?:The )?(?:University of [A-Z]\w+(?: [A-Z]\w+)?|[A-Z]\w+(?: [A-Z]\w+)? State University)")
_LISTS_ON = regex(r",| and | or |[ ,]*[A-Z]{2}\b")
_CALENDAR = frozenset(
    (
        "january february march april may june july august september october november december jan feb mar apr "
        "jun jul aug "
        "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat "
        "sun est pst "
        "usd eur gbp nok sek dkk chf aud cad inr jpy "
        "edt pdt utc gmt am pm q1 q2 q3 q4 christmas thanksgiving easter"
    ).split()
)
_BREAKS = _TITLES | _CALENDAR
_NO_NAMES = _FUNCTION | _BREAKS


def names(scan: Scan) -> list[Name]:
    """All names of the story, in their order."""
    plain = scan.plain
    dotted = _lines_of(scan, (match.start() for match in _DOMAIN_END.finditer(plain)))
    naming = _lines_of(scan, (place for term in _NAMING for place in _places_of(term, plain)))
    found: list[Name] = []
    places = heads.places(scan)
    for line in scan.body:
        if line.title and title_case(line, scan.text) and not heads.is_letterhead(scan, places):
            found += _of_head(scan, line)
            continue
        for start, end in _runs(plain, line):
            found += _parts(scan, line, start, end)
        if line.index in dotted:
            found += (Name(m.group(), *m.span(), line.index) for m in _DOMAIN.finditer(plain, line.start, line.end))
        if line.index in naming:
            found += _named(plain, line)
    if places:
        found = [name for name in found if not any(low <= name.start < high for low, high in places)]
    if blanks := [*blanks_of(plain), *forms.spans(scan)]:
        found = [name for name in found if not any(low <= name.start < high for low, high in blanks)]
    found = [name for name in found if not _is_addressed(scan, name)]
    return without_common(scan, _owned_names(plain, _with_campus(plain, initials.joined(scan, found))))


def _of_head(scan: Scan, line: Line) -> list[Name]:
    """The name that an entry's head consists of, where one run of capitals does."""
    start, end = forms.heads_entry(scan, line) or (line.end, line.end)
    runs = [run for run in _runs(scan.plain, line) if start <= run[0] and run[1] <= end]
    if len(runs) != 1 or runs[0][1] - runs[0][0] < end - start - 1:
        return []
    return _parts(scan, line, *runs[0])


def _with_campus(plain: str, found: list[Name]) -> list[Name]:
    """`found` with a university and its campus as one name: "University of Larkfield, Santa Rosa"."""
    if "University" not in plain:
        return found
    pairs = [
        (a, b)
        for a, b in pairwise(found)
        if plain[a.end : b.start] == ", " and _SYSTEM.fullmatch(a.text) and not _LISTS_ON.match(plain, b.end)
    ]
    wholes = {a.start: Name(plain[a.start : b.end], a.start, b.end, a.line) for a, b in pairs}
    parts = {b.start for _, b in pairs}
    return [wholes.get(name.start, name) for name in found if name.start not in parts]


def _is_addressed(scan: Scan, name: Name) -> bool:
    """Whether a letter is addressed to the name: "Dear Members and Carers,"."""
    line = scan.lines[name.line]
    greeting = _GREETING.match(scan.plain, line.start, line.end)
    return greeting is not None and name.start < greeting.end()


def _owned_names(plain: str, found: list[Name]) -> list[Name]:
    """`found` with those made one that the text never writes apart: "Larkfield's Diner".

    What it writes only once is one name where it does or suffers something, and its owner is known for nothing else.
    """
    found = _of_their_members(plain, found)
    if "'s " not in plain:
        return found
    pairs = [(a, b) for a, b in pairwise(found) if a.line == b.line and plain[a.end : b.start] == "'s "]
    times = Counter((a.text, b.text) for a, b in pairs)
    every = Counter(name.text for name in found)
    whole = {
        (a.text, b.text)
        for a, b in pairs
        if times[a.text, b.text] == every[a.text] == every[b.text]
        and (times[a.text, b.text] > 1 or _acts(plain, a, b) or _is_house_of(a, b))
    }
    if not whole:
        return found
    first = {a.start: b for a, b in pairs if (a.text, b.text) in whole}
    second = {b.start for b in first.values()}
    joined = (
        Name(plain[name.start : first[name.start].end], name.start, first[name.start].end, name.line)
        if name.start in first
        else name
        for name in found
        if name.start not in second
    )
    return list(joined)


def _of_their_members(plain: str, found: list[Name]) -> list[Name]:
    """`found` with a body's name made one that says whose it is: "Prairie Teachers' Pension Board"."""
    joined: list[Name] = []
    for name in found:
        last = joined[-1] if joined else None
        if last and last.line == name.line and plain[last.end : name.start] == "' " and _MEMBERS.search(last.text):
            joined[-1] = Name(plain[last.start : name.end], last.start, name.end, last.line)
        else:
            joined.append(name)
    return joined


def _acts(plain: str, owner: Name, owned: Name) -> bool:
    """Whether "Larkfield's Diner" is told to act or suffer by itself, and Larkfield is no known place or firm."""
    if _ACTS.match(plain, owned.end) is None or known_as(owner.text) is not None:
        return False
    words = {*owner.text.lower().split(), *owned.text.lower().split()}
    return " " not in owned.text and words.isdisjoint(_NO_NAMES)


def _is_house_of(owner: Name, owned: Name) -> bool:
    """Whether a hospital or the like is called after a saint or those it is for: "Northgate Women's Clinic"."""
    return _FOR_WHOM.search(owner.text) is not None and _HOUSE.match(owned.text) is not None


def title_case(line: Line, text: str) -> bool:
    """Whether the sentence is a headline that writes every word with a capital."""
    words = _LONG_WORD.findall(text, line.start, line.end)
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def _lines_of(scan: Scan, places: Iterable[int]) -> set[int]:
    """The numbers of the sentences that `places` lie in."""
    return {line.index for place in places if (line := scan.line_at(place)) is not None}


def _places_of(term: str, text: str) -> Iterator[int]:
    place = text.find(term)
    while place >= 0:
        yield place
        place = text.find(term, place + 1)


def _runs(plain: str, line: Line) -> list[tuple[int, int]]:
    """Where runs of the words that names are made of stand."""
    found = list(_NAME.finditer(plain, line.start, line.end))
    if any(match.lastindex for match in found):
        found = list(_NAME_INSIDE.finditer(plain, line.start, line.end))
    spans = (match.span() for match in found)
    return [(measure.end() if (measure := _OF_MEASURE.match(plain, *span)) else span[0], span[1]) for span in spans]


def _named(plain: str, line: Line) -> Iterator[Name]:
    for match in _KNOWN_AS.finditer(plain, line.start, line.end):
        if match.group(1) not in _FUNCTION | _NOBODY:
            yield Name(match.group(1), match.start(1), match.end(1), line.index)


def _parts(scan: Scan, line: Line, start: int, end: int) -> list[Name]:
    """The run at `[start, end)` cut where it holds two names, and trimmed of what belongs to neither."""
    if scan.plain[start - 1 : start] == "\\" or scan.plain.startswith("\\", end):
        return []  # a part of a path
    if scan.plain.endswith(_OPENING, line.start, start):
        start -= next(len(words) for words in _OPENING if scan.plain.endswith(words, line.start, start))
    text = scan.plain[start:end]
    if text.isalnum():  # one word, as most runs are
        one = end - start > 1 and text.lower() not in _NO_NAMES and not _is_quantity(text)
        one = one and not scan.plain.startswith("$", end) and not _is_currency(scan.plain, text, end)  # "AU$2 million"
        return [Name(text, start, end, line.index)] if one else []
    found: list[Name] = []
    for low, high in _cut(scan.plain, start, end, text):
        if "-" in text and (owned := _OWNED.match(scan.plain, low, high)):
            low = owned.end()
        low, high = _trim(scan.plain, low, high, line)
        part = scan.plain[low:high]
        if part.endswith("'S") and known_as(part[:-2]) is not None:
            part, high = part[:-2], high - 2
        if high - low > 1 and not _is_quantity(part) and not _is_currency(scan.plain, part, high):
            found.append(Name(part, low, high, line.index))
    return found


def _is_quantity(text: str) -> bool:
    return (text[0].isdigit() and _QUANTITY.match(text) is not None) or _NUMBERED.fullmatch(text) is not None


def _is_currency(plain: str, text: str, end: int) -> bool:
    """Whether an amount stands behind the code of a currency: "CZK 1.9 million"."""
    return (
        len(text) == 3
        and text.isupper()
        and plain[end + 1 : end + 2].isdigit()
        and text.lower() in classes("currencies")
    )


def _cut(plain: str, start: int, end: int, run: str) -> list[tuple[int, int]]:
    """Cut at calendar words, and where a job's title begins: what follows it is a person's name."""
    if _BREAKS.isdisjoint(run.lower().replace(".", "").split()):
        return [(start, end)]
    low, parts = start, []
    for word in _UNSPACED.finditer(plain, start, end):
        text = word.group().strip(".").lower()
        if text in _TITLES and not plain.startswith(_OFFICE_OF, low):
            end = word.start()
            break
        if text in _CALENDAR:
            if word.start() > low:
                parts.append((low, word.start()))
            low = word.end()
    return [*parts, (low, end)] if low < end else parts


def _trim(plain: str, start: int, end: int, line: Line) -> tuple[int, int]:
    """`[start, end)` without the function words and signs at its ends."""
    opened = start
    while start < end:
        word = _HYPHENED.match(plain, start, end)
        if word is None:
            start += 1
            continue
        text, after = word.group(), word.end()
        if text.lower() not in _FUNCTION:
            break
        if text.isupper() and after != end and opened != line.start and not opens(plain, opened):
            break
        start = after
        while start < end and not plain[start].isalnum():
            start += 1
    if (next_one := _NEXT.search(plain, start, end)) and plain[end : end + 2].strip().islower():
        end = next_one.start()
    if plain[end - 1].isalnum() and not plain.endswith(_TAIL_WORDS, start, end):
        return start, end
    tail = _TAIL.search(plain[start:end])
    return start, end - (len(tail.group()) if tail else 0)
