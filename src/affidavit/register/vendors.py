"""Vendors: who was behind how many incidents, and whom they hit."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from affidavit.model.claim import ASSERTED
from affidavit.register import tables as t
from affidavit.register.names import Names, Near
from affidavit.register.names import key as key_of
from affidavit.register.names_told import SHORT, Kind, Said, said_in
from affidavit.register.vendors_briefs import Brief, briefs


@dataclass(slots=True)
class Vendor:
    """One vendor under all its names: the incidents it was behind, and those at itself (`own`).

    `also` are its other names with the words that prove each, `parts` what a document says to belong to it, and
    `perhaps` names that may be its own and are counted apart.
    """

    name: str
    keys: set[str]
    behind: list[Brief] = field(default_factory=list)
    own: list[Brief] = field(default_factory=list)
    also: list[Said] = field(default_factory=list)
    parts: list[Said] = field(default_factory=list)
    perhaps: list[tuple[str, Near]] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many people the incidents behind which it was affect, as far as they say."""
        return sum(brief.people or 0 for brief in self.behind)

    def customers(self) -> list[str]:
        """Whom they hit, as written, each once."""
        names = (one for brief in self.behind for one in brief.asserted("organization") if one.named not in self.keys)
        return list({one.named: one.text for one in names}.values())


@dataclass(slots=True)
class Vendors:
    """All vendors, those behind the most incidents first; `unnamed` incidents came through one that nobody names."""

    vendors: list[Vendor]
    unnamed: int


def vendors(connection: Connection, limit: int | None = None) -> Vendors:
    """The vendors of the register; the first `limit` of them where that is given."""
    i, f = t.incident.c, t.finding.c
    found = connection.execute(
        select(f.incident, f.value, f.named)
        .join(t.incident, i.no == f.incident)
        .where(f.field == "third_party", f.status.in_(ASSERTED), f.value.is_not(None), i.told_by > 0)
    ).all()
    written: dict[str, Counter[str]] = {}
    behind: dict[str, set[int]] = {}
    for row in found:
        if row.named is not None:
            written.setdefault(row.named, Counter())[json.loads(row.value)] += 1
            behind.setdefault(row.named, set()).add(row.incident)
    all_named = {no for numbers in behind.values() for no in numbers}
    unnamed = {row.incident for row in found} - all_named
    told = {one.quote: one for one in said_in(connection, all_named)}.values()
    made = _grouped(written, told)
    numbers = {id(vendor): {no for key in vendor.keys for no in behind[key]} for vendor in made}
    made.sort(key=lambda vendor: (-len(numbers[id(vendor)]), vendor.name.casefold()))
    shown = made if limit is None else made[:limit]
    _fill(connection, shown, numbers)
    _doubts(shown, written)
    return Vendors(shown, len(unnamed))


def _grouped(written: dict[str, Counter[str]], told: Iterable[Said]) -> list[Vendor]:
    """The vendors, each with all names that documents say are one's."""
    by_key = {key: Vendor(names.most_common(1)[0][0], {key}) for key, names in written.items()}
    relations = [(said, key_of(said.one) or "", key_of(said.other) or "") for said in told]
    same = [pair for pair in relations if pair[0].kind is Kind.SAME]
    meanings: dict[str, set[str]] = {}
    for _, one, other in same:
        meanings.setdefault(one, set()).add(other)
        meanings.setdefault(other, set()).add(one)
    for said, one, other in same:
        clear = all(len(key) > SHORT or len(meanings[key]) == 1 for key in (one, other))
        if clear and one in by_key and other in by_key:
            _unite(by_key, by_key[one], by_key[other], said)
    for said, one, other in relations:
        if said.kind is Kind.PART and one in by_key and other in by_key and by_key[one] is not by_key[other]:
            by_key[other].parts.append(said)
    return list({id(vendor): vendor for vendor in by_key.values()}.values())


def _unite(by_key: dict[str, Vendor], one: Vendor, other: Vendor, said: Said) -> None:
    one.also.append(said)
    if one is not other:
        one.keys |= other.keys
        one.also += other.also
        by_key |= dict.fromkeys(other.keys, one)


def _fill(connection: Connection, shown: list[Vendor], numbers: dict[int, set[int]]) -> None:
    f, i = t.finding.c, t.incident.c
    keys = {key: vendor for vendor in shown for key in vendor.keys}
    wanted = sorted(keys)
    own: dict[int, set[int]] = {}
    for start in range(0, len(wanted), 500):
        victims = connection.execute(
            select(f.incident, f.named)
            .join(t.incident, i.no == f.incident)
            .where(
                f.named.in_(wanted[start : start + 500]), f.field == "organization", f.status.in_(ASSERTED),
                i.told_by > 0,
            )
        )  # fmt: skip
        for row in victims:
            own.setdefault(id(keys[row.named]), set()).add(row.incident)
    needed = {no for vendor in shown for no in numbers[id(vendor)] | own.get(id(vendor), set())}
    found = briefs(connection, needed)
    for vendor in shown:
        behind = numbers[id(vendor)]
        vendor.behind = sorted((found[no] for no in behind), key=lambda brief: brief.order)
        vendor.own = sorted((found[no] for no in own.get(id(vendor), set()) - behind), key=lambda brief: brief.order)


def _doubts(shown: list[Vendor], written: dict[str, Counter[str]]) -> None:
    best = {key: names.most_common(1)[0][0] for key, names in written.items()}
    index = Names(best.values())
    told: set[str] = set()
    for vendor in shown:
        told |= vendor.keys  # what is told of one needs not be told of the other again
        near = {other: how for name in sorted(vendor.keys) for other, how in index.near(best[name]).items()}
        vendor.perhaps = [(best[other], how) for other, how in near.items() if other not in told]
