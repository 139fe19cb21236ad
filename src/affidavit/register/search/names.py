"""The names that a query may use: fields by their keys and friendlier ones, what an incident itself has, statuses."""

from __future__ import annotations

from affidavit.model.claim import ASSERTED, Speaker, Status
from affidavit.model.fields import FIELDS
from affidavit.model.incident import INCIDENT_KINDS

#: Other names of fields; `people` and `records` name a unit as well.
ALIASES = {
    "vendor": "third_party", "supplier": "third_party",
    "org": "organization", "organisation": "organization", "company": "organization", "victim": "organization",
    "industry": "sector", "geography": "country",
    "group": "actor", "gang": "actor", "attacker": "actor",
    "cve": "vulnerability", "ttp": "technique", "ioc": "indicator", "ransom": "ransomware",
    "start": "started", "end": "ended", "count": "affected",
    "people": "affected.people", "records": "affected.records", "accounts": "affected.accounts",
    "fine": "money.fine", "settlement": "money.settlement", "ransom_demand": "money.ransom_demand",
    "ransom_paid": "money.ransom_paid",
}  # fmt: skip

#: What is asked of the incident itself, or of its documents, and what its values are.
ABOUT = {
    "id": "id",
    "kind": "term",
    "source": "name",
    "documents": "count",
    "published": "date",
    "opened": "date",
    "changed": "date",
}

#: What a person said to be no incident: found only by the query that names it.
DISMISSED = "dismissed"
#: The kinds of incidents.
KINDS = (*INCIDENT_KINDS, DISMISSED)

#: What stands in brackets behind a value: which statuses each asks for (None is any).
STATUSES: dict[str, frozenset[str] | None] = {
    **{str(status): frozenset({str(status)}) for status in Status},
    "asserted": frozenset(str(status) for status in ASSERTED),
    "any": None,
}
SPEAKERS = frozenset(str(speaker) for speaker in Speaker)
DISPUTED = "disputed"
BRACKETS = (*STATUSES, *sorted(SPEAKERS), DISPUTED)

#: Fields that can be searched: advice follows from them, and is not stored.
SEARCHED = tuple(key for key, field in FIELDS.items() if field.type != "advice")
#: All names that can stand before a colon.
NAMES = (*SEARCHED, *ALIASES, *ABOUT)
#: The vocabularies of what stands behind the dot: `affected.people`, `money.fine`, `indicator.domain`.
PARTS = {"count": "unit", "money": "money", "indicator": "indicator"}
