"""Dates that a text revises: "first said that it began on 3 May. It has since corrected the date to 1 May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from affidavit.extract.dates.calendar import When
from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim
from affidavit.model.regex import regex
from affidavit.model.struct import replace

#: The events of which an earlier account can be wrong.
_EVENTS = frozenset({"started", "ended", "discovered"})
_SAYING = (
    r"(?:said|stated?|reported|believed|thought|told|put|gave|given|estimated|disclosed|announced|dated|assumed|wrote|"
    r"written|indicated|understood|suspected)"
)
_FIRST_SAID = regex(
    rf"\b(?:first|at first|initially|originally|previously|earlier|before|formerly)[, ](?:[\w']+ ){{0,3}}?{_SAYING}\b|"
    rf"\b{_SAYING} (?:at first|initially|originally|previously|earlier)\b|"
    rf"\bhad (?:first |earlier |initially |originally )?{_SAYING}\b|"
    r"\bin (?:our|its|the|an) (?:(?:earlier|first|previous|initial|original|prior) )?(?:notice|letter|statement|"
    rf"report|filing|announcement|disclosure|notification)\b[^.;]{{0,60}}\b{_SAYING}\b"
)
#: Behind a date: "as it had said before", "as first reported".
_AS_SAID = regex(
    rf",? as (?:(?:we|it|they|he|she|the [a-z]+|was|were|had|been) ){{0,4}}(?:first|initially|originally|previously|"
    rf"earlier|had) (?:been )?(?:{_SAYING})\b|"
    rf",? as (?:[\w']+ ){{0,4}}{_SAYING} (?:before|earlier|at first|previously|initially)\b"
)
_NOW_SAID = regex(
    r"\b(?:now|since (?:then )?(?:found|determined|established|learned|corrected|revised|changed|concluded|confirmed|"
    r"said)|correct(?:ed|s|ing)|revis(?:ed|es|ing)|amend(?:ed|s|ing)|"
    r"later (?:said|found|determined|established|changed)|in fact|actually|instead|changed (?:that|the date|this|it))\b"
)
#: Between a date and the one it takes the place of: "on 3 June, not on 5 June as it had said".
_NOT = regex(r"\b(?:and |but )?(?:not|rather than|instead of)(?: already| only)?(?: on| in| from)? $")
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(), 1
    )
} | {"a": 1, "an": 1}
_APART = regex(
    r",? (?P<number>\d{1,3}|a|an|" + "|".join(word for word in _NUMBERS if len(word) > 2) + r") (?:full )?"
    r"(?P<unit>days?|weeks?) (?P<way>earlier|later|before|after|sooner) than (?:had (?:been )?)?"
    r"(?:(?:we|it|they|the \w+) )?(?:had )?(?:first|initially|originally|previously|earlier|at first)?,? ?(?:been )?"
    rf"{_SAYING}\b"
)
#: How far behind the sentence that gives the earlier date the later one may stand.
_REACH = 3
_SURER, _SUREST = 0.05, 0.9

Told = Sequence[tuple[Line, list[When]]]


def revised(scan: Scan, dated: Told, told: list[Claim]) -> list[Claim]:
    """`told` with what the text calls an earlier account marked so, and what it says in its place."""
    made = list(told)
    for claim in told:
        if claim.field not in _EVENTS:
            continue
        line = scan.line_at(claim.start)
        if line is None:
            continue
        if _is_first_account(scan, line, claim):
            _supersede(scan, dated, made, claim)
        made.extend(_counted_off(scan, line, claim))
        made.extend(_set_against(scan, dated, line, claim))
    return made


def _is_first_account(scan: Scan, line: Line, claim: Claim) -> bool:
    before = scan.lower[line.start : claim.evidence[0].end]
    if _AS_SAID.match(scan.lower, claim.evidence[0].end, line.end):
        return True
    said = list(_FIRST_SAID.finditer(before))
    return bool(said) and _NOW_SAID.search(before, said[-1].end()) is None


def _supersede(scan: Scan, dated: Told, made: list[Claim], claim: Claim) -> None:
    """Mark `claim` in `made` as superseded, where the text says what holds in its place."""
    days = {c.value for c in made if c.field == claim.field and c is not claim}
    holds = next((c for c in _corrections(scan, dated, claim) if c.value != claim.value), None)
    if holds is None:
        return
    if holds.value not in days:
        made.append(holds)
    made[made.index(claim)] = replace(claim, superseded=True)


def _corrections(scan: Scan, dated: Told, claim: Claim) -> Iterator[Claim]:
    """The day that the text gives in place of that of `claim`, in its sentence or one of the next."""
    first = scan.line_at(claim.start)
    for line, whens in dated:
        if first is None or not first.index <= line.index < first.index + _REACH:
            continue
        for when in whens:
            start = line.start + when.start
            before = scan.lower[max(line.start, claim.evidence[0].end) : start]
            if start > claim.start and len(when.value) == len("2024-09-17") and _NOW_SAID.search(before):
                yield _instead(scan, line, when, claim)


def _instead(scan: Scan, line: Line, when: When, claim: Claim) -> Claim:
    return scan.claim(
        line, line.start + when.start, line.start + when.end, field=claim.field, value=when.value,
        by="chronology.revised", confidence=min(claim.confidence + _SURER, _SUREST), status=claim.status,
        speaker=claim.speaker, note=when.note,
    )  # fmt: skip


def _counted_off(scan: Scan, line: Line, claim: Claim) -> Iterator[Claim]:
    """The day that was given before, where the text says how far off it was: "two days earlier than stated"."""
    found = _APART.match(scan.lower, claim.evidence[0].end, line.end)
    if found is None or len(str(claim.value)) != len("2024-09-17"):
        return
    written = found["number"]
    days = (int(written) if written.isdigit() else _NUMBERS[written]) * (7 if found["unit"].startswith("w") else 1)
    sign = 1 if found["way"] in {"earlier", "before", "sooner"} else -1
    before = date.fromisoformat(str(claim.value)) + timedelta(days=sign * days)
    yield scan.claim(
        line, claim.start, found.end(), field=claim.field, value=before.isoformat(), by="chronology.revised",
        confidence=claim.confidence / 2, status=claim.status, speaker=claim.speaker, superseded=True,
        note=f"\u201c{found.group().strip(' ,')}\u201d, counted from {claim.value}",
    )  # fmt: skip


def _set_against(scan: Scan, dated: Told, line: Line, claim: Claim) -> Iterator[Claim]:
    """The day that the sentence sets that of `claim` against as one given before: "and not on 5 June as it said"."""
    for when in next((whens for own, whens in dated if own is line), ()):
        start, end = line.start + when.start, line.start + when.end
        between = scan.lower[claim.evidence[0].end : start]
        if start < claim.evidence[0].end or not _NOT.search(between) or not _AS_SAID.match(scan.lower, end, line.end):
            continue
        yield replace(_instead(scan, line, when, claim), superseded=True)
