"""The wording tables against the vocabularies: a term without words would be told badly."""

from __future__ import annotations

import pytest

from affidavit.model import vocabulary
from affidavit.model.claim import Speaker
from affidavit.model.fields import FIELDS
from affidavit.report import phrases
from affidavit.report.phrasefiles import COMPILED, compiled

SUMMARY = phrases.table("summary/summary")
SAID = phrases.table("phrases")


def test_compiled_wording_is_current():
    assert COMPILED.read_text("utf-8") == compiled(), "run: python -m affidavit.report.phrasefiles"


@pytest.mark.parametrize("name", ["fate", "money", "operations", "reputation"])
def test_every_term_has_a_clause_and_no_other_has(name):
    odd = {term.partition(" by ")[0] for term in SAID["clause"][name]} ^ vocabulary.terms(name).keys()
    assert not odd, f"report/phrases.toml, [clause.{name}]: {odd}"


@pytest.mark.parametrize("manner", ["stated", "suspected", "denied"])
def test_every_clause_can_be_said_in_every_manner(manner):
    for clauses in SAID["clause"].values():
        for pattern in clauses.values():
            assert "{" not in pattern.format(v="5", **phrases.verbs(manner))


def test_every_vector_has_words_in_the_summary():
    named = {event.get("value") for event in SUMMARY["event"] if event["field"] == "vector"}
    told = SUMMARY["entry"].keys() | SUMMARY["cause"].keys() | named
    untold = vocabulary.terms("vector").keys() - told
    assert not untold, f"report/summary/summary.toml, [entry] or [cause]: {untold}"


def test_every_sector_and_speaker_has_words():
    assert SUMMARY["sector"].keys() == vocabulary.terms("sector").keys()
    assert SAID["speaker"].keys() == {str(speaker) for speaker in Speaker}


def test_tables_name_only_what_there_is():
    assert set(SUMMARY["data"]["first"]) <= vocabulary.terms("data").keys()
    assert SUMMARY["asset"].keys() <= vocabulary.terms("asset").keys()
    assert SAID["say"].keys() - {"default", "date", "at_work"} <= FIELDS.keys()
    for event in SUMMARY["event"]:
        terms = vocabulary.terms(event["field"]) if FIELDS[event["field"]].vocabulary and "value" in event else {}
        assert not terms or event["value"] in terms


def test_responses_have_a_phase_that_the_report_shows():
    phases = {row["phase"] for row in vocabulary.terms("response").values()}
    assert phases == {"containment", "eradication", "recovery"}
