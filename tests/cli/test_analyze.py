"""`affidavit analyze`: formats, outputs, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from affidavit.cli import output
from tests.cli.conftest import LETTER, Run, rows

STARTS = {
    "terminal": "Incident report",
    "markdown": "# ",
    "html": "<!doctype html>",
    "json": '{\n  "schema": "affidavit/1"',
    "jsonl": '{"schema": "affidavit/1"',
}


@pytest.mark.parametrize("format", STARTS)
def test_formats_on_standard_output(affidavit: Run, folder: Path, format: str) -> None:
    ran = affidavit("analyze", "letter.txt", "--format", format)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.lower().startswith(STARTS[format].lower())
    assert "\x1b" not in ran.out


def test_terminal_is_the_default(affidavit: Run, folder: Path) -> None:
    assert affidavit("analyze", "letter.txt").out == affidavit("analyze", "letter.txt", "-f", "terminal").out


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.md", "# "),
        ("r.markdown", "# "),
        ("r.HTML", "<!doctype html>"),
        ("r.htm", "<!doctype html>"),
        ("r.pdf", "%PDF"),
        ("r.json", '{\n  "schema"'),
        ("r.jsonl", '{"schema"'),
        ("r.txt", "Incident report"),
        ("r", "Incident report"),
        ("new/folder/r.json", "{"),
    ],
)
def test_the_suffix_says_the_format(affidavit: Run, folder: Path, name: str, start: str) -> None:
    ran = affidavit("analyze", "letter.txt", "-o", name)
    assert (ran.code, ran.out) == (0, "")
    assert (folder / name).read_bytes().lower().startswith(start.lower().encode())


def test_the_format_is_above_the_suffix(affidavit: Run, folder: Path) -> None:
    assert affidavit("analyze", "letter.txt", "-f", "json", "-o", "r.html").code == 0
    assert json.loads((folder / "r.html").read_text("utf-8"))["kind"] == "incident"


def test_dash_as_output_is_standard_output(affidavit: Run, folder: Path) -> None:
    assert affidavit("analyze", "letter.txt", "-f", "json", "-o", "-").out.startswith("{")
    assert not (folder / "-").exists()


def test_unknown_suffix(affidavit: Run, folder: Path) -> None:
    ran = affidavit("analyze", "letter.txt", "-o", "r.docx")
    assert ran.code == 2
    assert ran.err == "affidavit: r.docx: no format has the suffix .docx; name one with --format\n"
    assert not (folder / "r.docx").exists()


def test_a_folder_as_output(affidavit: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    assert affidavit("analyze", "letter.txt", "-f", "json", "-o", "out").code == 0
    assert (folder / "out" / "letter.json").exists()


def test_nothing_read(affidavit: Run, folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "hollow").mkdir()
    for source, reason in [
        ("missing.txt", "cannot be opened (No such file or directory)"),
        ("empty.txt", "is empty"),
        ("hollow", "there is no readable file in this folder"),
        ("ftp://news.example/a", "only http and https URLs are fetched, not ftp"),
    ]:
        ran = affidavit("analyze", source)
        assert (ran.code, ran.out, ran.err) == (3, "", f"affidavit: {source}: {reason}\n")


def test_a_bad_file_does_not_stop_the_others(affidavit: Run, folder: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing of a PDF follows")
    ran = affidavit("analyze", "missing.txt", "bad.pdf", "letter.txt", "-f", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["incidents"][0]["title"] == "Northfield Dental: ransomware attack"
    assert [line.split(": ")[1] for line in ran.err.splitlines()] == ["missing.txt", "bad.pdf"]


def test_bad_rows_are_named_and_passed_over(affidavit: Run, folder: Path) -> None:
    lines = [json.dumps({"id": "a", "text": LETTER}), "no JSON", '{"id": 1}', "[1]", "", json.dumps({"text": LETTER})]
    (folder / "r.jsonl").write_text("\n".join(lines), "utf-8")
    ran = affidavit("analyze", "r.jsonl", "-f", "jsonl")
    assert ran.code == 1
    assert [json.loads(line)["id"][:7] for line in ran.out.splitlines()] == ["a", "sha256:"]
    assert [line[: line.index(":", 12)] for line in ran.err.splitlines()] == [
        f"affidavit: r.jsonl, line {number}" for number in (2, 3, 4)
    ]


def test_only_bad_rows(affidavit: Run, folder: Path) -> None:
    (folder / "r.jsonl").write_text("no JSON\n", "utf-8")
    assert affidavit("analyze", "r.jsonl", "-f", "jsonl").code == 3


def test_rows_keep_their_text_and_id(affidavit: Run, folder: Path) -> None:
    text = f"\r\n  {LETTER}\u00a0"
    (folder / "r.jsonl").write_text(json.dumps({"id": "row-17", "text": text, "published": "2024-10-02"}), "utf-8")
    row = json.loads(affidavit("analyze", "r.jsonl", "-f", "jsonl").out)
    assert row["id"] == row["documents"][0]["key"] == "row-17"
    evidence = [e for found in row["incidents"][0]["findings"].values() for f in found for e in f["evidence"]]
    assert evidence
    assert all(text[e["start"] : e["end"]] == e["quote"] for e in evidence)


@pytest.mark.parametrize("format", ["jsonl", "json", "markdown"])
def test_jobs_change_nothing(affidavit: Run, folder: Path, format: str) -> None:
    rows(folder / "r.jsonl", *(f"r{number}" for number in range(40)))
    extra = [] if format == "jsonl" else ["--each"]
    alone, shared = (affidavit("analyze", "r.jsonl", "-f", format, "-j", jobs, *extra) for jobs in (1, 2))
    assert alone.code == 0
    assert alone == shared


def test_each_writes_a_file_a_document(affidavit: Run, folder: Path) -> None:
    rows(folder / "r.jsonl", "a", "A", "../../etc/passwd", "/abs", "..", "a b\nc", "é" * 300, "a")
    ran = affidavit("analyze", "r.jsonl", "letter.txt", "--each", "-f", "json", "-o", "out")
    assert (ran.code, ran.out) == (0, "")
    names = sorted(path.name for path in (folder / "out").iterdir())
    assert len(names) == 9
    assert {"a.json", "A-2.json", "a-3.json", "etc-passwd.json", "abs.json", "letter.json", "a-b-c.json"} <= set(names)
    assert all(len(name.encode()) < 200 for name in names)
    assert sorted(path.name for path in folder.iterdir()) == ["letter.txt", "out", "r.jsonl"]


def test_each_on_standard_output(affidavit: Run, folder: Path) -> None:
    rows(folder / "r.jsonl", "a", "b")
    assert affidavit("analyze", "r.jsonl", "--each", "-f", "markdown").out.count("## Executive Summary") == 2


def test_together_is_one_report(affidavit: Run, folder: Path) -> None:
    (folder / "second.txt").write_text(LETTER + "The clinic is in Ohio.", "utf-8")
    result = json.loads(affidavit("analyze", "letter.txt", "second.txt", "-f", "json").out)
    assert len(result["documents"]) == 2
    assert len(result["incidents"]) == 1


def test_no_source_is_overwritten(affidavit: Run, folder: Path) -> None:
    inbox = folder / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(LETTER, "utf-8")
    assert affidavit("analyze", "letter.txt", "-o", "letter.txt").code == 2
    assert affidavit("analyze", "letter.txt", "-f", "jsonl", "-o", "./inbox/../letter.txt").code == 2
    assert affidavit("analyze", "inbox", "-o", "inbox/report.html").code == 2
    assert affidavit("analyze", "inbox", "--each", "-o", "inbox").code == 2
    assert affidavit("analyze", "letter.txt", "--each", "-f", "terminal", "-o", ".").code == 0
    assert (folder / "letter.txt").read_text("utf-8") == LETTER
    assert sorted(path.name for path in folder.iterdir()) == ["inbox", "letter-2.txt", "letter.txt"]
    assert [path.name for path in inbox.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("format", ["jsonl", "html"])
def test_unwritable_output(affidavit: Run, folder: Path, format: str) -> None:
    ran = affidavit("analyze", "letter.txt", "-f", format, "-o", "letter.txt/inside")
    assert ran.code == 2
    assert ran.err.startswith("affidavit: letter.txt/inside: cannot be written (")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--published", "2024-13-40"], "--published takes a date like 2024-09-17"),
        (["--published", "last week"], "--published takes a date like 2024-09-17"),
        (["--each", "-f", "pdf"], "PDF reports go into a folder"),
        (["--each", "-o", "letter.txt"], "letter.txt: is a source; it would be overwritten"),
        (["-f", "docx"], "'docx' is not one of"),
        (["-j", "0"], "--jobs"),
        (["-j", "many"], "--jobs"),
        (["--nonsense"], "--nonsense"),
        (["--each", "-o", "new.md"], "new.md: is the name of a file; --each writes"),
    ],
)
def test_wrong_usage(affidavit: Run, folder: Path, arguments: list[str], said: str) -> None:
    ran = affidavit("analyze", "letter.txt", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_what_is_passed_over_in_a_folder_is_told(affidavit: Run, folder: Path) -> None:
    for name in "abcd":
        (folder / f"{name}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (folder / "z.json").write_text('{"a": 1}', "utf-8")
    ran = affidavit("analyze", folder, "-f", "jsonl")
    assert (ran.code, ran.err.count("\n")) == (0, 1)
    assert "passed over 5 files that are no text: " in ran.err
    assert "c.jpg and 2 more (--verbose names all)" in ran.err
    assert "z.json" in affidavit("analyze", folder, "-f", "jsonl", "--verbose").err


def test_each_needs_a_folder(affidavit: Run, folder: Path) -> None:
    (folder / "file").touch()
    ran = affidavit("analyze", "letter.txt", "--each", "-o", "file")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_pdf_is_not_for_a_terminal(affidavit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("affidavit.cli.reports._is_terminal", lambda stream: True)
    ran = affidavit("analyze", "letter.txt", "-f", "pdf")
    assert (ran.code, ran.err) == (2, "affidavit: a PDF is not for the terminal: name a file with --output\n")


def test_published_is_where_dates_are_counted_from(affidavit: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("Northfield Dental said it discovered the breach on 3 September.", "utf-8")
    result = json.loads(affidavit("analyze", "a.txt", "-f", "json", "--published", "2024-10-02").out)
    assert result["documents"][0]["published"] == "2024-10-02"
    assert result["incidents"][0]["findings"]["discovered"][0]["value"] == "2024-09-03"


def test_interrupted(affidavit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("affidavit.pipeline.analyze", stop)
    assert affidavit("analyze", "letter.txt").code == 130


def test_a_defect_is_one_line(affidavit: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("affidavit.pipeline.analyze", fail)
    ran = affidavit("analyze", "letter.txt")
    assert ran.code == 70
    assert ran.err == "affidavit: internal error: ValueError: two lines (AFFIDAVIT_DEBUG=1 shows where)\n"
    monkeypatch.setenv("AFFIDAVIT_DEBUG", "1")
    with pytest.raises(ValueError, match="two"):
        affidavit("analyze", "letter.txt")


def test_file_names_are_safe_and_new() -> None:
    taken: set[str] = set()
    wanted = ["../../etc/passwd", "C:\\x", "con\0trol", "...", "", "é", "é", "É"]
    names = [output.file_name(name, taken, ".md") for name in wanted]
    assert names == ["etc-passwd.md", "C-x.md", "con-trol.md", "report.md", "report-2.md", "é.md", "é-2.md", "É-3.md"]
