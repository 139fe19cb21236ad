"""One way of cleaning for every format: what cannot be seen, stored or sent on is taken out of a text.

Rows of .jsonl files alone are kept as they are (see `storable`).
"""

from __future__ import annotations

import unicodedata

from affidavit.model.regex import regex
from affidavit.read.mojibake import mended

_LINE_ENDS = regex("[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = regex("[\ud800-\udfff]")
# Controls, soft hyphens, zero-width spaces, direction marks, byte-order marks and non-characters: none has a
# width, and each hides a word from whoever looks for it.
_UNSEEN = regex(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACING = (
    (("  ", "\t"), regex("[ \t]{2,1000}|\t"), " "),
    ((" \n", "\n "), regex(" {0,2}\n {0,2}"), "\n"),
    (("\n\n\n",), regex("\n{3,1000}"), "\n\n"),
)
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def clean(text: str) -> str:
    """`text` with plain line ends and single spaces, composed letters, mended mojibake, and nothing unseen."""
    text = _LINE_ENDS.sub("\n", text.replace("\r\n", "\n"))
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", mended(text))
        text = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    text = _UNSEEN.sub("", text)
    # looking for a string is much faster than a pattern that mostly does not match
    for signs, pattern, plain in _SPACING:
        if any(sign in text for sign in signs):
            text = pattern.sub(plain, text)
    return text


def storable(text: str) -> str:
    """`text` of the same length, without the two things that UTF-8 or a database refuse: surrogates and NULs."""
    return _SURROGATE.sub("\ufffd", text).replace("\x00", "\ufffd")


def squeezed(text: str) -> str:
    """`text` on one line, each run of white space one space."""
    return " ".join(text.split())
