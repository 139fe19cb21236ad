"""ATT&CK Navigator layers (format 4.5): one incident's techniques with their quotes, or many incidents' as counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from affidavit.exchange.formats import Exporter, ExportOptions
from affidavit.exchange.stix.attack import MOBILE
from affidavit.exchange.stix.objects import as_json
from affidavit.exchange.stix.said import manner, quoted, said
from affidavit.exchange.values import one_line
from affidavit.model.incident import Analysis, Finding, Incident

#: The release of ATT&CK that model/vocabulary/technique.tsv is of, the Navigator that shows it, the layer's format.
_VERSIONS = {"attack": "18", "navigator": "5.2.0", "layer": "4.5"}
#: Techniques that ATT&CK has since put another in the place of.
_REPLACED = {"T1574.002": "T1574.001"}
#: How a technique is coloured in the layer of one incident, by how it is asserted.
_COLOURS = {"stated": "#d9534f", "suspected": "#f0ad4e", "claimed": "#b39ddb"}
_LABELS = {"stated": "Stated", "suspected": "Suspected", "claimed": "Claimed by the attackers, not confirmed"}
_SCALE = ["#fde0dd", "#fa9fb5", "#c51b8a"]
_MOST, _LONGEST_NAME = 20, 200

_Used = dict[str, list[tuple[Incident, Finding]]]


def write(analyses: Sequence[Analysis], options: ExportOptions) -> bytes:
    """The layer of all incidents: of one its techniques, of several how many of them each technique is told of."""
    incidents = [incident for analysis in analyses for incident in analysis.incidents]
    used: _Used = {}
    for incident in incidents:
        for finding in incident.asserted("technique"):
            identity = _REPLACED.get(str(finding.value), str(finding.value))
            if identity not in MOBILE:
                used.setdefault(identity, []).append((incident, finding))
    make = _one if len(incidents) == 1 else _many
    name = incidents[0].title if len(incidents) == 1 else f"{len(incidents)} incidents"
    return as_json({
        "name": one_line(name, _LONGEST_NAME),
        "versions": _VERSIONS,
        "domain": "enterprise-attack",
        "description": _description(options),
        "layout": {"layout": "side", "showID": True, "showName": True, "expandedSubtechniques": "annotated"},
        "sorting": 3,
        **make(used),
        "metadata": _metadata(incidents, options),
    })  # fmt: skip


EXPORTER = Exporter(
    "navigator", ".json", "an ATT&CK Navigator layer: one incident's techniques, or counts of many", write
)


def _description(options: ExportOptions) -> str:
    marked = f" TLP:{options.tlp.upper()}." if options.tlp else ""
    return f"Techniques that the sources tell of, each with the words that prove it.{marked}"


def _one(used: _Used) -> dict[str, Any]:
    """Techniques coloured by how they are asserted."""
    colours = {identity: manner(found[0][1]) for identity, found in used.items()}
    legend = [{"label": _LABELS[kind], "color": _COLOURS[kind]} for kind in _COLOURS if kind in colours.values()]
    techniques = [
        {
            **_technique(identity, [_told(finding) for _, finding in found]),
            "color": _COLOURS.get(colours[identity], _COLOURS["stated"]),
        }
        for identity, found in sorted(used.items())
    ]
    return {"techniques": techniques, "legendItems": legend}


def _many(used: _Used) -> dict[str, Any]:
    """Techniques scored by the number of incidents that they are told of."""
    scores = {identity: len({incident.id for incident, _ in found}) for identity, found in used.items()}
    techniques = [
        {
            **_technique(identity, [f"{one.title}: {_told(finding)}" for one, finding in found]),
            "score": scores[identity],
        }
        for identity, found in sorted(used.items())
    ]
    most = max(scores.values(), default=1)
    return {"techniques": techniques, "gradient": {"colors": _SCALE, "minValue": 0, "maxValue": most}}


def _technique(identity: str, told: list[str]) -> dict[str, Any]:
    more = [f"and {len(told) - _MOST} more"] if len(told) > _MOST else []
    return {"techniqueID": identity, "comment": "\n".join([*told[:_MOST], *more]), "enabled": True}


def _told(finding: Finding) -> str:
    return f"{said(finding)}: {quoted(finding.claim)}"


def _metadata(incidents: list[Incident], options: ExportOptions) -> list[dict[str, str]]:
    rows = [{"name": "Incident", "value": one_line(incident.title, _LONGEST_NAME)} for incident in incidents[:_MOST]]
    return [*rows, *([{"name": "Exported", "value": options.at}] if options.at else [])]
