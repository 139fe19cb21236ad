"""The count that is the whole of the others: called a total, or the sum of what others of the text count."""

from __future__ import annotations

from itertools import accumulate

from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace
from affidavit.model.value import Count

#: What stands before or behind the whole: "a total of 57,850", "57,850 people were affected in all".
_BEFORE = regex(
    r"\b(?:(?:a|the|its|combined|overall|grand) total(?: number)? (?:of|to|at|is|was|stands at)|totall?ing|"
    r"in (?:all|total),?|altogether,?|(?:all )?together,|combined,|overall,) "
    r"(?:about |some |around |roughly |nearly |over |more than )?$"
)
_BEHIND = regex(
    r"(?:(?! (?:and|but|while|including|of whom|of them)\b)[^.;:,()]){0,60}? "
    r"(?:in (?:all|total)|altogether|combined|overall|all together|across (?:all|both) (?:[\w-]+ ){0,3}\w+)\b"
)
#: How much surer the whole is than the surest of its parts, and at most; from how many parts on a sum tells.
_SURER, _SUREST, _PARTS = 0.01, 0.99, 2
#: So many counts of a text can be the parts of another.
_MOST = 20


def with_totals(counts: list[Claim], lower: str) -> list[Claim]:
    """`counts`, the one that is the whole of the others made the surest."""
    firm = [c for c in counts if c.status is Status.STATED and not c.superseded and c.speaker is not Speaker.ATTACKER]
    if len(firm) < _PARTS:
        return counts
    sure = max(c.confidence for c in firm)
    whole = [c for c in firm if _of_people(c) and (_called_total(c, lower, firm) or _is_sum(c, firm))]
    most = max(whole, key=lambda c: (_number(c), c.confidence), default=None)
    if most is None or any(_number(c) > _number(most) for c in firm):
        return counts
    raised = replace(most, confidence=max(most.confidence, min(sure + _SURER, _SUREST)))
    return [raised if c is most else c for c in counts]


def _of_people(claim: Claim) -> bool:
    return isinstance(claim.value, Count) and claim.value.unit not in {"organisations", "other", "devices"}


def _number(claim: Claim) -> int:
    return claim.value.number if isinstance(claim.value, Count) else 0


def _called_total(claim: Claim, lower: str, firm: list[Claim]) -> bool:
    sentence, end = claim.evidence[0].sentence, claim.evidence[0].end
    if _BEFORE.search(lower, sentence.start, claim.start):
        return True
    behind = _BEHIND.match(lower, end, sentence.end)
    return behind is not None and not any(end <= other.start < behind.end() for other in firm)


def _is_sum(claim: Claim, firm: list[Claim]) -> bool:
    """Whether some of the other counts, one after the other in the text, make it up."""
    value = claim.value
    parts = [c for c in sorted(firm, key=lambda c: c.start) if _of_people(c) and 0 < _number(c) < _number(claim)]
    numbers = list(dict.fromkeys(_number(c) for c in parts))[:_MOST]
    sums = {
        total
        for first in range(len(numbers))
        for length, total in enumerate(accumulate(numbers[first:]), 1)
        if length >= _PARTS
    }
    return isinstance(value, Count) and value.number in sums
