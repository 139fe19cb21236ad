"""The fields of an incident, each declared once: reports, exports, schema and scoring follow from this table."""

from __future__ import annotations

from affidavit.model.struct import frozen


@frozen
class Field:
    """A field: its key, the report section and label it stands under, and what its values are.

    `type` is name, term, date, count, money, flag, indicator, text, sector, country, technique or advice;
    `many` whether an incident can hold several values at once; `vocabulary` the closed list that terms come
    from (a file of `model/vocabulary`); `veris` the path in VERIS 1.4.1.
    """

    key: str
    section: str
    label: str
    type: str
    many: bool = False
    vocabulary: str | None = None
    veris: str | None = None


_DETAILS = "Incident Details"
_TIMELINE = "Timeline of Events"
_METHOD = "Attack Methodology"
_IMPACT = "Impact Assessment"
_RESPONSE = "Response Actions"

_TABLE = (
    Field("organization", _DETAILS, "Affected Organization", "name", True, veris="victim.victim_id"),
    Field("sector", _DETAILS, "Sector", "sector", False, "sector", "victim.industry"),
    Field("country", _DETAILS, "Geography", "country", False, "country", "victim.country"),
    Field("discovered", _DETAILS, "Discovery Date", "date", veris="timeline.discovery"),
    Field("disclosed", _DETAILS, "Disclosure Date", "date", veris="plus.timeline.notification"),
    Field("started", _DETAILS, "Incident Date", "date", veris="timeline.incident"),
    Field("ended", _TIMELINE, "End of Access", "date"),
    Field("contained", _TIMELINE, "Containment Date", "date", veris="timeline.containment"),
    Field("actor", _METHOD, "Threat Actor", "name", True, veris="actor.external.name"),
    Field("third_party", _TIMELINE, "Third Party", "name", True, veris="actor.partner"),
    Field("action", _METHOD, "Action", "term", True, "action", "action"),
    Field("vector", _TIMELINE, "Vector", "term", True, "vector", "action.*.vector"),
    Field("technique", _METHOD, "Technique", "technique", True, "technique", "action.*.vector"),
    Field("malware", _METHOD, "Malware", "name", True, veris="action.malware.name"),
    Field("vulnerability", _METHOD, "Vulnerability", "name", True, veris="action.hacking.cve"),
    Field("asset", _TIMELINE, "Assets", "term", True, "asset", "asset.assets"),
    Field("data", _IMPACT, "Data Breach", "term", True, "data", "attribute.confidentiality.data"),
    Field("affected", _IMPACT, "Affected", "count", False, "unit", "attribute.confidentiality.data_total"),
    Field("fate", _IMPACT, "Fate of the Data", "term", True, "fate", "attribute.confidentiality.data_disclosure"),
    Field("ransomware", _IMPACT, "Ransomware", "flag", veris="action.malware.variety"),
    Field("extortion", _IMPACT, "Extortion", "flag", veris="action.social.variety"),
    Field("money", _IMPACT, "Financial", "money", True, "money", "impact.loss"),
    Field("operations", _IMPACT, "Operational", "term", True, "operations", "attribute.availability.variety"),
    Field("reputation", _IMPACT, "Reputational", "term", True, "reputation", "impact.loss.variety"),
    Field("indicator", "Indicators of Compromise", "Indicators", "indicator", True, "indicator", "ioc"),
    Field("behavior", "Indicators of Compromise", "Behavioral", "text", True, veris="ioc"),
    Field("detection", _TIMELINE, "Detection", "term", True, "detection", "discovery_method"),
    Field("response", _RESPONSE, "Response", "term", True, "response", "corrective_action"),
    Field("measure", _RESPONSE, "Further Measures", "term", True, "measure", "corrective_action"),
    Field("lesson", "Lessons Learned", "Lesson", "advice", True),
    Field("recommendation", "Recommendations", "Recommendation", "advice", True, veris="corrective_action"),
    Field("duty", "Notification Duties", "Duty", "advice", True),
)

#: All fields by key, in the order of the report.
FIELDS: dict[str, Field] = {field.key: field for field in _TABLE}

#: The fields that sources tell of; advice is added to them and is never "unknown".
REPORTED = tuple(field.key for field in _TABLE if field.type != "advice")
