"""Indicators of compromise: addresses, hosts, files, hashes, wallets, each with whose it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.indicators import patterns
from affidavit.extract.indicators.found import Found
from affidavit.extract.indicators.refang import refang
from affidavit.extract.indicators.roles import ATTACKER, CONTACT, SOURCE, UNKNOWN, VICTIM, Roles
from affidavit.model.value import Indicator

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan
    from affidavit.model.claim import Claim

#: Where a value is told of in several ways, the first of these is its role.
_PRECEDENCE = (ATTACKER, CONTACT, VICTIM, SOURCE, UNKNOWN)
_CONFIDENCE = {ATTACKER: 0.9, VICTIM: 0.8, CONTACT: 0.9, SOURCE: 0.8, UNKNOWN: 0.6}

# What any indicator has; each begins with a literal that is rare, so that a text without one is passed over quickly.
_SIGNS = tuple(
    map(
        re.compile,
        (
            r"\.(?=[A-Za-z]{2}|\d{1,3}\.\d|[\])}])", r":(?=//|\]|[0-9A-Fa-f]{0,4}:)", r"@(?=[\w\]])", r"\\(?=[\w.%])",
            r"\[(?=at\]|dot\])", r"\((?=at\)|dot\))", r"dot (?<= dot )(?=\w)", r" /(?=[A-Za-z]{3,12}/)",
            r"CVE[- ]\d", r"cve-\d", r"AS(?=\d{3}|N)", r"gent(?<=ser[- ][Aa]gent)",
        ),
    )
)  # fmt: skip
#: How many mentions of one indicator are cited.
_MENTIONS = 4
#: The shortest of what is told by its characters alone: a wallet of 26.
_LONG_WORD = 26
# Hyphens that do not break are hyphens; dashes, typographers' quotes and odd spaces end what they stand beside.
_READ_AS = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2013\u2014\u00a0\u2009\u200a\u200b\u202f\ufeff", " "),
    }
)


def claims(scan: Scan) -> Iterator[Claim]:
    """A claim for each mention of an indicator, the first few; all mentions of one have the same role."""
    found = [one for line in _candidates(scan) for one in _read(scan, line)]
    if not found:
        return
    roles = Roles(scan, found)
    judged = [(one, role) for one in found if (role := roles.judge(one)) is not None]
    best: dict[tuple[str, str], str] = {}
    for one, role in judged:
        known = best.get((one.type, one.value), UNKNOWN)
        best[one.type, one.value] = min(known, role, key=_PRECEDENCE.index)
    told: Counter[tuple[str, str]] = Counter()
    for one, _ in judged:
        told[one.type, one.value] += 1
        if told[one.type, one.value] > _MENTIONS:
            continue
        role = best[one.type, one.value]
        yield scan.claim(
            one.line, one.start, one.end, field="indicator", value=Indicator(one.type, one.value, role),
            by=f"indicators.{one.type}", confidence=0.95 if one.defanged else _CONFIDENCE[role],
        )  # fmt: skip


def _candidates(scan: Scan) -> list[Line]:
    """The sentences of the story that have a sign of an indicator."""
    places = {match.start() for sign in _SIGNS for match in sign.finditer(scan.plain)}
    at = 0
    for word in scan.plain.split():
        if len(word) >= _LONG_WORD:
            at = scan.plain.find(word, at)
            places.add(at)
            at += len(word)
    lines = {line.index: line for place in places if (line := scan.line_at(place)) is not None}
    return [line for _, line in sorted(lines.items()) if not line.aside]


def _read(scan: Scan, line: Line) -> Iterator[Found]:
    written = scan.text[line.start : line.end].translate(_READ_AS)
    meant = refang(written)
    for kind, value, low, high, host in patterns.find(meant.text):
        start, end = meant.span(low, high)
        linked = written[max(0, start - 2) : start] == "](" and kind in ("url", "email")
        defanged = written[start:end].replace(":\\\\", "://") != meant.text[low:high]
        yield Found(kind, value, line.start + start, line.start + end, line, host, defanged, linked)
