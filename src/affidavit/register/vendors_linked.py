"""A vendor's compromise and its customers' incidents: which stands above which, by name and time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from affidavit.model.claim import ASSERTED
from affidavit.register import tables as t
from affidavit.register.incidents import number
from affidavit.register.vendors_briefs import Brief, briefs

#: Beginnings of the vendor's and the customer's incident lie no further apart than this.
_BEGAN_DAYS = 120
#: A customer tells of it no sooner and no later than this after the vendor's incident was.
_SOONEST, _LATEST = -60, 550
#: So many incidents above or under one are told in its report.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Linked:
    """An incident above or under another: the vendor that binds them, and what speaks for their times."""

    incident: Brief
    vendor: str
    because: str

    @property
    def words(self) -> str:
        """The incident in a line."""
        when = f", {self.incident.date}" if self.incident.date else ""
        return f"{self.incident.id[:8]} {self.incident.title}{when} (through {self.vendor}; {self.because})"


@dataclass(frozen=True, slots=True)
class Relations:
    """The vendors' incidents above an incident, and the customers' under it."""

    above: tuple[Linked, ...] = ()
    under: tuple[Linked, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The relations in lines, for a report."""
        return (*_notes("The vendor's incident above this one", self.above),
                *_notes("A customer's incident under this one", self.under))  # fmt: skip


def _notes(what: str, found: tuple[Linked, ...]) -> Iterator[str]:
    yield from (f"{what}: {one.words}" for one in found[:_SHOWN])
    if len(found) > _SHOWN:
        yield f"{what}: {len(found) - _SHOWN} more"


def relations(connection: Connection, wanted: str) -> Relations:
    """The relations of an incident by its id."""
    no = number(connection, wanted)
    own = _names(connection, no)
    above = _with(connection, no, own["third_party"] - own["organization"], "organization")
    under = _with(connection, no, own["organization"] - own["third_party"], "third_party")
    found = briefs(connection, [no, *above, *under])
    return Relations(
        tuple(_compatible(found, no, above, vendor_first=False)),
        tuple(_compatible(found, no, under, vendor_first=True)),
    )


def _names(connection: Connection, no: int) -> dict[str, set[str]]:
    f = t.finding.c
    names: dict[str, set[str]] = {"organization": set(), "third_party": set()}
    wanted = select(f.field, f.named).where(
        f.incident == no, f.field.in_(names), f.named.is_not(None), f.status.in_(ASSERTED)
    )
    for row in connection.execute(wanted):
        names[row.field].add(row.named)
    return names


def _with(connection: Connection, no: int, keys: set[str], field: str) -> dict[int, str]:
    """The incidents in which one of the names stands in a field, and which; those are other incidents than `no`."""
    f, i = t.finding.c, t.incident.c
    found = connection.execute(
        select(f.incident, f.named)
        .join(t.incident, i.no == f.incident)
        .where(f.named.in_(keys), f.field == field, f.status.in_(ASSERTED), f.incident != no, i.told_by > 0)
        .order_by(f.incident, f.rank)
    )
    return {row.incident: row.named for row in found}


def _compatible(
    found: Mapping[int, Brief], no: int, others: Mapping[int, str], *, vendor_first: bool
) -> Iterator[Linked]:  # fmt: skip
    """The others whose time agrees, the nearest first."""
    here, timed = found[no], []
    for other, named in others.items():
        vendor, customer = (here, found[other]) if vendor_first else (found[other], here)
        agreed = _agreed(vendor, customer)
        if agreed is not None:
            timed.append((agreed[0], found[other].id, Linked(found[other], _written(customer, named), agreed[1])))
    yield from (linked for *_, linked in sorted(timed, key=lambda one: one[:2]))


def _written(customer: Brief, named: str) -> str:
    return next((one.text for one in customer.held.get("third_party", ()) if one.named == named), named)


def _agreed(vendor: Brief, customer: Brief) -> tuple[int, str] | None:
    """How many days lie between two incidents, in words; None where they are too far apart."""
    starts = _day(vendor, "started"), _day(customer, "started")
    if starts[0] and starts[1]:
        apart = abs((starts[1] - starts[0]).days)
        return (apart, f"began {_days(apart)}") if apart <= _BEGAN_DAYS else None
    first, told = _day(vendor), _day(customer)
    if first is None or told is None:
        return _LATEST, "no dates to compare"
    after = (told - first).days
    if not _SOONEST <= after <= _LATEST:
        return None
    return abs(after), _days(after)


def _day(brief: Brief, key: str | None = None) -> date | None:
    """The first day that an incident's date spans; of no given one, when it was, or was reported."""
    if key is None:
        text: str | None = brief.order[:10]
    else:
        text = next((one.day for one in brief.asserted(key) if len(one.text) >= len("2024-09")), None)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _days(apart: int) -> str:
    return "on the same day" if apart == 0 else f"{abs(apart)} day{'s' if abs(apart) != 1 else ''} apart"
