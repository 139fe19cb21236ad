"""What the playbook asks for is not asked where a text tells that it has been done, whatever the wording."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from affidavit.advise.advice import called
from affidavit.advise.facts import Facts
from affidavit.advise.playbook import playbook
from affidavit.model.document import Document
from affidavit.pipeline import analyze

TOLD = yaml.safe_load(Path(__file__).with_name("done.yaml").read_text("utf-8"))
DONE = [(entry, one["calls"], done) for entry, one in TOLD.items() for done in one["done"]]


def asked(text: str) -> set[str]:
    found = analyze(Document.of(text, published="2024-05-14")).incidents[0]
    return {call.entry.id for call in called(playbook(), Facts(found))}


@pytest.mark.parametrize("entry", TOLD)
def test_called_for(entry: str) -> None:
    assert entry in asked(TOLD[entry]["calls"])


@pytest.mark.parametrize(("entry", "text", "done"), DONE, ids=[f"{entry}: {done}" for entry, _, done in DONE])
def test_done(entry: str, text: str, done: str) -> None:
    assert entry not in asked(f"{text} {done}")
