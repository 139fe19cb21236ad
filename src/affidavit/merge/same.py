"""Which names are one organisation's."""

from __future__ import annotations

from functools import lru_cache

from affidavit.model.regex import regex

_WORD = regex(r"\w+")
_LEGAL = regex(r"\b(?:the|inc|llc|ltd|plc|corp|corporation|company|co|group|limited|gmbh|sa|ag)\b")


@lru_cache(maxsize=1 << 14)
def name_key(name: str | None) -> str:
    """A name without case, legal form and punctuation."""
    return " ".join(_WORD.findall(_LEGAL.sub(" ", (name or "").lower())))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one organisation's: equal, or one is the other with words before or behind it."""
    return same_words(name_key(a).split(), name_key(b).split())


def same_words(a: list[str], b: list[str]) -> bool:
    """The same of two names' words."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return bool(short) and len(" ".join(short)) >= 3 and short in (long[: len(short)], long[-len(short) :])
