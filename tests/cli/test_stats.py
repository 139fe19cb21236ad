"""`affidavit stats`."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from affidavit.registering import add, open_register
from tests.cli.conftest import Run
from tests.register.test_stats import DOCUMENTS


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFFIDAVIT_REGISTER", str(tmp_path / "stats.db"))
    with open_register(str(tmp_path / "stats.db")) as register:
        list(add(register, DOCUMENTS))
    return tmp_path


def test_the_command(here: Path, affidavit: Run) -> None:
    shown = affidavit("stats", "ransomware").out.splitlines()
    assert shown[0] == "Incidents by ransomware: 3 incidents"
    assert [line.split()[:2] for line in shown[2:4]] == [["Yes", "2"], ["Not", "reported"]]
    rows = list(csv.reader(io.StringIO(affidavit("stats", "ransomware", "--over", "year", "-f", "csv").out)))
    assert rows == [
        ["year", "ransomware", "incidents"], ["2023", "Not reported", "1"], ["2024", "Yes", "2"],
    ]  # fmt: skip
    row = json.loads(affidavit("stats", "ransomware", "--where", "affected>1000", "--format", "json").out)
    assert (row["incidents"], row["rows"][0]["number"]) == (2, 1)


def test_the_name_of_the_output_says_the_format(here: Path, affidavit: Run) -> None:
    affidavit("stats", "data", "sector", "-o", str(here / "a.html"))
    affidavit("stats", "data", "-o", str(here / "a.svg"))
    assert (here / "a.html").read_text("utf-8").startswith("<!doctype html>")
    ET.parse(here / "a.svg")


def test_wrong_usage(here: Path, affidavit: Run) -> None:
    ran = affidavit("stats", "colour")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
