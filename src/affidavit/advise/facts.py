"""What conditions ask of an incident: its findings by field and term, which of them are firm, and its dates."""

from __future__ import annotations

import calendar
from datetime import date

from affidavit.model.claim import Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Advice, Count, Indicator, Money, Value

_DATES = ("started", "ended", "discovered", "contained", "disclosed")
#: Fields that say who and where, or that follow from others: they do not make an incident well known.
_SETTING = frozenset(
    "organization sector country disclosed action technique indicator behavior lesson recommendation duty".split()
)


class Facts:
    """An incident as conditions see it. Denied and withheld findings are no facts."""

    def __init__(self, incident: Incident) -> None:
        """Look once at every finding."""
        self.incident = incident
        self.asserted = {key: found for key in incident.findings if (found := incident.asserted(key))}
        self._denied = {
            (key, term(finding.value))
            for key, found in incident.findings.items()
            for finding in found
            if finding.status is Status.DENIED
        }
        self.terms = {(key, term(finding.value)) for key, found in self.asserted.items() for finding in found}

    @property
    def known(self) -> int:
        """How many fields tell of the incident itself."""
        return len(self.asserted.keys() - _SETTING)

    def firm(self, finding: Finding) -> bool:
        """Whether a finding is said to be so, and is not denied elsewhere."""
        return finding.status is not Status.SUSPECTED and self.key(finding) not in self._denied

    @staticmethod
    def key(finding: Finding) -> tuple[str, str]:
        """Field and term of a finding."""
        return finding.claim.field, term(finding.value)

    def date(self, key: str) -> Finding | None:
        """The firm date of a field."""
        found = self.asserted.get(key, ())
        return found[0] if found and self.firm(found[0]) else None

    def last_date(self) -> str | None:
        """The latest date that is known of the incident, as far as it can lie: `2024-12-31` for 2024."""
        known = [str(found[0].value) for key in _DATES if (found := self.asserted.get(key))]
        return max((latest(value).isoformat() for value in known if is_date(value)), default=None)


def term(value: Value | None) -> str:
    """What a condition compares: a term as it is, the kind of a sum, the unit of a count, the type of an indicator."""
    match value:
        case Count():
            return value.unit
        case Money():
            return value.kind
        case Indicator():
            return value.type
        case Advice():
            return value.entry
    return value or ""


def is_date(value: str) -> bool:
    """Whether a value is a partial ISO date."""
    parts = value.split("-")
    return len(parts[0]) == len("2024") and len(parts) <= len("ymd") and all(part.isdigit() for part in parts)


def earliest(value: str) -> date:
    """The first day that a partial date can mean."""
    year, month, day = [*map(int, value.split("-")), 1, 1][:3]
    return date(year, month, day)


def latest(value: str) -> date:
    """The last day that a partial date can mean."""
    parts = [int(part) for part in value.split("-")]
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])
