"""What the rules find: marks (cues for other parts) and the claims of every field that rules can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.claim import Claim, Status

if TYPE_CHECKING:
    from affidavit.extract.rulebook import Rule, Rulebook
    from affidavit.extract.scan import Line, Scan

#: The field name under which a rule gives cues instead of claims.
MARK = "mark"
#: No term is longer; and no more rules than this share one end of a term.
LONGEST_TERM = 64
_SAME_END = 12


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


def found(scan: Scan, line: Line) -> Iterator[tuple[Rule, int, int]]:
    """Each rule, of marks and of claims, that fits `line`, with the place of its evidence in the text."""
    yield from _found(scan, line, marks=True)
    yield from _found(scan, line, marks=False)


def _found(scan: Scan, line: Line, *, marks: bool) -> Iterator[tuple[Rule, int, int]]:
    """Each rule that fits `line`, with the place of its evidence in the text.

    A rule with a pattern gives one place a sentence; one without gives each of its terms, except
    a term inside a longer one that claims the same fields ("card" in "loyalty card").
    """
    done: set[int] = set()
    for at, (start, end, number) in enumerate(line.hits):
        rule = scan.book.rules[number]
        if (MARK in rule.gives) is not marks or number in done:
            continue
        if rule.where is not None:
            done.add(number)
        elif _inside_longer(scan.book, line.hits, at):
            continue
        place = rule.find(line.lower, start - line.start, end - line.start)
        if place is not None:
            yield rule, line.start + place[0], line.start + place[1]


def _inside_longer(book: Rulebook, hits: list[tuple[int, int, int]], at: int) -> bool:
    """Whether a longer term of a rival rule holds the hit; hits stand in the order of their ends."""
    start, end, number = hits[at]
    rivals, group = book.rivals, book.rivals[number]
    for low, high, other in reversed(hits[max(0, at - _SAME_END) : at]):
        if high < end:
            break
        if low < start and rivals[other] == group:
            return True
    for index in range(at + 1, len(hits)):
        low, high, other = hits[index]
        if high > start + LONGEST_TERM:
            return False
        if low <= start and high - low > end - start and rivals[other] == group:
            return True
    return False
