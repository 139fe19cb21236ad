"""The program as a shell runs it: pipes, closed streams, encodings, signals."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from affidavit import __version__
from tests.cli.conftest import LETTER, Run, rows

Program = Callable[[str, Path], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def many(folder: Path) -> Path:
    rows(folder / "r.jsonl", *(f"r{number}" for number in range(200)))
    return folder


@pytest.mark.parametrize(
    "line", ["analyze r.jsonl -f jsonl", "analyze r.jsonl -f jsonl -j 2", "fields", "schema", "rules list", "--help"]
)
def test_a_reader_that_leaves_is_no_error(program: Program, many: Path, line: str) -> None:
    ran = program(f"affidavit {line} | head -1", many)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("\n") == 1


def test_closed_streams(program: Program, folder: Path) -> None:
    ran = program("affidavit analyze - <&-", folder)
    assert (ran.returncode, ran.stderr) == (3, "affidavit: -: is empty\n")
    assert program("affidavit analyze letter.txt >&-", folder).returncode == 0
    assert program("affidavit analyze missing.txt 2>&-", folder).returncode == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "line", ["analyze letter.txt", "analyze letter.txt -f jsonl", "fields", "fields fate", "schema"]
)
def test_a_full_disk_is_one_line(program: Program, folder: Path, line: str) -> None:
    ran = program(f"unset PYTHONUNBUFFERED; affidavit {line} > /dev/full", folder)
    assert ran.returncode == 2
    assert "No space left on device" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_standard_input(program: Program, folder: Path) -> None:
    ran = program("affidavit analyze - -f json < letter.txt", folder)
    assert json.loads(ran.stdout)["incidents"][0]["title"] == "Northfield Dental: ransomware attack"


def test_rows_of_standard_input(program: Program, many: Path) -> None:
    ran = program("affidavit analyze - -f jsonl < r.jsonl", many)
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == [f"r{number}" for number in range(200)]


def test_the_version_loads_nothing(program: Program, folder: Path) -> None:
    ran = program("affidavit --version", folder)
    assert ran.stdout == f"affidavit {__version__}\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_of_few_letters(program: Program, folder: Path, encoding: str) -> None:
    ran = program(f"PYTHONIOENCODING={encoding} affidavit explain letter.txt affected", folder)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "about 69,000 patients" in ran.stdout


def test_a_terminal_gets_colours(folder: Path) -> None:
    main, other = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"}
    command = [sys.executable, "-m", "affidavit", "analyze", "letter.txt"]
    with subprocess.Popen(command, stdout=other, stderr=subprocess.DEVNULL, env=environment) as running:
        os.close(other)
        shown = b""
        while piece := _piece(main):
            shown += piece
    os.close(main)
    assert running.returncode == 0
    assert b"\x1b[" in shown
    assert b"Northfield Dental" in shown


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux tells the end of a terminal
        return b""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_without_a_traceback(folder: Path, jobs: str) -> None:
    row = json.dumps({"text": LETTER * 20})
    (folder / "long.jsonl").write_text(f"{row}\n" * 20_000, "utf-8")
    command = [sys.executable, "-m", "affidavit", "analyze", "long.jsonl", "-f", "jsonl", "-j", jobs]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what a shell starts with & ignores it
    )  # fmt: skip
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(0.2)
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: every process of the group gets it
    _, complaints = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in complaints


def test_sources_named_without_options_load_no_reader_of_options(folder: Path) -> None:
    loaded = "print(sorted({'typer', 'click', 'rich'} & {*sys.modules}))"
    asked = f"import sys; from affidavit.cli.start import run; run(); {loaded}"
    ran = subprocess.run(
        [sys.executable, "-c", asked, "analyze", "letter.txt"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert ran.stdout.startswith("Incident report")
    assert ran.stdout.endswith("\n[]\n")


def test_sources_named_without_options_are_read_as_with_them(affidavit: Run, folder: Path) -> None:
    for sources in (["letter.txt"], ["letter.txt", "missing.txt"], ["missing.txt"], ["letter.txt", "letter.txt"]):
        assert affidavit("analyze", *sources) == affidavit("analyze", "--jobs", "1", *sources)
