"""Rules as data: what a rule says, and the automaton that finds all rules' terms in one pass.

People write rules in `rules/*.yaml` (see CONTRIBUTING.md); `rules/compiled/*.json` hold the same
without the examples, since parsing YAML would cost more than reading a whole document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

import ahocorasick_rs

from affidavit.extract.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The field name under which a rule gives cues instead of claims.
MARK = "mark"


@dataclass(frozen=True)
class Rule:
    """A rule: terms of which one must occur in a sentence, patterns that look closer, and what it gives.

    `gives` maps a field to the values that the rule claims for it; the field `mark` names cues that other
    parts of Affidavit look for. `where` and `unless` are RE2 patterns over the sentence in lower case (RE2
    runs in linear time, so that no text can make a rule run away); group 1 of `where`, if there is one, is the
    evidence. `cased` terms must stand in the text exactly as written. `status` overrides the judgement by scope.
    """

    id: str
    any: tuple[str, ...]
    gives: Mapping[str, tuple[str, ...]]
    where: str | None = None
    unless: str | None = None
    status: str | None = None
    cased: bool = False
    confidence: float = 0.9

    @cached_property
    def family(self) -> str:
        """The first part of the id: cues of one family outdo each other by longer terms, others do not."""
        return self.id.partition(".")[0]

    @cached_property
    def where_pattern(self) -> Pattern | None:
        """The compiled `where`, at first use."""
        return Pattern(self.where) if self.where is not None else None

    @cached_property
    def unless_pattern(self) -> Pattern | None:
        """The compiled `unless`, at first use."""
        return Pattern(self.unless) if self.unless is not None else None

    def find(self, sentence: bytes, start: int, end: int) -> tuple[int, int] | None:
        """Where the evidence stands in the folded `sentence`, given a term's place in it; or None."""
        place: tuple[int, int] | None = (start, end)
        if (where := self.where_pattern) is not None:
            place = where.search(sentence)
        if place is None or (unless := self.unless_pattern) is None:
            return place
        return None if unless.search(sentence) else place  # after `where`, which fails more often


class Rulebook:
    """All rules, with the automaton over their terms."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Index the terms of `rules`; a term that ends in `*` matches as a prefix."""
        self.rules = rules
        owners: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            for term in rule.any:
                owners.setdefault(term.lower(), []).append(number)
        self._terms = [term.removesuffix("*") for term in owners]
        self._prefix = [term.endswith("*") for term in owners]
        self._owners = list(owners.values())
        self._cased = {
            (number, term.lower().removesuffix("*")): term.removesuffix("*")
            for number, rule in enumerate(rules)
            if rule.cased
            for term in rule.any
        }
        self._cased_rules = {number for number, rule in enumerate(rules) if rule.cased}
        self._automaton = ahocorasick_rs.AhoCorasick(self._terms) if self._terms else None

    def hits(self, lower: str, plain: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, rule number) of every term at word boundaries, in the order of their ends."""
        if self._automaton is None:
            return
        size = len(lower)
        for term, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start and lower[start - 1].isalnum() and lower[start].isalnum():
                continue
            if self._prefix[term]:
                end = _word_end(lower, end)  # so that evidence holds whole words
            elif end < size and lower[end].isalnum() and lower[end - 1].isalnum():
                continue
            for number in self._owners[term]:
                if number not in self._cased_rules or self._is_cased(number, term, plain, start):
                    yield start, end, number

    def _is_cased(self, number: int, term: int, plain: str, start: int) -> bool:
        written = self._cased[number, self._terms[term]]
        return plain.startswith(written, start)

    @cached_property
    def marking(self) -> list[bool]:
        """By rule, whether it gives cues instead of claims."""
        return [MARK in rule.gives for rule in self.rules]

    @cached_property
    def rivals(self) -> list[int]:
        """By rule, the group within which the longer term wins; rules with a pattern have none.

        Rules that claim the same fields are rivals ("card" in "loyalty card"); cues only within their family.
        """
        groups: dict[object, int] = {}
        return [
            -1 - number
            if rule.where is not None
            else groups.setdefault((tuple(sorted(rule.gives)), rule.family if MARK in rule.gives else ""), len(groups))
            for number, rule in enumerate(self.rules)
        ]


def _word_end(lower: str, end: int) -> int:
    while end < len(lower) and lower[end].isalnum():
        end += 1
    return end


def load_rules(text: str) -> tuple[Rule, ...]:
    """Rules from the compiled form."""
    return tuple(
        Rule(
            id=row["id"],
            any=tuple(row["any"]),
            gives={key: tuple(values) for key, values in row["gives"].items()},
            where=row.get("where"),
            unless=row.get("unless"),
            status=row.get("status"),
            cased=row.get("cased", False),
            confidence=row.get("confidence", 0.9),
        )
        for row in json.loads(text)
    )


@cache
def rulebook() -> Rulebook:
    """The rules that come with Affidavit, loaded once."""
    folder = resources.files(__package__) / "rules" / "compiled"
    files = sorted((path for path in folder.iterdir() if path.name.endswith(".json")), key=lambda path: path.name)
    return Rulebook(tuple(rule for path in files for rule in load_rules(path.read_text("utf-8"))))
