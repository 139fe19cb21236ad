"""Rules as data: what a rule says, and the automaton that finds all rules' terms in one pass.

People write rules in `rules/*.yaml` (see CONTRIBUTING.md); `compiled_rules.tsv` holds the same without the examples,
since parsing YAML would cost more than reading a whole document. A text has terms of some rules only, so that a rule is
built when one of its terms is first met.
"""

from __future__ import annotations

import json
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from affidavit.extract.rulebook.pattern import Beginnings, Search, beginnings
from affidavit.model.packaged import packaged
from affidavit.model.struct import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from affidavit.extract.rulebook.pattern import Branches, Held, Span

#: The field name under which a rule gives cues instead of claims.
MARK = "mark"
#: What a rule is stored with where it has it.
_STORED = ("where", "unless", "status")
#: Stands before a term that must be written exactly so, where rules are stored.
_CASED = "="

Hit = tuple[int, int, int]


class _Keeping:
    """Has room for what is made once."""


@frozen
class Rule(_Keeping):
    """A rule: terms of which one must occur in a sentence, patterns that look closer, and what it gives.

    `gives` maps a field to the values that the rule claims for it; the field `mark` names cues that other
    parts of Affidavit look for, and a rule gives either. `where` and `unless` are RE2 patterns over the sentence in
    lower case (RE2 runs in linear time, so that no text can make a rule run away), each in its branches (see `Search`);
    group 1 of `where`, if there is one, is the evidence. `cased` terms must stand in the text exactly as written.
    `status` overrides the judgement by scope.
    """

    id: str
    any: tuple[str, ...]
    gives: Mapping[str, tuple[str, ...]]
    where: Branches = ()
    unless: Branches = ()
    status: str | None = None
    cased: bool = False
    confidence: float | None = None

    __eq__, __hash__ = object.__eq__, object.__hash__

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
    def _where(self) -> Search:
        return Search(self.where)

    @cached_property
    def _unless(self) -> Search:
        return Search(self.unless)

    def finds(self, sentence: bytes, held: Held) -> Span | None:
        """Where `where` matches the folded `sentence`, which holds texts that begin so."""
        return self._where.first(sentence, held)

    def spares(self, sentence: bytes, held: Held) -> bool:
        """Whether `unless` matches the folded `sentence`."""
        return bool(self.unless) and self._unless.fits(sentence, held)


class Shelf:
    """Rules of one kind by their terms: those whose terms are enough, and those that look closer."""

    def __init__(self, size: int) -> None:
        """Leave room for the rules of `size` terms."""
        self.plain: list[tuple[Rule, ...]] = [()] * size
        self.closer: list[tuple[Rule, ...]] = [()] * size
        self.rivalries: list[frozenset[tuple[str, ...]]] = [frozenset()] * size

    def put(self, term: int, rules: list[Rule]) -> None:
        """Sort the `rules` that own the term of that number."""
        self.plain[term] = tuple(rule for rule in rules if not rule.where)
        self.closer[term] = tuple(rule for rule in rules if rule.where)
        self.rivalries[term] = frozenset(rule.rivalry for rule in self.plain[term])


class Rulebook:
    """All rules, with the automaton over their terms."""

    def __init__(self, rules: Collection[Rule] = (), stored: Iterable[str] = (), needed: Iterable[str] = ()) -> None:
        """Index the terms of `rules`, or of the lines of their `stored` form; one that ends in `*` is a prefix.

        `needed` are the beginnings of what stored rules need (see `pattern.Search`).
        """
        lines = [line.partition("\t") for line in (*map(stored_rule, rules), *stored)]
        self._terms = [terms.split("|") for terms, _, _ in lines]
        self._rest = [rest for _, _, rest in lines]
        self._built: dict[int, Rule] = {}
        self._owners = self._index()
        self.beginnings = Beginnings([*needed, *needed_by(rules)])
        self._met: set[int] = set()
        self.cues = Shelf(len(self._owners))
        self.claims = Shelf(len(self._owners))

    def _index(self) -> list[list[int]]:
        """Set up the automaton; answers the rules that own each term, where a cased term is one of its own."""
        owners: dict[str, list[int]] = {}
        for rule, several in enumerate(self._terms):
            for term in several:
                owners.setdefault(term, []).append(rule)
        forms: dict[str, list[tuple[int, str | None]]] = {}
        for number, term in enumerate(owners):
            cased = term[0] == _CASED
            forms.setdefault(term[1:].lower() if cased else term, []).append(
                (number, term[1:].rstrip("*") if cased else None)
            )
        self._forms = list(forms.values())
        self._words = list(forms)
        self._automaton = ahocorasick_rs.AhoCorasick([term.removesuffix("*") for term in forms])
        return list(owners.values())

    @property
    def rules(self) -> list[Rule]:
        """Every rule, in the order of the files."""
        return [self._rule(number) for number in range(len(self._rest))]

    def _rule(self, number: int) -> Rule:
        if number not in self._built:
            self._built[number] = _rule(self._terms[number], json.loads(self._rest[number]))
        return self._built[number]

    def _meet(self, term: int) -> None:
        """Put the rules of a term that is met for the first time on their shelves."""
        rules = [self._rule(number) for number in self._owners[term]]
        self.cues.put(term, [rule for rule in rules if MARK in rule.gives])
        self.claims.put(term, [rule for rule in rules if MARK not in rule.gives])
        self._met.add(term)

    def hits(self, lower: str, plain: str) -> list[Hit]:
        """(start, end, term number) of every term at word boundaries, in the order of their ends."""
        hits = self._hits(lower, plain)
        for term in {term for _, _, term in hits} - self._met:
            self._meet(term)
        return hits

    def _hits(self, lower: str, plain: str) -> list[Hit]:
        hits: list[Hit] = []
        fenced = f" {lower} "  # so that there is a character on both sides of every term
        for term, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            word = self._words[term]
            if fenced[start].isalnum() and word[0].isalnum():
                continue
            if word[-1] == "*":
                while fenced[end + 1].isalnum():
                    end += 1  # so that evidence holds whole words
            elif word[-1].isalnum() and fenced[end + 1].isalnum():
                continue
            for number, written in self._forms[term]:
                if written is None or plain.startswith(written, start):
                    hits.append((start, end, number))
        return hits


def needed_by(rules: Iterable[Rule]) -> list[str]:
    """How the texts begin that patterns of `rules` need, each once."""
    return sorted({one for rule in rules for one in beginnings((*rule.where, *rule.unless))})


def stored_rule(rule: Rule) -> str:
    """A rule as a line: its terms, the cased ones marked, and all else as JSON, which is read when a term is met."""
    terms = [_CASED + term if rule.cased else term.lower() for term in rule.any]
    row: dict[str, Any] = {"id": rule.id, "gives": rule.gives}
    row.update({key: getattr(rule, key) for key in _STORED if getattr(rule, key)})
    if rule.confidence is not None:
        row["confidence"] = rule.confidence
    return "|".join(terms) + "\t" + json.dumps(row, ensure_ascii=False)


def _rule(terms: list[str], row: dict[str, Any]) -> Rule:
    cased = terms[0].startswith(_CASED)
    gives = {key: tuple(values) for key, values in row.pop("gives").items()}
    return Rule(any=tuple(term.removeprefix(_CASED) for term in terms), gives=gives, cased=cased, **row)


@cache
def rulebook() -> Rulebook:
    """The rules that come with Affidavit, loaded once."""
    rules, needed = map(_lines, ("compiled_rules.tsv", "compiled_needs.txt"))
    return Rulebook(stored=rules, needed=needed)


def _lines(file: str) -> list[str]:
    return packaged(__package__, file).decode("utf-8").removesuffix("\n").split("\n")
