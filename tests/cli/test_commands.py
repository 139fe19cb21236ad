"""The other commands, and the help of all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from affidavit import __version__
from affidavit.cli.completion import field_keys
from affidavit.model.fields import FIELDS
from affidavit.model.schema import json_schema
from tests.cli.conftest import LETTER, Run, rows

COMMANDS = ["", "analyze", "explain", "fields", "schema", "rules", "rules list", "rules test", "stats", "similar"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_well(affidavit: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("TERMINAL_WIDTH", "80")
    ran = affidavit(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: affidavit {command}".rstrip())
    assert "..." not in ran.out.replace("[ARGS]...", "").replace("SOURCE...", "")  # no sentence is cut off
    assert not any(mark in ran.out for mark in ("[bold", "\x1b", "\b", "{{", "[["))
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_examples_in_the_help_stand_a_line_each(affidavit: Run) -> None:
    assert "\n      affidavit explain letter.pdf affected\n" in affidavit("--help").out


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version(affidavit: Run, option: str) -> None:
    assert affidavit(option).out == f"affidavit {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--nonsense"], ["analyze"], ["explain", "letter.txt"], ["rules", "x"]]
)
def test_wrong_usage(affidavit: Run, folder: Path, arguments: list[str]) -> None:
    ran = affidavit(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert (ran.err[:11], ran.err[-8:], ran.err.count("\n")) == ("affidavit: ", "--help)\n", 1)


@pytest.mark.parametrize(
    ("shell", "said"),
    [("bash", "_affidavit_completion()"), ("zsh", "#compdef"), ("fish", "complete --command")],
)
def test_completion(affidavit: Run, shell: str, said: str) -> None:
    assert said in affidavit("--show-completion", shell).out


def test_completion_knows_the_fields() -> None:
    assert field_keys("act") == ["actor", "action"]


def test_help_shows_no_escapes_and_that_sources_are_many(affidavit: Run) -> None:
    shown = affidavit("analyze", "--help").out
    assert "\\" not in shown
    assert "SOURCE..." in shown


def test_explain(affidavit: Run, folder: Path) -> None:
    ran = affidavit("explain", "letter.txt", "affected")
    assert (ran.code, ran.err) == (0, "")
    first, value, made, proof = ran.out.splitlines()
    assert first == "Incident: Northfield Dental: ransomware attack"
    assert value == "  affected: number 69000, unit people, bound about  [stated]"
    assert made.startswith("    said by ")
    assert "⟦about 69,000 patients⟧" in proof
    assert proof.endswith(f"(letter.txt, offset {LETTER.index('about')})")


def test_explain_what_is_denied_and_what_is_not_there(affidavit: Run, folder: Path) -> None:
    assert "[denied]" in affidavit("explain", "letter.txt", "data").out
    assert "contained: not reported" in affidavit("explain", "letter.txt", "contained").out


def test_explain_a_text_without_an_incident(affidavit: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("It rained all day.", "utf-8")
    ran = affidavit("explain", "a.txt", "data")
    assert ran.out == "No incident: nothing in the text tells of an incident.\n"


def test_explain_what_lost(affidavit: Run, folder: Path) -> None:
    for name, day, number in [("a", "2024-10-02", "69,000"), ("b", "2024-11-02", "90,000")]:
        row = {"id": name, "published": day, "text": f"Northfield Dental said hackers stole data of {number} patients."}
        (folder / f"{name}.jsonl").write_text(json.dumps(row), "utf-8")
    (folder / "both").mkdir()
    for name in "ab":
        (folder / f"{name}.jsonl").rename(folder / "both" / f"{name}.jsonl")
    out = affidavit("explain", "both", "affected").out
    assert "  affected: number 90000, unit people, bound exact  [stated]" in out
    assert "disagrees: number 69000, unit people, bound exact (lost: later report)" in out


@pytest.mark.parametrize("arguments", [["explain", "letter.txt"], ["fields"], ["rules", "list"]])
def test_unknown_field(affidavit: Run, folder: Path, arguments: list[str]) -> None:
    ran = affidavit(*arguments, "colour")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"affidavit: no field 'colour'; there are {', '.join(FIELDS)}\n"


@pytest.mark.parametrize("arguments", [["explain", "letter.txt"], ["fields"], ["rules", "list"]])
def test_a_mistyped_field(affidavit: Run, folder: Path, arguments: list[str]) -> None:
    ran = affidavit(*arguments, "affcted")
    assert (ran.code, ran.err) == (2, "affidavit: no field 'affcted'; did you mean affected?\n")


def test_a_field_that_no_rule_gives(affidavit: Run) -> None:
    ran = affidavit("rules", "list", "affected")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("affidavit: no rule gives affected")


def test_a_mistyped_command_is_suggested_once(affidavit: Run) -> None:
    assert affidavit("analyse", "letter.txt", "-v").err.count("Did you mean 'analyze'?") == 1


def test_what_cannot_be_imported(affidavit: Run, folder: Path) -> None:
    (folder / "empty.json").write_text("")
    ran = affidavit("import", "empty.json", "letter.txt")
    assert ran.code == 3
    assert ran.err.startswith("affidavit: empty.json: is empty\naffidavit: letter.txt: is in no format that can be")
    assert "stix" in ran.err


def test_sources_without_a_name(affidavit: Run, folder: Path) -> None:
    ran = affidavit("analyze", "", "http://")
    assert (ran.code, ran.err) == (
        3,
        "affidavit: cannot be opened: a source has an empty name\naffidavit: http://: names no host\n",
    )


def test_explain_a_missing_file(affidavit: Run, folder: Path) -> None:
    assert affidavit("explain", "missing.txt", "data").code == 3
    assert affidavit("explain", "letter.txt", "data", "--published", "soon").code == 2


def test_fields(affidavit: Run) -> None:
    lines = affidavit("fields").out.splitlines()
    assert [line.split()[0] for line in lines] == ["field", *FIELDS]
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("key", FIELDS)
def test_one_field(affidavit: Run, key: str) -> None:
    ran = affidavit("fields", key)
    assert ran.code == 0
    assert ran.out.startswith(f"{key}: {FIELDS[key].label} ({FIELDS[key].section}); holds ")


def test_the_terms_of_a_field(affidavit: Run) -> None:
    assert "\n  for_sale" in affidavit("fields", "fate").out


def test_schema(affidavit: Run) -> None:
    assert json.loads(affidavit("schema").out) == json_schema()


def test_rules_list(affidavit: Run) -> None:
    everything, fate = affidavit("rules", "list").out, affidavit("rules", "list", "fate").out
    assert len(everything.splitlines()) > len(fate.splitlines()) > 1
    assert all("fate:" in line for line in fate.splitlines())
    assert "mark: " in affidavit("rules", "list", "mark").out


GOOD = "- id: fate.new\n  gives: {fate: published}\n  any: [nailed to]\n  matches: ['It was ⟦nailed to⟧ a door.']\n"


def test_rules_test(affidavit: Run, folder: Path) -> None:
    (folder / "good.yaml").write_text(GOOD, "utf-8")
    ran = affidavit("rules", "test", folder)
    assert (ran.code, ran.out) == (0, "1 rules, 1 examples, 0 failed\n")


def test_a_rule_that_fails_its_examples(affidavit: Run, folder: Path) -> None:
    (folder / "a.yaml").write_text(GOOD + "  misses: [It was nailed to a wall.]\n", "utf-8")
    ran = affidavit("rules", "test", folder)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "a.yaml: fate.new: matches, and must not: It was nailed to a wall."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: [", "while parsing"),
        ("a: b", "a rule file is a list of rules"),
        ("", "a rule file is a list of rules"),
        ("- 3", "3: a rule is a mapping of its keys"),
        ("- id: a", "a: a rule needs gives, any, matches"),
        (GOOD + "  colour: red", "fate.new: unknown keys: colour"),
        (GOOD + "  where: '(a'", "fate.new: pattern does not compile: missing ): (a"),
        (GOOD + "  where: 3", "fate.new: where must be a text"),
        (GOOD + "  status: sure", "fate.new: status must be one of stated,"),
        (GOOD + "  confidence: 7", "fate.new: confidence must be a number from 0 to 1"),
        (GOOD + "  cased: maybe", "fate.new: cased must be true or false"),
        (GOOD.replace("{fate: published}", "fate"), "fate.new: gives must be a mapping"),
        (GOOD.replace("fate: published", "luck: bad"), "fate.new: gives: there is no field 'luck'"),
        (GOOD.replace("published", "eaten"), "fate.new: gives: 'eaten' is no term of model/vocabulary/fate.tsv"),
        (GOOD.replace("[nailed to]", "[]"), "fate.new: any must be a text or a list of texts, not empty"),
        (GOOD + GOOD, "fate.new: two rules have the id fate.new"),
    ],
)
def test_a_broken_rule_file(affidavit: Run, folder: Path, text: str, said: str) -> None:
    (folder / "a.yaml").write_text(text, "utf-8")
    ran = affidavit("rules", "test", folder)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"affidavit: a.yaml: {said}")
    assert ran.err.count("\n") == 1


def test_no_rules(affidavit: Run, folder: Path) -> None:
    for place in (folder, folder / "missing"):
        assert affidavit("rules", "test", place).code == 2
    (folder / "a.yaml").write_bytes(b"\xff\xfe")
    assert "a.yaml: cannot be read" in affidavit("rules", "test", folder).err


def test_rows_helper_makes_incidents(affidavit: Run, folder: Path) -> None:
    assert affidavit("explain", rows(folder / "r.jsonl", "a"), "affected").out.startswith(
        "Incident: Brightwater Energy"
    )


def test_a_format_that_is_none_is_told_with_all_that_are(affidavit: Run) -> None:
    assert "parquet, register, stix" in affidavit("export", "--to", "nope", "x.txt").err
