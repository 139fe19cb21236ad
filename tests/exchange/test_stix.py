"""STIX: what is exported passes the public validator, and says no more than the findings do."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from affidavit.exchange import ExportOptions, export
from affidavit.exchange.stix.objects import EXTENSION
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.span import Span
from affidavit.model.value import Count, Indicator, Value
from tests.examples.files import NAMES, analysis
from tests.exchange.test_stix_patterns import VALUES

AT = "2026-01-02T03:04:05Z"
#: The warnings that remain, and why they must.
EXPLAINED = {
    "{103}": "ids are UUIDv5 and no random ones, so that a second export updates the first",
    "{244}": "the open vocabulary of accounts has no term for Telegram or for the wallet of a currency",
    "{302}": "a page (of ATT&CK, of a source) changes: a hash of it would be wrong soon",
}
TEXT = "Northfield Dental said names were stolen. It denied that passwords were. The Grey Vole gang claims it."


@cache
def rows(name: str, **options: Any) -> list[dict[str, Any]]:
    return json.loads(export(analysis(name), "stix", ExportOptions(at=AT, **options)))["objects"]


def of_type(objects: list[dict[str, Any]], *kinds: str) -> list[dict[str, Any]]:
    return [row for row in objects if row["type"] in kinds]


def finding(field: str, value: Value | None, **about: Any) -> Finding:
    quote = about.pop("quote", "Northfield Dental")
    document, others = about.pop("document", Document.of(TEXT)), about.pop("disagree", ())
    start = document.text.index(quote)
    evidence = Evidence(document.id, start, start + len(quote), quote, Span(0, len(document.text)))
    told = {"status": Status.STATED, "speaker": Speaker.PRESS, "confidence": 0.9, "by": "test", **about}
    return Finding(Claim(field, value, evidence=(evidence,), **told), disagree=others)


def incident_of(*findings: Finding) -> Analysis:
    """An analysis of one incident that holds these findings."""
    document = Document.of(TEXT, published="2024-05-01", origin="https://news.example.net/a")
    by_field: dict[str, tuple[Finding, ...]] = {}
    for one in findings:
        by_field[one.claim.field] = (*by_field.get(one.claim.field, ()), one)
    incident = Incident("i1", "Northfield Dental: data breach", by_field, (document.id,))
    return Analysis("a1", "incident", (document,), (incident,))


def exported(*findings: Finding, **options: Any) -> list[dict[str, Any]]:
    made = export(incident_of(*findings), "stix", ExportOptions(at=AT, **options))
    check(made)
    return json.loads(made)["objects"]


def check(content: bytes) -> None:
    """No error of the validator, and no warning that is not explained; the library takes it too."""
    result = validate_string(content.decode("utf-8"), ValidationOptions(version="2.1"))
    assert result.is_valid, [str(error) for error in result.errors]
    codes = {code for warning in result.warnings for code in re.findall(r"\{\d+\}", str(warning))[:1]}
    assert codes <= set(EXPLAINED), [str(w) for w in result.warnings if not any(c in str(w) for c in EXPLAINED)][:5]
    stix2.parse(content.decode("utf-8"), version="2.1", allow_custom=True)


@pytest.mark.parametrize("name", NAMES)
def test_each_example_is_valid(name: str) -> None:
    check(export(analysis(name), "stix", ExportOptions(tlp="amber+strict", texts=True, at=AT)))


def test_all_examples_are_one_valid_bundle() -> None:
    content = export([analysis(name) for name in NAMES], "stix", ExportOptions(at=AT))
    check(content)
    ids = [row["id"] for row in json.loads(content)["objects"]]
    assert len(ids) == len(set(ids))


def test_a_second_export_updates_the_first() -> None:
    first = export(analysis("demo"), "stix", ExportOptions(at=AT))
    assert first == export(analysis("demo"), "stix", ExportOptions(at=AT))
    later = json.loads(export(analysis("demo"), "stix", ExportOptions(at="2027-01-01T00:00:00Z")))["objects"]
    pairs = list(zip(json.loads(first)["objects"], later, strict=True))
    assert all(a["id"] == b["id"] and a.get("created") == b.get("created") for a, b in pairs)
    assert all(a["modified"] < b["modified"] for a, b in pairs if a["type"] in {"incident", "note", "relationship"})


def test_every_reference_leads_to_an_object_of_the_bundle() -> None:
    for name in NAMES:
        known = {row["id"] for row in rows(name, tlp="red")}
        refs = [
            ref for row in rows(name, tlp="red") for key, value in row.items()
            for ref in ([value] if key.endswith("_ref") else value if key.endswith("_refs") else [])
        ]  # fmt: skip
        assert set(refs) <= known


def test_every_statement_stands_in_the_extension_with_its_evidence() -> None:
    for incident, row in zip(analysis("vendor").incidents, of_type(rows("vendor"), "incident"), strict=True):
        held = row["extensions"][EXTENSION]
        told = [(s["field"], s["status"], s["evidence"][0]["quote"]) for s in held["statements"]]
        want = [(f.claim.field, str(f.status), f.evidence[0].quote) for fs in incident.findings.values() for f in fs]
        assert told == [one for one in want if one[0] not in {"lesson", "recommendation", "duty"}]
        assert {d["id"] for d in held["documents"]} == set(incident.documents)


def test_relationships_and_notes_show_their_quotes() -> None:
    actor = finding("actor", "Grey Vole", quote="Grey Vole")
    objects = exported(finding("organization", "Northfield Dental"), actor)
    (related,) = [r for r in of_type(objects, "relationship") if r["description"] == "Threat Actor: Grey Vole"]
    (reference,) = related["external_references"]
    assert reference["description"] == "“Grey Vole”"
    assert reference["url"] == "https://news.example.net/a"
    place = reference["external_id"].partition("#")[2]
    assert place == f"{TEXT.index('Grey Vole')}-{TEXT.index('Grey Vole') + 9}"
    assert [r["relationship_type"] for r in of_type(objects, "relationship")].count("targets") == 1


def test_what_is_suspected_or_only_claimed_is_marked() -> None:
    objects = exported(
        finding("organization", "Northfield Dental"),
        finding("technique", "T1566.001", status=Status.SUSPECTED),
        finding("technique", "T1048", speaker=Speaker.ATTACKER),
    )
    suspected, claimed = [r for r in of_type(objects, "relationship") if "Technique" in r["description"]]
    assert suspected["labels"] == ["suspected"]
    assert suspected["confidence"] <= 50
    assert claimed["labels"] == ["claimed-by-attacker"]
    assert claimed["confidence"] <= 30
    assert all("labels" not in row for row in of_type(objects, "attack-pattern"))
    phases = of_type(objects, "attack-pattern")[0]["kill_chain_phases"]
    assert phases == [{"kill_chain_name": "mitre-attack", "phase_name": "initial-access"}]


def test_what_is_denied_or_withheld_comes_as_notes_alone() -> None:
    objects = exported(
        finding("actor", "Grey Vole", status=Status.DENIED, speaker=Speaker.ORGANIZATION, quote="Grey Vole"),
        finding("data", "Passwords", status=Status.DENIED, speaker=Speaker.ORGANIZATION, quote="passwords"),
        finding("affected", None, status=Status.WITHHELD, quote="stolen"),
    )
    assert not of_type(objects, "threat-actor", "relationship")
    notes = {row["abstract"]: (row["content"], row["labels"]) for row in of_type(objects, "note")}
    assert notes["Data Breach: denied"] == (
        "- Denied: passwords (according to the organisation): “passwords”", ["denied"],
    )  # fmt: skip
    assert notes["Affected: not disclosed"] == ("- Not disclosed: “stolen”", ["not-disclosed"])
    assert "passwords" not in of_type(objects, "incident")[0]["description"]


def test_what_is_disputed_has_an_opinion() -> None:
    other = finding("affected", Count(900, "people"), speaker=Speaker.ATTACKER, quote="gang claims").claim
    objects = exported(
        finding("affected", Count(100, "people"), disagree=(other,)),
        finding("malware", "Volebot"),
        finding("malware", "Volebot", status=Status.DENIED, speaker=Speaker.ORGANIZATION),
    )
    opinions = {row["opinion"]: row for row in of_type(objects, "opinion")}
    assert set(opinions) == {"disagree", "strongly-disagree"}
    assert "900 people" in opinions["disagree"]["explanation"]
    assert opinions["strongly-disagree"]["object_refs"][0].startswith("relationship--")


def test_only_attackers_indicators_are_indicators() -> None:
    roles = ("attacker", "victim", "unknown", "contact", "source")
    given = [finding("indicator", Indicator("domain", f"{role}.example.net", role)) for role in roles]
    objects = exported(*given)
    assert [row["pattern"] for row in of_type(objects, "indicator")] == ["[domain-name:value = 'attacker.example.net']"]
    assert [row["value"] for row in of_type(objects, "domain-name")] == ["victim.example.net", "unknown.example.net"]
    assert of_type(objects, "incident")[0]["extensions"][EXTENSION]["statements"][3]["value"]["role"] == "contact"


def test_a_marking_is_on_every_object_of_the_incident() -> None:
    objects = exported(finding("indicator", Indicator("ipv4", "192.0.2.1", "victim")), tlp="green")
    (marking,) = of_type(objects, "marking-definition")
    assert marking["name"] == "TLP:GREEN"
    skipped = {"marking-definition", "extension-definition"}
    own = [row for row in objects if row["type"] not in skipped and row.get("name") != "Affidavit"]
    assert all(row["object_marking_refs"] == [marking["id"]] for row in own)


def test_texts_are_carried_where_they_are_asked_for() -> None:
    assert TEXT not in json.dumps(exported(finding("organization", "Northfield Dental")))
    (row,) = of_type(exported(finding("organization", "Northfield Dental"), texts=True), "incident")
    assert row["extensions"][EXTENSION]["documents"][0]["text"] == TEXT


def test_a_denied_incident_says_so_first() -> None:
    (row,) = of_type(rows("denial"), "incident")
    assert row["labels"][0] == "denied"
    assert row["description"].startswith("The organisation denies the incident")


def test_the_page_on_the_extension_names_it() -> None:
    page = (Path(__file__).parents[2] / "docs" / "stix-extension.md").read_text("utf-8")
    assert EXTENSION in page
    (row,) = of_type(rows("denial"), "incident")
    held = row["extensions"][EXTENSION]
    parts = [held, held["documents"][0], held["statements"][0], held["statements"][0]["evidence"][0]]
    assert not [key for part in parts for key in part if f"`{key}`" not in page]


@pytest.mark.parametrize("name", ["a\x00b\x1b[31m", "half \ud800 a character", "x" * 10_000, "\u202eevil", "\n\t"])
def test_hostile_names_do_no_harm(name: str) -> None:
    fields = ("organization", "actor", "malware", "third_party", "vulnerability", "behavior")
    given = [finding("indicator", Indicator(kind, name, role)) for kind in VALUES for role in ("attacker", "victim")]
    objects = exported(*(finding(field, name) for field in fields), *given)
    (held,) = of_type(objects, "incident")
    assert held["extensions"][EXTENSION]["statements"][0]["value"] == name
    assert all(name not in json.dumps(row, ensure_ascii=False) for row in of_type(objects, "identity", "note"))
