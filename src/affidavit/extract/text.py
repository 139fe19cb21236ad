"""The text as rules see it: lower case, plain quotes and hyphens, and every offset unchanged."""

from __future__ import annotations

from affidavit.model.regex import regex

_SIMPLE = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"),
    ('"', "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"),
    (" ", "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"),
    (" ", "\t\n\r\x0b\x0c\x85\u2028\u2029"),
    # the one letter whose lower case is two characters, which would move every offset behind it
    ("i", "\u0130"),
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# The month of May, and not the verb of a headline: by what stands before it, or by a number behind it.
_MAY = regex(
    r"(?:\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ff]rom|[Oo]n|[Ll]ate|[Ee]arly|[Mm]id|[Ll]ast|[Dd]uring|"
    rf"[Tt]hrough|[Tt]hroughout|[Bb]etween|[Bb]efore|[Aa]fter|{_MONTH},? (?:and|to|or|through|until))[ -]|"
    r"\d(?:st|nd|rd|th)?(?: of)? )May\b|"
    r"\bMay(?=,? (?:(?:19|20)\d\d|[0-3]?\d(?:st|nd|rd|th)?)\b(?! (?:million|billion|percent|of)\b))"
)
# Halves of a pair, which no automaton takes.
_HALVES = regex("[\ud800-\udfff]")


def plain(text: str) -> str:
    """`text` with quotes, hyphens and white space in their plain ASCII form, character for character."""
    for simple, others in _SIMPLE:  # each is rare, and looking for it is much cheaper than translating all
        for other in others:
            text = text.replace(other, simple)
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def lowered(simple: str) -> str:
    """The `plain` text in lower case, of the same length."""
    low = simple.lower()
    return low if len(low) == len(simple) else "".join(c if len(c.lower()) > 1 else c.lower() for c in simple)


def without_may(simple: str, low: str) -> str:
    """The `lowered` text with the month of May written so that no pattern takes it for the verb."""
    if "May" not in simple:
        return low
    parts, at = [], 0
    for found in _MAY.finditer(simple):
        parts += [low[at : found.end() - 3], "mai"]
        at = found.end()
    return "".join((*parts, low[at:]))
