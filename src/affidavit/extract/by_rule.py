"""What the rules find: marks (cues for other parts) and the claims of every field that rules can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.extract.rulebook import MARK
from affidavit.model.claim import Claim, Status

if TYPE_CHECKING:
    from affidavit.extract.rulebook import Rule
    from affidavit.extract.scan import Line, Scan

Hit = tuple[int, int, int]


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
    book, done = scan.book, set[int]()
    hits = [hit for hit in line.hits if book.marking[hit[2]] is marks]
    inside = _inside_longer(book.rivals, hits)
    for at, (start, end, number) in enumerate(hits):
        if number in done or at in inside:
            continue
        rule = book.rules[number]
        if rule.where is not None:
            done.add(number)
        place = rule.find(line.folded, start - line.start, end - line.start)
        if place is not None:
            yield rule, line.start + place[0], line.start + place[1]


def _inside_longer(rivals: list[int], hits: list[Hit]) -> set[int]:
    """The numbers of the hits that a longer term of a rival rule holds."""
    groups: dict[int, list[int]] = {}
    for at, hit in enumerate(hits):
        if (group := rivals[hit[2]]) >= 0:
            groups.setdefault(group, []).append(at)
    return {at for several in groups.values() if len(several) > 1 for at in _held(several, hits)}


def _held(several: list[int], hits: list[Hit]) -> Iterator[int]:
    """Those of `several` that lie within a longer one."""
    low, high = -1, -1  # the hit that reaches furthest so far
    for at in sorted(several, key=lambda at: (hits[at][0], -hits[at][1])):
        start, end, _ = hits[at]
        if end < high or (end == high and start > low):
            yield at
        elif end > high:
            low, high = start, end
