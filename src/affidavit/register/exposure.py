"""Exposure: which of an organisation's suppliers have had incidents, or were behind those of others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import Connection, select

from affidavit.model.regex import regex
from affidavit.register import tables as t
from affidavit.register.names import Names, given, key
from affidavit.register.names_told import SHORT, Kind, Said, said_of
from affidavit.register.vendors_briefs import Brief, Held, briefs

VICTIM, VENDOR = "victim", "vendor"
_ROLES = {"organization": VICTIM, "third_party": VENDOR}
#: How a list writes two names of one supplier: "Kestrel Ltd (formerly Osprey)", "Kestrel dba Osprey Pay".
_TWO_NAMES = regex(
    r"(.{2,200}?),? \(?(?:d/b/a|dba|doing business as|t/a|trading as|aka|a\.k\.a\.|also known as|f/k/a|fka|"
    r"formerly(?: known as)?) (.{2,200}?)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class How:
    """Why a name in an incident is taken for the supplier's; doubtful where it is not `sure`.

    `why` is in words, empty for the name itself; `said` what a document says of it.
    """

    sure: bool
    score: float = 1.0
    why: str = ""
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """An incident that touches a supplier: as `victim`, as `vendor` behind others, or both, and under which name."""

    incident: Brief
    roles: tuple[str, ...]
    name: Held
    how: How

    @property
    def sure(self) -> bool:
        """Whether it is the supplier's without doubt; it may still be suspected or denied."""
        return self.how.sure


@dataclass(slots=True)
class Exposure:
    """A supplier as the list writes it, and the incidents that touch it: the sure ones first, the latest first."""

    supplier: str
    hits: list[Hit] = field(default_factory=list)
    #: Why nothing could be looked for.
    problem: str | None = None

    def of(self, role: str) -> list[Hit]:
        """The sure hits in which the supplier plays a role, and is said to."""
        return [hit for hit in self.hits if hit.sure and role in hit.roles and hit.name.asserted]

    @property
    def doubtful(self) -> list[Hit]:
        """The hits that may be another's."""
        return [hit for hit in self.hits if not hit.sure]


@dataclass
class Exposures:
    """Looks suppliers up, one after another."""

    connection: Connection

    def of(self, supplier: str) -> Exposure:
        """What touches one supplier."""
        found = Exposure(supplier)
        known = self.ways(supplier)
        if not known:
            found.problem = "names nobody"
            return found
        rows = _rows_of(self.connection, list(known))
        by_incident = briefs(self.connection, rows)
        for no, keys in rows.items():
            found.hits.append(hit(by_incident[no], known, keys))
        found.hits.sort(key=lambda hit: hit.incident.order, reverse=True)
        found.hits.sort(key=lambda hit: (not hit.sure, -hit.how.score if not hit.sure else 0))
        return found

    def ways(self, supplier: str) -> dict[str, How]:
        """The keys of the names that are the supplier's, or may be, and why."""
        names = readings(supplier)
        known = {own: How(True) for name in names if (own := given(name)) is not None}
        for name in names if known else ():
            for one in said_of(self.connection, name):
                _learn(known, one)
        for own in [own for own, how in known.items() if how.said and how.said.kind is Kind.SAME]:
            self._check(known, own)
        for name in names if known else ():
            for other, near in self.index.near(name).items():
                known.setdefault(other, How(False, near.score, near.why))
        return known

    def _check(self, known: dict[str, How], other: str) -> None:
        """Doubt another name where one of the two is initials that documents give several meanings."""
        said = known[other].said
        for short in [one for one in (said.names if said else ()) if len(key(one) or "") <= SHORT]:
            told = [one for one in said_of(self.connection, short) if one.kind is Kind.SAME]
            meanings = {key(name) for one in told for name in one.names} - {key(short)}
            if len(meanings) > 1:
                known[other] = How(False, 0.5, f"{short} is short for {len(meanings)} names", said)

    @cached_property
    def index(self) -> Names:
        """All names in the register."""
        f = t.finding.c
        columns = select(f.field, f.value).where(f.named.is_not(None), f.field.in_(_ROLES)).distinct()
        found = self.connection.execute(columns)
        return Names(json.loads(row.value) for row in found)


def readings(supplier: str) -> list[str]:
    """The names that a list's entry writes: the whole, and both where it writes two of one supplier."""
    name = " ".join(supplier.split())
    two = _TWO_NAMES.fullmatch(name)
    inside = re.fullmatch(r"(.{2,200}) \([^()]{1,100}\)", name)
    return [name, *(two.groups() if two else inside.groups() if inside else ())]


def _learn(known: dict[str, How], one: Said) -> None:
    """What a document says: another name of a known one is it as well, a part of it touches it, its owner may."""
    own, other = key(one.one) or "", key(one.other) or ""
    if one.kind is Kind.SAME:
        found, name = (other, one.other) if own in known and known[own].sure else (own, one.one)
        known.setdefault(found, How(True, why=f"also called {name}", said=one))
    elif other in known and known[other].sure:
        known.setdefault(own, How(True, why=f"{one.one} belongs to it", said=one))
    elif own in known:
        known.setdefault(other, How(False, 0.5, f"it belongs to {one.other}", one))


def _rows_of(connection: Connection, keys: Sequence[str]) -> dict[int, set[str]]:
    """The incidents in which names with these keys stand, and which of them."""
    f, i = t.finding.c, t.incident.c
    found: dict[int, set[str]] = {}
    for start in range(0, len(keys), 500):
        rows = connection.execute(
            select(f.incident, f.named)
            .join(t.incident, i.no == f.incident)
            .where(f.named.in_(keys[start : start + 500]), f.field.in_(_ROLES), i.told_by > 0)
        )
        for row in rows:
            found.setdefault(row.incident, set()).add(row.named)
    return found


def hit(incident: Brief, known: dict[str, How], keys: set[str]) -> Hit:
    """The hit of an incident by the surest of the names that it holds; a role is played under that name."""
    own = min(keys, key=lambda one: (not known[one].sure, -known[one].score, bool(known[one].why), one))
    same = {one for one in keys if known[one].sure == known[own].sure}
    held = [(role, one) for field, role in _ROLES.items() for one in incident.held.get(field, ()) if one.named in same]
    roles = tuple(dict.fromkeys(role for role, one in held if one.asserted)) or (held[0][0],)
    if len(roles) > 1 and incident.main not in same:
        roles = (VENDOR,)  # texts list a vendor among those hit, beside the one that it happened to
    first = next((one for role, one in held if role in roles and one.named == own), held[0][1])
    return Hit(incident, roles, first, known[own])


def customers(hit: Hit) -> list[Held]:
    """Whom an incident hit, beside the supplier itself."""
    return [one for one in hit.incident.held.get("organization", ()) if one.named != hit.name.named]


def through(hit: Hit) -> list[Held]:
    """Through whom an incident came, beside the supplier itself; also those who are not named."""
    return [one for one in hit.incident.held.get("third_party", ()) if one.named is None or one.named != hit.name.named]


def exposures(connection: Connection, suppliers: Sequence[str]) -> Iterator[Exposure]:
    """What touches each of some suppliers, in their order."""
    looking = Exposures(connection)
    return (looking.of(supplier) for supplier in suppliers)
