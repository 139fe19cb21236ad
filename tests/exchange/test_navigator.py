"""Navigator layers: as format 4.5 has them, one incident's techniques or many incidents' counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from affidavit.exchange import ExportOptions, export
from affidavit.model.claim import Status
from affidavit.model.vocabulary import terms
from tests.examples.files import NAMES, analysis
from tests.exchange.test_stix import AT, finding
from tests.exchange.test_stix import incident_of as incident

_TEXT, _COLOUR = {"type": "string", "minLength": 1}, {"type": "string", "pattern": "^#[0-9a-f]{6}$"}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


#: Layer format 4.5, as far as layers of ours go: nothing else is allowed.
SCHEMA = _object(
    ["name", "versions", "domain"],
    name=_TEXT,
    versions=_object(
        ["layer", "navigator"], attack={"const": "18"}, navigator={"const": "5.2.0"}, layer={"const": "4.5"}
    ),
    domain={"const": "enterprise-attack"},
    description=_TEXT,
    sorting={"enum": [0, 1, 2, 3]},
    layout=_object(
        [],
        layout={"enum": ["side", "flat", "mini"]},
        showID={"type": "boolean"},
        showName={"type": "boolean"},
        expandedSubtechniques={"enum": ["none", "all", "annotated"]},
    ),
    techniques=_list(
        _object(
            ["techniqueID"],
            techniqueID={"type": "string", "pattern": r"^T\d{4}(\.\d{3})?$"},
            comment={"type": "string"},
            enabled={"type": "boolean"},
            score={"type": "number"},
            color=_COLOUR,
        )
    ),
    gradient=_object(
        ["colors", "minValue", "maxValue"],
        colors={**_list(_COLOUR), "minItems": 2},
        minValue={"type": "number"},
        maxValue={"type": "number", "exclusiveMinimum": 0},
    ),
    legendItems=_list(_object(["label", "color"], label=_TEXT, color=_COLOUR)),
    metadata=_list(_object(["name", "value"], name=_TEXT, value=_TEXT)),
)


def layer(*given: Any) -> dict[str, Any]:
    made = json.loads(export(list(given), "navigator", ExportOptions(at=AT)))
    Draft202012Validator(SCHEMA).validate(made)
    return made


@pytest.mark.parametrize("name", NAMES)
def test_each_example_is_a_layer(name: str) -> None:
    held = {row["techniqueID"] for row in layer(analysis(name))["techniques"]}
    told = {str(value) for one in analysis(name).incidents for value in one.values("technique")}
    assert held == told


def test_many_incidents_are_counted() -> None:
    made = layer(*(analysis(name) for name in NAMES))
    told = [one.values("technique") for name in NAMES for one in analysis(name).incidents]
    assert {row["techniqueID"]: row["score"] for row in made["techniques"]} == {
        str(value): sum(value in values for values in told) for values in told for value in values
    }
    assert made["gradient"]["maxValue"] == max(row["score"] for row in made["techniques"])


def test_what_is_suspected_has_another_colour_and_what_is_denied_none() -> None:
    made = layer(
        incident(
            finding("technique", "T1566"),
            finding("technique", "T1486", status=Status.SUSPECTED),
            finding("technique", "T1048", status=Status.DENIED),
        )
    )
    colours = {row["techniqueID"]: row["color"] for row in made["techniques"]}
    assert set(colours) == {"T1486", "T1566"}
    assert {item["label"]: item["color"] for item in made["legendItems"]} == {
        "Stated": colours["T1566"],
        "Suspected": colours["T1486"],
    }
    assert made["techniques"][1]["comment"] == "Phishing (T1566): “Northfield Dental”"


def test_only_techniques_of_the_matrix_are_in_the_layer() -> None:
    made = layer(incident(finding("technique", "T1451"), finding("technique", "T1574.002")))
    assert [row["techniqueID"] for row in made["techniques"]] == ["T1574.001"]
    assert {"T1451", "T1574.001", "T1574.002"} <= set(terms("technique"))
