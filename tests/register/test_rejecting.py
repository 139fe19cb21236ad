"""A value that is rejected goes with all that was read of the same statement; other statements then hold, or none."""

from __future__ import annotations

import pytest

from affidavit.errors import UsageError
from affidavit.model.document import Document
from affidavit.model.value import Count
from affidavit.register import Register, Why
from affidavit.registering import add
from tests.cli.conftest import Run
from tests.register.texts import FIRST

TWICE = Document.of(
    "Larkfield Stores says 52,000 customers hit by hackers\n"
    "Larkfield Stores said on 2 October 2024 that hackers stole the names of 52,000 customers and 310 employees in an "
    "attack on 3 September 2024.",
    published="2024-10-02", origin="https://news.example/larkfield", key="twice", title="Larkfield Stores is hit",
)  # fmt: skip
LATER = Document.of(
    "Larkfield Stores: 61,500 customers affected by September's hack\n"
    "Larkfield Stores said that hackers stole the names of 61,500 customers in the attack on 3 September 2024, and "
    "not of 52,000 as it had said in October.",
    published="2024-11-09", origin="https://paper.example/larkfield", key="later", title="Larkfield Stores counts anew",
)  # fmt: skip


def test_what_stems_from_the_same_statement_goes_along(register: Register) -> None:
    (told,) = add(register, [TWICE])
    incident = told.joined[0].incident
    register.correct(incident, ("affected", Count(52_000, "people"), "rejected"), Why())
    assert register.incident(incident).incidents[0].all("affected") == ()  # and not 310 in its place


def test_another_statement_holds_then(register: Register) -> None:
    told = list(add(register, [TWICE, LATER]))
    incident = told[1].joined[0].incident
    assert not told[1].joined[0].opened
    assert register.incident(incident).incidents[0].values("affected") == [Count(61_500, "people")]
    register.correct(incident, ("affected", Count(61_500, "people", "about"), "rejected"), Why())
    (held,) = register.incident(incident).incidents[0].all("affected")
    assert held.value == Count(52_000, "people")
    assert {e.document for e in held.evidence} == {TWICE.id}


def test_of_many_values_the_others_stay(register: Register) -> None:
    (told,) = add(register, [FIRST])
    incident = told.joined[0].incident
    before = register.incident(incident).incidents[0].values("data")
    register.correct(incident, ("data", "Names", "rejected"), Why())
    assert register.incident(incident).incidents[0].values("data") == [one for one in before if one != "Names"]


def test_a_value_that_nobody_says_is_refused(register: Register) -> None:
    (told,) = add(register, [FIRST])
    with pytest.raises(UsageError, match="said is 69,000 people"):
        register.correct(told.joined[0].incident, ("affected", Count(7, "people"), "rejected"), Why())


def test_the_command_says_what_holds_now(affidavit: Run, address: str, register: Register) -> None:
    incident = next(iter(add(register, [TWICE]))).joined[0].incident
    next(iter(add(register, [LATER])))
    told = affidavit("correct", incident, "affected", "--not", "61,500 people", "-r", address)
    assert told.out.splitlines()[1] == "affected: 52,000 people, by twice: \u201c52,000 customers\u201d"
    told = affidavit("correct", incident, "affected", "--not", "52,000 people", "-r", address)
    assert told.out.splitlines()[1] == "affected: not known now; nothing else is told of it"
    assert "affected is not 52,000 people" in affidavit("history", incident, "-r", address).out
    assert affidavit("correct", incident, "affected", "7", "--not", "8", "-r", address).code == 2


def test_documents_are_named_by_title_too(register: Register) -> None:
    told = list(add(register, [TWICE, LATER]))
    incident = told[0].joined[0].incident
    for name in ("larkfield stores COUNTS", LATER.id[7:13], LATER.id[:14], "https://paper.example/larkfield"):
        decided = register.unlink(name, incident, Why())
        assert [d.key for d in register.incident(incident).documents] == ["twice"]
        register.undo(decided.number)
    with pytest.raises(UsageError, match="several documents"):
        register.unlink("Larkfield Stores", incident, Why())
    with pytest.raises(UsageError, match="no document"):
        register.unlink("%", incident, Why())
