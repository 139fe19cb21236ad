"""A vendor's compromise and its customers' incidents: which stands above which, by name and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    here = briefs(connection, [no])[no]
    named = {
        field: {one.named for one in here.asserted(field) if one.named} for field in ("organization", "third_party")
    }
    vendors = named["third_party"] - {here.main}
    above = _with(connection, no, vendors, "organization")
    under = _with(connection, no, named["organization"] - vendors, "third_party")
    found = briefs(connection, [*above, *under])
    return Relations(
        tuple(_nearest((found[other], key, found[other], here) for other, key in above.items())),
        tuple(_nearest((found[other], key, here, found[other]) for other, key in under.items())),
    )


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


def _nearest(pairs: Iterable[tuple[Brief, str, Brief, Brief]]) -> Iterator[Linked]:
    """Other incidents whose time agrees, the nearest first; each with the name's key and both sides."""
    timed = []
    for other, named, vendor, customer in pairs:
        # The vendor's own is the one that it happened to in the first place, and a customer's is not.
        agreed = _agreed(vendor, customer) if vendor.main == named != customer.main else None
        if agreed is not None:
            timed.append((agreed[0], other.id, Linked(other, _written(customer, named), agreed[1])))
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
