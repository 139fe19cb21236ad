"""What a text calls the place where it was published: its site, or the publisher that the page names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.model.document import Document

_SIGN, _SITE = regex(r"[^a-z0-9]"), regex(r"\.(?:com|org|net|co)\b.*")


def publishes(document: Document, name: str) -> bool:
    """Whether `name` is the publication's own: of its site, or as the page gives it."""
    own = _own_names(document.origin or "", document.publisher or "")
    return bool(own) and _SIGN.sub("", _SITE.sub("", name.lower())) in own


@lru_cache(maxsize=16)
def _own_names(origin: str, publisher: str) -> frozenset[str]:
    host = urlsplit(origin).hostname or ""
    return frozenset(_SIGN.sub("", part) for part in (publisher.lower(), *host.split("."))) - {""}
