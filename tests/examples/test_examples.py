"""Every example against its truth: what is found must be what stands in golden/, but for the known defects."""

from __future__ import annotations

import difflib

import pytest

from affidavit.model.claim import Claim
from affidavit.model.incident import Finding
from tests.examples.files import FOLDER, NAMES, analysis, documents
from tests.examples.golden import (
    GOLDEN,
    REPORTS,
    Row,
    aligned,
    differences,
    finding_row,
    golden,
    known,
    labelled,
    report,
    row,
)

_NOT_READ = {"golden", "set-as"}
AGAIN = "if the new output is right, run: python -m tests.examples.golden"


@pytest.mark.parametrize("name", NAMES)
def test_truth(name: str) -> None:
    found, expected = differences(golden(name), row(analysis(name))), known()[name]
    new = [f"  {sort}: {line}" for sort, line in sorted(found - expected)]
    mended = [f"  {sort}: {line}" for sort, line in sorted(expected - found)]
    assert not new, "\n".join([f"{name} differs from its truth ({AGAIN}):", *new])
    assert not mended, "\n".join([f"{name}: mended, take these lines out of golden/known.md:", *mended])


@pytest.mark.parametrize("name", NAMES)
def test_notes_and_documents(name: str) -> None:
    truth, found = golden(name), row(analysis(name))
    assert found["documents"] == truth["documents"], AGAIN
    assert found.get("notes") == truth.get("notes"), AGAIN


@pytest.mark.parametrize("name", NAMES)
def test_quotes(name: str) -> None:
    """Each quote of the truth stands in a document, and where it is a proof in the sentence of one that was found."""
    text = "\n".join(document.text for document in documents(name))
    truth = golden(name)
    found = dict(zip(aligned(truth, row(analysis(name)))["labels"], analysis(name).incidents, strict=True))
    for label, incident in labelled(truth):
        for key, findings in incident.items():
            for wanted in findings:
                assert wanted["quote"] in text, f"{key}: {wanted['quote']!r} stands in no document"
                same = [f for f in found[label].all(key) if _same(f, wanted)] if label in found else []
                proofs = [_sentence(name, claim) for f in same for claim in (f.claim, *f.agree)]
                assert not proofs or any(wanted["quote"] in proof for proof in proofs), f"{key}: {wanted['quote']!r}"


def _same(finding: Finding, wanted: Row) -> bool:
    return {**finding_row(finding), "quote": ""} == {**wanted, "quote": ""}


def _sentence(name: str, claim: Claim) -> str:
    evidence = claim.evidence[0]
    return evidence.sentence.of(analysis(name).document(evidence.document).text)


@pytest.mark.parametrize("name", REPORTS)
def test_report(name: str) -> None:
    wanted, found = (GOLDEN / f"{name}.md").read_text("utf-8"), report(name)
    changes = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "golden", "found", lineterm="", n=1)
    assert wanted == found, "\n".join([AGAIN, *changes])


@pytest.mark.parametrize(("name", "source"), [("breach-letter", "breach-letter.txt"), ("filing-8k", "filing-8k.txt")])
def test_made_files_are_current(name: str, source: str) -> None:
    written = (FOLDER / "set-as" / source).read_text("utf-8").replace("'", "\u2019").split()
    made = documents(name)[0].text.replace("'", "\u2019").split()
    assert made == written, "run: python -m tests.examples.files"


def test_every_file_is_an_example() -> None:
    used = {document.origin for name in NAMES for document in documents(name)}
    files = {path.relative_to(FOLDER.parent) for path in FOLDER.rglob("*.*") if path.parent.name not in _NOT_READ}
    assert {str(path) for path in files} - used == {"examples/index.yaml"}
