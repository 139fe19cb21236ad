"""Runs the extraction cases of tests/cases/*.yaml; cases/README.md says how to write one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from affidavit.extract.rulebook.check import unmarked
from affidavit.model.document import Document
from affidavit.model.incident import Finding, Incident
from affidavit.model.machine import value_row
from affidavit.pipeline import analyze

FOLDER = Path(__file__).parent / "cases"
KEYS = {"name", "text", "published", "title", "kind", "expect", "absent", "others"}


def load() -> list[Any]:
    params = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            assert case.keys() <= KEYS, f"{path.name}: {case.keys() - KEYS}"
            assert case.keys() & {"expect", "absent", "kind", "others"}, f"{path.name}: {case['name']} asserts nothing"
            params.append(pytest.param(case, id=f"{path.stem}:{case['name']}"))
    return params


def wanted(expected: Any) -> list[dict[str, Any]]:
    """What is asked of each finding: value, status (`asserted` where none is given), and the speaker where given."""
    items = expected if isinstance(expected, list) else [expected]
    return [
        {"status": "asserted", **item}
        if isinstance(item, dict) and item.keys() <= {"value", "status", "speaker"}
        else {"value": item, "status": "asserted"}
        for item in items
    ]


def matches(finding: Finding, asked: dict[str, Any]) -> bool:
    if finding.status != asked["status"] and not (asked["status"] == "asserted" and finding.asserted):
        return False
    if "speaker" in asked and finding.speaker != asked["speaker"]:
        return False
    value = asked.get("value")
    if finding.value is None or value is None:
        return finding.value is value
    row = value_row(finding.value)
    if isinstance(value, dict):
        return all(row.get(key) == part for key, part in value.items())
    return row == str(value)


def check(incident: Incident, case: dict[str, Any], spans: list[tuple[int, int]]) -> None:
    for key, expected in case.get("expect", {}).items():
        found = list(incident.all(key))
        for asked in wanted(expected):
            hit = next((f for f in found if matches(f, asked)), None)
            assert hit is not None, f"{key}: no {asked} among {[(f.value, f.status.value) for f in found]}"
            found.remove(hit)
            if spans:
                places = [(e.start, e.end) for claim in (hit.claim, *hit.agree) for e in claim.evidence]
                overlap = any(low < end and start < high for start, end in places for low, high in spans)
                assert overlap, f"{key}: the evidence of {asked} lies outside the marks"
        assert not found, f"{key}: also found {[(f.value, f.status.value) for f in found]}"
    for key in case.get("absent", []):
        assert not incident.asserted(key), f"{key}: {[f.value for f in incident.asserted(key)]}"


@pytest.mark.parametrize("case", load())
def test_case(case: dict[str, Any]) -> None:
    text, spans = unmarked(case["text"])
    published = str(case["published"]) if "published" in case else None
    analysis = analyze(Document.of(text, published=published, title=case.get("title")))
    if "kind" in case:
        assert analysis.kind == case["kind"]
    main = analysis.incidents[0] if analysis.incidents else Incident("none", "none")
    check(main, case, spans)
    if "others" in case:
        assert len(analysis.incidents) - 1 == len(case["others"])
        for incident, other in zip(analysis.incidents[1:], case["others"], strict=True):
            check(incident, other, [])
