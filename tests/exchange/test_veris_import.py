"""VERIS import: our own records come back whole; others' are read in our terms; hostile ones give one error."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from affidavit.errors import ExchangeError
from affidavit.exchange import ExportOptions, export, import_content
from affidavit.exchange.formats import Content
from affidavit.model.claim import Status
from affidavit.model.fields import REPORTED
from affidavit.model.incident import Incident
from affidavit.model.record import Record
from affidavit.model.value import Count, Money
from affidavit.pipeline import analyze_records
from tests.examples.files import NAMES, analysis

#: A record as others write it: of an older version, with a sector of six digits and notes in several places.
FOREIGN: dict[str, Any] = {
    "schema_version": "1.3.6",
    "incident_id": "5B6F4F3A-0001",
    "source_id": "example-index",
    "security_incident": "Confirmed",
    "confidence": "High",
    "summary": "Hackers broke into a web server of Northfield Dental and copied the medical records of its patients.",
    "reference": "https://news.example.net/northfield",
    "victim": {
        "victim_id": "Northfield Dental",
        "industry": "621210",
        "country": ["US"],
        "employee_count": "11 to 100",
        "government": ["NA"],
        "secondary": {"amount": 3, "notes": "three partner practices"},
    },
    "actor": {
        "external": {"variety": ["Organized crime"], "motive": ["Financial"], "name": ["Grey Lantern"]},
        "partner": {"country": ["Unknown"], "motive": ["Unknown"], "name": ["Pinegate Hosting"]},
    },
    "action": {
        "hacking": {"variety": ["SQLi", "Use of stolen creds"], "vector": ["Web application"], "cve": "CVE-2021-44228"},
        "malware": {"variety": ["Ransomware"], "vector": ["Unknown"], "name": "LockerSix"},
        "error": {"variety": ["Misdelivery"], "vector": ["Carelessness"]},
    },
    "asset": {"assets": [{"variety": "S - Database"}, {"variety": "U - Laptop", "amount": 1}], "cloud": ["Unknown"]},
    "attribute": {
        "confidentiality": {
            "data_disclosure": "Yes",
            "data_total": 42000,
            "data": [{"variety": "Medical", "amount": 42000}, {"variety": "Credentials"}],
        },
        "availability": {"variety": ["Obscuration"]},
    },
    "discovery_method": {"external": {"variety": ["Security researcher"]}},
    "timeline": {
        "incident": {"year": 2021, "month": 12, "day": 13},
        "discovery": {"unit": "Days", "value": 9},
        "containment": {"unit": "NA"},
    },
    "impact": {
        "overall_rating": "Unknown",
        "iso_currency_code": "USD",
        "loss": [{"variety": "Legal and regulatory", "amount": 150000}],
    },
    "ioc": [{"indicator": "203.0.113.9"}, {"indicator": "a strange banner"}],
    "plus": {"created": "2022-02-01T10:00:00Z", "timeline": {"notification": {"year": 2022, "month": 1}}},
    "notes": "Seen by two people.",
}


def read(given: Any) -> list[Record | ExchangeError]:
    return list(import_content(Content("records.json", json.dumps(given).encode()), "veris"))


def incident(given: Any) -> Incident:
    records = [one for one in read(given) if isinstance(one, Record)]
    (found,) = analyze_records(records).incidents
    return found


def changed(path: str, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(FOREIGN)
    *parents, name = path.split(".")
    node = made
    for parent in parents:
        node = node.setdefault(parent, {})
    node[name] = value
    return made


def told(found: Incident) -> dict[str, list[str]]:
    """All claims of an incident, without where they stand."""
    said: dict[str, list[str]] = {}
    for key in REPORTED:
        for finding in found.all(key):
            for name, claims in (("", [finding.claim]), ("agree", finding.agree), ("disagree", finding.disagree)):
                for claim in claims:
                    quotes = claim.evidence[0].quote
                    row = f"{name} {claim.value} {claim.status} {claim.speaker} {quotes} {claim.note}"
                    said.setdefault(key, []).append(row)
    return {key: sorted(rows) for key, rows in said.items()}


#: One tells of nobody's incident, one of an organisation whose name no finding holds (only the title does).
_APART = {"advice", "news-recalls"}


@pytest.mark.parametrize("texts", [False, True], ids=["statements", "texts"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in _APART])
def test_our_own_records_come_back(name: str, texts: bool) -> None:
    before = analysis(name)
    data = export(before, "veris", ExportOptions(texts=texts))
    after = analyze_records([one for one in import_content(Content("own.json", data)) if isinstance(one, Record)])
    assert {one.title: told(one) for one in after.incidents} == {one.title: told(one) for one in before.incidents}


def test_texts_that_travel_along_come_back_with_their_offsets() -> None:
    before = analysis("web-skimmer")
    data = export(before, "veris", ExportOptions(texts=True))
    after = analyze_records([one for one in import_content(Content("own.json", data)) if isinstance(one, Record)])
    assert [document.id for document in after.documents] == [document.id for document in before.documents]
    places = [
        [(e.start, e.end) for f in one.all("data") for e in f.evidence] for one in (*before.incidents, *after.incidents)
    ]
    assert places[0] == places[1]


def test_others_records_become_claims_in_our_terms() -> None:
    found = incident(FOREIGN)
    assert found.values("organization") == ["Northfield Dental"]
    assert found.values("sector") == ["62"]
    assert found.values("country") == ["US"]
    assert found.values("started") == ["2021-12-13"]
    assert found.values("disclosed") == ["2022-01"]
    assert found.values("actor") == ["Grey Lantern"]
    assert found.values("third_party") == ["Pinegate Hosting"]
    assert set(found.values("action")) == {"hacking", "malware", "error"}
    assert set(found.values("vector")) >= {"exploited_vulnerability", "stolen_credentials", "human_error"}
    assert found.values("ransomware") == ["yes"]
    assert found.values("malware") == ["LockerSix"]
    assert found.values("vulnerability") == ["CVE-2021-44228"]
    assert set(found.values("asset")) >= {"database", "laptop"}
    assert set(found.values("data")) >= {"Personal health data", "Passwords"}
    assert found.values("affected") == [Count(42000, "records")]
    assert found.values("detection") == ["security_researcher"]
    assert found.values("money") == [Money("cost", 150000.0, "USD")]
    assert [value.value for value in found.values("indicator")] == ["203.0.113.9"]


def test_each_value_is_proven_by_its_own_line() -> None:
    (record,) = read(FOREIGN)
    assert isinstance(record, Record)
    lines = record.document.text.splitlines()
    assert lines[0].startswith("Hackers broke into")
    assert "Action, hacking, variety: SQLi" in lines
    assert "Timeline, discovery: 9 Days" in lines
    assert "Notes: Seen by two people." in lines
    assert record.document.origin == "https://news.example.net/northfield"
    assert record.document.published == "2022-02-01"


@pytest.mark.parametrize(
    ("path", "value", "field", "status"),
    [
        ("security_incident", "Suspected", "vector", Status.SUSPECTED),
        ("security_incident", "False positive", "vector", Status.DENIED),
        ("attribute.confidentiality.data_disclosure", "Potentially", "affected", Status.SUSPECTED),
        ("attribute.confidentiality.data_disclosure", "No", "affected", Status.DENIED),
    ],
)
def test_what_is_not_certain_is_not_taken_for_stated(path: str, value: str, field: str, status: Status) -> None:
    found = incident({**changed(path, value), "summary": ""})
    assert {finding.status for finding in found.all(field)} == {status}


def test_older_forms_are_read() -> None:
    old = {**FOREIGN, "victim": {"victim_id": "Northfield Dental", "industry": 62, "country": "US"}}
    found = incident(old)
    assert (found.values("sector"), found.values("country")) == (["62"], ["US"])


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (5, "record 1 is no record of VERIS"),
        (changed("action", "hacking"), "record 1 holds something else than an object at action"),
        (changed("victim.country", {"US": 1}), "than a short list of terms at victim.country"),
        (changed("asset.assets", ["S - Database"]), "at asset.assets"),
        (changed("timeline.incident.year", "2021"), "at timeline.incident.year"),
        (changed("summary", ["a", "b"]), "at summary"),
        (changed("victim.country", ["US"] * 5000), "at victim.country"),
        (changed("plus.affidavit", {"schema": "affidavit/1", "documents": 5, "statements": []}), "no lists"),
        (changed("plus.affidavit", {"schema": "affidavit/1", "statements": [{"field": "magic"}]}), "without a field"),
        ({"action": {}, "victim": {}, "timeline": {}}, "says nothing"),
    ],
)  # fmt: skip
def test_a_bad_record_gives_one_error_and_the_rest_is_read(bad: Any, message: str) -> None:
    first, second = read([bad, {**FOREIGN, "incident_id": "other"}])
    assert isinstance(first, ExchangeError)
    assert message in str(first)
    assert isinstance(second, Record)


def test_two_records_of_one_id_are_one_and_an_error() -> None:
    first, second = read([FOREIGN, FOREIGN])
    assert isinstance(first, Record)
    assert isinstance(second, ExchangeError)
    assert "bears the id of another" in str(second)


def test_endless_texts_are_bounded() -> None:
    (record,) = read({**FOREIGN, "summary": "a" * 10_000_000, "notes": "b" * 10_000_000})
    assert isinstance(record, Record)
    assert len(record.document.text) < 200_000


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
_PATHS = [
    "victim", "victim.victim_id", "victim.industry", "actor.external.name", "action", "action.hacking",
    "action.hacking.cve", "action.malware.name", "asset.assets", "attribute.confidentiality.data", "plus",
    "plus.created", "plus.affidavit", "timeline.incident", "timeline.incident.month", "impact.loss",
    "ioc", "summary", "incident_id",
]  # fmt: skip


@settings(max_examples=150)
@given(st.sampled_from(_PATHS), _JSON)
def test_whatever_stands_anywhere_gives_a_record_or_one_error(path: str, value: Any) -> None:
    (found,) = import_content(Content("x.json", json.dumps(changed(path, value)).encode()), "veris")
    assert isinstance(found, Record | ExchangeError)


@pytest.mark.parametrize("certainty", ["Suspected", "Near miss", "False positive"])
def test_the_summary_of_what_is_not_certain_is_not_taken_for_stated(certainty: str) -> None:
    found = incident({**FOREIGN, "security_incident": certainty})
    claims = [finding.claim for held in found.findings.values() for finding in held]
    told = [claim for claim in claims if claim.by != "import.veris" and claim.status is not Status.DERIVED]
    assert told
    assert not [claim for claim in told if claim.status is Status.STATED]
    doubts = {claim.note for claim in told if claim.status is Status.SUSPECTED}
    assert doubts == {f"the record says of the incident: {certainty}"}
