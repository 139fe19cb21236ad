"""CSV and Parquet: the same rows, harmless to spreadsheets, lists as lists."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.tables import COLUMNS, harmless
from affidavit.model.claim import Speaker, Status
from affidavit.model.fields import REPORTED
from affidavit.model.incident import Analysis
from affidavit.model.value import Count
from tests.examples.files import NAMES, analysis
from tests.exchange.making import AT, VALUES, analysis_of, exported, finding

TABLES = list(COLUMNS)


def rows(given: Analysis, table: str = "incidents", **options: Any) -> list[dict[str, str]]:
    data = exported(given, "csv", table=table, **options)
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def arrow_rows(given: Analysis, table: str = "incidents") -> list[dict[str, Any]]:
    return parquet.read_table(io.BytesIO(exported(given, "parquet", table=table))).to_pylist()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_both_formats_hold_the_same(name: str, table: str) -> None:
    held = arrow_rows(analysis(name), table)
    assert [{key: harmless(cell) for key, cell in row.items()} for row in held] == rows(analysis(name), table)


@pytest.mark.parametrize("table", TABLES)
def test_every_example_in_one_table(table: str) -> None:
    everything = [analysis(name) for name in NAMES]
    data = export(everything, "parquet", ExportOptions(table=table, at=AT))
    assert data == export(everything, "parquet", ExportOptions(table=table, at=AT))
    made = parquet.read_table(io.BytesIO(data))
    assert made.schema.names == [column.name for column in COLUMNS[table]]
    assert made.schema.field("data" if table == "incidents" else "quote").type == arrow.list_(arrow.string())
    counted = [len(rows(one, table)) for one in everything]
    assert made.num_rows == sum(counted) > len(NAMES)


def test_an_incident_is_a_row() -> None:
    (row,) = rows(analysis_of(*(finding(field, value) for field, value in VALUES.items())), tlp="amber+strict")
    assert {key for key in REPORTED if not row[key]} == set()
    assert row["affected"] == "about 69,123 people"
    assert (row["affected_number"], row["affected_unit"], row["affected_bound"]) == ("69123", "people", "about")
    assert (row["started"], row["technique"], row["tlp"]) == ("2024-04-29", "T1566.001", "TLP:AMBER+STRICT")
    assert row["exported"] == "2026-01-31"


def test_statuses_keep_facts_from_the_rest() -> None:
    given = analysis_of(
        finding("data", "Names"),
        finding("data", "Bank account numbers", status=Status.SUSPECTED),
        finding("data", "Passwords", status=Status.DENIED),
        finding("affected", None, status=Status.WITHHELD, speaker=Speaker.ORGANIZATION),
        finding("ransomware", "yes", status=Status.DENIED),
    )
    (row,) = rows(given)
    assert (row["data"], row["data_status"]) == ("Names; Bank account numbers", "stated; suspected")
    assert (row["denied"], row["withheld"]) == ("data: Passwords; ransomware: yes", "affected")
    assert (row["affected"], row["affected_status"]) == ("", "withheld")
    assert (row["ransomware"], row["ransomware_status"]) == ("", "denied")
    found = rows(given, "findings")
    assert [one["status"] for one in found] == ["stated", "suspected", "denied", "withheld", "denied"]


def test_disagreement_is_told() -> None:
    other = finding("affected", Count(50_000, "people"), speaker=Speaker.ATTACKER).claim
    given = analysis_of(finding("affected", Count(69_000, "people"), disagree=(other,)))
    assert rows(given)[0]["disputed"] == "affected"
    assert rows(given, "findings")[0]["disagreeing"] == "attacker: 50,000 people"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r\n+", " =", "＝", "|", "%", "\0=", "\u200b="])
def test_no_cell_is_a_formula(start: str) -> None:
    evil = f'{start}HYPERLINK("http://evil.example","x")'
    given = analysis_of(finding("organization", evil), finding("organization", "Northfield"), finding("actor", evil))
    for table in TABLES:
        for row in rows(given, table):
            assert not [c for c in row.values() if c.strip()[:1] in tuple("=+-@＝|%")]
            assert not [c for c in row.values() if "; =" in c]


@given(st.text() | st.lists(st.text()) | st.integers() | st.floats() | st.none())
def test_cells_are_one_line_of_text(cell: Any) -> None:
    shown = harmless(cell)
    assert not set(shown) & set("\r\n\0\t")
    shown.encode()  # holds nothing that UTF-8 cannot
    if isinstance(cell, str):
        assert shown[:1] not in tuple("=+-@")


def test_every_field_has_a_column() -> None:
    named = [column.name for column in COLUMNS["incidents"]]
    assert len(named) == len(set(named))
    assert [name for name in named if name in REPORTED] == list(REPORTED)
    assert all(column.about for columns in COLUMNS.values() for column in columns)
