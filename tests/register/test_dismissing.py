"""What a person says to be no incident is kept, left out wherever nobody asks for it, and can come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from affidavit.errors import UsageError
from affidavit.register import Register, SearchOptions, Why
from affidavit.register.search import parsed
from affidavit.register.stats import Asked
from affidavit.registering import add, open_register, prepare
from tests.cli.conftest import Run
from tests.register.texts import FIRST, FOLLOW_UP, OTHER

WHY = Why("ana", "a drill")


@pytest.fixture
def two(register: Register) -> tuple[str, str]:
    first, _, other = add(register, [FIRST, FOLLOW_UP, OTHER])
    return first.joined[0].incident, other.joined[0].incident


def listed(register: Register, query: str = "") -> set[str]:
    return set(register.search(query, SearchOptions()).ids)


def test_it_is_left_out_until_it_is_asked_for(register: Register, two: tuple[str, str]) -> None:
    one, other = two
    decided = register.dismiss(one, WHY)
    assert set(register.ids()) == listed(register) == {other}
    assert listed(register, "northfield") == set()
    assert listed(register, "kind:dismissed") == {one}
    assert listed(register, "northfield kind:dismissed") == {one}
    assert listed(register, "kind:dismissed OR kind:incident") == {one, other}
    assert listed(register, "-kind:dismissed") == {other}
    assert register.stats(Asked(("sector",))).total == 1
    assert register.stats(Asked(("sector",), where=parsed("kind:dismissed"))).total == 1
    assert register.exposures(["Northfield Dental"])[0].hits == []
    (summary,) = register.summaries([one])
    assert (summary.told_by, summary.what) == (2, "ransomware attack (dismissed)")
    register.undo(decided.number)
    assert listed(register) == {one, other}
    assert listed(register, "kind:dismissed") == set()


def test_it_is_kept_with_its_history(register: Register, two: tuple[str, str]) -> None:
    register.dismiss(two[0], WHY)
    whole = register.incident(two[0])
    assert whole.incidents[0].values("affected")
    assert "dismissed" in whole.notes[0]
    assert "a drill" in whole.notes[0]
    assert [event.words for event in register.history(two[0])][-1] == "decision 1 by ana: dismiss, because a drill"
    with pytest.raises(UsageError, match="already"):
        register.dismiss(two[0], WHY)


def test_it_stays_dismissed_when_its_documents_are_read_anew(register: Register, two: tuple[str, str]) -> None:
    register.dismiss(two[0], WHY)
    register.reread(prepare(FIRST))
    assert listed(register) == {two[1]}


def test_another_register_takes_it_in_as_dismissed(
    register: Register, two: tuple[str, str], affidavit: Run, tmp_path: Path
) -> None:
    register.dismiss(two[0], WHY)
    lines = [line.encode() for line in register.export()]
    copy = str(tmp_path / "copy.db")
    with open_register(copy) as other:
        other.take(lines, "all.jsonl")
        assert listed(other) == {two[1]}
        assert listed(other, "kind:dismissed") == {two[0]}


def test_the_command(affidavit: Run, address: str, two: tuple[str, str]) -> None:
    ran = affidavit("dismiss", two[0], "--because", "a drill", "-r", address)
    assert "affidavit undo 1 takes it back" in ran.out
    assert two[0][:8] not in affidavit("list", "-r", address).out
    assert "(dismissed)" in affidavit("list", "kind:dismissed", "-r", address).out
    assert "because a drill" in affidavit("show", two[0], "-r", address).out
