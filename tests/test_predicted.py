"""Predictions made elsewhere, taken in through the evidence gate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from affidavit.errors import UsageError
from affidavit.model.document import Document
from affidavit.predicted import Predictions
from affidavit.registering import add_predicted, open_register, reread

TEXT = "Brightwater Energy said on 3 May 2023 that a laptop with the names of 1,204 employees was stolen."
DOCUMENT = Document.of(TEXT, key="row-1", published="2023-05-04")


def claim(value: Any, quote: str, **more: Any) -> dict[str, Any]:
    start = TEXT.find(quote)
    return {"value": value, "by": "model-7", "evidence": [{"start": start, "end": start + len(quote)}]} | more


GOOD = {
    "organization": [claim("Brightwater Energy", "Brightwater Energy")],
    "affected": [claim({"number": 1204, "unit": "people", "bound": "exact"}, "1,204 employees", confidence=0.8)],
    "data": [claim("Names", "names")],
}


def read(findings: dict[str, Any], **row: Any) -> tuple[Predictions, Any]:
    lines = [json.dumps({"id": "row-1", "incidents": [{"findings": findings}], **row}).encode()]
    predictions = Predictions.of(lines, "p.jsonl")
    return predictions, predictions.of_document(DOCUMENT)


def test_what_is_proven_is_kept_as_it_was_given() -> None:
    predictions, predicted = read(GOOD)
    (telling,) = predicted.tellings
    assert (telling.name, telling.main, predicted.kind) == ("Brightwater Energy", True, "incident")
    affected = telling.best("affected")
    assert (affected.by, affected.confidence, affected.evidence[0].quote) == ("model-7", 0.8, "1,204 employees")
    assert not predictions.refused


WRONG = [
    ("data", claim("Names", "names") | {"evidence": [{"start": 3, "end": 8, "quote": "names"}]}),
    ("data", claim("Names", "names") | {"evidence": [{"start": -1, "end": 8}]}),
    ("data", claim("Names", "names") | {"evidence": [{"start": "3", "end": 8}]}),
    ("data", claim("Names", "names") | {"evidence": []}),
    ("data", claim("Names", "names") | {"evidence": [{"start": 0, "end": 8, "document": "sha256:other"}]}),
    ("data", claim("Shoe sizes", "names")),
    ("data", claim("Names", "names", status="derived")),
    ("data", claim("Names", "names", status="certain")),
    ("data", claim("Names", "names", confidence=7)),
    ("data", claim(None, "names")),
    ("data", "Names"),
    ("started", claim("in May", "3 May 2023")),
    ("affected", claim("1,204", "1,204 employees")),
    ("affected", claim({"number": "1204", "unit": "people", "bound": "exact"}, "1,204 employees")),
    ("affected", claim({"number": 1e300, "unit": "people", "bound": "exact"}, "1,204 employees")),
    ("colour", claim("blue", "names")),
    ("lesson", claim("blue", "names")),
]


@pytest.mark.parametrize(("key", "wrong"), WRONG, ids=str)
def test_what_is_not_proven_is_left_out_and_told(key: str, wrong: Any) -> None:
    predictions, predicted = read({"organization": GOOD["organization"], key: [wrong]})
    assert [one.field for one in predicted.tellings[0].claims] == ["organization"]
    assert sum(predictions.refused.values()) == 1
    assert predictions.named[0].startswith(f"row-1: {key} ")


@pytest.mark.parametrize("row", [{"incidents": []}, {"incidents": 3}, {"incidents": [3]}, {"incidents": [{}]}])
def test_nothing_predicted_is_no_incident(row: dict[str, Any]) -> None:
    assert read({}, **row)[1].kind == "not_incident"


def test_a_document_without_a_prediction_is_counted() -> None:
    predictions = Predictions.of([b'{"id": "row-2"}'], "p.jsonl")
    assert (predictions.of_document(DOCUMENT), predictions.missing) == (None, 1)


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"kind": "incident"}', b'{"id": 7}', b"\xff\xfe"])
def test_a_file_of_something_else(line: bytes) -> None:
    with pytest.raises(UsageError, match=r"p\.jsonl, line 1"):
        Predictions.of([line], "p.jsonl")


def test_the_register_holds_what_was_predicted_and_never_reads_it_anew(tmp_path: Path) -> None:
    predictions, _ = read(GOOD)
    with open_register(str(tmp_path / "a.db")) as register:
        (outcome,) = add_predicted(register, [DOCUMENT], predictions)
        (joined,) = outcome.joined
        held = register.incident(joined.incident).incidents[0]
        assert {finding.claim.by for found in held.findings.values() for finding in found} >= {"model-7"}
        assert held.findings["affected"][0].value.number == 1204  # type: ignore[union-attr]
        assert list(reread(register, everything=True)) == []


@pytest.mark.parametrize(
    ("document", "incident", "kind"),
    [("denied", None, "denied"), ("denied", "incident", "incident"), ("incident", "aftermath", "aftermath"),
     ("multiple", None, "incident"), ("incident", "nothing", "incident")],
)  # fmt: skip
def test_an_incident_has_its_own_kind_else_that_of_its_document(document: str, incident: str | None, kind: str) -> None:
    held = {"findings": GOOD} | ({"kind": incident} if incident else {})
    line = json.dumps({"id": "row-1", "kind": document, "incidents": [held]}).encode()
    predicted = Predictions.of([line], "p.jsonl").of_document(DOCUMENT)
    assert predicted is not None
    assert predicted.tellings[0].kind == kind
