"""Third parties that no rule reads in a text, where the model is sure that it came through one; and doubtful ones.

The model tells only that a sentence says so: who it was is the one that `partners` finds likely among all the named,
or else the role that the sentence speaks of ("a contractor"), or the one organisation that it names beside the victim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from affidavit.extract.organizations import third_party
from affidavit.extract.wording import partners
from affidavit.extract.wording.features import tokens
from affidavit.extract.wording.model import Value, model
from affidavit.model.claim import Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

FIELD = "third_party"
_VALUE: Value = ("vector", FIELD)
BY = "wording"
#: How sure the model must be, and what it must give the surest sentence of the rules at least; measured on texts that
#: neither had seen.
_LEAST, _UNLIKELY = 0.6, 0.06
_SUREST = 0.7
#: How likely it must be of one of the named; by cross-validation.
_LIKELY = 0.6
#: How sure, in which sentence, and where it names the third party, and how.
_Found = tuple[float, "Line", tuple[int, int, str]]
#: Before the name of one that was attacked itself.
_HIT = regex(r"\b(?:cyber-?attack|attack|hack|breach|intrusion|break-in)s? (?:on|of|at|against) (?:the )?$")
_NEAR = 40
#: Behind the name of a person: ", 32, worked".
_AGED = regex(r",? (?:aged )?\d\d,")
_ORGANIZATIONS = frozenset({"victim", "other"})


def claims(scan: Scan, told: Sequence[Claim], is_idle: Callable[[Scan, Claim], bool]) -> Iterator[Claim]:
    """A claim for the third party of the surest sentence, where `told` knows of none."""
    if any(claim.field == FIELD and claim.asserted for claim in told):
        return
    sure = chances(scan)
    for chance, line, (start, end, value) in (*_by_partners(scan, sure), *_by_sentences(scan, sure)):
        claim = scan.claim(line, start, end, field=FIELD, value=value, by=BY, confidence=round(min(_SUREST, chance), 2))
        if claim.asserted and not is_idle(scan, claim):
            yield claim
            yield replace(claim, field=_VALUE[0], value=_VALUE[1])
            return


def chances(scan: Scan) -> list[float]:
    """How surely each sentence of the text tells that it came through a third party."""
    return [0.0 if line.aside else _chance(scan, line.start, line.end) for line in scan.lines]


def _by_partners(scan: Scan, sure: Sequence[float]) -> Iterator[_Found]:
    likeliest = partners.likely(scan, sure, _LIKELY)
    if likeliest is not None:
        rated, mention, chance = likeliest
        yield chance, scan.lines[mention.line], (mention.start, mention.end, rated.party.name)


def _by_sentences(scan: Scan, sure: Sequence[float]) -> Iterator[_Found]:
    for chance, line in sorted(zip(sure, scan.lines, strict=True), key=lambda one: -one[0]):
        if chance >= _LEAST and line in scan.body and (named := _named(scan, line)) is not None:
            yield chance, line, named


def was_hit(scan: Scan, claim: Claim) -> bool:
    """Whether a third party is named as attacked itself: "after an attack on Larkfield, whose software runs it"."""
    return _HIT.search(scan.lower[max(0, claim.start - _NEAR) : claim.start]) is not None


def are_unlikely(scan: Scan, told: Iterable[Claim]) -> bool:
    """Whether the model finds it next to impossible in each sentence of the rules that it came through one."""
    told = list(told)
    places = {claim.evidence[0].sentence for claim in told if claim.field == FIELD and claim.asserted}
    if any(claim.field == FIELD and was_hit(scan, claim) for claim in told):
        return False
    return bool(places) and all(_chance(scan, place.start, place.end) < _UNLIKELY for place in places)


def _chance(scan: Scan, start: int, end: int) -> float:
    reader = model()
    return reader.chances([token.word for token in tokens(scan.text[start:end])])[reader.values.index(_VALUE)]


def _named(scan: Scan, line: Line) -> tuple[int, int, str] | None:
    """Where a sentence names the third party, and how."""
    main = scan.likeliest_victim
    mine = {mention.start for rated, mention in scan.named.get(line.index, ()) if rated is main}
    others = {
        mention.name: mention
        for mention in scan.mentions
        if mention.sentence == line.index
        and mention.role in _ORGANIZATIONS
        and mention.start not in mine
        and not _AGED.match(scan.plain, mention.end)
    }
    role = third_party.role_in(scan, line)
    if role is not None:
        return *role, third_party.called(scan, *role)
    if len(others) != 1:
        return None
    ((name, mention),) = others.items()
    return mention.start, mention.end, name
