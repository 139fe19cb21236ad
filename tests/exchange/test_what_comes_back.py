"""The table of what comes back, in docs/exchange.md: each row is tried in each format that goes both ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.statements import findings
from affidavit.model.claim import Claim, Evidence, Speaker
from affidavit.model.document import Document, Place
from affidavit.model.incident import Analysis, Incident
from affidavit.model.machine import document_row
from affidavit.model.span import Span
from affidavit.model.value import Count
from affidavit.pipeline import analyze, analyze_records
from tests.exchange.making import AT, BOTH_WAYS, finding, outcomes, told

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
COLUMNS = {"VERIS": "veris", "STIX": "stix", "MISP": "misp"}
WITH_TEXTS = "with `--texts`"

_TEXT = (
    "Northfield Dental said that names were taken, and emails. Passwords were not. 69,000 people were hit, or 50,000."
)
DOCUMENT = Document.of(
    _TEXT, published="2024-06-03", title="A notice", author="A. Clerk", origin="notice.txt", key="n1"
)
PLACED = replace(DOCUMENT, places=(Place(0, "page 1"),))
SILENT = Document.of("Nothing rests on this text.", title="Beside it")


def _given() -> Analysis:
    """Two incidents, the main one an aftermath, with all that a finding can have."""
    people: dict[str, Any] = {"document": DOCUMENT, "by": "counts"}
    low = finding("affected", Count(50_000, "people"), quote="50,000", speaker=Speaker.ATTACKER, **people).claim
    people["speaker"] = Speaker.ORGANIZATION
    names = finding("data", "Names", document=DOCUMENT, quote="names", note="as the notice has it", by="data")
    more = Evidence(DOCUMENT.id, 18, 31, _TEXT[18:31], Span(0, len(_TEXT)))
    twice = replace(names, claim=replace(names.claim, evidence=(*names.claim.evidence, more)))
    held = {
        "organization": (finding("organization", "Northfield Dental", document=DOCUMENT, quote="Northfield Dental"),),
        "data": (twice,),
        "affected": (finding("affected", Count(69_000, "people"), quote="69,000", disagree=(low,), **people),),
    }
    other = {"organization": (finding("organization", "Fernhill Outfitters", document=DOCUMENT, quote="emails"),)}
    incidents = (
        Incident("00aa00aa00aa00aa", "Northfield Dental: data breach", held, (DOCUMENT.id,), "aftermath"),
        Incident("00bb00bb00bb00bb", "Fernhill Outfitters: security incident", other, (DOCUMENT.id,)),
    )
    return Analysis("a7", "multiple", (PLACED, SILENT), incidents, notes=("a note",))


def _claims(analysis: Analysis) -> list[Claim]:
    return [found.claim for incident in analysis.incidents for _, found in findings(incident)]


def _sorted(analysis: Analysis) -> list[Any]:
    return [(one.id, one.kind, one.title) for one in analysis.incidents]


def _evidence(analysis: Analysis) -> list[Any]:
    return [(claim.by, [(e.start, e.end, e.sentence) for e in claim.evidence]) for claim in _claims(analysis)]


def _about(analysis: Analysis) -> Any:
    return {repr({**document_row(one), "id": ""}) for one in analysis.documents if one.id != SILENT.id}


def _texts(analysis: Analysis) -> Any:
    return {one.text for one in analysis.documents if one.id != SILENT.id}


def _beside(analysis: Analysis) -> Any:
    return len(analysis.documents), analysis.notes, [one.places for one in analysis.documents]


#: What each row of the table is about; the others are tried below, or follow from how findings are made.
ROWS: dict[str, Callable[[Analysis], Any]] = {
    "incidents: id": _sorted,
    "the kind of the analysis": lambda analysis: analysis.kind,
    "findings of every field": told,
    "claims that agree": lambda analysis: [len(f.disagree) for i in analysis.incidents for _, f in findings(i)],
    "evidence: the first quote": lambda analysis: [claim.evidence[0].quote for claim in _claims(analysis)],
    "evidence: offsets": _evidence,
    "documents: key": _about,
    "documents: id, text": _texts,
    "documents that no claim": _beside,
}


def table() -> dict[str, dict[str, str]]:
    part = PAGE.partition("## What comes back")[2].partition("\n## ")[0]
    header, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\| .*\|$", part, re.MULTILINE)
    ]  # fmt: skip
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}


def back(given: Analysis, format: str, *, texts: bool) -> Analysis:
    return analyze_records(outcomes(export(given, format, ExportOptions(at=AT, texts=texts)), format))


def test_the_table_has_all_formats() -> None:
    assert sorted(COLUMNS.values()) == BOTH_WAYS
    assert all(set(row) == {*COLUMNS, WITH_TEXTS} for row in table().values())


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("about", ROWS)
def test_each_row_is_true(about: str, column: str) -> None:
    (row,) = [cells for name, cells in table().items() if name.startswith(about)]
    for texts, cell in ((False, row[column]), (True, row[WITH_TEXTS])):
        given = _given()
        same = ROWS[about](back(given, COLUMNS[column], texts=texts)) == ROWS[about](given)
        assert same is (cell not in {"no", "of the record"}), (cell, texts)


@pytest.mark.parametrize("format", BOTH_WAYS)
def test_an_analysis_without_an_incident_does_not_come_back(format: str) -> None:
    given = analyze(Document.of("How to choose a password\nA good password is long."))
    assert not given.incidents
    found = export([given, _given()], format, ExportOptions(at=AT))
    assert len(analyze_records(outcomes(found, format)).incidents) == 2
