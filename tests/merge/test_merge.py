"""Merging documents: what becomes one incident, what stays apart, which value wins, and that order does not "
"matter."""

from __future__ import annotations

from itertools import permutations

from affidavit.merge import merge
from affidavit.model.incident import Analysis, Incident
from affidavit.model.machine import incident_row
from affidavit.model.value import Count
from tests.merge.build import FIRST, LATER, OTHER, told


def incident_of(analysis: Analysis, name: str) -> Incident:
    return next(i for i in analysis.incidents if name in i.values("organization"))


def number(incident: Incident) -> int:
    best = incident.first("affected")
    assert best is not None
    assert isinstance(best.value, Count)
    return best.value.number


def test_documents_on_one_incident_become_one() -> None:
    analysis = merge([FIRST, LATER])
    assert len(analysis.incidents) == 1
    assert set(analysis.incidents[0].documents) == {FIRST.document.id, LATER.document.id}
    assert {"Names", "Email addresses", "Social security numbers"} <= set(analysis.incidents[0].values("data"))


def test_the_later_figure_wins_and_the_earlier_is_kept() -> None:
    incident = merge([FIRST, LATER]).incidents[0]
    finding = incident.first("affected")
    assert finding is not None
    assert number(incident) == 2_500_000
    assert [c.value.number for c in finding.disagree if isinstance(c.value, Count)] == [69_000]
    assert finding.rule == "later report"


def test_another_organisation_stays_apart() -> None:
    analysis = merge([FIRST, OTHER])
    assert number(incident_of(analysis, "Northfield Dental")) == 69_000
    assert number(incident_of(analysis, "Brightwater Energy")) == 12_000


def test_the_same_organisation_years_apart_is_another_incident() -> None:
    old = told(
        "Northfield Dental discloses data breach\n\nNorthfield Dental said names of 800 patients were stolen on "
        "May 2, 2019.",
        "2019-06-01",
    )
    assert len(merge([old, FIRST]).incidents) == 2


def test_the_order_of_documents_does_not_matter() -> None:
    results = [
        sorted(str(incident_row(incident)) for incident in merge(order).incidents)
        for order in permutations([FIRST, LATER, OTHER])
    ]
    assert all(result == results[0] for result in results)


def test_an_attackers_figure_yields_to_the_organisations() -> None:
    attacker = told(
        "Gang claims attack on Northfield Dental\n\nA ransomware gang claims to have stolen data of 9 million "
        "patients from "
        "Northfield Dental.",
        "2024-07-30",
    )
    incident = incident_of(merge([LATER, attacker]), "Northfield Dental")
    assert number(incident) == 2_500_000


def test_a_recalled_incident_gives_the_main_one_nothing() -> None:
    text = told(
        "Northfield Dental confirms data breach\n\nNorthfield Dental confirmed that names of 4,000 patients "
        "were stolen. "
        "Northfield Dental told the police. Last month, Brightwater Energy disclosed a data breach after "
        "hackers stole "
        "passwords of 90,000 customers.",
        "2024-04-02",
    )
    analysis = merge([text])
    main = analysis.incidents[0]
    assert main.values("organization") == ["Northfield Dental"]
    assert number(main) == 4_000
    assert "Passwords" not in main.values("data")
    assert number(incident_of(analysis, "Brightwater Energy")) == 90_000
