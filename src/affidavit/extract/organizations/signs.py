"""What the words beside a name show of its bearer, in kinds: hit, speaking for itself, quoted, used, a place.

Single words (`features`) are known only where a text of the training had them; a kind (signs.tsv) holds for all words
of its list.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.organizations.features import Around
from affidavit.extract.organizations.party import Name
from affidavit.model.packaged import packaged_lines
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: How far the words before and behind a name are looked at.
_BEFORE, _BEHIND = 60, 90
#: Up to which sentence a text tells its news.
_LEAD = 3
_WORDS = regex(r"%(\w+)%")
#: Where another name follows or goes before in a list of names.
_NEXT, _PREVIOUS = regex(r"(?:,| and|, and) [A-Z]"), regex(r"[A-Z][\w&.-]*(?:,| and|, and) $")


class _Sign(NamedTuple):
    kind: str
    test: re.Pattern[str]
    needs: frozenset[str]


@cache
def _signs(wanted: str) -> tuple[_Sign, ...]:
    """The kinds of a side, `behind` or `before`."""
    rows = [row.split("\t") for row in packaged_lines(__package__, "signs.tsv")[2:]]
    words = {kind: pattern for side, kind, pattern, _ in rows if side == "words"}
    return tuple(
        _Sign(kind, regex(_WORDS.sub(lambda word: words[word.group(1)], pattern)), frozenset(needs.split()))
        for side, kind, pattern, needs in rows
        if side == wanted
    )


def signs(scan: Scan, name: Name, near: Around) -> list[str]:
    """The kinds of what the words beside a mention show, those of the headline and the lead once more as such.

    `near` are the tokens near the mention.
    """
    line, tokens = scan.lines[name.line], set(near.before)
    before = scan.lower[max(line.start, name.start - _BEFORE) : name.start]
    behind = scan.lower[name.end : min(line.end, name.end + _BEHIND)]
    found = [sign.kind for sign in _signs("behind") if sign.test.match(behind)]
    found += [sign.kind for sign in _signs("before") if not sign.needs.isdisjoint(tokens) and sign.test.search(before)]
    if _NEXT.match(scan.plain, name.end) or _PREVIOUS.search(scan.plain, max(line.start, name.start - 30), name.start):
        found.append("listed")
    if name.start - line.start <= len("the "):
        found.append("begins")
    place = "title " if line.title else "lead " if name.line <= _LEAD else ""
    return found + [place + kind for kind in found] if place else found
