"""What the rules find: marks (cues for other parts) and the claims of every field that rules can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.claim import Claim, Status

if TYPE_CHECKING:
    from affidavit.extract.rulebook import Rule
    from affidavit.extract.scan import Line, Scan

#: The field name under which a rule gives cues instead of claims.
MARK = "mark"


def mark(scan: Scan) -> None:
    """Put the cues that rules find on the lines of `scan`."""
    for line in scan.lines:
        for rule, start, end in _found(scan, line, marks=True):
            for name in rule.gives[MARK]:
                line.marks.setdefault(name, []).append((start, end))


def claims(scan: Scan) -> Iterator[Claim]:
    """One claim for each value that a rule gives, in each sentence that it fits."""
    for line in scan.body:
        for rule, start, end in _found(scan, line, marks=False):
            for field, values in rule.gives.items():
                if field == MARK:
                    continue
                for value in values:
                    yield scan.claim(
                        line, start, end, field=field, value=value, by=rule.id,
                        confidence=rule.confidence, status=Status(rule.status) if rule.status else None,
                    )  # fmt: skip


def _found(scan: Scan, line: Line, *, marks: bool) -> Iterator[tuple[Rule, int, int]]:
    """Each rule that fits `line`, with the place of its evidence in the text.

    A rule with a pattern gives one place a sentence; one without gives each of its terms, except
    a term inside a longer one that claims the same fields ("card" in "loyalty card").
    """
    done: set[int] = set()
    for start, end, number in line.hits:
        rule = scan.book.rules[number]
        if (MARK in rule.gives) is not marks or number in done:
            continue
        if rule.where is not None:
            done.add(number)
        elif _inside_longer(scan, line, start, end, rule):
            continue
        place = rule.find(line.lower, start - line.start, end - line.start)
        if place is not None:
            yield rule, line.start + place[0], line.start + place[1]


def _inside_longer(scan: Scan, line: Line, start: int, end: int, rule: Rule) -> bool:
    return any(
        low <= start and end <= high and high - low > end - start and scan.book.rules[other].where is None
        and scan.book.rules[other].gives.keys() == rule.gives.keys()
        and (MARK not in rule.gives or scan.book.rules[other].family == rule.family)
        for low, high, other in line.hits
    )  # fmt: skip
