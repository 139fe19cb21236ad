"""VERIS export: valid by VERIS, complete in its mapping, true to what is stated, suspected, denied and unknown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.veris.tables import homes, implied, meanings, shape
from affidavit.exchange.veris.times import gap
from affidavit.model import vocabulary
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.pipeline import analyze
from tests.examples.files import NAMES, analysis
from tests.exchange.veris_schema import PUBLISHED, problems

AT = ExportOptions(at="2026-01-31T12:00:00Z")
#: Vocabularies whose terms VERIS has no list for: techniques say more of some vectors, names stand as they are.
_FREE = {"technique", "country", "sector", None}


def records(text_or_analysis: Any, options: ExportOptions = AT) -> list[dict[str, Any]]:
    given = text_or_analysis
    found = analyze(Document.of(given, published="2024-06-01")) if isinstance(given, str) else given
    made = json.loads(export(found, "veris", options))
    return made if isinstance(made, list) else [made]


def record(text: str) -> dict[str, Any]:
    (made,) = records(text)
    assert problems(made) == []
    return made


@pytest.mark.parametrize("name", NAMES)
def test_each_example_is_valid(name: str) -> None:
    given = analysis(name)
    made = records(given, replace(AT, tlp="amber+strict", texts=True))
    assert len(made) == len(given.incidents)
    assert [problem for one in made for problem in problems(one)] == []


@pytest.mark.parametrize(
    "field", [field for field in FIELDS.values() if field.vocabulary not in _FREE], ids=lambda f: f.key
)
def test_every_term_of_every_vocabulary_is_mapped(field: Any) -> None:
    key = "unit" if field.vocabulary == "unit" else field.key
    assert [term for term in vocabulary.terms(field.vocabulary) if (key, term) not in homes()] == []


def test_the_mapping_names_only_what_there_is() -> None:
    mapped = [home for found in (*homes().values(), *meanings().values()) for home in found]
    assert [home for home in mapped if home.path != "action" and home.path not in shape()] == []
    assert [
        home for home in mapped if home.path != "action" and home.value and home.value not in shape()[home.path].values
    ] == []
    for home in mapped:
        listed = "unit" if home.field == "unit" else FIELDS[home.field].vocabulary
        assert home.term in vocabulary.terms(listed) if listed else home.term == "yes"


def test_what_is_implied_is_of_veris() -> None:
    for path, value in (pair for both in implied() for pair in both):
        assert f"action.{value}" in shape() if path == "action" else value in shape()[path].values


def test_every_country_and_sector_has_its_place() -> None:
    assert [code for code in vocabulary.terms("country") if code not in shape()["victim.country"].values] == []
    assert all(len(sector) <= 6 for sector in vocabulary.terms("sector"))


@pytest.mark.skipif(PUBLISHED is None, reason="AFFIDAVIT_VERIS_SCHEMA names no copy of VERIS' own schema")
def test_the_shape_is_that_of_the_published_schema() -> None:
    assert PUBLISHED is not None
    for path, place in shape().items():
        node: dict[str, Any] = PUBLISHED
        for name in path.split("."):
            held = node.get("items", node)["properties"]
            needed = name in node.get("items", node).get("required", [])
            node = held[name]
        values = node.get("items", node).get("enum", [])
        assert (place.needed, place.values) == (needed, frozenset(values)), path


RANSOM = """Brightwater Energy hit by ransomware

Brightwater Energy said on 3 May 2024 that a ransomware attack had encrypted its servers on 1 May 2024.
The attackers stole the names and Social Security numbers of 12,400 customers, the company said.
Passwords were not affected. The company declined to say whether it had paid a ransom."""


def test_an_incident_reads_as_veris_wants_it() -> None:
    made = record(RANSOM)
    assert made["security_incident"] == "Confirmed"
    assert made["confidence"] == "High"
    assert made["victim"]["victim_id"] == "Brightwater Energy"
    assert made["victim"]["employee_count"] == "Unknown"
    assert made["action"]["malware"]["variety"] == ["Ransomware"]
    assert made["actor"]["external"]["motive"] == ["Financial"]
    assert made["attribute"]["confidentiality"]["data_disclosure"] == "Yes"
    assert made["attribute"]["confidentiality"]["data_total"] == 12400
    assert {row["variety"] for row in made["attribute"]["confidentiality"]["data"]} == {
        "Personal",
        "Sensitive Personal",
    }
    assert "Obscuration" in made["attribute"]["availability"]["variety"]
    assert made["timeline"]["incident"] == {"year": 2024, "month": 5, "day": 1}


def test_what_is_denied_is_no_data_disclosed() -> None:
    made = record(RANSOM)
    data = [row["variety"] for row in made["attribute"]["confidentiality"]["data"]]
    assert "Credentials" not in data
    assert "Denied (data): passwords" in made["attribute"]["confidentiality"]["notes"]


def test_what_only_the_attackers_claim_is_suspected() -> None:
    made = record("The GreyLantern gang claims to have stolen passport scans of staff from Northfield Dental.")
    assert made["security_incident"] == "Suspected"
    assert made["confidence"] == "Low"
    assert made["attribute"]["confidentiality"]["data_disclosure"] == "Potentially"
    assert "Suspected, not confirmed (data)" in made["attribute"]["confidentiality"]["notes"]


def test_what_is_denied_altogether_is_not_disclosed_for_sure() -> None:
    (made,) = records(analysis("denial"))
    assert (made["security_incident"], made["confidence"]) == ("Suspected", "Low")
    assert made["attribute"]["confidentiality"]["data_disclosure"] == "Potentially"
    assert "Denied (action): hacking (says the organization)" in made["notes"]


def test_a_partner_by_its_role_has_no_name() -> None:
    (made,) = records(analysis("regulator-summary"))
    assert "name" not in made["actor"]["partner"]
    assert made["actor"]["partner"]["notes"] == "Third party involved: business associate."


def test_data_that_was_only_lost_may_not_have_been_seen() -> None:
    made = record("Northfield Dental lost a laptop with the names of 2,300 patients on 4 May 2024.")
    assert made["attribute"]["confidentiality"]["data_disclosure"] == "Potentially"
    assert made["attribute"]["availability"]["variety"] == ["Loss"]
    assert {"variety": "U - Laptop"} in made["asset"]["assets"]


def test_unknown_stays_unknown() -> None:
    made = record("Northfield Dental said that it had suffered a data breach.")
    assert made["action"] == {"unknown": {}}
    assert made["actor"] == {"unknown": {}}
    assert made["discovery_method"] == {"unknown": True}
    assert made["attribute"]["confidentiality"] == {"data_disclosure": "Unknown"}
    assert made["asset"] == {"assets": [{"variety": "Unknown"}], "cloud": ["Unknown"]}
    assert made["plus"]["affidavit"]["assumed"] == ["timeline.incident.year"]
    assert "its year is that of the first publication" in made["notes"]


def test_money_is_a_loss_of_its_kind_in_one_currency() -> None:
    made = record(
        "Brightwater Energy suffered a data breach in May 2023 when hackers stole the names of its customers. "
        "In 2024 it was fined $2.5 million over the breach, and it agreed to a settlement of $1.2 million."
    )
    assert made["impact"]["iso_currency_code"] == "USD"
    assert {(row["variety"], row.get("amount")) for row in made["impact"]["loss"]} >= {
        ("Legal and regulatory", 2500000.0)
    }


def test_the_same_incident_keeps_its_id_and_the_same_export_its_bytes() -> None:
    given = analysis("web-skimmer")
    assert export(given, "veris", AT) == export(given, "veris", AT)
    later = records(given, ExportOptions(at="2027-01-01T00:00:00Z"))
    assert later[0]["incident_id"] == records(given)[0]["incident_id"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-05-01", "2024-05-04", {"unit": "Days", "value": 3}),
        ("2024-02", "2024-05", {"unit": "Months"}),
        ("2020", "2024", {"unit": "Years"}),
        ("2023", "2024", {"unit": "Unknown"}),
        ("2024-05", "2024-05", {"unit": "Unknown"}),
        ("2024-05-04", "2024-05-01", {"unit": "Unknown"}),
    ],
)
def test_time_between_partial_dates(start: str, end: str, expected: dict[str, Any]) -> None:
    assert gap(start, end) == expected
