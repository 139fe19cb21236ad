"""What a pattern needs: no sentence that it matches is without that."""

import pytest

from affidavit.extract.rulebook.branches import branches
from affidavit.extract.rulebook.files import WrittenRule, read_rules
from affidavit.extract.rulebook.needed import needed
from affidavit.extract.rulebook.pattern import Pattern
from affidavit.extract.scan import Scan
from affidavit.model.document import Document


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\bhack(?:ed|ing)\b", [["hacked", "hacking"]]),
        (r"\bstolen (?:\w+ ){0,3}(?:data|records?)\b", [["stolen "], ["data", "record"]]),
        (r"\b(?:\w+ ){2}(?:breach)?\b", []),
        (r"(?i)hacked", []),
        (r"(?:lost|[a-z]+) laptop", [[" laptop"]]),
        (r"(?:notified|notifies|told) them", [["notifie", "told them"]]),
    ],
)
def test_needs_are_told_from_the_pattern(pattern: str, needs: list[list[str]]) -> None:
    assert needed(pattern) == needs


def test_what_a_term_brings_is_no_need() -> None:
    assert needed(r"\bhacked (?:into|by)\b", ["hacked"]) == [["hacked "]]
    assert needed(r"\bhacked\b.*\bserver", ["hacked"]) == [["server"]]


@pytest.mark.parametrize("written", read_rules(), ids=lambda one: one.rule.id)
def test_no_example_is_lost(written: WrittenRule) -> None:
    rule = written.rule
    whole = [
        (pattern, terms) for patterns, terms in ((rule.where, rule.any), (rule.unless, ())) for pattern, _ in patterns
    ]
    parts = [(Pattern(one), needed(one, terms)) for pattern, terms in whole for one in branches(pattern)]
    for text in (*written.matches, *written.misses):
        for line in Scan(Document.of(text.replace("⟦", "").replace("⟧", ""))).lines:
            for pattern, needs in parts:
                held = all(any(one.encode() in line.folded for one in need) for need in needs)
                assert held or pattern.search(line.folded) is None
