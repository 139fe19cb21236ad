"""OCSF export: events that OCSF's own schema takes, and that say no more than the sources."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.ocsf import VERSION, indicator_types
from affidavit.model import vocabulary
from affidavit.model.document import Document
from affidavit.pipeline import analyze
from tests.examples.files import NAMES, analysis

AT = ExportOptions(at="2026-01-31T12:00:00Z", tlp="green")
schemas = pytest.importorskip("ocsf_json_schema", reason="OCSF's schema is not installed")


@cache
def validator(version: str, profiles: tuple[str, ...]) -> Draft202012Validator:
    made = schemas.OcsfJsonSchemaEmbedded(schemas.get_ocsf_schema(version))
    return Draft202012Validator(made.get_class_schema("incident_finding", list(profiles)))


def events(given: Any, options: ExportOptions = AT) -> list[dict[str, Any]]:
    found = analyze(Document.of(given, published="2024-06-01")) if isinstance(given, str) else given
    made = json.loads(export(found, "ocsf", options))
    return made if isinstance(made, list) else [made]


def problems(event: dict[str, Any], version: str) -> list[str]:
    checked = validator(version, tuple(event["metadata"]["profiles"]))
    return [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in checked.iter_errors(event)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tlp", [None, "amber+strict"])
def test_each_example_is_valid(name: str, tlp: str | None) -> None:
    made = events(analysis(name), replace(AT, tlp=tlp, texts=True))
    assert [problem for event in made for problem in problems(event, VERSION)] == []


@pytest.mark.parametrize("version", ["1.5.0", "1.7.0", "1.8.0"])
def test_versions_around_ours_take_it_as_well(version: str) -> None:
    (event,) = events(analysis("threat-report"))
    event["metadata"]["version"] = version
    assert problems(event, version) == []


def test_every_indicator_type_has_its_number() -> None:
    schema = schemas.get_ocsf_schema(VERSION)["objects"]
    for name in vocabulary.terms("indicator"):
        _, osint, caption, observable, seen = indicator_types()[name]
        assert schema["osint"]["attributes"]["type_id"]["enum"][osint]["caption"] == caption
        assert schema["observable"]["attributes"]["type_id"]["enum"][observable]["caption"] == seen


def test_what_is_stated_suspected_and_denied_reads_apart() -> None:
    (event,) = events(
        "Brightwater Energy said that hackers stole the names of its customers on 1 May 2024. Passwords were not "
        "affected. The gang GreyLantern claims to have stolen passport scans as well."
    )
    tags = {tag["name"]: tag["values"] for tag in event["finding_info_list"][0]["tags"]}
    assert tags["organization"] == ["Brightwater Energy"]
    assert tags["data"] == ["names"]
    assert tags["data (denied)"] == ["passwords"]
    assert tags["data (suspected)"] == ["passport numbers"]
    assert (event["verdict"], event["is_suspected_breach"]) == ("True Positive", True)
    assert event["start_time"] == 1714521600000


def test_an_allegation_is_suspicious() -> None:
    (event,) = events("The GreyLantern gang claims to have stolen passport scans of staff from Northfield Dental.")
    assert (event["verdict"], event["confidence"]) == ("Suspicious", "Low")


def test_indicators_and_techniques_have_their_places() -> None:
    (event,) = events(analysis("threat-report"))
    assert {"type_id": 1, "type": "IP Address", "value": "192.0.2.45", "tlp": "GREEN"} in event["osint"]
    assert event["observables"][0]["name"] == "osint[0].value"
    assert {"uid": "T1566.001", "name": "Spearphishing Attachment"} in [
        a.get("sub_technique") for a in event["attacks"]
    ]
    assert {"name": "Credential Access"} in [tactic for a in event["attacks"] for tactic in a["tactics"]]


def test_the_evidence_travels_along() -> None:
    (event,) = events(analysis("web-skimmer"), replace(AT, texts=True))
    carried = event["unmapped"]["affidavit"]
    texts = {row["id"]: row["text"] for row in carried["documents"]}
    proofs = [proof for row in carried["statements"] for proof in row["evidence"]]
    assert proofs
    assert all(texts[proof["document"]][proof["start"] : proof["end"]] == proof["quote"] for proof in proofs)


def test_a_second_export_updates_the_first() -> None:
    (first,), (second,) = events(analysis("web-skimmer")), events(analysis("web-skimmer"), replace(AT, at="2027-01-01"))
    assert first["metadata"]["uid"] == second["metadata"]["uid"]
    assert export(analysis("web-skimmer"), "ocsf", AT) == export(analysis("web-skimmer"), "ocsf", AT)
