"""The public names: lazy, complete, and each the step of its name."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import affidavit

TEXT = "Northfield Dental said hackers stole the names and email addresses of about {},000 patients."
#: What must not be loaded before it is needed: each costs more than the import of everything else.
HEAVY = {
    "trafilatura", "typst", "rich", "typer", "lxml", "pypdfium2", "httpx", "yaml", "re2", "ahocorasick_rs", "pydantic",
    "concurrent.futures.process", "markdown_it", "charset_normalizer",
}  # fmt: skip


def documents(count: int) -> list[affidavit.Document]:
    return [affidavit.Document.of(TEXT.format(number), key=f"r{number}") for number in range(2, 2 + count)]


def loaded(code: str) -> set[str]:
    """The modules that are loaded after `code` ran in a new process."""
    script = f"import sys, json\n{code}\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(ran.stdout.splitlines()[-1]))


def test_the_import_costs_nothing() -> None:
    modules = loaded("import affidavit")
    assert {name for name in modules if name.startswith("affidavit")} == {"affidavit", "affidavit.version"}
    assert not modules & HEAVY


def test_an_analysis_loads_no_reader_and_no_renderer() -> None:
    modules = loaded("import affidavit; affidavit.analyze(affidavit.Document.of('Northfield Dental was hacked.'))")
    assert not modules & (HEAVY - {"re2", "ahocorasick_rs", "concurrent.futures.process"})


def test_all_names_are_there() -> None:
    assert sorted(affidavit.__all__) == affidavit.__all__
    assert all(getattr(affidavit, name) is not None for name in affidavit.__all__)
    assert set(affidavit.__all__) == set(affidavit._HOME)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = affidavit.nonsense


def test_the_verbs_stay_the_verbs() -> None:
    """A step and its package share a name; importing the package must not put it in the verb's place."""
    code = "import affidavit\naffidavit.analyze(affidavit.Document.of('x'))\nimport affidavit.read\n" + "\n".join(
        f"assert callable(affidavit.{verb}), '{verb}'"
        for verb in ("read", "extract", "merge", "advise", "analyze", "render")
    )
    loaded(code)
    from affidavit.extract.counts import counts

    assert counts.claims


def test_step_by_step_is_the_same_as_all_at_once() -> None:
    document = documents(1)[0]
    merged = affidavit.merge([affidavit.extract(document)])
    whole = affidavit.analyze(document)
    assert tuple(affidavit.advise(incident) for incident in merged.incidents) == whole.incidents
    assert affidavit.analyze([document]) == whole


def test_several_documents_become_one_analysis() -> None:
    analysis = affidavit.analyze(documents(3))
    assert len(analysis.documents) == 3


def test_no_documents_are_no_incident() -> None:
    analysis = affidavit.analyze([])
    assert (analysis.kind, analysis.documents, analysis.incidents) == ("not_incident", (), ())


@pytest.mark.parametrize("count", [0, 1, 16, 50])
def test_each_keeps_the_order_however_many_processes_work(count: int) -> None:
    given = documents(count)
    alone, shared = (list(affidavit.analyze_each(iter(given), jobs=jobs)) for jobs in (1, 2))
    assert [analysis.id for analysis in alone] == [document.key for document in given]
    assert alone == shared


def test_together_in_several_processes_is_the_same() -> None:
    given = documents(20)
    assert affidavit.analyze(given, jobs=2) == affidavit.analyze(given)


def test_each_holds_only_a_few_documents_at_a_time() -> None:
    taken = []
    stream = (taken.append(document.key) or document for document in documents(400))
    next(affidavit.analyze_each(stream, jobs=2))
    assert len(taken) < 200


def test_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format(9), "utf-8")
    assert [document.text for document in affidavit.read(tmp_path)] == [TEXT.format(9)]
    assert affidavit.read_bytes(TEXT.format(9).encode())[0].text == TEXT.format(9)
    outcomes = list(affidavit.read_all([tmp_path / "missing.txt", tmp_path / "a.txt"]))
    assert [type(outcome) for outcome in outcomes] == [affidavit.ReadError, affidavit.Document]
    with pytest.raises(affidavit.ReadError, match="cannot be opened") as caught:
        affidavit.read(tmp_path / "missing.txt")
    assert caught.value.where == str(tmp_path / "missing.txt")


def test_every_error_has_one_root() -> None:
    errors = [getattr(affidavit, name) for name in affidavit.__all__ if name.endswith("Error")]
    assert len(errors) == 8
    assert all(issubclass(error, affidavit.AffidavitError) for error in errors)
    assert str(affidavit.ReadError("is empty", "a.txt")) == "a.txt: is empty"


@pytest.mark.parametrize("work", [affidavit.analyze, lambda text: list(affidavit.analyze_each(text))])
def test_a_bare_text_is_no_document(work: Callable[[str], object]) -> None:
    with pytest.raises(affidavit.UsageError, match="takes documents, not str"):
        work(TEXT.format(1))


@pytest.mark.parametrize("day", ["yesterday", "2024-02-30", "2024-13", "20240917", "2024-W01-1", "", "17 May 2024"])
def test_a_date_that_is_none_is_refused(day: str) -> None:
    with pytest.raises(affidavit.UsageError, match="published is an ISO date"):
        affidavit.Document.of("A text.", published=day)


def test_an_unknown_format() -> None:
    with pytest.raises(affidavit.UsageError, match="no report format 'docx'; there are markdown, html"):
        affidavit.render(affidavit.analyze(documents(1)), "docx")
