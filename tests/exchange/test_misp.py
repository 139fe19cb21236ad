"""MISP: events that pymisp loads, that say no more than the findings do, with words that MISP's taxonomies have."""

from __future__ import annotations

import json
import re
from typing import Any

import pymisp
import pytest

from affidavit.exchange.misp import tags
from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis
from affidavit.model.record import Record
from affidavit.model.value import Count, Indicator, Value
from affidavit.pipeline import analyze_records
from tests.examples.files import NAMES, analysis
from tests.exchange.making import TEXT, VALUES, analysis_of, exported, finding, outcomes

TYPES = pymisp.AbstractMISP().describe_types
#: MISP's veris taxonomy, of the predicates that our tags use, as far as they are used or near to it (CC0).
VERIS = {
    "action:hacking:variety": "Unknown|Use of stolen creds|Abuse of functionality|DoS|Brute force|SQLi|Other",
    "action:malware:variety": "Unknown|Capture app data|Ram scraper|Ransomware|Backdoor|Exploit vuln|Other",
    "action:social:variety": "Unknown|Phishing|Pretexting|Extortion|Bribery|Other",
    "action:misuse:variety": "Unknown|Privilege abuse|Possession abuse|Other",
    "action:physical:variety": "Unknown|Theft|Tampering|Other",
    "action:error:variety": "Unknown|Misconfiguration|Disposal error|Misdelivery|Publishing error|Loss|Other",
    "action:environmental:variety": "Unknown|Fire|Flood|Other",
    "actor:internal:variety": "Unknown|End-user|System admin",
    "asset:variety": "U - Laptop|U - Desktop|S - Unknown|S - Database|S - Mail|M - Documents|S - Other"
    "|S - Web application|U - POS terminal|S - Backup|S - Code repository|N - Other",
    "asset:hosting": "External|Internal|NA|Unknown",
    "attribute:confidentiality:data:variety": "Credentials|Payment|Bank|Medical|Source code|Internal"
    "|Personal|Unknown|Other",
    "attribute:confidentiality:data_disclosure": "Yes|No|Potentially|Unknown",
    "attribute:availability:variety": "Interruption|Obscuration|Loss|Destruction|Degradation|Unknown|Other",
    "discovery_method": "Int - unknown|Int - reported by employee|Ext - customer|Ext - unknown|Ext - law enforcement"
    "|Prt - Other|Ext - actor disclosure",
    "impact:loss:variety": "Business disruption|Legal and regulatory|Asset and fraud|Brand damage",
    "security_incident": "Suspected|Confirmed|Near miss|False positive",
}
SECTORS = (
    "Agriculture|Mining|Manufacturing|Trade|Retail|Transport|Finance|Education|Health|Entertainment|Hospitality"
    "|Government, Administration"
)
KNOWN = [
    *(rf'veris:{predicate}="(?:{values})"' for predicate, values in VERIS.items()),
    rf'misp-galaxy:sector="(?:{SECTORS})"',
    r'veris:country="[A-Z]{2}"',
    r'admiralty-scale:source-reliability="[a-f]"',
    r'admiralty-scale:information-credibility="[1-6]"',
    r"tlp:(?:clear|green|amber|amber\+strict|red)",
    r'misp-galaxy:mitre-attack-pattern="[^"]+ - T\d{4}(?:\.\d{3})?"',
    r'misp-galaxy:mitre-intrusion-set="[^"]+ - G\d{4}"',
    r'misp-galaxy:mitre-(?:malware|tool)="[^"]+ - S\d{4}"',
]


def events(given: Analysis, **options: Any) -> list[dict[str, Any]]:
    held = json.loads(exported(given, "misp", **options))
    return [one["Event"] for one in held.get("response", [held])]


def event(*found: Any, kind: str = "incident", **options: Any) -> dict[str, Any]:
    (one,) = events(analysis_of(*found, kind=kind), **options)
    return one


def names(held: dict[str, Any]) -> list[str]:
    return [tag["name"] for tag in held.get("Tag", [])]


def attributes(held: dict[str, Any]) -> list[dict[str, Any]]:
    return [*held.get("Attribute", []), *(a for one in held.get("Object", []) for a in one["Attribute"])]


def annotation(held: dict[str, Any], start: str) -> dict[str, Any]:
    return next(one for one in held["Object"] if one["name"] == "annotation" and one["comment"].startswith(start))


@pytest.mark.parametrize("texts", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_pymisp_loads_each_example(name: str, texts: bool) -> None:
    for held in events(analysis(name), tlp="amber", texts=texts):
        loaded = pymisp.MISPEvent()
        loaded.load(json.dumps({"Event": held}))
        assert len(loaded.attributes) == len(held.get("Attribute", []))
        assert len(loaded.objects) == len(held["Object"])
        assert len(loaded.event_reports) == 1
        for one in attributes(held):
            assert one["type"] in TYPES["category_type_mappings"][one["category"]]


@pytest.mark.parametrize("name", NAMES)
def test_all_that_refers_leads_somewhere(name: str) -> None:
    for held in events(analysis(name)):
        kinds = {one["uuid"]: "object" for one in held["Object"]} | {
            one["uuid"]: "attribute" for one in held.get("Attribute", [])
        }
        everything = [
            held["uuid"],
            *(one["uuid"] for one in attributes(held)),
            *(one["uuid"] for one in held["Object"]),
        ]
        assert len(everything) == len(set(everything))
        referred = [r["referenced_uuid"] for one in held["Object"] for r in one.get("ObjectReference", [])]
        assert set(referred) <= set(kinds)
        for kind, uuid in re.findall(r"(?<!\\)@\[(\w+)\]\(([^)]+)\)", held["EventReport"][0]["content"]):
            assert kinds[uuid] == kind


def test_every_tag_is_a_word_of_its_taxonomy() -> None:
    given = {tag for found in tags.rows().values() for tag in found}
    given |= {'veris:security_incident="Confirmed"', 'veris:security_incident="Suspected"'}
    for name in NAMES:
        for held in events(analysis(name), tlp="amber+strict"):
            given |= {tag for one in (held, *attributes(held)) for tag in names(one)}
    assert not [tag for tag in sorted(given) if not any(re.fullmatch(known, tag) for known in KNOWN)]


def test_every_tag_is_of_a_term() -> None:
    """No row of the table speaks of a term that we do not have."""
    apart = {"speaker": set(map(str, Speaker)), "credibility": {"confirmed", "stated", "suspected", "disputed"}}
    for field, term in tags.rows():
        if field in FIELDS and FIELDS[field].type != "flag":
            assert term in vocabulary.terms(FIELDS[field].vocabulary or "")
        elif field in apart:
            assert term in apart[field]
    assert {term for field, term in tags.rows() if field == "speaker"} == apart["speaker"]


def test_every_indicator_has_a_type() -> None:
    rows = {row["type"]: row for row in tags.table("indicators")}
    assert set(rows) == set(vocabulary.terms("indicator"))
    assert all(row["misp"] in TYPES["category_type_mappings"][row["category"]] for row in rows.values())
    assert all(row["misp"] in TYPES["types"] for row in tags.table("attributes"))


@pytest.mark.parametrize(
    ("role", "status", "wanted"),
    [
        ("attacker", Status.STATED, True),
        ("attacker", Status.SUSPECTED, False),
        ("victim", Status.STATED, False),
        ("source", Status.STATED, False),
        ("contact", Status.STATED, False),
        ("unknown", Status.STATED, False),
    ],
)
def test_only_what_is_stated_to_be_the_attackers_is_for_detection(role: str, status: Status, wanted: bool) -> None:
    (one,) = event(finding("indicator", Indicator("ipv4", "192.0.2.7", role), status=status))["Attribute"]
    assert one["to_ids"] is wanted
    assert one["disable_correlation"] is (role in {"source", "contact"})


@pytest.mark.parametrize("status", [Status.DENIED, Status.WITHHELD])
@pytest.mark.parametrize("field", VALUES)
def test_what_is_denied_or_withheld_is_no_fact(field: str, status: Status) -> None:
    value = VALUES[field] if status is Status.DENIED else None
    held = event(finding(field, value, status=status, speaker=Speaker.ORGANIZATION))
    assert "Attribute" not in held or not held["Attribute"]
    assert {one["name"] for one in held["Object"]} == {"report", "annotation"}
    assert names(held) == ['veris:security_incident="Suspected"']
    said = annotation(held, "")["comment"]
    assert ("denied by the organisation" in said) or ("not disclosed by the organisation" in said)


def test_what_is_suspected_says_so() -> None:
    doubted = {"status": Status.SUSPECTED, "speaker": Speaker.ATTACKER}
    held = event(
        finding("actor", "APT29", **doubted),
        finding("fate", "published", **doubted),
        finding("organization", "Northfield Dental"),
    )
    assert not [tag for tag in names(held) if "APT29" in tag or "disclosure" in tag]
    (actor,) = held["Attribute"]
    assert actor["comment"].startswith("suspected: APT29 (according to the attacker)")
    assert 'misp-galaxy:mitre-intrusion-set="APT29 - G0016"' in names(actor)
    assert 'admiralty-scale:information-credibility="3"' in names(actor)
    fate = names(annotation(held, "Fate")["Attribute"][0])
    assert 'veris:attribute:confidentiality:data_disclosure="Potentially"' in fate


def test_a_denied_incident_is_not_confirmed() -> None:
    found = [finding("organization", "Northfield Dental", speaker=Speaker.ORGANIZATION), finding("fate", "for_sale")]
    assert 'veris:security_incident="Confirmed"' in names(event(*found))
    denied = names(event(*found, kind="denied"))
    assert 'veris:security_incident="Suspected"' in denied
    assert 'veris:attribute:confidentiality:data_disclosure="Potentially"' in denied


def test_an_unknown_variety_gives_way_to_a_known_one() -> None:
    held = event(finding("action", "social"), finding("vector", "phishing"), finding("action", "error"))
    assert 'veris:action:social:variety="Phishing"' in names(held)
    assert 'veris:action:social:variety="Unknown"' not in names(held)
    assert 'veris:action:error:variety="Unknown"' in names(held)


def test_texts_cannot_become_markup() -> None:
    text = "Northfield @[attribute](x) <img src=x> **bold** `code` [link](http://evil.example)"
    document = Document.of(text, title="# Title @[tag](tlp:red)")
    one = finding("organization", text, document=document, quote=text)
    (held,) = events(analysis_of(one, document=document))
    content = held["EventReport"][0]["content"]
    assert "<img" not in content.replace("\\<", "")
    assert not re.findall(r"(?<!\\)@\[(?:attribute|tag)\]\((?:x|tlp)", content)
    assert not re.findall(r"(?<!\\)\]\(http", content)


def test_a_very_long_statement_loses_agreement_only() -> None:
    quote = "names were taken "
    document = Document.of(quote * 400)
    other = finding("data", "Names", document=document, quote=(quote * 60).strip()).claim
    held = event(finding("data", "Names", agree=(other,) * 200))
    value = annotation(held, "Data")["Attribute"][0]["value"]
    assert len(value.encode()) < 65_000
    assert json.loads(value.rpartition("\n")[2])["value"] == "Names"


FOREIGN: dict[str, Any] = {
    "uuid": "5f2f0a3e-0000-4000-8000-000000000001",
    "info": "OSINT - Brightwater Energy hit by ransomware",
    "date": "2024-06-05",
    "Orgc": {"name": "Example CERT"},
    "Tag": [
        {"name": 'misp-galaxy:mitre-attack-pattern="Phishing - T1566"'},
        {"name": 'misp-galaxy:threat-actor="Grey Vole"'},
        {"name": 'misp-galaxy:target-information="New Zealand"'},
        {"name": 'misp-galaxy:sector="Health"'},
        {"name": 'veris:action:hacking:variety="SQLi"'},
        {"name": "tlp:green"},
    ],
    "Attribute": [
        {"type": "ip-dst|port", "category": "Network activity", "value": "192.0.2.9|443", "to_ids": True},
        {"type": "filename|sha256", "category": "Payload delivery", "value": f"a.exe|{'ab' * 32}", "to_ids": "1"},
        {"type": "hostname", "category": "Network activity", "value": "mail.example.org", "to_ids": False},
        {"type": "email-dst", "category": "Targeting data", "value": "it@example.org", "to_ids": False},
        {"type": "target-org", "category": "Targeting data", "value": "Brightwater Energy"},
        {"type": "vulnerability", "category": "External analysis", "value": "cve-2024-21412"},
        {"type": "ip-src", "category": "Network activity", "value": "no address", "to_ids": True},
        {"type": "domain", "category": "Network activity", "value": "gone.example.org", "deleted": True},
        {"type": "text", "category": "Other", "value": "nothing of ours"},
    ],
    "EventReport": [
        {
            "name": "r",
            "content": "# Report\n\n* Brightwater Energy said **12,400 customers** were affected. @[attribute](x)",
        }
    ],
}


def read(held: dict[str, Any]) -> dict[str, list[Value | None]]:
    (record,) = outcomes(json.dumps({"Event": held}).encode(), "misp")
    assert isinstance(record, Record)
    (incident,) = analyze_records([record]).incidents
    return {key: [one.value for one in found] for key, found in incident.findings.items()}


def test_events_of_others_are_read_by_what_they_hold() -> None:
    found = read(FOREIGN)
    assert found["organization"][0] == "Brightwater Energy"
    assert set(found["indicator"]) == {
        Indicator("ipv4", "192.0.2.9", "attacker"),
        Indicator("file_name", "a.exe", "attacker"),
        Indicator("sha256", "ab" * 32, "attacker"),
        Indicator("domain", "mail.example.org", "unknown"),
        Indicator("email", "it@example.org", "victim"),
    }
    assert found["vulnerability"] == ["CVE-2024-21412"]
    assert "T1566" in found["technique"]
    assert "Grey Vole" in found["actor"]
    assert (found["country"], found["sector"]) == (["NZ"], ["62"])
    assert "hacking" in found["action"]
    assert found["affected"] == [Count(12_400, "people")]
    assert found["ransomware"] == ["yes"]


def test_what_an_event_doubts_is_suspected() -> None:
    doubt = {"name": 'admiralty-scale:information-credibility="4"'}
    (record,) = outcomes(json.dumps({"Event": {**FOREIGN, "Tag": [*FOREIGN["Tag"], doubt]}}).encode(), "misp")
    assert {claim.status for claim in record.claims} == {Status.SUSPECTED}
    assert {claim.speaker for claim in record.claims} == {Speaker.RESEARCHER}
    assert record.document.publisher == "Example CERT"


def test_a_vulnerability_and_its_number_are_one_object() -> None:
    cve = "CVE-2024-21412"
    both = [finding("vulnerability", cve), finding("indicator", Indicator("cve", cve, "attacker"))]
    event = json.loads(exported(analysis_of(*both), "misp"))["Event"]
    assert not [one for one in event.get("Attribute", []) if one["value"] == cve]
    (held,) = [one for one in event["Object"] if one["name"] == "vulnerability"]
    notes = [one for one in event["Object"] if one["name"] == "annotation"]
    proven = [ref["referenced_uuid"] for one in notes for ref in one["ObjectReference"]]
    assert proven.count(held["uuid"]) == 2
    assert event["EventReport"][0]["content"].count(f"@[object]({held['uuid']})") == 2
    alone = json.loads(exported(analysis_of(both[1]), "misp"))["Event"]
    assert [one["value"] for one in alone["Attribute"]] == [cve]
    assert alone["Attribute"][0]["uuid"] in alone["EventReport"][0]["content"]


def test_an_event_without_a_dated_document_has_the_day_of_the_disclosure() -> None:
    given = analysis_of(finding("disclosed", "2024-06-02"), document=Document.of(TEXT))
    assert json.loads(exported(given, "misp"))["Event"]["date"] == "2024-06-02"
    given = analysis_of(finding("disclosed", "2024-06"), document=Document.of(TEXT))
    assert json.loads(exported(given, "misp"))["Event"]["date"] == "2026-01-31"
