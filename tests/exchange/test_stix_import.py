"""STIX read back: our own bundles without loss, others' as far as they say something, hostile ones as clear errors."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affidavit.errors import ExchangeError
from affidavit.exchange import ExportOptions, export, import_content
from affidavit.exchange.formats import Content
from affidavit.exchange.stix.objects import EXTENSION
from affidavit.model.claim import Status
from affidavit.model.incident import Incident
from affidavit.model.machine import incident_row
from affidavit.model.record import Record
from affidavit.model.value import Indicator
from affidavit.pipeline import analyze_records
from tests.examples.files import NAMES, analysis

AT = "2026-01-02T03:04:05Z"
TOLD = [name for name in NAMES if analysis(name).incidents]
ADVICE = {"lesson", "recommendation", "duty"}


def bundle(*objects: dict[str, Any], **about: Any) -> Content:
    held = {"type": "bundle", "id": "bundle--" + "0" * 8 + "-0000-4000-8000-" + "0" * 12, **about}
    return Content("test.json", json.dumps({**held, "objects": list(objects)}).encode())


def thing(kind: str, number: int, **properties: Any) -> dict[str, Any]:
    name = f"{kind}--00000000-0000-4000-8000-{number:012d}"
    times = {"created": "2024-05-02T00:00:00Z", "modified": "2024-05-02T00:00:00Z"}
    return {"type": kind, "id": name, "spec_version": "2.1", **times, **properties}


def link(number: int, source: dict[str, Any], kind: str, target: dict[str, Any], **more: Any) -> dict[str, Any]:
    refs = {"source_ref": source["id"], "target_ref": target["id"]}
    return thing("relationship", number, relationship_type=kind, **refs, **more)


def records(content: Content) -> list[Record]:
    found = list(import_content(content))
    assert all(isinstance(one, Record) for one in found), found
    return [one for one in found if isinstance(one, Record)]


def told(incident: Incident) -> set[tuple[str, ...]]:
    """What round trips without the texts: field, value, status, speaker, quote and note of each finding."""
    return {
        (key, str(f.value), str(f.status), str(f.speaker), " ".join(f.evidence[0].quote.split()), str(f.claim.note))
        for key, found in incident.findings.items() if key not in ADVICE for f in found
    }  # fmt: skip


def reported(incident: Incident) -> dict[str, Any]:
    """All of an incident but its id and title, and what follows from it."""
    row = incident_row(incident)
    return {key: found for key, found in row["findings"].items() if key not in ADVICE} | {"in": row["documents"]}


@pytest.mark.parametrize("name", TOLD)
def test_what_was_exported_comes_back(name: str) -> None:
    content = Content(name, export(analysis(name), "stix", ExportOptions(at=AT)))
    back = analyze_records(records(content))
    want, found = ([told(incident) for incident in one.incidents] for one in (analysis(name), back))
    assert sorted(want, key=sorted) == sorted(found, key=sorted)


@pytest.mark.parametrize("name", TOLD)
def test_with_the_texts_everything_is_equal(name: str) -> None:
    content = Content(name, export(analysis(name), "stix", ExportOptions(texts=True, at=AT)))
    back = analyze_records(records(content))
    assert {d.id: d.text for d in back.documents} == {d.id: d.text for d in analysis(name).documents}
    want, found = ([reported(incident) for incident in one.incidents] for one in (analysis(name), back))
    assert sorted(want, key=str) == sorted(found, key=str)


def test_a_figure_that_was_revised_stays_revised() -> None:
    content = Content("demo", export(analysis("demo"), "stix", ExportOptions(at=AT)))
    (affected,) = analyze_records(records(content)).incidents[0].all("affected")
    assert [claim.value for claim in affected.superseded] == [
        claim.value for claim in analysis("demo").incidents[0].all("affected")[0].superseded
    ]


def foreign() -> list[dict[str, Any]]:
    """An incident as other platforms write it."""
    told = "Attackers encrypted the servers of Brightwater Energy in a ransomware attack in May 2024."
    incident = thing("incident", 1, name="Attack on Brightwater Energy", description=told)
    victim = thing("identity", 2, name="Brightwater Energy", identity_class="organization", sectors=["energy"])
    maker = thing("identity", 3, name="Example CERT", identity_class="organization")
    actor = thing("threat-actor", 4, name="Grey Vole")
    malware = thing("malware", 5, name="Volelock", is_family=True)
    mitre = [{"source_name": "mitre-attack", "external_id": "T1486"}]
    pattern = thing("attack-pattern", 6, name="Data Encrypted for Impact", external_references=mitre)
    hole = thing("vulnerability", 7, name="cve-2099-1234")
    find = "[domain-name:value = 'c2.vole.example.net' OR ipv4-addr:value = '192.0.2.9']"
    indicator = thing("indicator", 8, pattern=find, pattern_type="stix", valid_from="2024-05-02T00:00:00Z")
    place = thing("location", 9, country="us")
    seen = {"type": "url", "id": "url--00000000-0000-4000-8000-000000000010", "value": "https://a.example.net/x"}
    note = thing("note", 11, content="The ransom was not paid.", object_refs=[incident["id"]])
    refs = [incident["id"], indicator["id"], seen["id"], actor["id"], hole["id"]]
    report = thing("report", 12, name="Report", published="2024-06-01T00:00:00Z", object_refs=refs)
    report["created_by_ref"] = incident["created_by_ref"] = maker["id"]
    links = [
        link(21, incident, "attributed-to", actor),
        link(22, incident, "targets", victim),
        link(23, incident, "uses", malware, confidence=20),
        link(24, incident, "uses", pattern),
        link(25, victim, "located-at", place),
    ]
    things = [incident, victim, maker, actor, malware, pattern, hole, indicator, place, seen, note, report]
    return [*things, *links]


def test_what_others_made_is_read_by_its_relationships() -> None:
    (record,) = records(bundle(*foreign()))
    claims = {claim.field: claim for claim in record.claims if claim.field != "indicator"}
    assert {key: claim.value for key, claim in claims.items()} == {
        "organization": "Brightwater Energy", "sector": "22", "country": "US", "actor": "Grey Vole",
        "malware": "Volelock", "technique": "T1486", "vulnerability": "CVE-2099-1234",
    }  # fmt: skip
    assert claims["malware"].status is Status.SUSPECTED
    assert claims["actor"].status is Status.STATED
    assert [claim.value for claim in record.claims if claim.field == "indicator"] == [
        Indicator("domain", "c2.vole.example.net", "attacker"),
        Indicator("ipv4", "192.0.2.9", "attacker"),
        Indicator("url", "https://a.example.net/x", "unknown"),
    ]
    assert record.document.published == "2024-06-01"
    assert record.document.publisher == "Example CERT"
    assert record.running_text().text.endswith("The ransom was not paid.")


def test_its_texts_are_read_as_any() -> None:
    (incident,) = analyze_records(records(bundle(*foreign()))).incidents
    assert incident.first("ransomware") is not None
    assert incident.values("started") == ["2024-05"]


def test_a_report_that_names_several_groups_does_not_say_whose_it_is() -> None:
    groups = [thing("intrusion-set", number, name=name) for number, name in ((1, "Grey Vole"), (2, "Red Vole"))]
    report = thing("report", 3, name="Two groups", object_refs=[group["id"] for group in groups])
    assert records(bundle(*groups, report))[0].claims == ()


def test_an_identity_that_nothing_targets_is_no_victim() -> None:
    maker = thing("identity", 1, name="Example CERT", identity_class="organization")
    report = thing("report", 2, name="Report", object_refs=[maker["id"]])
    assert records(bundle(maker, report))[0].claims == ()


def test_a_bundle_of_2_0_is_read_as_well_as_can_be() -> None:
    held = {"0": {"type": "file", "hashes": {"MD5": "5d41402abc4b2a76b9719d911017c592"}, "name": "a.exe"}}
    data, report = thing("observed-data", 1, objects=held), thing("report", 2, name="Report", labels=["malware"])
    report["object_refs"] = [data["id"]]
    for row in (data, report):
        del row["spec_version"]
    (record,) = records(bundle(data, report, spec_version="2.0"))
    assert [claim.value.type for claim in record.claims if isinstance(claim.value, Indicator)] == ["file_name", "md5"]


def test_of_two_versions_the_later_counts_and_what_is_revoked_does_not() -> None:
    first = thing("incident", 1, name="Old name")
    later = {**first, "name": "New name", "modified": "2024-06-02T00:00:00Z"}
    gone = thing("incident", 2, name="Gone", revoked=True)
    assert [record.document.title for record in records(bundle(later, first, gone))] == ["New name"]


def errors(content: Content) -> list[str]:
    return [str(one) for one in import_content(content, "stix") if isinstance(one, ExchangeError)]


GOOD = thing("incident", 99, name="Attack on Northfield Dental")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ([7], "object 2 is no STIX object"),
        ([{"type": "incident", "id": 7}], "object 2 has an id that is not of its type"),
        ([thing("incident", 1, name=["x"])], "object 2 has a name that is no text"),
        ([thing("incident", 1, description="x" * 10_000_000)], "object 2 has a description of more than 1,000,000"),
        ([thing("report", 1, name="x" * 10_000_000)], "object 2 has a name of more than 2,000 characters"),
        ([thing("report", 1, object_refs={"a": 1})], "object 2 has object_refs that are no list"),
        ([{**GOOD, "name": "Another"}], "object 2 has the id of another"),
        ([thing("incident", 1, extensions={EXTENSION: {"documents": 7}})], "holds no list of documents and of state"),
        (
            [thing("incident", 1, extensions={EXTENSION: {"documents": [], "statements": [{"field": "color"}]}})],
            "holds a statement without a field that is known",
        ),
        (
            [thing("incident", 1, extensions={EXTENSION: {"documents": [{"text": "a", "id": "b"}], "statements": []}})],
            "whose text is not that of 'b'",
        ),
    ],
)
def test_a_bad_object_is_one_error_and_the_rest_is_read(bad: list[Any], said: str) -> None:
    content = bundle(GOOD, *bad)
    (error,) = errors(content)
    assert said in error
    assert [one.document.title for one in import_content(content, "stix") if isinstance(one, Record)] == [GOOD["name"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[]", "is no STIX bundle"),
        (b'{"type": "bundle"}', "holds no list of objects"),
        (b'{"type": "bundle", "objects": []}', "holds no incident, report or grouping"),
        (b'{"type": "bundle", "objects": [' + b"0," * 100_000 + b"0]}", "holds more than 100,000 objects"),
        (b'{"objects": ' * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_file_is_one_error(data: bytes, said: str) -> None:
    try:
        (error,) = errors(Content("bad.json", data))
    except ExchangeError as raised:
        error = str(raised)
    assert said in error
    assert error.startswith("bad.json: ")


def test_references_in_circles_end() -> None:
    first, second = thing("grouping", 1, name="A"), thing("grouping", 2, name="B")
    first["object_refs"], second["object_refs"] = [second["id"], first["id"]], [first["id"]]
    round_and_round = [link(3, first, "related-to", second), link(4, second, "related-to", first)]
    assert len(records(bundle(first, second, *round_and_round))) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=8), held, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_a_property_holds_nothing_breaks(data: st.DataObject) -> None:
    objects = json.loads(json.dumps(foreign()))
    own = json.loads(export(analysis("denial"), "stix", ExportOptions(at=AT)))["objects"]
    objects += [row for row in own if row["type"] == "incident"]
    for _ in range(3):
        at: Any = data.draw(st.sampled_from(objects))
        while isinstance(at, dict | list) and at:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = data.draw(st.sampled_from(keys))
            if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.booleans()):
                at[key] = data.draw(JSON)
                break
            at = at[key]
    found = list(import_content(bundle(*objects), "stix"))
    analyze_records([one for one in found if isinstance(one, Record)])


def test_no_malware_and_no_group_is_the_victim_that_a_description_seems_to_name() -> None:
    malware = thing("malware", 1, name="PebbleStealer", is_family=True, aliases=["Pebble Grabber"])
    group = thing("intrusion-set", 2, name="Grey Vole")
    said = "The data stolen by PebbleStealer included passwords. Pebble Grabber was hit by a data breach."
    report = thing(
        "report", 3, name="PebbleStealer: a data breach", description=said, published="2024-05-02T00:00:00Z",
        object_refs=[malware["id"], group["id"]],
    )  # fmt: skip
    (incident,) = analyze_records(records(bundle(malware, group, report))).incidents
    assert not incident.all("organization")
    assert incident.values("malware") == ["PebbleStealer"]
    assert incident.values("actor") == ["Grey Vole"]


@pytest.mark.parametrize("doubt", [{"confidence": 20}, {"labels": ["suspected"]}])
def test_the_text_of_what_is_doubtful_is_doubtful(doubt: dict[str, Any]) -> None:
    said = "Northfield Dental said hackers stole the names of 4,100 patients on 3 May 2024."
    row = thing("incident", 1, name="Northfield Dental: data breach", description=said, **doubt)
    (incident,) = analyze_records(records(bundle(row))).incidents
    assert {finding.status for finding in incident.all("data")} == {Status.SUSPECTED}
    (incident,) = analyze_records(records(bundle({**row, "confidence": 90, "labels": []}))).incidents
    assert {finding.status for finding in incident.all("data")} == {Status.STATED}
