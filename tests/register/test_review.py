"""Pairs that may be one incident, for people to decide on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from affidavit.register import Choice, Close, Register
from affidavit.register.prepared import Profile
from affidavit.registering import STEPS, add
from tests.cli.conftest import Run
from tests.register.texts import FIRST, FOLLOW_UP


def doubtful(address: str) -> tuple[str, str]:
    """Two incidents that may be one."""

    def choose(_: Profile, known: Mapping[str, Profile]) -> Choice:
        return Choice(None, tuple(Close(one, 0.55, "for; but against") for one in known))

    with Register(address, replace(STEPS, choose=choose)) as register:
        first, second = add(register, [FIRST, FOLLOW_UP])
        assert second.joined[0].opened
        return second.joined[0].incident, first.joined[0].incident


def test_a_doubtful_pair_stands_with_its_reasons_and_what_decides(affidavit: Run, address: str) -> None:
    one, other = (identity[:8] for identity in doubtful(address))
    head, because, commands = affidavit("review", "-r", address).out.splitlines()
    assert head.startswith(f"0.55  {one} Northfield Dental: ransomware attack  |  {other} ")
    assert because.strip() == "for; but against"
    assert commands.strip() == f"affidavit merge {one} {other}, or affidavit review --apart {one} {other}"


def test_either_decision_settles_it(affidavit: Run, address: str) -> None:
    one, other = doubtful(address)
    assert affidavit("merge", one, other, "-r", address).code == 0
    assert affidavit("review", "-r", address).out == "Nothing to decide on.\n"
    assert affidavit("undo", 1, "-r", address).code == 0
    assert affidavit("review", "--apart", one, other, "-r", address).out == "Nothing to decide on.\n"
