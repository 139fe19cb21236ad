"""What a playbook file must say, and how it is told what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from affidavit.advise.playbookfiles import read_entries
from affidavit.errors import RuleError

GOOD = """
- id: theme.one
  field: recommendation
  priority: high
  when: {all: [{vector: phishing}]}
  text: Train the staff
  references: [NIST CSF 2.0 PR.AT-01]
  examples: {fires: [{vector: phishing}], misses: [{vector: insider}]}
"""


def read(folder: Path, text: str) -> None:
    (folder / "theme.yaml").write_text(text, "utf-8")
    read_entries(folder)


def test_a_good_entry(tmp_path: Path) -> None:
    read(tmp_path, GOOD)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("field: recommendation", "field: vector", "no field of advice: vector"),
        ("priority: high", "priority: urgent", "no priority: urgent"),
        ("vector: phishing}]}\n  text", "vector: fishing}]}\n  text", "the vocabulary vector has no term fishing"),
        ("{all: [{vector: phishing}]}", "{all: [{colour: red}]}", "no condition: {'colour': 'red'}"),
        ("{all: [{vector: phishing}]}", "{vector: phishing}", "when holds all, any and none"),
        ("{all: [{vector: phishing}]}", "{all: [{data: group gold}]}", "no group of data: gold"),
        ("{all: [{vector: phishing}]}", "{all: [{vector: phishing, status: sure}]}", "no status: sure"),
        ("{all: [{vector: phishing}]}", "{all: [{days_between: started ended}]}", "days_between takes two dates"),
        ("PR.AT-01", "PR.AT-99", "no table has the reference NIST CSF 2.0 PR.AT-99"),
        ("text: Train the staff", "text: [{say: Train}]", "an alternative text is a text, or has if and say"),
        ("  text: Train the staff\n", "", "an entry needs text"),
        ("priority: high", "priority: high\n  colour: red", "unknown keys: colour"),
        ("priority: high", "priority: high\n  replaces: [theme.two]", "replaces what is no entry: theme.two"),
        (", misses: [{vector: insider}]", "", "an entry needs examples"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as error:
        read(tmp_path, GOOD.replace(old, new))
    assert message in str(error.value)
    assert error.value.where == "theme.yaml: theme.one"


def test_two_entries_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="two entries have this id"):
        read(tmp_path, GOOD + GOOD)


@pytest.mark.parametrize("text", ["a: b", "- [", "just text"])
def test_a_file_that_is_no_list_of_entries(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError, match="theme"):
        read(tmp_path, text)
