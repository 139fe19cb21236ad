"""`affidavit export` from the register, and `affidavit add` of what it wrote and of predictions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from affidavit.registering import add, open_register
from tests.cli.conftest import Run
from tests.register.texts import FIRST, OTHER


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AFFIDAVIT_REGISTER", str(tmp_path / "a.db"))
    monkeypatch.chdir(tmp_path)
    with open_register(str(tmp_path / "a.db")) as register:
        list(add(register, [FIRST, OTHER]))
    return tmp_path


def test_from_one_register_into_another(here: Path, affidavit: Run) -> None:
    assert affidavit("export", "--all", "--to", "register", "-o", "all.jsonl").code == 0
    ran = affidavit("add", "all.jsonl", "-r", "b.db")
    assert (ran.code, ran.err) == (
        0, "affidavit: all.jsonl: a register; 2 documents, 2 incidents, 0 decisions added\n"
    )  # fmt: skip
    assert affidavit("list", "-r", "b.db").out == affidavit("list").out


def test_by_a_query_and_by_id(here: Path, affidavit: Run) -> None:
    (line,) = affidavit("list", "ransomware:yes", "-f", "jsonl").out.splitlines()
    identity = json.loads(line)["id"]
    ran = affidavit("export", identity[:10], "--to", "csv")
    assert (ran.code, ran.out.count("\n")) == (0, 2)
    assert affidavit("export", "--query", "ransomware:yes", "--to", "csv").out == ran.out
    assert affidavit("export", "--all", "--to", "csv").out.count("\n") == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "one of SOURCE"),
        (["--all", "--query", "x"], "one of SOURCE"),
        (["a.db", "0123abcd"], "a.db is a source, and 0123abcd neither a file nor a URL"),
        (["0123abcd"], "taken for an id"),
        (["--query", "ransomware:yes affected>1b"], "no incident of the register fits"),
    ],
)
def test_what_was_taken_for_what_is_told(here: Path, affidavit: Run, arguments: list[str], said: str) -> None:
    ran = affidavit("export", *arguments, "--to", "csv")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize("arguments", [["a.db"], ["0123abcd"], ["--query", "affected>1b"]])
def test_nothing_is_written_where_nothing_is_exported(here: Path, affidavit: Run, arguments: list[str]) -> None:
    assert affidavit("export", *arguments, "--to", "register", "-o", "x.jsonl").code == 2
    assert not (here / "x.jsonl").exists()


def test_predictions(here: Path, affidavit: Run) -> None:
    text = "Fernhill Outfitters lost the names of 310 customers."
    Path("docs.jsonl").write_text(
        json.dumps({"id": "d1", "text": text}) + "\n" + json.dumps({"id": "d2", "text": "x y"})
    )
    wrong = {"value": "Passwords", "by": "m", "evidence": [{"start": 0, "end": 4, "quote": "pass"}]}
    right = {"value": "Fernhill Outfitters", "by": "m", "evidence": [{"start": 0, "end": 19}]}
    row = {"id": "d1", "incidents": [{"findings": {"organization": [right], "data": [wrong]}}]}
    Path("p.jsonl").write_text(json.dumps(row))
    ran = affidavit("add", "docs.jsonl", "--predictions", "p.jsonl")
    assert ran.code == 0
    assert "opened" in ran.out
    assert "d1: data 'Passwords': its words do not stand where it says" in ran.err
    assert "1 document of which nothing is predicted" in ran.err
