"""Every rule against its own examples, and the compiled form against the files."""

from __future__ import annotations

import pytest

from affidavit.extract.rulecheck import failures
from affidavit.extract.rulefiles import COMPILED, FOLDER, WrittenRule, compiled, read_rules

RULES = read_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id)
def test_examples(rule: WrittenRule) -> None:
    assert list(failures(rule)) == []


def test_compiled_rules_are_current() -> None:
    written = {path.stem: compiled(path) for path in FOLDER.glob("*.yaml")}
    stored = {path.stem: path.read_text("utf-8") for path in COMPILED.glob("*.json")}
    assert stored == written, "run: make rules"
