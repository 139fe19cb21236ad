"""Refanging: `hxxp://example[.]com` read as `http://example.com`, every character still knowing where it stands."""

from __future__ import annotations

import re

from affidavit.model.regex import regex
from affidavit.model.struct import frozen

# Each way of defanging, with what it stands for. None spans more than a few characters.
_WAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"\b(?:h(?:xx|\*\*|tx|xt|\[tt\]|\[xx\])p|meow)(?=s?(?:\[?:|://))", re.IGNORECASE), "http"),
    (regex(r"\bf(?:x|\*)p(?=\[?:)", re.IGNORECASE), "ftp"),
    (regex(r"\[://\]|\[:\]//|\[:\]/\[?/\]?|:\[//\]|(?<=[tx]p):\\\\|(?<=[tx]ps):\\\\"), "://"),
    (regex(r"\[:\]"), ":"),
    (regex(r"(?<=[\w\]]) ?\[\s?(?:\.|dot|punkt|point)\s?\] ?(?=\w)", re.IGNORECASE), "."),
    (regex(r"(?<=\w) ?[({]\s?(?:dot|punkt|point)\s?[)}] ?(?=\w)", re.IGNORECASE), "."),
    (regex(r"(?<=\w)[({]\s?\.\s?[)}](?=\w)"), "."),
    (regex(r"(?<=\w)[\[({]\.(?=\w)|(?<=\w)\.[\])}](?=\w)|(?<=\w)\\\.(?=\w)"), "."),
    (regex(r"(?<=\w) ?[\[({]\s?(?:@|at)\s?[\])}] ?(?=\w)", re.IGNORECASE), "@"),
    (regex(r"(?<=[\w-]) dot (?=[\w-]{1,63} dot |(?:com|net|org|info|biz|io|ru|cn|xyz|top|onion|me|co)\b)"), "."),
    (regex(r"\[/\]"), "/"),
)  # fmt: skip
_SIGNS = (
    "[",
    "(.",
    "(d",
    "(a",
    "(@",
    "{",
    " dot ",
    "xxp",
    "XXP",
    "eow",
    "x*p",
    "h**p",
    "fxp",
    ".]",
    ".)",
    "\\.",
    ":\\\\",
    "htxp",
    "hxtp",
)


@frozen
class Refanged:
    """A text as it was meant; `origin[i]` is where its character `i` stands in the text as written (plus the end)."""

    text: str
    origin: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place, as written, of `[start, end)` of the text as it was meant."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end]


def refang(text: str) -> Refanged:
    """`text` with all usual ways of defanging undone; the text itself where there are none."""
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return Refanged(text, None)
    pieces = _pieces(text)
    if not pieces:
        return Refanged(text, None)
    return _joined(text, pieces)


def _pieces(text: str) -> list[tuple[int, int, str]]:
    """What to replace, in order; of two that overlap the first."""
    found = sorted((match.start(), match.end(), meant) for way, meant in _WAYS for match in way.finditer(text))
    kept: list[tuple[int, int, str]] = []
    for piece in found:
        if (not kept or piece[0] >= kept[-1][1]) and not _is_path(text, piece):
            kept.append(piece)
    return kept


def _is_path(text: str, piece: tuple[int, int, str]) -> bool:
    r"""Whether `\.` is part of a Windows path (`C:\Users\.ssh`) and no defanged dot."""
    if text[piece[0]] != "\\":
        return False
    word = text[text.rfind(" ", 0, piece[0]) + 1 : piece[1]]
    return word.count("\\") > word.count("\\.")


def _joined(text: str, pieces: list[tuple[int, int, str]]) -> Refanged:
    out: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, meant in pieces:
        out.append(text[at:start])
        origin.extend(range(at, start))
        out.append(meant)
        origin.extend(min(start + i, end - 1) for i in range(len(meant)))
        at = end
    out.append(text[at:])
    origin.extend(range(at, len(text) + 1))
    return Refanged("".join(out), origin)
