"""Attack Flow: valid STIX, objects as the extension's schema has them, and no order that no source tells."""

from __future__ import annotations

import json
from typing import Any

import pytest

from affidavit.errors import ExchangeError
from affidavit.exchange import ExportOptions, export
from affidavit.exchange.attack_flow import steps
from affidavit.model.claim import Speaker
from affidavit.model.value import Money
from tests.examples.files import NAMES, analysis
from tests.exchange.test_stix import AT, check, finding, of_type
from tests.exchange.test_stix import incident_of as incident

EXTENSION = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4"
FLOWS = [name for name in NAMES if any(list(steps(one)) for one in analysis(name).incidents)]
NEXT = ("attack-action", "attack-operator", "attack-condition")
#: What the schema of Attack Flow 2.0.0 has: required properties, further ones, and the types that references lead to.
SCHEMA: dict[str, tuple[set[str], set[str]]] = {
    "attack-flow": ({"name", "start_refs", "scope"}, {"description"}),
    "attack-action": (
        {"name"},
        {"tactic_id", "tactic_ref", "technique_id", "technique_ref", "description", "execution_start", "execution_end",
         "command_ref", "asset_refs", "effect_refs"},
    ),
    "attack-asset": ({"name"}, {"description", "object_ref"}),
    "attack-condition": (
        {"description"}, {"pattern", "pattern_type", "pattern_version", "on_true_refs", "on_false_refs"},
    ),
    "attack-operator": ({"operator"}, {"effect_refs"}),
}  # fmt: skip
COMMON = {
    "type", "spec_version", "id", "created_by_ref", "created", "modified", "revoked", "labels", "confidence", "lang",
    "external_references", "object_marking_refs", "granular_markings", "extensions",
}  # fmt: skip
LEADS = {
    "start_refs": ("attack-action", "attack-condition"),
    "effect_refs": NEXT,
    "asset_refs": ("attack-asset",),
    "technique_ref": ("attack-pattern",),
}


def flow(*findings: Any) -> list[dict[str, Any]]:
    return json.loads(export(incident(*findings), "attack-flow", ExportOptions(at=AT)))["objects"]


def conform(objects: list[dict[str, Any]]) -> None:
    """One flow, and every object of the extension as its schema has it."""
    assert len(of_type(objects, "attack-flow")) == 1
    known = {row["id"] for row in objects}
    for row in of_type(objects, *SCHEMA):
        required, others = SCHEMA[row["type"]]
        assert required <= set(row) <= required | others | COMMON
        assert row["extensions"] == {EXTENSION: {"extension_type": "new-sdo"}}
        for key in LEADS.keys() & row.keys():
            refs = row[key] if isinstance(row[key], list) else [row[key]]
            assert refs
            assert all(ref in known and ref.startswith(LEADS[key]) for ref in refs)


@pytest.mark.parametrize("name", FLOWS)
def test_each_example_is_valid_and_as_the_extension_has_it(name: str) -> None:
    content = export(analysis(name), "attack-flow", ExportOptions(tlp="amber", at=AT))
    check(content)
    conform(json.loads(content)["objects"])


def test_access_comes_before_what_was_done_inside_and_that_before_impact() -> None:
    told = ["T1486", "T1021.001", "T1003", "T1566.001", "T1566"]
    objects = flow(*(finding("technique", one) for one in told), finding("data", "Names"))
    actions = {row["id"]: row.get("technique_id", "") for row in of_type(objects, "attack-action")}
    (operator,) = of_type(objects, "attack-operator")
    (condition,) = of_type(objects, "attack-condition")
    led = {actions[row["id"]]: row["effect_refs"] for row in of_type(objects, "attack-action")}
    by_name = {name: one for one, name in actions.items()}
    assert set(led["T1566.001"]) == {by_name["T1021.001"], by_name["T1003"]}
    assert led["T1021.001"] == led["T1003"] == [operator["id"]]
    assert operator["effect_refs"] == [by_name["T1486"]]
    assert led["T1486"] == [condition["id"]]
    assert of_type(objects, "attack-flow")[0]["start_refs"] == [by_name["T1566.001"]]
    assert "T1566" not in by_name, "its sub-technique says it"


def test_a_way_in_is_a_step_where_no_technique_stands_for_it() -> None:
    objects = flow(
        finding("vector", "phishing"), finding("vector", "stolen_credentials"), finding("technique", "T1078")
    )
    assert sorted(row["name"] for row in of_type(objects, "attack-action")) == ["Phishing", "Valid Accounts"]


def test_an_error_is_no_attack() -> None:
    for vector, action in (("human_error", "error"), ("third_party", "error")):
        with pytest.raises(ExchangeError, match="no step of an attack is stated"):
            flow(finding("vector", vector), finding("action", action))
    assert flow(finding("vector", "third_party"), finding("action", "hacking"))


def test_what_it_cost_is_no_step() -> None:
    objects = flow(
        finding("technique", "T1486"),
        finding("money", Money("cost", 5e6, "USD")),
        finding("money", Money("ransom_demand", 1e6, "USD"), speaker=Speaker.ATTACKER),
        finding("fate", "none_misused_known"),
    )
    (condition,) = of_type(objects, "attack-condition")
    assert condition["description"].startswith("Financial: Ransom demanded: $1 million (claimed by the attackers")
    assert condition["labels"] == ["claimed-by-attacker"]


def test_a_day_that_is_stated_is_when_access_began() -> None:
    objects = flow(finding("technique", "T1566"), finding("technique", "T1486"), finding("started", "2024-03-02"))
    started = {row["technique_id"]: row.get("execution_start") for row in of_type(objects, "attack-action")}
    assert started == {"T1566": "2024-03-02T00:00:00.000Z", "T1486": None}
    assert all("execution_start" not in r for r in flow(finding("technique", "T1566"), finding("started", "2024-03")))


def test_an_asset_belongs_to_a_step_that_the_same_sentence_tells_of() -> None:
    objects = flow(finding("technique", "T1486"), finding("asset", "server"))
    (asset,) = of_type(objects, "attack-asset")
    assert of_type(objects, "attack-action")[0]["asset_refs"] == [asset["id"]]
