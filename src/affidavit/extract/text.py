"""The text as rules see it: lower case, plain quotes and hyphens, and every offset unchanged."""

from __future__ import annotations

_PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
    ),
    **dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u2028\u2029"), " "),
    # the one letter whose lower case is two characters, which would move every offset behind it
    0x0130: "i",
    # halves of a pair, which no automaton takes
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}


def plain(text: str) -> str:
    """`text` with quotes, hyphens and white space in their plain ASCII form, character for character."""
    return text.translate(_PLAIN)


def lowered(simple: str) -> str:
    """The `plain` text in lower case, of the same length."""
    low = simple.lower()
    return low if len(low) == len(simple) else "".join(c if len(c.lower()) > 1 else c.lower() for c in simple)
