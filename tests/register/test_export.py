"""A register written as lines and taken in by another, on either store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from affidavit.errors import RegisterError, UsageError
from affidavit.register import Register, Why
from affidavit.register.export_read import Taken
from affidavit.registering import add, open_register
from tests.register.texts import FIRST, FOLLOW_UP, NOTHING, OTHER, REVISED

ALL = [FIRST, REVISED, FOLLOW_UP, OTHER, NOTHING]


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Register]:
    """A register on SQLite with versions, a merge that was undone, another that was not, and corrections."""
    with open_register(str(tmp_path / "source.db")) as made:
        outcomes = {one.name: one for one in add(made, ALL)}
        first, other = (outcomes[name].joined[0].incident for name in ("first", "other"))
        decided = made.merge(first, [other], Why("Ann", "the same practice"))
        made.undo(decided.number)
        made.correct(first, ("country", "CA", "stated"), Why("Ben", "the letter says so"))
        made.split(first, ["follow-up"], Why())
        made.save_search("large", "affected>1000")
        yield made


def lines(register: Register, ids: list[str] | None = None) -> list[bytes]:
    return [f"{line}\n".encode() for line in register.export(ids)]


def shown(register: Register) -> object:
    ids = list(register.ids())
    findings = {one.id: one.incidents for one in register.incidents(ids)}
    return ids, findings, {one: register.history(one) for one in ids}, register.reviews(), register.saved_searches()


def test_an_empty_register_becomes_the_same(source: Register, register: Register) -> None:
    taken = register.take(lines(source), "source.jsonl")
    assert (taken.documents, taken.incidents, taken.unproven) == (5, 3, 0)
    assert shown(register) == shown(source)
    assert sorted(lines(register)) == sorted(lines(source))


def test_a_second_time_adds_nothing(source: Register, register: Register) -> None:
    register.take(lines(source), "source.jsonl")
    before = lines(register)
    assert register.take(lines(source), "source.jsonl") == Taken()
    assert lines(register) == before


def test_decisions_can_be_undone_there(source: Register, register: Register) -> None:
    register.take(lines(source), "source.jsonl")
    split = max(event.decision or 0 for one in source.ids() for event in source.history(one))
    assert len(list(register.ids())) == 3
    register.undo(split)
    source.undo(split)
    assert [one.incidents for one in register.incidents(register.ids())] == [
        one.incidents for one in source.incidents(source.ids())
    ]


def test_new_decisions_get_numbers_of_their_own(source: Register, register: Register) -> None:
    register.take(lines(source), "source.jsonl")
    one = next(iter(register.ids()))
    assert register.correct(one, ("country", "FR", "stated"), Why()).number == 4


def test_what_is_there_stays_and_the_rest_is_added(source: Register, register: Register) -> None:
    list(add(register, [OTHER]))
    (known,) = register.ids()
    changed = register.history(known)
    taken = register.take(lines(source), "source.jsonl")
    assert (taken.documents, taken.incidents) == (4, 2)
    assert all(event in register.history(known) for event in changed)
    assert len(list(register.ids())) == 3


def test_what_was_learned_later_is_added_to_a_copy(source: Register, register: Register) -> None:
    register.take(lines(source), "source.jsonl")
    first = next(one for one in source.ids() if "Northfield" in source.incident(one).incidents[0].title)
    source.correct(first, ("actor", "Grey Heron", "suspected"), Why())
    assert register.take(lines(source), "source.jsonl").decisions == 1
    assert register.incident(first).incidents == source.incident(first).incidents


def test_a_part(source: Register, register: Register) -> None:
    other = next(one for one in source.ids() if "Brightwater" in source.incident(one).incidents[0].title)
    register.take(lines(source, [other]), "part.jsonl")
    assert list(register.ids()) == [other]
    assert register.incident(other).incidents == source.incident(other).incidents


def test_no_such_incident(source: Register) -> None:
    with pytest.raises(UsageError):
        lines(source, ["0000000"])


Change = Callable[[dict[str, dict[str, object]]], object]


def spoiled(source: Register, table: str, change: Change) -> list[bytes]:
    made = []
    for line in lines(source):
        row = json.loads(line)
        if table in row:
            change(row)
        made.append(json.dumps(row).encode())
    return made


def test_claims_that_nothing_proves_are_left_out(source: Register, register: Register) -> None:
    def forge(row: dict[str, dict[str, object]]) -> None:
        claims = row["telling"]["told"][5]  # type: ignore[index]
        for claim in claims:
            claim[6][0][3] = "words that stand nowhere"

    taken = register.take(spoiled(source, "telling", forge), "forged.jsonl")
    assert taken.unproven > 10
    assert all(
        not analysis.incidents[0].findings.get("affected") for analysis in register.incidents(register.ids())
    )  # fmt: skip


BAD: list[tuple[str, Change]] = [
    ("document", lambda row: row["document"].update(text="another text")),
    ("document", lambda row: row["document"].pop("kind")),
    ("document", lambda row: row["document"].update(places="[[null]]")),
    ("document", lambda row: row["document"].update(added="yesterday")),
    ("incident", lambda row: row["incident"].update(title=7)),
    ("telling", lambda row: row["telling"].update(told=[])),
    ("telling", lambda row: row["telling"].update(document="sha256:00")),
    ("membership", lambda row: row["membership"].update(incident="unheard")),
    ("decision", lambda row: row["decision"].update(field="colour")),
    ("change", lambda row: row["change"].update(after="{")),
    ("review", lambda row: row.update(nonsense={})),
    ("change", lambda row: row.update(alembic_version=row.pop("change"))),
]


@pytest.mark.parametrize(("table", "change"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_named_and_nothing_is_stored(
    source: Register, register: Register, table: str, change: Change
) -> None:
    given = spoiled(source, table, change)
    if table == "review":
        given.insert(-1, b'{"review": {}}')
    with pytest.raises(RegisterError, match=r"bad\.jsonl, line \d+: "):
        register.take(given, "bad.jsonl")
    assert list(register.ids()) == []


@pytest.mark.parametrize(
    ("cut", "what"),
    [
        (slice(-1), "was cut off"),
        (slice(1, 5), "line 1: is no row"),
        (slice(3), "was cut off"),
    ],
)
def test_a_file_that_was_cut_off_is_refused(source: Register, register: Register, cut: slice, what: str) -> None:
    with pytest.raises(RegisterError, match=what):
        register.take(lines(source)[cut], "cut.jsonl")
    assert list(register.ids()) == []


def test_a_file_with_another_count_of_rows_is_refused(source: Register, register: Register) -> None:
    first, second, *rest = lines(source)
    twice = [first, second, second, *rest]
    with pytest.raises(RegisterError, match=rf"had {len(rest)} rows, and {len(rest) + 1} are here"):
        register.take(twice, "more.jsonl")
    assert list(register.ids()) == []


@pytest.mark.parametrize("line", [b"{", b"[]", b'{"format": "affidavit-register/9"}', b"\xff"])
def test_another_format(register: Register, line: bytes) -> None:
    with pytest.raises(RegisterError, match="line 1"):
        register.take([line], "bad.jsonl")
