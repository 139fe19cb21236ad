"""Every rule against its own examples, and the compiled form against the files."""

from __future__ import annotations

import pytest

from affidavit.extract import by_rule
from affidavit.extract.rulebook import Rulebook
from affidavit.extract.rulefiles import COMPILED, FOLDER, WrittenRule, compiled, read_rules
from affidavit.extract.scan import Scan
from affidavit.model.document import Document
from tests.test_cases import unmarked

RULES = read_rules()


def places(rule: WrittenRule, text: str) -> list[tuple[int, int]]:
    scan = Scan(Document.of(text), Rulebook((rule.rule,)))
    return [
        place[1:] for line in scan.lines for marks in (True, False) for place in by_rule._found(scan, line, marks=marks)
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule.id)
def test_examples(rule: WrittenRule) -> None:
    for example in rule.matches:
        text, spans = unmarked(example)
        found = places(rule, text)
        assert found, f"does not match: {example}"
        assert all(any(low < end and start < high for start, end in found) for low, high in spans), (
            f"evidence elsewhere: {example}"
        )
    for example in rule.misses:
        assert not places(rule, example), f"matches: {example}"


def test_compiled_rules_are_current() -> None:
    written = {path.stem: compiled(path) for path in FOLDER.glob("*.yaml")}
    stored = {path.stem: path.read_text("utf-8") for path in COMPILED.glob("*.json")}
    assert stored == written, "run: make rules"
