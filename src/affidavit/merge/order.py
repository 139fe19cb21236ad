"""What must come after what: of two dates that contradict each other one was misread, and is not said.

Nothing ends, is discovered or disclosed before it began, and nothing is disclosed before it was discovered.
"""

from __future__ import annotations

from collections.abc import Iterator

from affidavit.model.claim import Claim
from affidavit.model.dates import first_day, last_day
from affidavit.model.incident import Finding

#: Pairs of fields, the one that comes first first. A day of disclosure is the hardest to read.
_ORDER = (("started", "ended"), ("started", "discovered"), ("started", "disclosed"), ("discovered", "disclosed"))
#: Whose claims may be misread; what people and other systems say stands as they say it.
_READ = "chronology."
RULE = "the order of events"


def in_order(found: dict[str, tuple[Finding, ...]], told: str | None = None) -> dict[str, tuple[Finding, ...]]:
    """The findings of an incident by field, without dates that surer ones rule out; the next best takes their place.

    `told` is the day of the first text that tells of the incident: it was disclosed by then.
    """
    if told and "disclosed" in found and _later(found["disclosed"][0].claim, told):
        found = _disclosed_by(found, told)
    for before, after in _ORDER:
        if before in found and after in found and _contradict(found[before][0].claim, found[after][0].claim):
            found = _mended(found, before, after)
    if "started" in found and "ended" in found:
        found = found | {key: _undisputed(found, key) for key in ("started", "ended")}
    return found


def _undisputed(found: dict[str, tuple[Finding, ...]], key: str) -> tuple[Finding, ...]:
    """The findings of a date without the months and years that the whole time falls into: "the September attack"."""
    held, *rest = found[key]
    start, end = found["started"][0].claim, found["ended"][0].claim
    beside = tuple(claim for claim in held.disagree if _overlaps(claim, start, end))
    if not beside:
        return found[key]
    disagree = tuple(claim for claim in held.disagree if claim not in beside)
    rule = held.rule if disagree else None
    return (Finding(held.claim, held.agree, disagree, held.superseded, (*held.passed_over, *beside), rule), *rest)


def _overlaps(claim: Claim, start: Claim, end: Claim) -> bool:
    """Whether a month or year holds some of the days from `start` to `end`."""
    value = str(claim.value)
    if not claim.asserted or len(value) > len("2024-09"):
        return False
    return first_day(value) <= last_day(str(end.value)) and last_day(value) >= first_day(str(start.value))


def _disclosed_by(found: dict[str, tuple[Finding, ...]], told: str) -> dict[str, tuple[Finding, ...]]:
    held = found["disclosed"][0]
    kept = {key: value for key, value in found.items() if key != "disclosed"}
    fits = next((other for other in _others(held) if other.asserted and not _later(other, told)), None)
    return kept | ({"disclosed": (_instead(held, fits),)} if fits else {})


def _later(disclosed: Claim, told: str) -> bool:
    return disclosed.by.startswith(_READ) and disclosed.asserted and first_day(str(disclosed.value)) > last_day(told)


def _mended(found: dict[str, tuple[Finding, ...]], before: str, after: str) -> dict[str, tuple[Finding, ...]]:
    first, second = found[before][0], found[after][0]
    together = _of_one_sentence(first, second)
    if together is not None:
        return found | {before: (_instead(first, together),)}
    weak, strong = (after, first) if _weaker_after(first, second, after) else (before, second)
    held = found[weak][0]
    fits = [other for other in _others(held) if not _contradict(*_in_turn(other, strong.claim, after_is=weak == after))]
    kept = {key: value for key, value in found.items() if key != weak}
    return kept | ({weak: (_instead(held, fits[0]),)} if fits else {})


def _weaker_after(first: Finding, second: Finding, after: str) -> bool:
    return after == "disclosed" or second.claim.confidence <= first.claim.confidence


def _in_turn(weak: Claim, strong: Claim, *, after_is: bool) -> tuple[Claim, Claim]:
    return (strong, weak) if after_is else (weak, strong)


def _of_one_sentence(first: Finding, second: Finding) -> Claim | None:
    """Another beginning that the sentence of `second` tells of, which both fit: "between April and July"."""
    sentences = {(evidence.document, evidence.sentence) for evidence in second.evidence}
    return next(
        (
            other for other in _others(first)
            if not sentences.isdisjoint((e.document, e.sentence) for e in other.evidence)
            and not _contradict(other, second.claim)
        ),
        None,
    )  # fmt: skip


def _others(finding: Finding) -> Iterator[Claim]:
    yield from (*finding.passed_over, *finding.disagree)


def _instead(finding: Finding, other: Claim) -> Finding:
    """The finding with `other` chosen, and what was chosen passed over."""
    passed_over = (finding.claim, *finding.agree, *(claim for claim in finding.passed_over if claim is not other))
    disagree = tuple(claim for claim in finding.disagree if claim is not other)
    return Finding(other, (), disagree, finding.superseded, passed_over, RULE)


def _contradict(before: Claim, after: Claim) -> bool:
    """Whether both were read from a text, and what comes after cannot have come after."""
    read = before.by.startswith(_READ) and after.by.startswith(_READ) and before.asserted and after.asserted
    return read and first_day(str(before.value)) > last_day(str(after.value))
