"""Watch lists and alerts: each thing is told once, nothing is passed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from affidavit.errors import UsageError
from affidavit.register import Register, Why
from affidavit.registering import add, prepare
from tests.register.test_vendors import DENTAL, LATE, TOWN, VENDOR_NOTICE
from tests.register.texts import FIRST, OTHER, REVISED


def told(register: Register, watchlist: str = "default", since: str | None = None) -> list[tuple[str, str]]:
    """The alerts, noted as told."""
    found = register.alerts(watchlist, since)
    register.tell(found)
    return [(alert.what, alert.incident.title) for alert in found.alerts]


def test_new_incidents_are_told_once(register: Register) -> None:
    list(add(register, [LATE]))
    register.watch(["Larkfield Payroll, Inc."])
    assert told(register) == []  # what was there before is no news
    list(add(register, [VENDOR_NOTICE, OTHER, TOWN]))
    found = register.alerts()
    roles = {alert.incident.title: alert.touches[0].hit.roles for alert in found.alerts}
    assert roles == {"Larkfield Payroll: data breach": ("victim",), "Alderbrook: data breach": ("vendor",)}
    assert len(told(register)) == 2
    assert told(register) == []
    assert len(told(register, since="2001-01-01")) == 3


def test_what_was_not_noted_is_told_again(register: Register) -> None:
    register.watch(["Larkfield Payroll"])
    list(add(register, [TOWN]))
    one, other = register.alerts(), register.alerts()
    assert [len(found.alerts) for found in (one, other)] == [1, 1]
    list(add(register, [DENTAL]))
    register.tell(other)
    register.tell(one)
    assert told(register) == [("new", "Northfield Dental: data breach")]


def test_a_run_that_ends_late_takes_nothing_back(register: Register, reopened: Callable[[], Register]) -> None:
    register.watch(["Larkfield Payroll"])
    list(add(register, [TOWN]))
    slow = register.alerts()
    with reopened() as another:
        list(add(another, [DENTAL]))
        assert len(told(another)) == 2
    register.tell(slow)
    assert told(register) == []


def test_changes_of_known_incidents_are_told(register: Register) -> None:
    list(add(register, [FIRST]))
    register.watch(["Northfield Dental"])
    list(add(register, [REVISED]))
    (alert,) = register.alerts().alerts
    assert alert.what == "changed"
    (change,) = [one for one in alert.changes if one.field == "affected"]
    assert change.before is not None
    assert change.after is not None
    assert (change.before[0][0]["number"], change.after[0][0]["number"]) == (69_000, 2_500_000)
    assert change.because
    assert told(register) == [("changed", "Northfield Dental: ransomware attack")]
    list(add(register, [FIRST]))
    list(add(register, [replace(REVISED, key="again")]))
    assert told(register) == []  # what changed was taken back


def test_a_name_that_comes_and_goes(register: Register) -> None:
    (outcome,) = add(register, [OTHER])
    incident = outcome.joined[0].incident
    register.watch(["Kestrel Freight", "Brightwater Energy"])
    decided = register.correct(incident, ("third_party", "Kestrel Freight", "stated"), Why())
    (alert,) = register.alerts().alerts
    assert alert.what == "new"
    assert {touch.watched for touch in alert.touches} == {"Kestrel Freight", "Brightwater Energy"}
    assert len(told(register)) == 1
    register.unwatch(["brightwater energy"])
    register.undo(decided.number)
    assert told(register) == [("gone", outcome.joined[0].title)]
    assert told(register) == []


def test_an_incident_that_was_taken_in_is_gone(register: Register) -> None:
    other, town = add(register, [OTHER, TOWN])
    register.watch(["Brightwater Energy"])
    register.merge(town.joined[0].incident, [other.joined[0].incident], Why())
    found = register.alerts().alerts
    gone = next(alert for alert in found if alert.what == "gone")
    assert gone.into == town.joined[0].incident
    assert {alert.what for alert in found} == {"new", "gone"}


def test_reading_anew_without_a_change_is_no_news(register: Register) -> None:
    list(add(register, [FIRST]))
    register.watch(["Northfield Dental"])
    register.reread(prepare(FIRST))
    assert told(register) == []


def test_doubtful_names_are_told_as_such(register: Register) -> None:
    register.watch(["Larkfeild Payroll"])
    list(add(register, [TOWN]))
    (alert,) = register.alerts().alerts
    assert not alert.touches[0].hit.sure
    assert alert.touches[0].hit.how.why == "spelt nearly the same"


def test_lists_are_apart(register: Register) -> None:
    register.watch(["Larkfield Payroll"], "payroll")
    register.watch(["Larkfield Payroll"], "all")
    list(add(register, [TOWN]))
    assert len(told(register, "payroll")) == 1
    assert len(told(register, "all")) == 1
    assert {one.watchlist for one in register.watched()} == {"payroll", "all"}


def test_names_are_watched_once(register: Register) -> None:
    assert register.watch(["Kestrel Freight Ltd", "KESTREL FREIGHT", "Osprey"]) == ["Kestrel Freight Ltd", "Osprey"]
    assert register.watch(["Kestrel-Freight"]) == []
    assert register.unwatch(["kestrel freight"]) == ["Kestrel Freight Ltd"]
    assert [one.name for one in register.watched("default")] == ["Osprey"]


def test_what_cannot_be_watched(register: Register) -> None:
    with pytest.raises(UsageError, match="names nobody"):
        register.watch(["Osprey", "a third-party vendor"])
    assert register.watched() == []
    with pytest.raises(UsageError, match="does not watch 'Osprey'"):
        register.unwatch(["Osprey"])
    with pytest.raises(UsageError, match="watches nobody"):
        register.alerts()
