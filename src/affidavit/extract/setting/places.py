"""Places in names: which words are one, of which country, and whether others are said to be from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from affidavit.extract.lists import table
from affidavit.model.regex import regex

_WORD = regex(r"[\w.']+")
#: No place's name has more words.
_MOST_WORDS = 3
#: Kent State and Lyon County lie in the United States, whatever else has their names.
_AMERICAN = frozenset({"State", "County", "Parish", "Township", "Unified"})
#: Where there are school districts.
_WITH_DISTRICTS = frozenset({"US", "CA"})
#: Before a place's name they make another of it, or the name of a house of prayer.
_OF_NAMES = frozenset({"New", "Beth", "Temple", "Congregation", "Adath", "Anshe"})
#: How much of the text around a place tells whose it is.
_NEAR = 70

_THEIRS_AFTER = regex(
    r"-(?:backed|sponsored|linked|affiliated)\b"
    r"|(?:-\w{2,12}|'s)? (?:(?!(?:said|says?|that|where|when|after|by|and|as|whose)\b)[\w'-]{1,20} ){0,2}?"
    r"(?:hackers?|hacktivists?|hacking|cyber-?criminals?|cyber-?spies|spies|apt|cyber army|gang|crew|threat actors?"
    r"|attackers?|militants?|branch of|divisions? of|government-backed|state-(?:backed|sponsored))\b"
    r"|(?:'s)? (?:\w{1,20} ){0,2}?(?:is|was|were|are|as|has been|had been) (?:\w{1,20} ){0,2}?"
    r"(?:responsible|behind|blamed|suspected|accused|culprit)\b|, which (?:has )?denied"
)
_THEIRS_BEFORE = regex(
    r"\b(?:(?:hackers?|hacktivists?|attackers?|actors?|criminals|cybercriminals|gang|group|crew|researchers?|"
    r"analysts|firm"
    r")(?:,? \w{1,20}){0,5} (?:from|in|at|with|to)"
    r"|(?:coming|came|originat\w{1,5}|suspected|believed|thought)(?: \w{1,20}){0,3} (?:from|in)"
    r"|(?:blam|accus|suspect)\w{1,4}|(?:attribut|link|trac|ti|connect)\w{1,5}(?: \w{1,20}){0,3} to"
    r"|point\w{0,3}(?: \w{1,20}){0,2} (?:to|at)) (?:the )?$"
)
#: Where loot is shown: "posted to a Russian forum".
_FORUM = regex(
    r"(?:-language|-speaking)?(?: \w+){0,2} (?:forums?|message boards?|marketplaces?|markets?|channels?|sites?)\b"
)
_POSTED = regex(
    r"(?<!who )(?<!who had )"
    r"\b(?:post|publish|dump|leak|shar|s[oe]l[dl]|sale|list|offer|upload|appear|trad|advertis|circulat|surfac|"
    r"found)\w*"
    r"(?: \w+){0,3} (?:to|on|in|at|via|over) (?:an? |the |several |two |various )?(?:\w+ )?$"
)
#: "Mexican dishes" are eaten anywhere.
_OF_DISHES = regex(
    r" (?:\w{1,20} )?(?:food(?!-?\w| (?:delivery|compan|maker|app|group|retail|chain|bank|produc|process|manufactur|"
    r"wholesale|brand|giant|firm))|dishes|cuisine|restaurants?|grill|kitchen|language)\b"
)


class Place(NamedTuple):
    """A place at `offset` of a name, as it is written there, with its country and kind (city, region, ...).

    A town is a city of which only the whole name is read: many a surname and brand is one, too.
    """

    offset: int
    text: str
    country: str
    kind: str


def places_in(name: str) -> list[Place]:
    """The places that `name` is or holds, the longest where several begin alike."""
    town = table("town").get(name.removesuffix("-based"))
    if town is not None:
        return [Place(0, name, town[0], "town")]
    if name.isalpha():  # one word, as most names are
        return list(_place([(0, name)]))
    words = [(match.start(), match.group()) for match in _WORD.finditer(name)]
    found, at = [], 0
    while at < len(words):
        place, size = next(_places_at(words, at), (None, 1))
        if place is not None and not _another(words, at, size, place) and not _american(name, place):
            found.append(place)
        at += size
    return found


def _places_at(words: list[tuple[int, str]], at: int) -> Iterator[tuple[Place, int]]:
    for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        for place in _place(words[at : at + size]):
            yield place, size


def _place(words: list[tuple[int, str]]) -> Iterator[Place]:
    text = " ".join(word for _, word in words)
    known = table("place").get(text.removesuffix("-based"))
    if known is not None:
        yield Place(words[0][0], text, known[0], known[1])


def _another(words: list[tuple[int, str]], at: int, size: int, place: Place) -> bool:
    """Whether the words beside it make another place of it."""
    after = words[at + size][1] if at + size < len(words) else ""
    if after in _AMERICAN and place.country != "US" and place.kind != "demonym":
        return True
    return at > 0 and words[at - 1][1] in _OF_NAMES


def _american(name: str, place: Place) -> bool:
    """Whether a town only has the name of a foreign one: "Hamburg Area School District"."""
    return place.kind == "city" and place.country not in _WITH_DISTRICTS and "School District" in name


def of_others(lower: str, start: int, end: int, kind: str) -> bool:
    """Whether a place at `[start, end)` of the lower-cased text is said of attackers, of finders, or of food."""
    after, before = lower[end : end + _NEAR], lower[max(0, start - _NEAR) : start]
    if _THEIRS_AFTER.match(after) or _OF_DISHES.match(after):
        return True
    if _FORUM.match(after) and _POSTED.search(before):
        return True
    return kind != "demonym" and _THEIRS_BEFORE.search(before) is not None  # "from Australian firms" is of the firms
