"""Responses, ways in and fates that no rule reads in a text, where the model is sure that a sentence states them.

Rules know phrases; the model (see `model`) knows which words are used alike, and was taught by thousands of sentences
that say the same in other words. It speaks for a value only where no rule has found it, and its words pass the
same tests as a rule's: whether they are denied, feared, planned, left undone or another's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from affidavit.extract.articles import is_article
from affidavit.extract.wording import third_parties
from affidavit.extract.wording.features import Token, tokens
from affidavit.extract.wording.model import Value, model
from affidavit.model.span import Span
from affidavit.model.struct import replace
from affidavit.model.vocabulary import terms

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan
    from affidavit.model.claim import Claim

BY = "wording"
#: Shorter sentences say too little by themselves.
_FEWEST = 4
_SUREST = 0.85
#: How sure it must be of a sentence in which a rule has found another value of the field.
_BESIDE_A_RULE = 0.85
#: How sure of a second way in that one sentence tells of.
_SECOND = 0.7
#: What a rule says is dropped where the model gives it less; measured on texts that neither had seen.
_UNLIKELY = 0.05
_OF_WAYS_IN = frozenset({"vector", "action", "technique", third_parties.FIELD})
#: Without a claim of one of these nothing has happened that could have had a way in or a response.
_HAPPENED = frozenset("action vector data fate ransomware extortion operations malware asset".split())
#: What needs a name, too (see `third_parties`).
_LEFT_TO_OTHERS = frozenset({("vector", "third_party")})
#: A sentence with one of these says what was not so, was not done, or only could be.
_UNREAL = frozenset(
    "not never no neither nor cannot without nobody none nothing may might could should would can if whether "
    "unless".split()
)
#: The ways in that are told as ATT&CK's technique, too.
_TECHNIQUES = frozenset(
    "phishing credential_stuffing stolen_credentials exploited_vulnerability web_skimmer sim_swap".split()
)


def claims(scan: Scan, told: Sequence[Claim], is_idle: Callable[[Scan, Claim], bool]) -> Iterator[Claim]:
    """A claim for each value that no claim of `told` gives, by the sentences that most surely state it.

    `is_idle` tells whether the words of a claim tell nothing of the incident; none of those that speak may.
    """
    if not is_article(scan):
        return
    said = {(claim.field, str(claim.value)) for claim in told}
    read = {(claim.field, claim.evidence[0].sentence) for claim in told}
    if _HAPPENED.isdisjoint({claim.field for claim in told if claim.asserted}):
        return
    for line in scan.body:
        for claim, places in _of_line(scan, line, said, read):
            if not any(is_idle(scan, _at(scan, line, claim, place)) for place in places):
                yield claim
                yield from _with(claim)
    yield from third_parties.claims(scan, told, is_idle)


def without_unlikely(scan: Scan, told: Sequence[Claim]) -> list[Claim]:
    """`told` without the ways in of rules that the model finds next to impossible in their sentence.

    What the same rule says of action and technique by the same words goes with them.
    """
    if not is_article(scan):
        return list(told)
    doubted = {_proof(claim) for claim in told if claim.field == "vector" and _is_unlikely(scan, claim)}
    if third_parties.are_unlikely(scan, told):
        doubted |= {_proof(claim) for claim in told if claim.field == third_parties.FIELD}
    return [claim for claim in told if claim.field not in _OF_WAYS_IN or _proof(claim) not in doubted]


def _proof(claim: Claim) -> tuple[str, int, int]:
    return claim.by, claim.evidence[0].start, claim.evidence[0].end


def _is_unlikely(scan: Scan, claim: Claim) -> bool:
    value, place = (claim.field, str(claim.value)), claim.evidence[0].sentence
    if claim.by == "third_party.named" and third_parties.was_hit(scan, claim):
        return False
    found = tokens(scan.text[place.start : place.end])
    reader = model()
    if len(found) < _FEWEST or value in _LEFT_TO_OTHERS or value not in reader.values:
        return False
    return reader.chances([token.word for token in found])[reader.values.index(value)] < _UNLIKELY


def _of_line(
    scan: Scan, line: Line, said: Collection[Value], read: Collection[tuple[str, Span]]
) -> Iterator[tuple[Claim, Sequence[Token]]]:
    """The claims of a sentence, each with the words that speak for it."""
    found = tokens(scan.text[line.start : line.end])
    if len(found) < _FEWEST:
        return
    reader = model()
    words = [token.word for token in found]
    chances = reader.chances(words)
    way_in = max(chance for chance, (field, _) in zip(chances, reader.values, strict=True) if field == "vector")
    for number, chance in enumerate(chances):
        value = reader.values[number]
        least = max(reader.least[number], _BESIDE_A_RULE if (value[0], Span(line.start, line.end)) in read else 0.0)
        if value[0] == "vector" and chance < way_in:
            least = max(least, _SECOND)
        if chance >= least and value not in said and value not in _LEFT_TO_OTHERS:
            first, last = _strongest(reader.shares(words, number))
            if not _is_unreal(words[: last + 1]):
                start, end = line.start + found[first].start, line.start + found[last].end
                about = {"field": value[0], "value": value[1], "confidence": round(min(_SUREST, chance), 2)}
                yield scan.claim(line, start, end, by=BY, **about), found[first : last + 1]


def _at(scan: Scan, line: Line, claim: Claim, word: Token) -> Claim:
    return replace(claim, evidence=(scan.evidence(line, line.start + word.start, line.start + word.end),))


def _is_unreal(words: Iterable[str]) -> bool:
    return any(word in _UNREAL or word.endswith("n't") for word in words)


def _with(claim: Claim) -> Iterator[Claim]:
    """What a way in says of the action, and of ATT&CK's technique where the rules that find it say so."""
    if claim.field == "vector":
        about = terms("vector")[str(claim.value)]
        yield replace(claim, field="action", value=about["veris"].partition(":")[0])
        if claim.value in _TECHNIQUES:
            yield replace(claim, field="technique", value=about["attack"])


def _strongest(shares: Sequence[float]) -> tuple[int, int]:
    """The numbers of the first and the last of the words that together speak most for a value."""
    best = here = 0.0
    first, place = 0, (0, len(shares) - 1)
    for at, share in enumerate(shares):
        if here <= 0:
            here, first = 0.0, at
        here += share
        if here > best:
            best, place = here, (first, at)
    return place
