"""Conditions on findings: a small declarative language, read from the compiled playbook.

A condition that is met gives the findings that met it (the evidence of what follows), one that is not met gives None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

from affidavit.advise.facts import Facts, earliest, latest, term
from affidavit.model.claim import ANNOUNCED
from affidavit.model.dates import is_date
from affidavit.model.incident import Finding
from affidavit.model.struct import frozen
from affidavit.model.value import Count

Met = tuple[Finding, ...] | None
#: Stands in the memo for what was not worked out yet.
_NEW: Any = object()
#: Field and term (None: any term) that an incident must have for a condition to be met.
Key = tuple[str, str | None]


class Condition(Protocol):
    """Something that an incident meets or does not."""

    def met(self, facts: Facts) -> Met:
        """The findings that meet it; None where it is not met."""
        ...

    def keys(self) -> frozenset[Key]:
        """The findings one of which must be there; empty where nothing need be."""
        ...


@frozen
class Has:
    """A finding of a field, with one of `values`, of `statuses`, and of `words` in a quote that proves it, where given.

    `beyond` asks for a quote with none of these words, `announced` for what is only said to come. Where firm findings
    meet it, suspected ones are left out.
    """

    field: str
    values: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    announced: bool = False

    def met(self, facts: Facts) -> Met:
        """The findings with these values."""
        found: Met = facts.memo.get(id(self), _NEW)
        if found is _NEW:
            found = facts.memo[id(self)] = self._met(facts)
        return found

    def _met(self, facts: Facts) -> Met:
        pool = self._pool(facts)
        if not pool:
            return None
        fits = tuple([f for f in pool if self._fits(f)]) if self._asks else tuple(pool)
        return tuple([f for f in fits if facts.firm(f)]) or fits or None

    def _pool(self, facts: Facts) -> Sequence[Finding]:
        """The findings that can fit, with all that do among them."""
        if self.statuses:
            return [f for f in facts.incident.all(self.field) if f.status in self.statuses]
        if self.values and self.values.isdisjoint(facts.present.get(self.field, ())):
            return ()
        return facts.asserted.get(self.field, ())

    @property
    def _asks(self) -> bool:
        return bool(self.values or self.words or self.beyond or self.announced)

    def _fits(self, finding: Finding) -> bool:
        if self.values and term(finding.value) not in self.values:
            return False
        if self.announced and finding.claim.note != ANNOUNCED:
            return False
        if self.words and not any(word in quote for quote in _quotes(finding) for word in self.words):
            return False
        return not self.beyond or any(not any(word in quote for word in self.beyond) for quote in _quotes(finding))

    def keys(self) -> frozenset[Key]:
        """The field with each of its values; nothing where it may be denied or withheld."""
        if self.statuses:
            return frozenset()
        return frozenset((self.field, value) for value in self.values or (None,))


def _quotes(finding: Finding) -> Iterator[str]:
    """What proves a finding."""
    for claim in (finding.claim, *finding.agree):
        yield from (evidence.quote for evidence in claim.evidence)


@frozen
class Unknown:
    """Nothing is said of a field: not even that it is denied or withheld."""

    field: str

    def met(self, facts: Facts) -> Met:
        """No findings, where there are none."""
        return None if facts.incident.all(self.field) else ()

    def keys(self) -> frozenset[Key]:
        """Nothing need be there."""
        return frozenset()


@frozen
class AtLeast:
    """A count that is certainly `number` or more, of one of `units`."""

    field: str
    number: int
    units: frozenset[str]

    def met(self, facts: Facts) -> Met:
        """The counts that are large enough."""
        return tuple(f for f in facts.asserted.get(self.field, ()) if self._fits(f.value)) or None

    def _fits(self, value: object) -> bool:
        if not isinstance(value, Count) or value.unit not in self.units or value.bound == "up_to":
            return False
        return (value.low or value.number) >= self.number

    def keys(self) -> frozenset[Key]:
        """The field, whatever its unit."""
        return frozenset({(self.field, None)})


@frozen
class Gap:
    """Certainly more than `days` between two dates."""

    start: str
    end: str
    days: int

    def met(self, facts: Facts) -> Met:
        """The two dates."""
        start, end = facts.date(self.start), facts.date(self.end)
        if start is None or end is None:
            return None
        return (start, end) if (days := least_days(start, end)) is not None and days > self.days else None

    def keys(self) -> frozenset[Key]:
        """The later date."""
        return frozenset({(self.end, None)})


def least_days(start: Finding, end: Finding) -> int | None:
    """The days that at least lie between two dates; None where one is no date."""
    first, last = str(start.value), str(end.value)
    return (earliest(last) - latest(first)).days if is_date(first) and is_date(last) else None


@frozen
class InForce:
    """The incident is not known to be older than `since`, and is known to be older than `before`.

    Young laws take `known`: an incident without a date is more likely older than they are, and is left out.
    """

    since: str | None = None
    before: str | None = None
    known: bool = False

    def met(self, facts: Facts) -> Met:
        """No findings: a date limits what follows, and does not call for it."""
        last = facts.last_date
        if last is None:
            return None if self.known or self.before else ()
        late = self.since is None or last >= self.since
        return () if late and (self.before is None or last < self.before) else None

    def keys(self) -> frozenset[Key]:
        """Nothing need be there."""
        return frozenset()


@frozen
class All:
    """Every part is met."""

    parts: tuple[Condition, ...]

    def met(self, facts: Facts) -> Met:
        """The findings of all parts."""
        found: list[Finding] = []
        for part in self.parts:
            if (met := part.met(facts)) is None:
                return None
            found += met
        return tuple(found)

    def keys(self) -> frozenset[Key]:
        """Those of the first part that has any."""
        return next((keys for part in self.parts if (keys := part.keys())), frozenset())


@frozen
class Any_:
    """One part or more is met."""

    parts: tuple[Condition, ...]

    def met(self, facts: Facts) -> Met:
        """The findings of the parts that are met, those of firm parts alone where there are any."""
        met = [found for part in self.parts if (found := part.met(facts)) is not None]
        if len(met) < 2:
            return met[0] if met else None
        firm = [found for found in met if all(facts.firm(f) for f in found)]
        return tuple([f for found in firm or met for f in found])

    def keys(self) -> frozenset[Key]:
        """Those of all parts, if each has some."""
        every = [part.keys() for part in self.parts]
        return frozenset().union(*every) if all(every) else frozenset()


@frozen
class NoneOf:
    """No part is met."""

    parts: tuple[Condition, ...]

    def met(self, facts: Facts) -> Met:
        """No findings: what is not there proves nothing."""
        return () if all(part.met(facts) is None for part in self.parts) else None

    def keys(self) -> frozenset[Key]:
        """Nothing need be there."""
        return frozenset()


@cache
def _has(
    field: str,
    values: frozenset[str],
    statuses: frozenset[str],
    words: tuple[str, ...],
    beyond: tuple[str, ...],
    announced: bool,
) -> Has:
    """The same object for the same question, which many entries ask."""
    return Has(field, values, statuses, words, beyond, announced)


def condition(row: Mapping[str, Any]) -> Condition:
    """A condition from its compiled form."""
    match row:
        case {"all": parts}:
            return All(tuple(map(condition, parts)))
        case {"any": parts}:
            return Any_(tuple(map(condition, parts)))
        case {"none": parts}:
            return NoneOf(tuple(map(condition, parts)))
        case {"unknown": field}:
            return Unknown(field)
        case {"at_least": [field, number, *units]}:
            return AtLeast(field, number, frozenset(units))
        case {"gap": [start, end, days]}:
            return Gap(start, end, days)
        case {"has": field}:
            return _asked(field, row)
    known = row.get("known_since")
    return InForce(known or row.get("since"), row.get("before"), known is not None)


def _asked(field: str, row: Mapping[str, Any]) -> Has:
    values, statuses = (frozenset(row.get(key, ())) for key in ("values", "status"))
    words, beyond = (tuple(row.get(key, ())) for key in ("quote", "beyond"))
    return _has(field, values, statuses, words, beyond, row.get("announced", False))
