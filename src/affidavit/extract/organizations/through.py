"""Through whom another was hit: "traced to a breach at", "we were informed by", by composed words beside the name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.party import Name, Party
from affidavit.model.regex import regex

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

_BEFORE, _BEHIND, _INFORMED = "through:before", "through:behind", "informed"
#: What may stand between the words and the name: a space and a quotation mark.
_GAP = 2
#: Who is told, in a letter: "we received notice from", "we were informed by".
_WE_ARE_TOLD = regex(
    r"\b(?:we|i) (?:(?:have|had|has|also|first|recently|then|later|just) ){0,3}(?:(?:was|were|been) (?:\w+ly )?|"
    r"(?:received|got|had|have) (?:a |an )?(?:\w+ )?)?$"
)
#: Between a name and the words that it told us something: ", which prints our letters,".
_TOLD_US = regex(r"(?: \([^)]{1,30}\))?(?:,[^.;]{1,90},)? (?:(?:has|have|had|then|later|first|recently) ){0,2}")
#: What a letter says to whom it is sent, and a report does not.
_LETTER = regex(
    r"\b(?:your (?:personal|name|information|data|account|social|credit|card|payment)|we are (?:writing|sorry))\b"
)
_OURS = regex(r"\bour\b")
_HEAD = 3000
#: Who tells of incidents without having had them.
_NO_SOURCE = frozenset({"actor", "malware", "reporter", "general", "authority", "country", "demonym", "region", "city"})
_WATCH = regex(
    r"\b(?:police|sheriff|bank|visa|mastercard|american express|discover|fbi|bureau|department|office|security|"
    r"research\w*|court|attorney|commission|authority|agency|secret service|interpol|europol|cert|troy)\b",
)


def throughs(scan: Scan, named: list[tuple[Name, Party]]) -> Iterator[tuple[Party, Party | None, Name]]:
    """Each party through which another was hit (None: the text's "us"), with the mention that shows it."""
    for place, (mention, party) in enumerate(named):
        if known_as(mention.text) in _NO_SOURCE:
            continue
        line = scan.lines[mention.line]
        if _is_shown(line, mention):
            client = _hit_before(scan, named[:place], party, mention)
            if client is not None or _OURS.search(scan.lower, line.start, line.end):
                yield party, client, mention
        elif _INFORMED in line.marks and _informs(scan, line, mention) and not _WATCH.search(mention.text.lower()):
            yield party, None, mention


def _is_shown(line: Line, name: Name) -> bool:
    """Whether the words right beside the name say it."""
    if any(0 <= name.start - end <= _GAP for _, end in line.marks.get(_BEFORE, ())):
        return True
    return any(0 <= start - name.end < _GAP for start, _ in line.marks.get(_BEHIND, ()))


def _hit_before(scan: Scan, before: list[tuple[Name, Party]], party: Party, at: Name) -> Party | None:
    """Whom it hit: who is named first in the sentence, else in the one before it, else most often before it."""
    others = [(name, one) for name, one in before if one is not party and known_as(name.text) is None]
    here = [one for name, one in others if name.line == at.line]
    last = [one for name, one in others if name.line == at.line - 1 and not scan.lines[name.line].title]
    if here or last:
        return (here or last)[0]
    often = Counter(id(one) for _, one in others)
    by_id = {id(one): one for _, one in others}
    first = max(by_id, key=lambda one: (often[one], -by_id[one].mentions[0].start), default=None)
    return by_id[first] if first is not None and often[first] > len(party.mentions) else None


def _informs(scan: Scan, line: Line, name: Name) -> bool:
    """Whether the name is that of one who told those who write the letter."""
    return any(_tells_us(scan, line, name, *place) for place in line.marks[_INFORMED])


def _tells_us(scan: Scan, line: Line, name: Name, start: int, end: int) -> bool:
    if scan.lower.endswith(("by", "from"), start, end):
        near = 0 < name.start - end <= _GAP
        return near and _WE_ARE_TOLD.search(scan.lower, line.start, start) is not None
    if name.end > start or not scan.lower.endswith("us", start, end):
        return False
    return bool(_TOLD_US.fullmatch(scan.lower, name.end, start)) and bool(_LETTER.search(scan.lower, 0, _HEAD))
