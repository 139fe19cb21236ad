"""RTF, through striprtf."""

from __future__ import annotations

import re

from affidavit.errors import ReadError
from affidavit.read.content import Content, Hints, Piece, check_length
from affidavit.read.plain import headline

_EIGHT_BIT = re.compile(rb"[\x80-\xff]")
_BYTES_PER_CHARACTER = 20


def content(data: bytes, hints: Hints) -> Content:
    """The words of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    if len(data) > hints.max_text * _BYTES_PER_CHARACTER:
        raise ReadError(f"it is larger than {_BYTES_PER_CHARACTER} times the limit of its text (max_text)")
    # letters outside ASCII that are not escaped, as they must be, are in the file's own code page
    escaped = _EIGHT_BIT.sub(lambda match: b"\\'%02x" % match.group()[0], data)
    text = rtf_to_text(escaped.decode("ascii", "replace").replace("\x00", ""), errors="replace")  # type: ignore[no-untyped-call]
    check_length(len(text), hints.max_text)
    return Content((Piece(text),), title=headline(text))
