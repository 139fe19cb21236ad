"""Mending UTF-8 that was once read as Windows-1252, only where nothing else can be meant.

A sequence is mended when it is the Windows-1252 reading of one UTF-8 character, so that the mending can be
undone without loss. Three and four letters of it never occur in a true text; two may (`Ã` before a closing quote),
so pairs are mended only where every character of the text outside ASCII is part of such a sequence.
"""

from __future__ import annotations

import re
from functools import cache

from affidavit.model.regex import regex

_BYTE: dict[str, int] = {}
for _byte in range(0x80, 0x100):
    _raw = bytes([_byte])
    _BYTE[_raw.decode("latin-1")] = _byte
    # five bytes mean nothing in Windows-1252 and come through as they are
    _BYTE[_raw.decode("cp1252", "ignore") or chr(_byte)] = _byte


def _letters(first: int, last: int) -> str:
    return "[" + "".join(re.escape(letter) for letter, byte in _BYTE.items() if first <= byte <= last) + "]"


_LEADS = regex("[\u00c2-\u00f4]")
_OUTSIDE_ASCII = regex(r"[^\x00-\x7f]")


def mended(text: str) -> str:
    """`text` with its mojibake mended where that is safe."""
    if not _LEADS.search(text):
        return text
    longer, any_length = _patterns()
    mixed = _OUTSIDE_ASCII.search(any_length.sub("", text))
    return (longer if mixed else any_length).sub(_original, text)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The sequences of three and four letters, and those of any length."""
    tail = _letters(0x80, 0xBF)
    longer = f"{_letters(0xE0, 0xEF)}{tail}{{2}}|{_letters(0xF0, 0xF4)}{tail}{{3}}"
    return re.compile(longer), re.compile(f"{longer}|{_letters(0xC2, 0xDF)}{tail}")


def _original(match: re.Match[str]) -> str:
    try:
        return bytes(_BYTE[letter] for letter in match.group()).decode("utf-8")
    except UnicodeDecodeError:
        return match.group()
