"""What begins a sentence with a capital: names, words that only stand there, and the trade before a name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from affidavit.extract import heads
from affidavit.extract.articles import is_article
from affidavit.extract.lists import is_common, is_rare, words
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: What stands before a word that is capitalised because a sentence or a quotation starts there.
_OPENERS = '"(:.!?;*#'
#: Those whom a sentence begins with as belonging to somebody: "Customers of the Larkfield chain".
_PEOPLE_OF = regex(
    r"(?:Customers|Patients|Users|Members|Employees|Staff|Students|Pupils|Residents|Clients|Guests|Shoppers|Readers|"
    r"Tenants|Drivers|Parents|Officials|Executives|Owners|Owner|Operators|"
    r"Affiliates|Subscribers|Visitors|Players|Workers|"
    r"Lawyers|Managers|Architects|Buyers|Savers|Passengers|Thousands|Hundreds|Dozens|Scores|Millions|"
    r"Bosses|Hackers|Computers|Servers|Websites|Systems|Records|Details|Data|Information) of (?:the )?"
)
#: How long a word in capitals is a name, and no heading's "FAQ".
_SHOUTED = 5
#: The place that a sentence is sent from takes no more characters.
_DATELINE = 90
#: A part of a hyphened word has more letters, else both are a name: "Co-op".
_SYLLABLE = 2
#: A word that an article has so often with a capital is a name, though only sentences begin with it.
_OFTEN = 3
#: Those who do something at the start of a sentence, and are no firm.
_PEOPLE = frozenset(
    "inspectors officers investigators detectives prosecutors nurses teachers doctors engineers technicians auditors "
    "clerks burglars thieves robbers fraudsters swindlers scammers crooks impostors intruders volunteers trustees "
    "councillors lawmakers regulators pensioners commuters passengers shoppers patrons motorists neighbours neighbors "
    "scavengers cleaners couriers postmen librarians pharmacists dentists surgeons".split()
)
_JOINED = regex(r" (?:and|or) (?!(?:the|its?|an?|other|others|two|several|many|some|all|both|their|his|her)\b)[a-z]")
_SMALL = regex(r"(?<![\w.@/-])[a-z]+")
#: What follows a name, and no noun without an article: a legal form, or what somebody says or does.
_SHOWN_NAME = regex(
    r",? (?:Inc|LLC|Ltd|Limited|Corp|Corporation|PLC|plc|GmbH|Pty)\b|"
    r",? (?:has |have |had )?(?:notif(?:ies|ied)|says|said|disclose[sd]|confirm(?:s|ed)|suffer(?:s|ed)|"
    r"report(?:s|ed)|"
    r"reveal(?:s|ed)|announce[sd]|warn(?:s|ed)|admit(?:s|ted)|dump(?:s|ed)|claim(?:s|ed)|hack(?:s|ed)|deface[sd]|"
    r"acknowledge[sd]|den(?:ies|ied)|alert(?:s|ed)|inform(?:s|ed))\b"
)


def opens(plain: str, start: int) -> bool:
    """Whether a word at `start` is capitalised because a sentence or a quotation starts there."""
    before = plain[max(0, start - 3) : start].rstrip()
    return not before or before[-1] in _OPENERS


def _begins(scan: Scan, name: Name) -> bool:
    """Whether a name begins a sentence or a quotation, and is not all that is quoted: the service "Start"."""
    line = scan.lines[name.line]
    if name.start == line.start or (name.start - line.start < _DATELINE and name.start == heads.sent_from(scan, line)):
        return True
    quoted = scan.plain[name.start - 1] == '"' == scan.plain[name.end : name.end + 1]
    return not quoted and opens(scan.plain, name.start)


def _is_word(scan: Scan, name: Name, first: str, times: Counter[str] | None) -> bool:
    """Whether the `first` word of a name is one of the general language: "Letters", "Fifty-three", "T-shirt".

    `times` is how often an article has each name. Of rare words ("Notary") it tells names by that, where they begin its
    headline, are joined to a common noun, or stand in the text without their capital as well.
    """
    if first.lower() in _PEOPLE:
        return True
    start, *rest = first.split("-")
    if not all(part.islower() and len(part) > _SYLLABLE for part in rest):
        return False
    if times is not None and not rest and times[first] < _OFTEN and is_rare(first.lower()):
        joined = _JOINED.match(scan.plain, name.end) is not None
        return joined or scan.lines[name.line].title or _stands_small(scan, first)
    return all(is_common(part) for part in (start.lower(), *rest) if not rest or len(part) > 1)


def _stands_small(scan: Scan, word: str) -> bool:
    """Whether the text has the word of a name in small letters, too."""
    return word.lower() in scan.plain and word.lower() in _SMALL.findall(scan.plain)


def _is_named(scan: Scan, name: Name) -> bool:
    """Whether a word that begins a sentence is shown to be a name: "SNATCH", "Guess, Inc.", "Guess notifies"."""
    if known_as(name.text) == "actor" or (name.text.isupper() and len(name.text) >= _SHOUTED):
        return True
    return _SHOWN_NAME.match(scan.plain, name.end) is not None and name.text.lower() not in words("common_words")


def _possessive(scan: Scan, name: Name, found: list[Name]) -> Name | None:
    """The name that a possessive begins: "Children's Hospital"."""
    if not scan.plain.startswith("'s ", name.end):
        return None
    behind = next((other for other in found if other.start == name.end + 3), None)
    return behind and Name(scan.plain[name.start : behind.end], name.start, behind.end, name.line)


def _is_calling(first: str, rest: str) -> bool:
    """Whether a name begins with the trade of its bearer: "Insurer Larkfield", "Rivals Larkfield and Ostrava"."""
    callings = words("callings")
    return rest[0].isupper() and (first.lower() in callings or first.lower().removesuffix("s") in callings)


def without_common(scan: Scan, found: list[Name]) -> list[Name]:
    """Leave out common words at the start of a sentence, unless they are names, or parts of one, elsewhere."""
    starts = [_begins(scan, name) for name in found]
    times = Counter(name.text for name in found) if is_article(scan) else None
    inside = {name.text for name, begins in zip(found, starts, strict=True) if not begins}
    kept: list[Name] = []
    for name, begins in zip(found, starts, strict=True):
        if begins and (people := _PEOPLE_OF.match(name.text)):
            kept.append(Name(name.text[people.end() :], name.start + people.end(), name.end, name.line))
            continue
        first, _, rest = name.text.partition(" ") if begins else ("", "", "")
        if rest and name.text not in inside and _is_calling(first, rest):
            kept.append(Name(rest, name.end - len(rest), name.end, name.line))
        elif not begins or name.text in inside or not _is_word(scan, name, first, times) or _is_named(scan, name):
            kept.append(name)
        elif not rest and (whole := _possessive(scan, name, found)):
            kept.append(whole)
        elif rest in inside:
            kept.append(Name(rest, name.end - len(rest), name.end, name.line))
        elif rest:
            kept.append(name)
    return kept
