"""Every entry of the playbook against its own examples, its references and its compiled form."""

from __future__ import annotations

import re

import pytest

from affidavit.advise.advice import called, spoken
from affidavit.advise.facts import Facts
from affidavit.advise.playbook import playbook
from affidavit.advise.playbookfiles import COMPILED, WrittenEntry, compiled, read_entries
from affidavit.advise.references import table
from affidavit.model.value import Advice
from tests.advise.findings import incident

ENTRIES = read_entries()
BOOK = playbook()


def said(entry: WrittenEntry, example: dict) -> str | None:
    """What the entry alone says of an example."""
    facts = Facts(incident(example))
    for call in called(BOOK, facts):
        if call.entry.id == entry.row["id"] and (found := spoken(call, facts, BOOK)):
            assert isinstance(found.value, Advice)
            return found.value.text
    return None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.row["id"])
def test_examples(entry: WrittenEntry) -> None:
    for example in entry.fires:
        text = said(entry, example)
        assert text, f"does not fire: {example}"
        assert not re.search(r"[{}]|  |\.\.| ,|None", text), text
        assert re.match(r"[A-Z0-9].*\.$", text), text
    for example in entry.misses:
        assert said(entry, example) is None, f"fires: {example}"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.row["id"])
def test_mitigations_are_those_of_the_techniques(entry: WrittenEntry) -> None:
    for framework, mitigation in entry.row["references"]:
        if framework == "ATT&CK":
            listed = set(table("attack")[mitigation][-1].split())
            assert listed & set(entry.mitigates), f"{mitigation} mitigates none of {entry.mitigates}"


def test_compiled_playbook_is_current() -> None:
    stored = {path.stem: path.read_text("utf-8") for path in COMPILED.glob("*.json")}
    assert stored == compiled(), "run: python -m affidavit.advise.playbookfiles"


def test_recommendations_ask_and_duties_do_not_command() -> None:
    for entry in ENTRIES:
        texts = [saying["say"] for saying in entry.row["text"]]
        if entry.row["field"] == "duty":
            assert all(re.search(r"\bmay (apply|be due)\b", text) for text in texts), entry.where
        if entry.row["field"] == "recommendation":
            assert all(re.match(r"[A-Z][a-z]+ ", text) for text in texts), entry.where
        if entry.row["field"] == "lesson":
            assert all(", which shows " in text for text in texts), entry.where
