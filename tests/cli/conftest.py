"""The command line, run in this process or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from affidavit.cli.start import run

LETTER = (
    "Northfield Dental said hackers stole the names and email addresses of about 69,000 patients in a ransomware "
    "attack. Payment card numbers were not affected. The company declined to say whether it paid a ransom.\n"
)


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def affidavit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line with arguments in this process; whatever fails is told in one line without a traceback."""

    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["affidavit", *map(str, arguments)])
        code = run()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a shell line in which `affidavit` is the program."""

    def call(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
        start = f'affidavit() {{ "{sys.executable}" -m affidavit "$@"; }}; set -o pipefail; {line}'
        environment = os.environ | {"NO_COLOR": "1"}
        return subprocess.run(
            ["bash", "-c", start], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    return call


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with one letter in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    return tmp_path


def rows(path: Path, *ids: str) -> Path:
    """A .jsonl file of short disclosures with these ids."""
    lines = [
        json.dumps(
            {"id": key, "text": f"Brightwater Energy said hackers stole the names of {number + 2},000 customers."}
        )
        for number, key in enumerate(ids)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
