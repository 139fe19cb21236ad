"""Every rule against its own examples, and the compiled form against the files."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from affidavit.extract.rulebook.check import failures
from affidavit.extract.rulebook.files import WrittenRule, compiled, read_rules
from affidavit.extract.rulebook.rulebook import Rule, Rulebook, stored_rule
from affidavit.extract.rulebook.shape import faults

RULES = read_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id)
def test_examples(rule: WrittenRule) -> None:
    assert list(failures(rule)) == []


def test_compiled_rules_are_current() -> None:
    for path, text in compiled().items():
        assert path.read_text("utf-8") == text, "run: make rules"


@pytest.mark.parametrize(
    "rule",
    [
        Rule("vector.lure", ("phish*", "lure"), {"vector": ("phishing",)}, where=r"\bphish\w*", unless=r"\btest\b"),
        Rule("asset.till", ("POS", "Till*"), {"asset": ("point_of_sale",)}, cased=True, confidence=0.5),
        Rule("cue.perhaps", ("may",), {"mark": ("doubt",)}, status="suspected"),
    ],
    ids=lambda rule: rule.id,
)
def test_stored_rule_comes_back(rule: Rule) -> None:
    (read,) = Rulebook(stored=[stored_rule(rule)]).rules
    assert asdict(read) == asdict(rule)


def test_cased_terms_stand_as_written() -> None:
    book = Rulebook([Rule("asset.till", ("POS", "Till*"), {"asset": ("point_of_sale",)}, cased=True)])
    text = "The POS at the Tills; pos and tills, a POSt"
    assert [text[start:end] for start, end, _ in book.hits(text.lower(), text)] == ["POS", "Tills"]


def test_terms_that_cannot_be_stored() -> None:
    row = {"id": "a.b", "gives": {"mark": "doubt"}, "matches": "x"}
    assert [list(faults({**row, "any": term})) == [] for term in ("may", "=may", "may|might")] == [True, False, False]
