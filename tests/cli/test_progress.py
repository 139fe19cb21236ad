"""How far the analysis of large documents is: shown on a terminal only, and gone when it is done."""

from __future__ import annotations

import io

import pytest

from affidavit.cli import output
from affidavit.model.document import Document
from affidavit.pipeline import analyze

DOCUMENTS = [Document.of("Northfield Dental was hacked in May 2024."), Document.of("Brightwater Energy was hacked.")]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr(output, "_AT_ONCE", -1.0)
    with output.watched("Analysing") as watch:
        analyze(DOCUMENTS, watch=watch)
    shown = [part.strip() for part in terminal.getvalue().split("\r") if part.strip()]
    shares = [int(part.removeprefix("Analysing: ").removesuffix("%")) for part in shown]
    assert shares == sorted(shares)
    assert shares[-1] == 100
    assert terminal.getvalue().rsplit("\r", 2)[1].isspace()


def test_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr(output, "_AT_ONCE", -1.0)
    with output.watched("Analysing") as watch:
        assert watch is None
    assert stream.getvalue() == ""


def test_work_that_is_done_at_once_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with output.watched("Analysing") as watch:
        analyze(DOCUMENTS, watch=watch)
    assert terminal.getvalue() == ""
