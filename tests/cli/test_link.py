"""`affidavit link`: verdicts on pairs of texts, and why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FIRST = "Brightwater Energy says that hackers stole the meter readings of 71,350 customers from its portal in May 2023."
LATER = "In May 2023, hackers broke into the portal of Brightwater Energy and took meter readings of 71,350 customers."
OTHER = "A laptop with payroll files of Brightwater Energy was lost in 2016 by a former employee."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.jsonl"
    rows = [{"id": "one", "text": json.dumps([FIRST, LATER])}, {"id": "two", "text": [FIRST, OTHER]}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_pairs_as_rows(affidavit: Run, file: Path) -> None:
    ran = affidavit("link", "pairs", file, "--format", "jsonl")
    one, two = map(json.loads, ran.out.splitlines())
    assert (ran.code, ran.err) == (0, "")
    assert (one["id"], one["same"], two["same"]) == ("one", 1, 0)
    assert one["score"] > 0.5 > two["score"]
    assert {"name", "weight", "text"} == set(one["because"][0])


def test_pairs_for_people_go_to_a_file(affidavit: Run, file: Path, tmp_path: Path) -> None:
    ran = affidavit("link", "pairs", file, "-o", tmp_path / "out" / "verdicts.txt")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "out" / "verdicts.txt").read_text("utf-8").startswith("one\tsame\t")


@pytest.mark.parametrize(
    "line", ['{"id": 1, "text": "[]"}', "[]", "nonsense", '{"id": "a", "text": "[1, 2]"}', '{"id": "a", "text": "x"}']
)
def test_a_wrong_row_is_named_and_the_rest_done(affidavit: Run, file: Path, line: str) -> None:
    file.write_text(line + "\n\n" + file.read_text("utf-8"), encoding="utf-8")
    ran = affidavit("link", "pairs", file, "-f", "jsonl")
    assert (ran.code, len(ran.out.splitlines())) == (1, 2)
    assert ran.err.startswith(f"affidavit: {file}, line 1: ")
    assert ran.err.count("\n") == 1


def test_no_such_file(affidavit: Run, tmp_path: Path) -> None:
    ran = affidavit("link", "pairs", tmp_path / "none.jsonl")
    assert (ran.code, ran.out) == (3, "")
    assert "none.jsonl: cannot be read" in ran.err


def test_why(affidavit: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", FIRST), ("b.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = affidavit("link", "explain", tmp_path / "a.txt", tmp_path / "b.txt")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines[0].startswith("A: Brightwater Energy")
    assert lines[1].startswith("B: Brightwater Energy")
    assert lines[2].startswith("The same incident (score ")
    assert any("71,350" in line for line in lines[3:])


def test_a_source_that_cannot_be_read(affidavit: Run, tmp_path: Path) -> None:
    ran = affidavit("link", "explain", tmp_path / "none.txt", tmp_path / "none.txt")
    assert (ran.code, ran.out) == (3, "")


def test_linking_a_document_is_the_group_s_own_deed(affidavit: Run, tmp_path: Path) -> None:
    register = tmp_path / "register.db"
    for name, text in (("first.txt", FIRST), ("other.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
        assert affidavit("add", tmp_path / name, "-r", register).code == 0
    rows = [json.loads(line) for line in affidavit("list", "-f", "jsonl", "-r", register).out.splitlines()]
    ids = {row["documents"][0]["origin"]: row["id"] for row in rows}
    assert len(ids) == 2
    first, other = (ids[str(tmp_path / name)] for name in ("first.txt", "other.txt"))
    assert "Not the same incident" in affidavit("link", "explain", first, other, "-r", register).out
    ran = affidavit("link", tmp_path / "other.txt", first, "-r", register)
    assert (ran.code, ran.out.startswith("decision 1 on ")) == (0, True)
    assert len(affidavit("list", "-f", "jsonl", "-r", register).out.splitlines()) == 1
