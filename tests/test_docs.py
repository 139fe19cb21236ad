"""The documents: examples run, generated pages are current, links lead somewhere."""

from __future__ import annotations

import doctest
import importlib.util
import re
from pathlib import Path

import pytest

import affidavit

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
SCRIPT = ROOT / "bench" / "docs.py"


def generator():
    """bench/docs.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_generator", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = generator()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("path", [page for page in PAGES if blocks(page, "pycon")], ids=lambda path: path.name)
def test_examples_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = "\n".join(blocks(path, "pycon"))
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    test = doctest.DocTestParser().get_doctest(code, {}, path.name, str(path), 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=flags)
    assert runner.run(test, out=report.append).failed == 0, "".join(report)


def test_the_readme_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    for code in blocks(ROOT / "README.md", "python"):
        exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("69000 about 69,000 patients\n[(")


def test_the_page_of_fields_is_current() -> None:
    assert (ROOT / "docs" / "fields.md").read_text("utf-8") == GENERATOR.fields_page(), "run: make docs"


def test_the_data_dictionary_is_current() -> None:
    assert (ROOT / "docs" / "data-dictionary.md").read_text("utf-8") == GENERATOR.dictionary_page(), "run: make docs"


@pytest.mark.parametrize("path", [page for page in PAGES if blocks(page, "console")], ids=lambda path: path.name)
def test_shown_outputs_are_current(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == GENERATOR.with_outputs(text), "run: make docs"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)\)", path.read_text("utf-8"))
    missing = [target for target in targets if "://" not in target and not (path.parent / target).exists()]
    assert not missing


def test_every_public_name_is_documented() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    assert not [name for name in affidavit.__all__ if not re.search(rf"\b{name}\b", text)]


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from affidavit.cli.start import run

    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for command in ("analyze", "explain", "rules list", "rules test", "fields", "schema"):
        monkeypatch.setattr("sys.argv", ["affidavit", *command.split(), "--help"])
        run()
        options = re.findall(r"--[a-z-]+", capsys.readouterr().out.partition("Options:")[2])
        assert not [option for option in options if option not in text and option != "--help"]
