"""Taking documents in: linked, versioned, known again, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from affidavit.errors import RegisterError, UsageError
from affidavit.model.value import Count
from affidavit.register import Register
from affidavit.register.prepared import packed, unpacked
from affidavit.registering import add, open_register, prepare
from tests.register.texts import FIRST, FOLLOW_UP, NOTHING, OTHER, REVISED


def affected(register: Register, incident: str) -> list[object]:
    return register.incident(incident).incidents[0].values("affected")


def test_documents_on_one_incident_join_it(register: Register) -> None:
    first, second, third = add(register, [FIRST, FOLLOW_UP, OTHER])
    assert [one.what for one in (first, second, third)] == ["new"] * 3
    assert first.joined[0].opened
    assert not second.joined[0].opened
    assert second.joined[0].because
    assert second.joined[0].incident == first.joined[0].incident
    assert third.joined[0].opened
    assert list(register.ids()) == [third.joined[0].incident, first.joined[0].incident]
    whole = register.incident(first.joined[0].incident[:6])
    assert {document.key for document in whole.documents} == {"first", "follow-up"}
    assert set(whole.incidents[0].values("data")) == {"Names", "Email addresses", "Social security numbers"}


def test_a_known_document_is_passed_over(register: Register) -> None:
    (first,) = add(register, [FIRST])
    (again,) = add(register, [replace(FIRST, origin="https://mirror.example/northfield")])
    assert again.what == "known"
    assert again.joined[0].incident == first.joined[0].incident
    assert len(list(register.ids())) == 1


def test_a_document_without_incident_is_kept_and_opens_none(register: Register) -> None:
    (outcome,) = add(register, [NOTHING])
    assert (outcome.what, outcome.kind, outcome.joined) == ("new", "not_incident", ())
    assert outcome.reason
    assert register.knows(NOTHING)
    assert list(register.ids()) == []


def test_a_changed_page_is_a_new_version(register: Register) -> None:
    (first,) = add(register, [FIRST])
    incident = first.joined[0].incident
    assert affected(register, incident) == [Count(69_000, "people")]
    (second,) = add(register, [REVISED])
    assert second.what == "new version"
    assert second.joined[0].incident == incident
    assert affected(register, incident) == [Count(2_500_000, "people")]
    assert [document.key for document in register.incident(incident).documents] == ["revised"]
    (back,) = add(register, [FIRST])
    assert back.what == "new version"
    assert affected(register, incident) == [Count(69_000, "people")]


def test_it_can_be_seen_as_it_was(register: Register) -> None:
    (first,) = add(register, [FIRST])
    incident = first.joined[0].incident
    before = register.history(incident)[0].at
    list(add(register, [REVISED]))
    then = register.incident(incident, before).incidents[0]
    assert then.values("affected") == [Count(69_000, "people")]
    with pytest.raises(UsageError, match="as of 2001"):
        register.incident(incident, "2001-01-01T00:00:00.000000Z")


def test_reading_anew_is_idempotent(register: Register) -> None:
    (first,) = add(register, [FIRST])
    assert not register.reread(prepare(FIRST)).changed
    whole, parts = prepare(FIRST), []
    for part in whole.parts:
        telling = unpacked(part.packed)
        telling.claims = [claim for claim in telling.claims if claim.field != "affected"]
        parts.append(replace(part, packed=packed(telling)))
    changed = register.reread(replace(whole, parts=tuple(parts)))
    assert changed.changed
    assert changed.incidents == (first.joined[0].incident,)
    assert affected(register, first.joined[0].incident) == []
    assert register.reread(prepare(FIRST)).changed
    assert affected(register, first.joined[0].incident) == [Count(69_000, "people")]


def test_what_fails_halfway_leaves_nothing(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    from affidavit.register import intake

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(intake, "store_telling", fail)
    with pytest.raises(RuntimeError):
        register.add(prepare(FIRST))
    monkeypatch.undo()
    assert not register.knows(FIRST)
    assert list(register.ids()) == []
    assert next(add(register, [FIRST])).what == "new"


@pytest.mark.parametrize("wanted", ["ffff", "no such id", ""])
def test_an_unknown_id_is_named(register: Register, wanted: str) -> None:
    with pytest.raises(UsageError, match="no incident has the id"):
        register.incident(wanted)


def test_a_page_that_no_longer_says_when_it_was_published_keeps_its_day(register: Register) -> None:
    list(add(register, [FIRST]))
    undated = replace(REVISED, published=None)
    (second,) = add(register, [undated])
    assert second.what == "new version"
    (document,) = register.incident(second.joined[0].incident).documents
    assert (document.id, document.published) == (REVISED.id, FIRST.published)


def test_one_that_cannot_be_stored_keeps_none_before_it_from_being_stored(register: Register) -> None:
    bad = prepare(FOLLOW_UP)
    bad = replace(bad, document=replace(bad.document, text="\0"))
    told = []
    with pytest.raises(RegisterError, match="NUL"):
        told.extend(register.add_all([prepare(FIRST), bad, prepare(OTHER)]))
    assert register.known([FIRST, FOLLOW_UP, OTHER]) == {FIRST.id}
    assert [one.what for one in register.add_all([prepare(FIRST), prepare(OTHER)])] == ["known", "new"]


def test_stored_at_once_they_are_what_they_are_one_by_one(register: Register, reopened: Callable[[], Register]) -> None:
    outcomes = list(register.add_all([prepare(one) for one in (FIRST, FOLLOW_UP, OTHER)]))
    assert [one.joined[0].opened for one in outcomes] == [True, False, True]
    with reopened() as again:
        assert again.known([FIRST, FOLLOW_UP, OTHER]) == {FIRST.id, FOLLOW_UP.id, OTHER.id}


def test_a_file_that_was_written_knows_what_it_holds_to_plan_searches_by(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with open_register(str(path)) as register:
        list(add(register, [FIRST, OTHER]))
    with closing(sqlite3.connect(path)) as file:
        ((sample,),) = file.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'incident' LIMIT 1").fetchall()
    assert sample.split()[0] == "2"
