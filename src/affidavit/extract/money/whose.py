"""Whose crowns or pesos they are: a name that several lands call their money by, told by the land of the text."""

from __future__ import annotations

from affidavit.extract.lists import classes, table
from affidavit.model.regex import regex

#: Money that is named alike in several lands, and whose it is where the text names none of them.
_DEFAULT = {"kroner": "DKK", "kronor": "SEK", "crowns": "", "pesos": ""}


def currency(lower: str, name: str) -> str | None:
    """The currency of that name in a text; None where the name is none's, or not told whose."""
    if name not in _DEFAULT:
        return classes("currencies").get(name)
    lands = (code for code, (names, words) in table("shared_currencies").items() if _calls(names, name, words, lower))
    found = list(lands)
    return found[0] if len(found) == 1 else _DEFAULT[name] or None


def _calls(names: str, name: str, words: str, lower: str) -> bool:
    called = name in (one.strip() for one in names.split(","))
    return called and regex(rf"\b(?:{words})\b").search(lower) is not None
