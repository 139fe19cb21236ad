"""The machine format: key order, nothing null, and the schema that it keeps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from affidavit.extract.rulebook.check import unmarked
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS, REPORTED
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.machine import analysis_row, value_row
from affidavit.model.schema import KINDS, json_schema
from affidavit.model.span import Span
from affidavit.model.value import Advice, Count, Indicator, Money
from affidavit.pipeline import analyze
from affidavit.read import read_all
from tests.test_cases import FOLDER

#: The order that is promised; what is optional may be missing.
ANALYSIS = ["schema", "id", "kind", "reason", "notes", "documents", "incidents"]
DOCUMENT = ["id", "key", "origin", "published", "title", "author", "publisher"]
INCIDENT = ["id", "title", "kind", "documents", "findings", "unknown"]
CLAIM = ["value", "status", "speaker", "confidence", "by", "note", "evidence"]
FINDING = [*CLAIM, "agree", "disagree", "superseded", "rule"]
EVIDENCE = ["document", "start", "end", "quote", "sentence"]

TEXT = "Northfield Dental said 69,000 patients were affected."
ONE = Document.of(TEXT, key="row-17", origin="a.txt", published="2024-10-02", title="A title")
PROOF = Evidence(ONE.id, 23, 29, "69,000", Span(0, len(TEXT)))


@cache
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema())


def in_order(row: dict[str, Any], keys: list[str]) -> bool:
    return list(row) == [key for key in keys if key in row]


def check(row: dict[str, Any]) -> None:
    validator().validate(json.loads(json.dumps(row)))
    assert in_order(row, ANALYSIS)
    assert all(in_order(document, DOCUMENT) for document in row["documents"])
    for incident in row["incidents"]:
        assert list(incident) == INCIDENT
        assert in_order(incident["findings"], list(FIELDS))
        assert incident["unknown"] == [key for key in REPORTED if key not in incident["findings"]]
        for found in incident["findings"].values():
            assert found
            assert all(in_order(finding, FINDING) for finding in found)
    assert not [path for path, value in leaves(row) if value is None or value == ""]
    assert all(list(value) == EVIDENCE for path, value in leaves(row, inner=True) if path.endswith("evidence.*"))


def leaves(value: Any, path: str = "", *, inner: bool = False) -> Iterator[tuple[str, Any]]:
    """Every leaf (or with `inner` every object) with its path."""
    if isinstance(value, dict):
        if inner:
            yield path, value
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}", inner=inner)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, f"{path}.*", inner=inner)
    elif not inner:
        yield path, value


def claim(key: str, value: Any, status: Status = Status.STATED, **more: Any) -> Claim:
    return Claim(key, value, status, Speaker.PRESS, 0.98765, "by", (PROOF,), **more)


def full() -> Analysis:
    """An analysis in which everything occurs."""
    other = claim("affected", Count(90000, "people"))
    advice = Advice("entry", "Do it.", "high", (("CIS Controls v8.1", "5.2"),))
    ground = (claim("vector", "phishing"),)
    findings = {
        "affected": (
            Finding(
                claim("affected", Count(69000, "people", "about", 60000), note="n"),
                (other,),
                (other,),
                (other,),
                rule="r",
            ),
        ),
        "money": (Finding(claim("money", None, Status.WITHHELD)),),
        "indicator": (Finding(claim("indicator", Indicator("ipv4", "203.0.113.7", "attacker"))),),
        "recommendation": (Finding(claim("recommendation", advice, Status.DERIVED, follows_from=ground)),),
    }
    return Analysis("row-17", "incident", (ONE,), (Incident("i", "t", findings, (ONE.id,)),), "why", ("a note",))


def test_everything_at_once() -> None:
    row = analysis_row(full())
    check(row)
    assert list(row) == ANALYSIS
    assert list(row["documents"][0]) == DOCUMENT[:5]
    findings = row["incidents"][0]["findings"]
    assert list(findings["affected"][0]) == FINDING
    assert findings["affected"][0]["value"] == {"number": 69000, "unit": "people", "bound": "about", "low": 60000}
    assert findings["affected"][0]["confidence"] == 0.988
    assert "value" not in findings["money"][0]
    assert findings["recommendation"][0]["value"]["references"] == [{"framework": "CIS Controls v8.1", "id": "5.2"}]


def test_nothing_at_all() -> None:
    row = analysis_row(Analysis("x", "not_incident", (), ()))
    check(row)
    assert row == {"schema": "affidavit/1", "id": "x", "kind": "not_incident", "documents": [], "incidents": []}


def test_values() -> None:
    assert value_row("phishing") == "phishing"
    assert value_row(Count(5, "cards")) == {"number": 5, "unit": "cards", "bound": "exact"}
    money = {"kind": "fine", "amount": 2.5, "currency": "EUR", "bound": "exact"}
    assert value_row(Money("fine", 2.5, "EUR")) == money


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        yield pytest.param(yaml.safe_load(path.read_text("utf-8")), id=path.stem)


@pytest.mark.parametrize("rows", list(cases()))
def test_every_case_keeps_the_schema(rows: list[dict[str, Any]]) -> None:
    for case in rows:
        text, _ = unmarked(case["text"])
        published = str(case["published"]) if "published" in case else None
        check(analysis_row(analyze(Document.of(text, published=published, title=case.get("title")))))


def test_every_example_keeps_the_schema() -> None:
    examples = [
        path for path in sorted((FOLDER.parents[1] / "examples").iterdir()) if path.name not in {"golden", "index.yaml"}
    ]
    assert len(examples) > 10
    for outcome in read_all(examples):
        assert isinstance(outcome, Document)
        check(analysis_row(analyze(outcome)))


def broken(**changes: Any) -> dict[str, Any]:
    """A row with one part of its first finding changed."""
    row = json.loads(json.dumps(analysis_row(full())))
    row["incidents"][0]["findings"]["affected"][0] |= changes
    return row


@pytest.mark.parametrize(
    "row",
    [
        {},
        analysis_row(full()) | {"more": 1},
        analysis_row(full()) | {"kind": "accident"},
        analysis_row(full()) | {"schema": "affidavit/2"},
        broken(value="many"),
        broken(value={"number": -1, "unit": "people", "bound": "about"}),
        broken(value={"number": 1, "unit": "goats", "bound": "about"}),
        broken(value={"number": 1, "unit": "people", "bound": "roughly"}),
        broken(status="sure"),
        broken(speaker="witness"),
        broken(confidence=1.2),
        broken(evidence=[]),
        broken(evidence=[{"document": "d", "start": 0, "end": 1}]),
        broken(note=None),
    ],
)
def test_the_schema_refuses(row: dict[str, Any]) -> None:
    assert not validator().is_valid(row)


def test_the_schema_refuses_a_value_that_is_withheld_and_none_that_is_stated() -> None:
    row = json.loads(json.dumps(analysis_row(full())))
    findings = row["incidents"][0]["findings"]
    findings["money"][0]["value"] = {"kind": "fine", "amount": 1, "currency": "EUR", "bound": "exact"}
    assert not validator().is_valid(row)
    del findings["money"]
    assert validator().is_valid(row)
    del findings["affected"][0]["value"]
    assert not validator().is_valid(row)


def test_the_schema_knows_every_field_and_kind() -> None:
    schema = json_schema()
    incident = schema["properties"]["incidents"]["items"]["properties"]
    assert list(incident["findings"]["properties"]) == list(FIELDS)
    assert tuple(schema["properties"]["kind"]["enum"]) == KINDS
