"""Checking rules against the examples that they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from affidavit.extract.rulebook import by_rule
from affidavit.extract.rulebook.files import WrittenRule
from affidavit.extract.rulebook.rulebook import Rulebook
from affidavit.extract.scan import Scan
from affidavit.model.document import Document


def failures(rule: WrittenRule) -> Iterator[str]:
    """What is wrong with a rule by its own examples, a line each; nothing when all is well."""
    for example in rule.matches:
        text, spans = unmarked(example)
        found = places(rule, text)
        if not found:
            yield f"does not match: {example}"
        elif not all(any(low < end and start < high for start, end in found) for low, high in spans):
            yield f"its evidence lies outside the marks: {example}"
    for example in rule.misses:
        if places(rule, example):
            yield f"matches, and must not: {example}"


def places(rule: WrittenRule, text: str) -> list[tuple[int, int]]:
    """Where a rule by itself finds its evidence in `text`."""
    scan = Scan(Document.of(text), Rulebook((rule.rule,)))
    return [(start, end) for line in scan.lines for _, start, end in by_rule.found(scan, line)]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its ⟦ ⟧, and the spans that they enclose."""
    text, spans, opened = "", [], 0
    for piece in re.split(r"([⟦⟧])", marked):
        if piece == "⟦":
            opened = len(text)
        elif piece == "⟧":
            spans.append((opened, len(text)))
        else:
            text += piece
    return text, spans
