"""Organisations' names: which are one and the same, which may be, and which are only roles.

Names are the same where nothing but case, accents, punctuation, spaces, a leading article and the legal form sets them
apart. Whatever is less than that is doubtful, and never taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from unicodedata import combining, normalize

from affidavit.model.regex import regex

#: The fields that hold organisations' names.
FIELDS = frozenset({"organization", "third_party"})

_DOTTED = regex(r"\b(?:[^\W\d_]\.){2,6}|\b[^\W\d_]/[^\W\d_]\b")
_APOSTROPHE = regex("['\u2019`\u00b4]")
_AND = regex(r"\s?[&+]\s?")
_WORD = regex(r"[^\W_]+")
_DIGITS = regex(r"\d+")
#: What an initial is not taken of.
_SMALL = frozenset({"of", "and", "the", "for", "de", "in", "at", "on"})
#: Fewer letters than this make no initials that tell a name, or no name that is looked for in longer ones.
_LEAST_INITIALS, _LEAST_BEGINNING = 3, 4
#: So many further words may stand behind a name that is doubtfully the same.
_MOST_FURTHER = 2
#: How long a name must be to be known by a misspelling of it, and how many letters may differ: one in a word.
_LEAST_SPELLING, _MOST_SLIPS = 7, 2


@dataclass(frozen=True, slots=True)
class Near:
    """Why two names may be the same, and how alike they are, up to 1."""

    score: float
    why: str


@cache
def _listed(name: str) -> frozenset[str]:
    text = (resources.files("affidavit.register") / "lists" / f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def key(name: str) -> str | None:
    """What all ways to write one name have in common; None where it names nobody (a role, or no letters)."""
    return "".join(split(name)) or None if is_named(name) else None


def given(name: str) -> str | None:
    """The key of a name that a person gives, in any case; None where it is a role or has no letters."""
    words = split(name)
    return None if set(words) <= _listed("roles") and not is_named(name) else "".join(words) or None


def split(name: str) -> tuple[str, ...]:
    """The words of a name that count, folded: without a leading article and the legal form."""
    return bare(_WORD.findall(plain(name)))


def bare(words: Sequence[str]) -> tuple[str, ...]:
    """Folded words of a name without a leading article and the legal form."""
    found = list(words)
    while len(found) > 1 and found[-1] in _listed("legal_forms"):
        del found[-1]
        if len(found) > 1 and found[-1] == "and":  # Northfield & Co.
            del found[-1]
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)


def plain(text: str) -> str:
    """Text in lower case, without accents and apostrophes, `&` as a word, dotted letters together (N.V. as nv)."""
    folded = "".join(char for char in normalize("NFKD", text.casefold()) if not combining(char))
    joined = _DOTTED.sub(lambda found: re.sub(r"[./]", "", found[0]) + " ", _APOSTROPHE.sub("", folded))
    return _AND.sub(" and ", joined)


def is_named(name: str) -> bool:
    """Whether somebody is named, and not told of by a role alone (`a third-party IT service provider`)."""
    found = _WORD.findall(name)
    folded = {word.casefold() for word in found}
    if folded <= _listed("roles"):
        return bool(found) and not found[0].islower() and not folded & _listed("role_heads")
    return not (found[0].islower() and any(word.islower() for word in found[1:]))


def initials(words: Iterable[str]) -> str:
    """The first letters of a name's words."""
    return "".join(word[0] for word in words if word not in _SMALL)


def near(one: tuple[str, ...], other: tuple[str, ...]) -> Near | None:
    """Why two split names that are not the same may be so; None where nothing says it."""
    short, long = sorted((one, other), key=lambda words: len("".join(words)))
    if not short:
        return None
    return _by_initials(short, long) or _by_beginning(short, long) or _by_spelling(short, long)


def _by_initials(short: tuple[str, ...], long: tuple[str, ...]) -> Near | None:
    told = len(short) == 1 and len(short[0]) >= _LEAST_INITIALS and short[0] == initials(long)
    return Near(0.75, "its initials") if told and len(long) > 1 else None


def _by_beginning(short: tuple[str, ...], long: tuple[str, ...]) -> Near | None:
    further = len(long) - len(short)
    if not 0 < further <= _MOST_FURTHER or long[: len(short)] != short or len("".join(short)) < _LEAST_BEGINNING:
        return None
    if all(word in _listed("common_words") for word in short):
        return None
    score = 0.6 + 0.35 * len("".join(short)) / len("".join(long))
    return Near(round(score, 2), f'without "{" ".join(long[len(short) :])}"')


def _by_spelling(short: tuple[str, ...], long: tuple[str, ...]) -> Near | None:
    from rapidfuzz.distance import OSA, Indel

    one, other = "".join(short), "".join(long)
    if len(one) < _LEAST_SPELLING or len(short) != len(long) or _DIGITS.findall(one) != _DIGITS.findall(other):
        return None
    if abs(len(one) - len(other)) > _MOST_SLIPS or one[0] != other[0]:
        return None
    slips = [OSA.distance(a, b) for a, b in zip(short, long, strict=True)]
    if max(slips) > 1 or sum(slips) > _MOST_SLIPS:  # Northern and Southern are two slips apart
        return None
    return Near(round(Indel.normalized_similarity(one, other), 2), "spelt nearly the same")


class Names:
    """Known names, to find those near a given one without comparing it with all."""

    def __init__(self, known: Iterable[str]) -> None:
        """Index names as written; those that name nobody are left out."""
        self.words: dict[str, tuple[str, ...]] = {}
        self._blocks: dict[str, set[str]] = {}
        for name in known:
            own = key(name)
            if own is not None and own not in self.words:
                self.words[own] = split(name)
                for block in _blocks(self.words[own]):
                    self._blocks.setdefault(block, set()).add(own)

    def near(self, name: str) -> dict[str, Near]:
        """The keys of the names that may be this one, and are not the same: the nearest first."""
        words = split(name)
        own = "".join(words)
        around = {other for block in _blocks(words) for other in self._blocks.get(block, ())} - {own}
        found = {other: how for other in around if (how := near(words, self.words[other])) is not None}
        return dict(sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0])))


def _blocks(words: tuple[str, ...]) -> Iterator[str]:
    """Under which keys names near each other meet: a beginning, an end, initials."""
    if not words:
        return
    whole = "".join(words)
    yield f"word {words[0]}"
    yield f"begins {whole[:4]}"
    yield f"ends {whole[-5:]}"
    yield f"letters {whole if len(words) == 1 else initials(words)}"
