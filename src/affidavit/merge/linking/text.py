"""What a text itself says that tells one incident from another: words, names, figures, years, kinds of attack.

Extraction finds what it has rules for; the words of the sentences are compared besides, so that two tellings can be
known for one even where no claim was found in either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from affidavit.model.packaged import packaged_lines
from affidavit.model.regex import regex
from affidavit.model.struct import frozen

#: A word, a number that is passed over, or what ends a sentence.
_TOKEN = regex(r"[^\W\d_]\w*(?:['’&.@-]\w+){0,6}|[.!?:\n]|\d+")
_FIGURE = regex(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(\.\d{1,6})?[ -]?"
    r"(k|thousand|mn|mil|million|m|billion|bn|b|gb|gigabytes?|tb|terabytes?)?\b",
    re.IGNORECASE,
)
_YEAR = regex(r"\b(?:19[89]|20[0-4])\d\b")
_URL = regex(r"https?://(?:www\.)?([^\s<>\"')\]]{4,200})")
_PARTS = regex(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+")
_SIZES = {"k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9, "g": 1e9}
_TERA = ("tb", "te")
_ENDINGS = tuple("ations ation ingly ings ing edly ers er ians ian ies ied ese es ed s i e y".split())
_STOPS = ".!?:\n"
#: Stems are cut to this: "investigation" and "investigate", "Argentina" and "Argentinian" become one.
_STEM = 7
#: Smaller numbers are found everywhere.
_LEAST_FIGURE = 100
_MOST_FIGURES, _MOST_WORDS, _MOST_URLS = 24, 160, 8
#: How telling a word is that the table does not know, in tenths; a word from RARE on is met in few texts; of a name's
#: words those from NAMING on tell whose name it is.
UNKNOWN, RARE, NAMING = 74, 60, 40


@frozen
class Told:
    """What a text says: stems of its words, those with a capital, figures, years, what was done and to what, URLs."""

    words: tuple[str, ...]
    capitals: tuple[str, ...]
    figures: tuple[float, ...]
    years: tuple[int, ...]
    deeds: tuple[str, ...]
    targets: tuple[str, ...]
    urls: tuple[str, ...]


def told(text: str) -> Told:
    """What `text` says; bounded, the most telling words first."""
    words, capitals, course = _words(text)
    kinds = _means(course)
    known = sorted(words, key=lambda word: (-telling(word), word))[:_MOST_WORDS]
    return Told(
        words=tuple(known),
        capitals=tuple(word for word in known if word in capitals),
        figures=tuple(sorted(_figures(text), reverse=True)[:_MOST_FIGURES]),
        years=tuple(sorted({int(year) for year in _YEAR.findall(text)})),
        deeds=tuple(sorted(kind for side, kind in kinds if side == "deed")),
        targets=tuple(sorted(kind for side, kind in kinds if side == "target")),
        urls=tuple(sorted({url.rstrip("/.,;").lower() for url in _URL.findall(text)})[:_MOST_URLS]),
    )


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without case, ending and punctuation, cut short."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    for sign in "-.'":
        low = low.replace(sign, "")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low[: -len(ending)]
            break
    if len(low) > 3 and low[-1] == low[-2]:
        low = low[:-1]
    return low[:_STEM]


def telling(word: str) -> int:
    """How much a stem tells, in tenths of a natural logarithm: 0 for what every text has."""
    return _table().get(word, UNKNOWN)


def all_telling(words: Iterable[str]) -> list[int]:
    """The same of many stems, in their order."""
    known = _table().get
    return [known(word, UNKNOWN) for word in words]


@lru_cache(maxsize=4096)
def name_words(names: tuple[str, ...]) -> frozenset[str]:
    """The stems of names, with their parts (GhostSquad), their joined pairs (Ghost Squad), their initials."""
    return frozenset(word for name in names for word in _of_name(name))


@lru_cache(maxsize=4096)
def naming_words(name: str) -> frozenset[str]:
    """The stems of a name's own words that tell it from others: northfield, and dental, of Northfield Dental Inc."""
    stems = (stem(word) for word in _TOKEN.findall(name) if word[0].isalpha())
    return frozenset(one for one in stems if telling(one) >= NAMING)


def _of_name(name: str) -> Iterator[str]:
    words = [word for word in _TOKEN.findall(name) if word[0].isalpha()]
    for word in words:
        yield from _variants(word)
    for first, second in pairwise(words):
        yield stem(first + second)
    initials = "".join(word[0] for word in words if word[0].isupper())
    if len(initials) > 2:
        yield stem(initials)


@lru_cache(maxsize=1 << 14)
def _variants(word: str) -> tuple[str, ...]:
    """The stem of a word, and those of its parts where it has any."""
    parts = word.split("-") if "-" in word else _PARTS.findall(word)
    found = [stem(word), *(stem(part) for part in parts if len(part) > 2 and len(parts) > 1)]
    host = word.split(".")
    if len(host) > 1 and len(host[-2]) > 3:
        found.append(stem(host[-2]))
    return tuple(found)


def _words(text: str) -> tuple[set[str], set[str], list[str]]:
    """The stems of a text, those that are names by their capital, and the stems in their course."""
    words, capitals, course = set[str](), set[str](), list[str]()
    opens, before = True, ""
    for token in _TOKEN.findall(text):
        if token in _STOPS or token.isdigit():
            opens, before = opens or token in _STOPS, ""
            continue
        stems = _variants(token)
        words.update(stems)
        course.append(stems[0])
        upper = token[0].isupper()
        if upper:
            if before:
                stems = (*stems, stem(before + token))
                words.add(stems[-1])
            capitals.update(stems if not opens else [word for word in stems if telling(word) >= RARE])
        before = token if upper else ""
        opens = False
    return words, capitals, course


def _figures(text: str) -> Iterator[float]:
    for whole, part, size in set(_FIGURE.findall(text)):
        digits = whole.replace(",", "")
        value = float(digits + part)
        if size:
            value *= 1e12 if size[:2].lower() in _TERA else _SIZES[size[0].lower()]
        elif whole == digits and not part and _YEAR.fullmatch(whole):
            continue
        if value >= _LEAST_FIGURE:
            yield value


def _means(course: list[str]) -> set[tuple[str, str]]:
    table, opening = _means_table()
    said = table.keys() & set(course)
    said |= table.keys() & {f"{a}_{b}" for a, b in pairwise(course) if a in opening}
    return {kind for term in said for kind in table[term]}


def deed_kinds() -> tuple[str, ...]:
    """All kinds of deeds that are known."""
    return tuple(sorted({kind for of in _means_table()[0].values() for side, kind in of if side == "deed"}))


@cache
def _table() -> dict[str, int]:
    lines = packaged_lines("affidavit.merge", "weights", "linking_words.tsv")
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: int(tenths) for word, tenths in rows}


@cache
def _means_table() -> tuple[dict[str, tuple[tuple[str, str], ...]], frozenset[str]]:
    """The kinds by term, and the words that terms of two words begin with."""
    lines = packaged_lines(__package__, "means.tsv")
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for side, kind, terms in (line.split("\t") for line in lines if not line.startswith("#")):
        for term in _stemmed(terms.split()):
            found[term] = (*found.get(term, ()), (side, kind))
    return found, frozenset(term.split("_")[0] for term in found if "_" in term)


def _stemmed(terms: Iterable[str]) -> set[str]:
    return {"_".join(map(stem, term.split("_"))) for term in terms}
