"""Which value an incident takes where claims differ, which claims agree with it, and the name of what decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cmp_to_key
from typing import Any

from affidavit.merge.affirming import affirmed
from affidavit.model.claim import OF_SOME, Claim, Speaker, Status
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding
from affidavit.model.value import Count, Money, Value

#: Counts and sums within this share of each other are the same figure, rounded.
_ROUNDED = 0.05

#: A figure this many times as large is the whole of which the smaller is a sample, if less sure by no more than this.
_SAMPLE, _AS_SURE = 20, 0.03

#: The days of events that later texts often give in the rough, and what makes a reading much surer.
_DAYS, _MUCH_SURER = frozenset({"started", "ended", "discovered", "contained"}), 0.1
#: From here on a day of disclosure is sure enough to stand against a later one.
_SURE = 0.5

#: What holds once it is said plainly, however often it is told with reserve ("in which data were likely stolen").
_SAID_FIRMLY = frozenset({"action", "vector", "asset", "technique", "malware"}) | _DAYS

_AUTHORITY = {
    Speaker.ORGANIZATION: 2,
    Speaker.REGULATOR: 2,
    Speaker.LAW_ENFORCEMENT: 2,
    Speaker.THIRD_PARTY: 1,
    Speaker.RESEARCHER: 1,
    Speaker.PRESS: 1,
    Speaker.ATTACKER: 0,
    Speaker.ANALYST: 3,
}

Dates = Mapping[str, str]
_Test = Callable[[Claim, Claim, Dates], int]


def findings(key: str, claims: Iterable[Claim], published: Dates) -> tuple[Finding, ...]:
    """The findings of one field, best first. `published` gives each document's publication date by its id."""
    rest = sorted(claims, key=_steady)
    withheld = [claim for claim in rest if claim.status is Status.WITHHELD]
    superseded = _superseded(rest, published)
    groups = _groups([claim for claim in rest if claim.status is not Status.WITHHELD and claim not in superseded])
    if (first := _best_first(rest, published)) is not None:
        groups = sorted((sorted(group, key=first) for group in groups), key=lambda group: first(group[0]))
    if key == "data":  # what is said of all holds, whatever else is said of some
        groups = [sorted(group, key=lambda claim: claim.note == OF_SOME) for group in groups]
    if key in _SAID_FIRMLY:
        groups = [sorted(group, key=_softly) for group in groups]
    made = [_finding(*group) for group in groups]
    settle = affirmed if FIELDS[key].many else _one
    made = settle(made, published, superseded)
    if withheld and not any(finding.asserted for finding in made):
        made.append(Finding(withheld[0], tuple(withheld[1:])))
    return tuple(made)


def _softly(claim: Claim) -> bool:
    return claim.status is Status.SUSPECTED or claim.speaker is Speaker.ATTACKER


def _superseded(claims: list[Claim], published: Dates) -> tuple[Claim, ...]:
    """What a text calls an earlier figure, with those claims of texts before it that gave this figure."""
    revised = [claim for claim in claims if claim.superseded]
    if not revised:
        return ()
    return tuple([claim for claim in claims if claim.superseded or any(_revises(r, claim, published) for r in revised)])


def _revises(revised: Claim, claim: Claim, published: Dates) -> bool:
    """Whether the text that calls `revised` an earlier figure came after the one that makes `claim` of that figure."""
    by, of = revised.evidence[0].document, claim.evidence[0].document
    later = published.get(of, "") > published.get(by, "") > ""
    return by != of and not later and revised.asserted == claim.asserted and same_value(revised.value, claim.value)


def same_value(a: Value | None, b: Value | None) -> bool:
    """Whether two values say the same: equal, a rounded figure, or a date and its coarser form."""
    if isinstance(a, Count) and isinstance(b, Count):
        return abs(a.number - b.number) <= _ROUNDED * max(a.number, b.number)
    if isinstance(a, Money) and isinstance(b, Money):
        near = abs(a.amount - b.amount) <= _ROUNDED * max(a.amount, b.amount)
        return near and (a.kind, a.currency) == (b.kind, b.currency)
    return a == b


def _steady(claim: Claim) -> tuple[float, int, str, str]:
    """An order that depends on the claims alone, not on the order of documents."""
    evidence = claim.evidence[0]
    return -claim.confidence, evidence.start, evidence.document, str(claim.value)


def _groups(claims: list[Claim]) -> list[list[Claim]]:
    """The claims of a field by value, a denial apart from an assertion."""
    if len(claims) < 2:
        return [claims] if claims else []
    groups: list[list[Claim]] = []
    index: dict[tuple[object, bool], list[Claim]] = {}
    for claim in claims:
        key = (claim.value, claim.asserted)
        group = index.get(key)
        if group is None and isinstance(claim.value, Count | Money):
            alike = (g for g in groups if g[0].asserted == claim.asserted and same_value(g[0].value, claim.value))
            group = next(alike, None)
        if group is None:
            group = []
            groups.append(group)
        index[key] = group
        group.append(claim)
    return groups


def _finding(best: Claim, *agree: Claim) -> Finding:
    """The finding of claims that say the same, the best first; an exact figure speaks for its rounded form."""
    exact = next((claim for claim in agree if _rounds(best, claim)), None)
    if exact is not None:
        return Finding(exact, (best, *(claim for claim in agree if claim is not exact)))
    return Finding(best, agree)


def _rounds(best: Claim, other: Claim) -> bool:
    """Whether `best` gives in round figures what `other` says to the last digit, and no less firmly."""
    a, b = best.value, other.value
    if not isinstance(a, Count) or not isinstance(b, Count) or b.bound != "exact" or a.unit != b.unit:
        return False
    as_firm = (best.status, best.speaker is Speaker.ATTACKER) == (other.status, other.speaker is Speaker.ATTACKER)
    finer = _significant(b.number) - _significant(a.number)
    return as_firm and (finer > 1 or (finer > 0 and a.bound == "about"))


def _significant(number: int) -> int:
    """How many digits of a number are not rounded away."""
    return len(str(number).rstrip("0"))


def _one(made: list[Finding], published: Dates, superseded: tuple[Claim, ...]) -> list[Finding]:
    """For a field that holds one value: the best, with what disagrees with it and what decided.

    A coarser form of the chosen date agrees; other documents' other values disagree.
    """
    if not made:
        return []
    best = max(_about_as_sure(made), key=_whole)
    best = _finer(best, made)
    others = [finding for finding in made if finding is not best]
    agree = list(best.agree)
    disagree: list[Claim] = []
    passed_over: list[Claim] = []
    for other in others:
        if _coarser(best.value, other.value):
            agree += [other.claim, *other.agree]
        elif any(same_value(claim.value, other.value) for claim in superseded):
            passed_over.append(other.claim)  # what was revised disputes nothing
        else:
            (disagree if _disagree(best, other) else passed_over).append(other.claim)
    rule = decided_by(best.claim, disagree[0], published) if disagree else None
    return [Finding(best.claim, tuple(agree), tuple(disagree), superseded, tuple(passed_over), rule)]


def _finer(best: Finding, made: list[Finding]) -> Finding:
    """The finding that gives the day of which the best one gives the month, in a voice and a status no weaker."""
    day = (
        f for f in made
        if isinstance(best.value, str) and isinstance(f.value, str) and f.value.startswith(f"{best.value}-")
        and len(best.value) == len("2024-09") and f.status == best.status
        and (f.speaker is Speaker.ATTACKER) <= (best.speaker is Speaker.ATTACKER)
    )  # fmt: skip
    return next(day, best)


def _about_as_sure(made: list[Finding]) -> Iterator[Finding]:
    """The first of the findings, and those of which it may count a sample: of its text, unit and side, and as sure."""
    first = made[0]
    yield first
    for other in made[1:]:
        a, b = first.claim, other.claim
        if not isinstance(a.value, Count) or not isinstance(b.value, Count) or a.value.unit != b.value.unit:
            continue
        sample = a.value.number * _SAMPLE <= b.value.number and a.status == b.status and _part_of(b, a)
        if sample and b.confidence >= a.confidence - _AS_SURE:
            yield other


def _whole(finding: Finding) -> int:
    return finding.value.number if isinstance(finding.value, Count) else 0


def _disagree(best: Finding, other: Finding) -> bool:
    """Whether two values contradict each other: of one unit, and from another document or in another voice."""
    a, b = best.value, other.value
    if isinstance(a, Count) and isinstance(b, Count) and (a.unit != b.unit or _part_of(best.claim, other.claim)):
        return False
    if _first_told(best.claim, other.claim, {}) > 0:
        return False
    documents = {claim.evidence[0].document for claim in (best.claim, *best.agree)}
    voices = {claim.speaker for claim in (best.claim, *best.agree)}
    return other.claim.evidence[0].document not in documents or not voices & {other.speaker, Speaker.PRESS}


def _part_of(best: Claim, other: Claim) -> bool:
    """Whether a smaller figure of the same text is a share of the chosen one ("of whom 310 ...") and no rival.

    The attackers' figure and the organisation's stay rivals.
    """
    one_text = best.evidence[0].document == other.evidence[0].document
    if not one_text or not isinstance(best.value, Count) or not isinstance(other.value, Count):
        return False
    sides = {best.speaker is Speaker.ATTACKER, other.speaker is Speaker.ATTACKER}
    return len(sides) == 1 and other.value.number < best.value.number


def _coarser(a: Value | None, b: Value | None) -> bool:
    """Whether one date is the other's year or month."""
    if not isinstance(a, str) or not isinstance(b, str) or not (a[:4].isdigit() and b[:4].isdigit()):
        return False
    return a.startswith(b) or b.startswith(a)


def _decided(a: Claim, b: Claim, _: Dates) -> int:
    return (a.speaker is Speaker.ANALYST) - (b.speaker is Speaker.ANALYST)


def _confirmed(a: Claim, b: Claim, _: Dates) -> int:
    return (b.speaker is Speaker.ATTACKER) - (a.speaker is Speaker.ATTACKER)


def _first_told(a: Claim, b: Claim, _: Dates) -> int:
    """What was made public once is not made public again: of two days of disclosure the earlier one counts."""
    if a.field != "disclosed" or min(a.confidence, b.confidence) < _SURE or _coarser(a.value, b.value):
        return 0
    return (str(a.value) < str(b.value)) - (str(a.value) > str(b.value))


def _more_exact(a: Claim, b: Claim, _: Dates) -> int:
    """A day that is told more surely beats the month or year that a later text goes by ("the March attack")."""
    if a.field not in _DAYS or not isinstance(a.value, str) or not isinstance(b.value, str):
        return 0
    first, second = (len(a.value), a.confidence), (len(b.value), b.confidence)
    if first[0] > second[0] and first[1] > second[1] + _MUCH_SURER:
        return 1
    return -1 if second[0] > first[0] and second[1] > first[1] + _MUCH_SURER else 0


def _later(a: Claim, b: Claim, published: Dates) -> int:
    first, second = (published.get(claim.evidence[0].document, "") for claim in (a, b))
    return (first > second) - (first < second) if first and second else 0


def _authority(a: Claim, b: Claim, _: Dates) -> int:
    one_text = a.evidence[0].document == b.evidence[0].document
    return 0 if one_text else _AUTHORITY[a.speaker] - _AUTHORITY[b.speaker]


def _surer(a: Claim, b: Claim, _: Dates) -> int:
    return (a.confidence > b.confidence) - (a.confidence < b.confidence)


#: What decides between two claims, in this order; the name goes into the finding.
_RULES: tuple[tuple[str, _Test], ...] = (
    ("a person's decision", _decided),
    ("confirmed over the attacker's word", _confirmed),
    ("first made public", _first_told),
    ("more exact date", _more_exact),
    ("later report", _later),
    ("more authoritative speaker", _authority),
    ("surer reading", _surer),
)


def decided_by(a: Claim, b: Claim, published: Dates) -> str | None:
    """The name of the first rule that tells the two claims apart."""
    return next((name for name, test in _RULES if test(a, b, published)), None)


def _best_first(claims: list[Claim], published: Dates) -> Callable[[Claim], Any] | None:
    """A sorting key that puts the claim that wins over the others first; None where the steady order does.

    Within one text dates and authority decide nothing, and the steady order begins with what is left.
    """
    if len({claim.evidence[0].document for claim in claims}) < 2:
        return _in_one_text if Speaker.ATTACKER in [claim.speaker for claim in claims] else None
    return cmp_to_key(lambda a, b: _compare(a, b, published))


def _in_one_text(claim: Claim) -> tuple[bool, tuple[float, int, str, str]]:
    return claim.speaker is Speaker.ATTACKER, _steady(claim)


def _compare(a: Claim, b: Claim, published: Dates) -> int:
    for _, test in _RULES:
        if decision := test(a, b, published):
            return -decision
    return -1 if _steady(a) < _steady(b) else 1
