"""The table of fields by format in docs/exchange.md: every field, and each cell true of what is exported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from affidavit.model import words
from affidavit.model.claim import Status
from affidavit.model.fields import FIELDS
from affidavit.model.value import Advice
from tests.exchange.making import VALUES, analysis_of, exported, finding

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8")
LEFT_OUT = "left out"
ADVICE = Advice("data.watch", "Watch what becomes of the passport numbers.", "high")
#: The formats whose column the table has, with a text format that shows what is held.
COLUMNS = {
    "VERIS 1.4.1": "veris",
    "OCSF 1.6.0": "ocsf",
    "STIX 2.1": "stix",
    "Attack Flow": "attack-flow",
    "Navigator": "navigator",
    "MISP": "misp",
    "CSV, Parquet": "csv",
}


def table() -> dict[str, dict[str, str]]:
    """The cells by field and column."""
    lines = re.findall(r"^\| .*\|$", PAGE.partition("## Fields by format")[2].partition("\n## ")[0], re.MULTILINE)
    header, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0]: dict(zip(header[1:], row[1:], strict=True)) for row in rows}


def test_every_field_has_its_row() -> None:
    assert list(table()) == list(FIELDS)
    assert set(COLUMNS) <= set(table()["organization"])
    assert all(cell for row in table().values() for cell in row.values())


#: What every export holds beside the field: whose incident it is, and a step of the attack, which some formats need.
BASE = (finding("organization", "Northfield Dental"), finding("technique", "T1190"))


@pytest.mark.parametrize("column", COLUMNS)
def test_each_cell_is_true(column: str) -> None:
    bare = len(exported(analysis_of(*BASE), COLUMNS[column]))
    for field, row in table().items():
        if field == "organization":
            continue
        one = finding(field, VALUES.get(field, ADVICE), status=Status.STATED if field in VALUES else Status.DERIVED)
        made = exported(analysis_of(*BASE, one), COLUMNS[column])
        assert (len(made) > bare) is (row[column] != LEFT_OUT), f"{field} in {column}"


@pytest.mark.parametrize("field", VALUES)
def test_the_value_stands_in_each_format_that_holds_statements(field: str) -> None:
    """In words, or as the machine format spells it."""
    value = VALUES[field]
    parts = [getattr(value, name) for name in ("value", "number", "amount") if hasattr(value, name)] or [value]
    said = {words.value(field, value), *(f"{part:.0f}" if isinstance(part, float) else str(part) for part in parts)}
    for format in ("veris", "ocsf", "stix", "misp", "csv"):
        made = exported(analysis_of(finding(field, value)), format).decode()
        assert any(each in made for each in said), format
