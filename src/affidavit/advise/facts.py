"""What conditions ask of an incident: its findings by field and term, which of them are firm, and its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

from affidavit.model.claim import Status
from affidavit.model.dates import first_day, is_date, last_day
from affidavit.model.incident import Finding, Incident
from affidavit.model.value import Advice, Count, Indicator, Money, Value

_DATES = ("started", "ended", "discovered", "contained", "disclosed")
#: Dates that can only follow each other.
_ORDER = ("started", "discovered", "disclosed")
#: Fields that say who and where, or that follow from others: they do not make an incident well known.
_SETTING = frozenset(
    "organization sector country disclosed action technique indicator behavior measure "
    "lesson recommendation duty".split()
)


class Facts:
    """An incident as conditions see it. Denied and withheld findings are no facts.

    Findings are told apart by what object they are: comparing and hashing them by value is slow, they hold claims.
    `present` holds the asserted terms of each field, `memo` what was worked out once.
    """

    def __init__(self, incident: Incident) -> None:
        """Look once at every finding."""
        self.incident = incident
        self.asserted = {key: found for key in incident.findings if (found := incident.asserted(key))}
        self.memo: dict[object, Any] = {}
        self.present: dict[str, set[str]] = {key: set() for key in self.asserted}
        self._firm: set[int] = set()
        denied = {
            (key, term(f.value)) for key, found in incident.findings.items() for f in found if f.status is Status.DENIED
        }
        for key, found in self.asserted.items():
            for finding in found:
                said = term(finding.value)
                self.present[key].add(said)
                if finding.status is not Status.SUSPECTED and (key, said) not in denied:
                    self._firm.add(id(finding))

    @property
    def known(self) -> int:
        """How many fields tell of the incident itself."""
        return len(self.asserted.keys() - _SETTING)

    def firm(self, finding: Finding) -> bool:
        """Whether a finding is said to be so, and is not denied elsewhere."""
        return id(finding) in self._firm

    def date(self, key: str) -> Finding | None:
        """The firm date of a field; None where the dates contradict each other (discovered before it began)."""
        found = self.asserted.get(key, ())
        return found[0] if found and self.firm(found[0]) and self._in_order else None

    @cached_property
    def _in_order(self) -> bool:
        known = [str(found[0].value) for key in _ORDER if (found := self.asserted.get(key))]
        known = [value for value in known if is_date(value)]
        return all(earliest(first) <= latest(later) for first, later in pairwise(known))

    @cached_property
    def last_date(self) -> str | None:
        """The latest date that is known of the incident, as far as it can lie: `2024-12-31` for 2024."""
        known = [str(found[0].value) for key in _DATES if (found := self.asserted.get(key))]
        return max((latest(value).isoformat() for value in known if is_date(value)), default=None)


def unique(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in their order, each once."""
    return tuple({id(finding): finding for finding in findings}.values())


def term(value: Value | None) -> str:
    """What a condition compares: a term as it is, the kind of a sum, the unit of a count, the type of an indicator."""
    if isinstance(value, str) or value is None:
        return value or ""
    match value:
        case Count():
            return value.unit
        case Money():
            return value.kind
        case Indicator():
            return value.type
        case Advice():
            return value.entry


def earliest(value: str) -> date:
    """The first day that a partial date can mean."""
    return date.fromisoformat(first_day(value))


def latest(value: str) -> date:
    """The last day that a partial date can mean."""
    return date.fromisoformat(last_day(value))
