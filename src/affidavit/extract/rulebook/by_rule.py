"""What the rules find: marks (cues for other parts) and the claims of every field that rules can tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from affidavit.extract.rulebook.rulebook import MARK
from affidavit.model.claim import Claim, Status

if TYPE_CHECKING:
    from affidavit.extract.rulebook.rulebook import Hit, Rule, Shelf
    from affidavit.extract.scan import Line, Scan

Place = tuple[int, int]


def mark(scan: Scan) -> None:
    """Put the cues that rules find on the lines of `scan`."""
    for line in scan.lines:
        for rule, start, end in _found(line, scan.book.cues):
            for name in rule.gives[MARK]:
                line.marks.setdefault(name, []).append((start, end))


def claims(scan: Scan) -> Iterator[Claim]:
    """One claim for each value that a rule gives, in each sentence that it fits."""
    for line in scan.body:
        for rule, start, end in _found(line, scan.book.claims):
            for field, values in rule.gives.items():
                for value in values:
                    status = Status(rule.status) if rule.status else None
                    told = None if status is Status.WITHHELD else value  # what is withheld has no value
                    yield scan.claim(
                        line, start, end, field=field, value=told, by=rule.id, confidence=rule.confidence, status=status
                    )


def found(scan: Scan, line: Line) -> Iterator[tuple[Rule, int, int]]:
    """Each rule, of cues and of claims, that fits `line`, with the place of its evidence in the text."""
    yield from _found(line, scan.book.cues)
    yield from _found(line, scan.book.claims)


def _found(line: Line, shelf: Shelf) -> Iterable[tuple[Rule, int, int]]:
    """Each rule of `shelf` that fits `line`, with the place of its evidence in the text.

    A rule with a pattern gives one place a sentence; one without gives each of its terms, except
    a term inside a longer one of a rival ("card" in "loyalty card").
    """
    return chain(_by_pattern(line, shelf), _by_term(line, shelf))


def _by_term(line: Line, shelf: Shelf) -> Iterator[tuple[Rule, int, int]]:
    hits = [hit for hit in line.hits if shelf.plain[hit[2]]]
    longer = _longer(hits)
    for start, end, term in hits:
        around = longer.get((start, end)) if longer else None
        for rule in shelf.plain[term]:
            if around and _outdone(rule, shelf, around):
                continue
            if not rule.spares(line.folded, line.held):
                yield rule, start, end


def _outdone(rule: Rule, shelf: Shelf, longer: Iterable[int]) -> bool:
    """Whether one of the `longer` terms is a rival's."""
    return any(rule.rivalry in shelf.rivalries[term] for term in longer)


def _longer(hits: list[Hit]) -> dict[Place, list[int]]:
    """By the place of each hit that lies within longer ones, the terms of those."""
    longer: dict[Place, list[int]] = {}
    reached = 0
    for at, (start, end, term) in enumerate(hits):
        if start < reached:
            for low, high, other in hits[:at]:
                if start <= low and high <= end and high - low < end - start:
                    longer.setdefault((low, high), []).append(term)
                elif low <= start and end <= high and end - start < high - low:
                    longer.setdefault((start, end), []).append(other)
        reached = max(reached, end)
    return longer


def _by_pattern(line: Line, shelf: Shelf) -> Iterator[tuple[Rule, int, int]]:
    rules = dict.fromkeys(chain.from_iterable([shelf.closer[term] for _, _, term in line.hits]))
    for rule in rules:
        place = rule.finds(line.folded, line.held)
        if place is not None and not rule.spares(line.folded, line.held):
            words = line.folded[slice(*place)]  # a pattern may take in the space beside what it looks for
            start = place[0] + len(words) - len(words.lstrip())
            yield rule, line.start + start, line.start + start + len(words.strip())
