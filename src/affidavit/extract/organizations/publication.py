"""What a text calls the place where it was published: its site, its masthead, or the publisher that the page names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.model.document import Document

#: A line that is a paper's name and no more, with what can stand below it: more of the head, or a date.
_MASTHEAD = regex(
    r"\s*((?:[A-Z][\w'&.-]*|of|and|&)(?: (?:[A-Z][\w'&.-]*|of|and|&|\d+)){0,5})[ \t]*\n[ \t]*\n?(?=[A-Z0-9])"
)
_PAPER = regex(
    r"\b(?:gazette|herald|times|tribune|post|news|newspaper|journal|chronicle|weekly|daily|observer|courier|press|mail|"
    r"telegraph|guardian|standard|examiner|bulletin|review|magazine|dispatch|mercury|inquirer|sentinel|newsletter|"
    r"register|advertiser|echo|argus|digest)\b",
    re.IGNORECASE,
)
_HEAD = 200
_SIGN, _SITE = regex(r"[^a-z0-9]"), regex(r"\.(?:com|org|net|co)\b.*")


def publishes(document: Document, name: str) -> bool:
    """Whether `name` is the publication's own: of its site, or as the page gives it."""
    own = _own_names(document.origin or "", document.publisher or "")
    plain = _SIGN.sub("", _SITE.sub("", name.lower()))
    return plain in own or (bool(plain) and plain == _paper(document.text[:_HEAD]) and document.text.count(name) == 1)


@lru_cache(maxsize=16)
def _paper(head: str) -> str:
    """The paper whose masthead a text begins with, without signs; "" where it begins with none."""
    found = _MASTHEAD.match(head)
    if found is None or not _PAPER.search(found.group(1)):
        return ""
    return _SIGN.sub("", found.group(1).lower().removeprefix("the "))


@lru_cache(maxsize=16)
def _own_names(origin: str, publisher: str) -> frozenset[str]:
    host = urlsplit(origin).hostname or ""
    return frozenset(_SIGN.sub("", part) for part in (publisher.lower(), *host.split("."))) - {""}
