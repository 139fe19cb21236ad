"""Which documents tell of the same incident: the same organisation, and nothing that sets them apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from affidavit.model.telling import Telling
from affidavit.model.value import Count

#: Reports further apart than this, with no date of the incident in common, are of different incidents.
_NEWS_DAYS = 240
#: Beginnings further apart than this are different incidents.
_START_DAYS = 75
_WORD = re.compile(r"\w+")
_LEGAL = re.compile(r"\b(?:the|inc|llc|ltd|plc|corp|corporation|company|co|group|limited|gmbh|sa|ag)\b")


def name_key(name: str | None) -> str:
    """A name without case, legal form and punctuation."""
    return " ".join(_WORD.findall(_LEGAL.sub(" ", (name or "").lower())))


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one organisation's: equal, or one is the other with words before or behind it."""
    return same_words(name_key(a).split(), name_key(b).split())


def same_words(a: list[str], b: list[str]) -> bool:
    """The same of two names' words."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return bool(short) and len(" ".join(short)) >= 3 and short in (long[: len(short)], long[-len(short) :])


def groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings by incident; each group joins what is the same as at least one of its members.

    The result does not depend on the order of `tellings`.
    """
    left = sorted(tellings, key=lambda t: (t.published or "", t.document, t.order))
    made: list[list[Telling]] = []
    while left:
        group = [left.pop(0)]
        for known in group:  # grows while it is read
            joined = [other for other in left if same_incident(known, other)]
            group.extend(joined)
            left = [other for other in left if other not in joined]
        made.append(group)
    return made


def same_incident(a: Telling, b: Telling) -> bool:
    """Whether two documents tell of one incident: one organisation, no dates or parties that differ."""
    if a.document == b.document or not same_name(a.name, b.name):
        return False
    starts = _days(_value(a, "started"), _value(b, "started"))
    if starts is not None:
        return starts <= _START_DAYS
    if _same_count(a, b):
        return True
    if _parties_differ(a, b):
        return False
    apart = _days(a.published, b.published)
    return apart is None or apart <= _NEWS_DAYS


def _parties_differ(a: Telling, b: Telling) -> bool:
    pairs = [(_value(a, key), _value(b, key)) for key in ("third_party", "actor")]
    return any(x and y and x[:1].isupper() and y[:1].isupper() and not same_name(x, y) for x, y in pairs)


def _same_count(a: Telling, b: Telling) -> bool:
    x, y = (claim.value if (claim := t.best("affected")) else None for t in (a, b))
    return isinstance(x, Count) and isinstance(y, Count) and x.number == y.number and x.number > 100


def _value(telling: Telling, key: str) -> str | None:
    claim = telling.best(key)
    return str(claim.value) if claim is not None else None


def _days(a: str | None, b: str | None) -> int | None:
    """Days between two partial dates (the gap that their precision leaves open counts as none), or None."""
    if not a or not b:
        return None
    if a.startswith(b) or b.startswith(a):
        return 0
    first, second = _date(a), _date(b)
    return abs((first - second).days) if first and second else None


def _date(text: str) -> date | None:
    parts = [*text.split("-"), "1", "1"][:3]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
