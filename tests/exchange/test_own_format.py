"""A format of a further package, as docs/exchange.md shows it: its own words are installed here, and used by name."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from affidavit.errors import ExchangeError
from affidavit.exchange import ExportOptions, export, import_content
from affidavit.exchange.formats import EXPORTERS, Content, names
from affidavit.model.record import Record
from affidavit.pipeline import analyze_records
from tests.examples.files import analysis

PAGE = (Path(__file__).parents[2] / "docs" / "exchange.md").read_text("utf-8").partition("## A format of your own")[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page's package, as an installer leaves it."""
    project = tomllib.loads(_block("toml"))["project"]
    (tmp_path / "affidavit_lines.py").write_text(_block("python"), "utf-8")
    about = tmp_path / "affidavit_lines-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = project["entry-points"].items()
    lines = [f"[{group}]\n" + "".join(f"{n} = {v}\n" for n, v in points.items()) for group, points in groups]
    (about / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield
    sys.modules.pop("affidavit_lines", None)


def _block(language: str) -> str:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.mark.usefixtures("installed")
def test_it_is_found_and_goes_both_ways() -> None:
    assert "lines" in names(EXPORTERS)
    given = analysis("breach-letter")
    data = export(given, "lines", ExportOptions())
    records = list(import_content(Content("x.tsv", data)))
    assert all(isinstance(record, Record) for record in records)
    back, first = analyze_records(records).incidents[0], given.incidents[0]
    assert back.values("organization") == first.values("organization")
    assert [f.claim.evidence[0].quote for f in back.all("data")] == [
        " ".join(f.claim.evidence[0].quote.split()) for f in first.all("data") if f.status == "stated"
    ]


@pytest.mark.usefixtures("installed")
def test_bad_lines_are_errors_in_their_place() -> None:
    data = b"title\tfield\tvalue\tquote\nA\torganization\tNorthfield\tNorthfield\nA\tdisclosed\tsoon\tsoon\nno\n"
    found = list(import_content(Content("x.tsv", data), "lines"))
    assert [str(one) for one in found if isinstance(one, ExchangeError)] == [
        "x.tsv: line 3 is no statement",
        "x.tsv: line 4 is no statement",
    ]
    assert len(found) == 3
