"""What people decide wins, stays when documents are read anew, and can be taken back."""

from __future__ import annotations

import pytest

from affidavit.errors import UsageError
from affidavit.model.claim import Speaker
from affidavit.model.value import Count
from affidavit.register import Register, Why
from affidavit.registering import add, prepare
from affidavit.report import report
from tests.register.programs import assert_whole
from tests.register.texts import FIRST, FOLLOW_UP, NOTHING, OTHER

WHY = Why("ana", "a letter to the regulator")


@pytest.fixture
def two(register: Register) -> tuple[str, str]:
    """Two incidents, the first of two documents."""
    first, _, other = add(register, [FIRST, FOLLOW_UP, OTHER])
    return first.joined[0].incident, other.joined[0].incident


def keys(register: Register, incident: str) -> set[str | None]:
    return {document.key for document in register.incident(incident).documents}


def test_merging_and_taking_it_back(register: Register, two: tuple[str, str]) -> None:
    one, other = two
    decided = register.merge(one, [other], WHY)
    assert list(register.ids()) == [one]
    assert keys(register, one) == {"first", "follow-up", "other"}
    assert register.incident(other).id == one  # the id that was taken in still leads there
    register.undo(decided.number)
    assert set(register.ids()) == {one, other}
    assert keys(register, one) == {"first", "follow-up"}
    assert keys(register, other) == {"other"}
    with pytest.raises(UsageError, match="undone already"):
        register.undo(decided.number)


def test_documents_come_where_they_belong_after_a_decision(register: Register) -> None:
    first, other = (one.joined[0].incident for one in add(register, [FIRST, OTHER]))
    register.undo(register.merge(first, [other], WHY).number)
    (joined,) = register.add(prepare(FOLLOW_UP)).joined
    assert joined.incident == first
    assert (keys(register, first), keys(register, other)) == ({"first", "follow-up"}, {"other"})
    assert_whole(register)


def test_merging_with_itself_is_refused(register: Register, two: tuple[str, str]) -> None:
    with pytest.raises(UsageError, match="with itself"):
        register.merge(two[0], [two[0]], WHY)


def test_splitting_and_taking_it_back(register: Register, two: tuple[str, str]) -> None:
    decided = register.split(two[0], ["follow-up"], WHY)
    (new,) = set(decided.incidents) - {two[0]}
    assert (keys(register, two[0]), keys(register, new)) == ({"first"}, {"follow-up"})
    register.undo(decided.number)
    assert keys(register, two[0]) == {"first", "follow-up"}
    assert set(register.ids()) == set(two)
    with pytest.raises(UsageError, match="nothing would be left"):
        register.split(two[1], ["other"], WHY)
    with pytest.raises(UsageError, match="tell nothing"):
        register.split(two[0], ["other"], WHY)


def test_linking_and_unlinking(register: Register, two: tuple[str, str]) -> None:
    register.link("follow-up", two[1], WHY)
    assert keys(register, two[1]) == {"other", "follow-up"}
    register.unlink("follow-up", two[1], WHY)
    assert keys(register, two[1]) == {"other"}
    assert len(list(register.ids())) == 3
    with pytest.raises(UsageError, match="already"):
        register.link("other", two[1], WHY)
    with pytest.raises(UsageError, match="no document"):
        register.link("nowhere", two[1], WHY)


def test_what_tells_of_nothing_cannot_be_linked(register: Register, two: tuple[str, str]) -> None:
    list(add(register, [NOTHING]))
    with pytest.raises(UsageError, match="tells of no incident"):
        register.link("nothing", two[1], WHY)


def test_a_correction_wins_and_survives_reading_anew(register: Register, two: tuple[str, str]) -> None:
    decided = register.correct(two[0], ("affected", Count(71_113, "people"), "stated"), WHY)
    register.reread(prepare(FIRST))
    whole = register.incident(two[0])
    found = whole.incidents[0].first("affected")
    assert found is not None
    assert (found.value, found.speaker) == (Count(71_113, "people"), Speaker.ANALYST)
    evidence = found.evidence[0]
    text = whole.document(evidence.document).text
    assert text[evidence.start : evidence.end] == evidence.quote
    assert "a letter to the regulator" in text
    register.undo(decided.number)
    assert register.incident(two[0]).incidents[0].values("affected") == [Count(69_000, "people")]


def test_a_later_correction_replaces_the_earlier(register: Register, two: tuple[str, str]) -> None:
    for count in (70_000, 71_000):
        register.correct(two[0], ("affected", Count(count, "people"), "stated"), WHY)
    assert register.incident(two[0]).incidents[0].values("affected")[0] == Count(71_000, "people")


def test_a_value_can_be_rejected_and_added(register: Register, two: tuple[str, str]) -> None:
    register.correct(two[0], ("data", "Names", "rejected"), WHY)
    register.correct(two[0], ("data", "Passwords", "suspected"), WHY)
    values = register.incident(two[0]).incidents[0].values("data")
    assert "Names" not in values
    assert "Passwords" in values
    with pytest.raises(UsageError, match="withheld"):
        register.correct(two[0], ("data", None, "stated"), WHY)


def test_history_tells_of_all_of_it(register: Register, two: tuple[str, str]) -> None:
    decided = register.correct(two[0], ("affected", Count(71_113, "people"), "stated"), WHY)
    register.undo(decided.number)
    events = register.history(two[0])
    assert [event.what for event in events if event.field in {None, "affected"}] == [
        "opened", "joined", "decided", "changed", "undone", "changed"
    ]  # fmt: skip
    changed = next(event for event in events if event.field == "affected")
    assert changed.decision == decided.number
    assert changed.before is not None
    assert changed.after is not None
    assert [held[0]["number"] for held in (changed.before[0], changed.after[0])] == [69_000, 71_113]
    assert register.diff(two[0], None, None)[0][0] == "affected"


def test_a_report_counts_decisions_apart_from_documents(register: Register, two: tuple[str, str]) -> None:
    assert report(register.incident(two[0])).subtitle == "Incident report, drawn from 2 documents"
    register.correct(two[0], ("affected", Count(71_113, "people"), "stated"), WHY)
    assert report(register.incident(two[0])).subtitle == "Incident report, drawn from 2 documents and one decision"
    register.correct(two[1], ("data", "Passwords", "suspected"), WHY)
    register.correct(two[1], ("data", "Names", "suspected"), WHY)
    assert report(register.incident(two[1])).subtitle == "Incident report, drawn from one document and 2 decisions"


def test_history_tells_corrections_in_words(register: Register, two: tuple[str, str]) -> None:
    register.correct(two[0], ("affected", Count(71_113, "people"), "suspected"), Why())
    register.correct(two[0], ("affected", None, "withheld"), Why())
    told = [event.words for event in register.history(two[0]) if event.what == "decided"]
    assert told == ["decision 1: affected is 71,113 people (suspected)", "decision 2: affected is not disclosed"]


def test_what_is_decided_to_be_denied_or_not_disclosed_is_asserted_by_nobody(
    register: Register, two: tuple[str, str]
) -> None:
    register.correct(two[0], ("data", "Names", "denied"), WHY)
    register.correct(two[0], ("affected", None, "withheld"), WHY)
    whole = register.incident(two[0])
    held = whole.incidents[0]
    assert [f.status for f in held.all("data") if f.value == "Names"] == ["denied"]
    assert "Email addresses" in held.values("data")
    assert [(f.value, f.status, f.speaker) for f in held.all("affected")] == [(None, "withheld", Speaker.ANALYST)]
    assert report(whole).subtitle == "Incident report, drawn from 2 documents and 2 decisions"
