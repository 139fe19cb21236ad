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
    from collections.abc import Mapping

#: The field name under which a rule gives cues instead of claims.
MARK = "mark"

Hit = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule: terms of which one must occur in a sentence, patterns that look closer, and what it gives.

    `gives` maps a field to the values that the rule claims for it; the field `mark` names cues that other
    parts of Affidavit look for, and a rule gives either. `where` and `unless` are RE2 patterns over the sentence in
    lower case (RE2 runs in linear time, so that no text can make a rule run away); group 1 of `where`, if there is
    one, is the evidence. `cased` terms must stand in the text exactly as written. `status` overrides the judgement by
    scope.
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
    def rivalry(self) -> tuple[str, ...]:
        """What the terms of rules without a pattern compete for, the longer one winning ("card" in "loyalty card").

        Rules that claim the same fields are rivals; cues only within their family.
        """
        return (*sorted(self.gives), self.family if MARK in self.gives else "")

    @cached_property
    def where_pattern(self) -> Pattern:
        """The compiled `where`, at first use."""
        return Pattern(self.where or "")

    @cached_property
    def unless_pattern(self) -> Pattern:
        """The compiled `unless`, at first use."""
        return Pattern(self.unless or "")

    def spares(self, sentence: bytes) -> bool:
        """Whether `unless` matches the folded `sentence`."""
        return self.unless is not None and self.unless_pattern.search(sentence) is not None


class Shelf:
    """Rules of one kind by their terms: those whose terms are enough, and those that look closer."""

    def __init__(self, owners: list[list[Rule]]) -> None:
        """Sort the rules that own each term, in `owners`."""
        self.plain = [tuple(rule for rule in rules if rule.where is None) for rules in owners]
        self.closer = [tuple(rule for rule in rules if rule.where is not None) for rules in owners]
        self.rivalries = [frozenset(rule.rivalry for rule in rules) for rules in self.plain]


class Rulebook:
    """All rules, with the automaton over their terms."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Index the terms of `rules`; a term that ends in `*` matches as a prefix."""
        self.rules = rules
        owners = self._index()
        self.cues = Shelf([[rule for rule in several if MARK in rule.gives] for several in owners])
        self.claims = Shelf([[rule for rule in several if MARK not in rule.gives] for several in owners])

    def _index(self) -> list[list[Rule]]:
        """Set up the automaton; answers the rules that own each term, where a cased term is one of its own."""
        owners: dict[tuple[str, str | None], list[Rule]] = {}
        for rule in self.rules:
            for term in rule.any:
                owners.setdefault((term.lower(), term.removesuffix("*") if rule.cased else None), []).append(rule)
        forms: dict[str, list[tuple[int, str | None]]] = {}
        for at, (term, written) in enumerate(owners):
            forms.setdefault(term, []).append((at, written))
        self._forms = [tuple(several) for several in forms.values()]
        self._prefix = [term.endswith("*") for term in forms]
        terms = [term.removesuffix("*") for term in forms]
        self._opens = [term[0].isalnum() for term in terms]
        self._closes = [term[-1].isalnum() for term in terms]
        self._automaton = ahocorasick_rs.AhoCorasick(terms)
        return list(owners.values())

    def hits(self, lower: str, plain: str) -> list[Hit]:
        """(start, end, term number) of every term at word boundaries, in the order of their ends."""
        hits: list[Hit] = []
        fenced = f" {lower} "  # so that there is a character on both sides of every term
        for term, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if self._opens[term] and fenced[start].isalnum():
                continue
            if self._prefix[term]:
                while fenced[end + 1].isalnum():
                    end += 1  # so that evidence holds whole words
            elif self._closes[term] and fenced[end + 1].isalnum():
                continue
            for number, written in self._forms[term]:
                if written is None or plain.startswith(written, start):
                    hits.append((start, end, number))
        return hits


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
