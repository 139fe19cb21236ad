"""Bytes -> text: by byte-order mark, by UTF-8 where it fits, by what was declared, by what it looks like."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Every browser reads these as Windows-1252, since that is what is meant.
_LATIN = frozenset({"iso8859-1", "ascii"})
_ESCAPED = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})
_SAMPLE = 32_000
_FEW = 40
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]")


def decoded(data: bytes, declared: str | None = None) -> str:
    """`data` as text, whatever it is: what no encoding explains becomes U+FFFD.

    A declaration is believed only where the bytes are not plainly UTF-8, which they rarely are by accident.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    name = _codec(declared)
    if name in _ESCAPED:
        return data.decode(name, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    text = data.decode("utf-8", "replace")
    if not _broken(text):
        return text
    return _by_name(data, name) or data.decode(_guess(data), "replace")


def _broken(text: str) -> bool:
    """Whether `text`, read as UTF-8, is something else: more than a tenth of what is not ASCII did not fit."""
    wrong = text.count("\ufffd")
    return bool(wrong) and wrong * 10 > sum(1 for c in text if c > "\x7f")


def _by_name(data: bytes, name: str | None) -> str | None:
    if name is None or name.startswith("utf"):
        return None
    try:
        return data.decode("cp1252" if name in _LATIN else name)
    except (UnicodeDecodeError, ValueError):
        return None


def _codec(declared: str | None) -> str | None:
    """The codec that `declared` names, if it is one of text."""
    try:
        info = codecs.lookup((declared or "").strip("\"' \t"))
    except (LookupError, ValueError):
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the beginning is zero."""
    head = data[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 2 or len(data) % 2:
        return None
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.1 else None


def _guess(data: bytes) -> str:
    """The encoding that charset-normalizer makes of what surrounds the first bytes outside ASCII.

    Where there are few of those they are the quotes and dashes of an English text, and it would guess at random.
    """
    first = _OUTSIDE_ASCII.search(data)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    sample = data[start : start + _SAMPLE]
    if len(_OUTSIDE_ASCII.findall(sample)) * _FEW < len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, enable_fallback=False).best()
    return best.encoding if best and best.encoding not in {"ascii", "utf_8"} else "cp1252"
