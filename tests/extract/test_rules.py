"""Every rule against its own examples, and the compiled form against the files."""

from __future__ import annotations

import pytest

from affidavit.extract.rulecheck import failures
from affidavit.extract.rulefiles import COMPILED, WrittenRule, compiled, read_rules

RULES = read_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id)
def test_examples(rule: WrittenRule) -> None:
    assert list(failures(rule)) == []


def test_compiled_rules_are_current() -> None:
    assert COMPILED.read_text("utf-8") == compiled(), "run: make rules"
