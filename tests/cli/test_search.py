"""`affidavit search` and `affidavit list`: tables, machine format, sheets, kept searches, errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from affidavit.cli.table import Style, columns, table
from affidavit.register.search.snippets import Snippet
from affidavit.register.summary import Summary
from tests.cli.conftest import Run, rows


@pytest.fixture
def filled(affidavit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command line on a register with two incidents."""
    monkeypatch.setenv("AFFIDAVIT_REGISTER", str(folder / "register.db"))
    assert affidavit("add", "letter.txt", rows(folder / "rows.jsonl", "one"), "-q").code == 0
    return affidavit


def test_a_table(filled: Run) -> None:
    ran = filled("search", "patients")
    head, line, snippet = ran.out.splitlines()
    assert head.split() == ["id", "when", "organisation", "what", "affected", "docs"]
    assert "Northfield Dental  ransomware attack  about 69,000 people" in line
    assert "patients in a ransomware attack" in snippet
    assert (ran.code, ran.err) == (0, "affidavit: 1 incident\n")
    assert filled("search", "zebra").out == "No incident.\n"


def test_a_list_takes_a_query(filled: Run) -> None:
    assert len(filled("list").out.splitlines()) == 3
    ran = filled("list", "affected<5k")
    assert "Brightwater Energy" in ran.out
    assert len(ran.out.splitlines()) == 2
    assert filled("list", "--limit", 1, "--sort", "title").err.endswith(
        "1 to 1 of 2 incidents; --offset 1 shows more\n"
    )


def test_formats(filled: Run, folder: Path) -> None:
    lines = [json.loads(line) for line in filled("list", "-f", "jsonl").out.splitlines()]
    assert [line["schema"] for line in lines] == ["affidavit/1"] * 2
    assert json.loads(filled("list", "-f", "json").out) == lines
    assert json.loads(filled("search", "zebra", "-f", "json").out) == []
    assert filled("list", "-f", "csv", "-o", "list.csv").out == ""
    sheet = list(csv.DictReader(io.StringIO((folder / "list.csv").read_text("utf-8"))))
    by_name = {row["organization"]: row for row in sheet}
    assert by_name["Northfield Dental"]["affected"] == "69000 people"
    assert by_name["Northfield Dental"]["ransomware"] == "yes"


def test_what_is_wrong_is_pointed_at(filled: Run) -> None:
    ran = filled("search", "patients venor:x")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "affidavit: query, character 10: no field is called 'venor'; did you mean vendor, vector?",
        "    patients venor:x",
        "             ^",
    ]


def test_kept_searches(filled: Run) -> None:
    assert filled("search", "--list-saved").out == "No search is saved.\n"
    assert filled("search", "--save", "big", "affected>10k").err.startswith("affidavit: saved as big\n")
    assert filled("search", "--list-saved").out == "big  affected>10k\n"
    assert json.loads(filled("search", "--list-saved", "-f", "jsonl").out)["query"] == "affected>10k"
    assert "Northfield" in filled("search", "--saved", "big").out
    assert filled("search", "--saved", "big", "ransomware:none").out == "No incident.\n"
    assert filled("search", "--delete-saved", "big").err == "affidavit: big is kept no longer\n"
    assert filled("search", "--saved", "big").code == 2


@pytest.mark.parametrize("arguments", [["search"], ["search", "--save", "x"], ["list", "--sort", "size"]])
def test_wrong_usage(filled: Run, arguments: list[str]) -> None:
    ran = filled(*arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


SUMMARY = Summary(
    "0123456789abcdef", "", 2, "", "The Very Long Name of an Organisation\x1b[31m That Nobody Remembers", "data breach",
    "2024-09-03", "about 1.5 million people",
)  # fmt: skip


def test_a_narrow_terminal_cuts_names() -> None:
    lines = list(table([SUMMARY], {SUMMARY.id: Snippet("a word here", ((2, 6),))}, Style(80, colours=True)))
    assert columns(lines[1]) == 80
    assert "…" in lines[1]
    assert "\x1b" not in lines[1]
    assert "\x1b[1mword\x1b[0m" in lines[2]


def test_no_terminal_cuts_nothing() -> None:
    assert "That Nobody Remembers" in list(table([SUMMARY], {}, Style()))[1]


def test_columns_of_wide_letters() -> None:
    assert columns("北京 e\u0301") == 6


def test_a_query_may_begin_with_a_minus(filled: Run) -> None:
    for query in ("-affected<5k", '-"69,000"', "-(affected<5k)", "-third-party:x affected<5k"):
        ran = filled("search", query)
        assert (ran.code, len(ran.out.splitlines())) != (2, 0), query
        assert filled("list", query).code == ran.code == 0
        assert filled("search", "--", query).out == ran.out
    ran = filled("search", "-venor:x")
    assert (ran.code, ran.out) == (2, "")
    assert json.loads(filled("search", "-fjson", "zebra").out) == []
