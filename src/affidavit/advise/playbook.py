"""The playbook as an analysis uses it: entries from the compiled files, indexed by the findings that they need."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from affidavit.advise.conditions import Condition, Key, condition
from affidavit.advise.facts import Facts
from affidavit.advise.templates import Phrases, Saying
from affidavit.model.packaged import packaged
from affidavit.model.struct import frozen

#: The compiled file of phrases, of words for what is suspected, and of the names of the others, which hold entries.
WORDS = "words"


@frozen
class Entry:
    """One lesson, recommendation or duty: when it is called for, and what it then says.

    `replaces` names more general entries that are left out where this one is called for; `theme` is its file;
    `own_hedge` is true where the text itself says that something is only suspected.
    """

    id: str
    field: str
    theme: str
    priority: str
    when: Condition
    text: tuple[Saying, ...]
    references: tuple[tuple[str, str], ...] = ()
    replaces: frozenset[str] = frozenset()
    own_hedge: bool = False


class Playbook:
    """Entries in their order, the phrases they share, and how a suspected finding is called."""

    def __init__(self, entries: Iterable[Entry], phrases: Phrases, suspected: Mapping[str, str]) -> None:
        """Index the entries by the findings that they need."""
        self.entries = tuple(entries)
        self.phrases = phrases
        self.suspected = suspected
        self._needs: dict[Key, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for key in entry.when.keys() or {("", None)}:
                self._needs[key].append(number)

    def candidates(self, facts: Facts) -> list[Entry]:
        """The entries that the facts might call for, in their order."""
        keys = [("", None), *((field, said) for field, terms in facts.present.items() for said in (None, *terms))]
        numbers = {number for key in keys for number in self._needs.get(key, ())}
        return [self.entries[number] for number in sorted(numbers)]


@cache
def playbook() -> Playbook:
    """The playbook that comes with the package."""
    words = _compiled(WORDS)
    return of_rows(words, {theme: _compiled(theme) for theme in words["themes"]})


def _compiled(name: str) -> Any:
    return json.loads(packaged(__package__, "playbook", "compiled", f"{name}.json"))


def of_rows(words: Mapping[str, Any], themes: Mapping[str, Iterable[Mapping[str, Any]]]) -> Playbook:
    """A playbook from its compiled rows."""
    phrases = {name: _sayings(texts) for name, texts in words["phrases"].items()}
    entries = [_entry(row, theme) for theme, rows in themes.items() for row in rows]
    return Playbook(entries, phrases, words["suspected"])


def _entry(row: Mapping[str, Any], theme: str) -> Entry:
    return Entry(
        id=row["id"],
        field=row["field"],
        theme=theme,
        priority=row["priority"],
        when=condition(row["when"]),
        text=_sayings(row["text"]),
        references=tuple((framework, name) for framework, name in row["references"]),
        replaces=frozenset(row.get("replaces", ())),
        own_hedge=row.get("own_hedge", False),
    )


def _sayings(rows: Iterable[Mapping[str, Any]]) -> tuple[Saying, ...]:
    return tuple(Saying.of(row["say"], condition(row["if"]) if "if" in row else None) for row in rows)
