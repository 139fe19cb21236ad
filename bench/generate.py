"""Composes disclosures of invented incidents, the same ones for the same seed.

News, letters, index entries, regulators' summaries, follow-ups with revised figures, round-ups, and compromises of
vendors with their customers.

python -m bench.generate 100000 [--seed 1] > corpus.jsonl

A row has `id`, `text`, `published`, `url`, `title`, and `incidents`: the true incidents that the text tells of, the
main one first, so that linking can be scored on it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

BOOK: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("disclosures.yaml").read_text("utf-8"))
FIRST_DAY = date(2016, 1, 4)
#: How many incidents come to light in a day, and how long they are told of.
A_DAY = 24
#: Of a hundred incidents: how many hit an organisation that was hit before, and a vendor with its customers.
AGAIN, VENDORS = 3, 2
#: How many tellings an incident has, with their weights; the third figure and on are follow-ups.
TELLINGS = ((1, 60), (2, 22), (3, 10), (4, 5), (6, 3))
#: Of a hundred documents: round-ups, and texts that tell of no incident.
ROUND_UPS, NOTHING = 2, 3
#: The texts are of about so many characters.
LENGTHS = (300, 700, 1200, 2000, 3000)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Truth:
    """An incident as it was."""

    id: str
    org: str
    what: str
    people: str
    state: str
    way: str
    began: date
    found: date
    told: date
    number: int
    data: tuple[str, ...]
    denied: str
    actor: str
    malware: str
    cve: str
    city: str
    person: str
    firm: str
    vendor: str | None = None
    customers: tuple[str, ...] = ()


@dataclass(slots=True)
class World:
    """The incidents to come, and what is still to be told of those that came."""

    chance: Random
    made: int = 0
    rows: int = 0
    names: Iterator[tuple[str, str, str]] = field(init=False)
    past: deque[Truth] = field(default_factory=lambda: deque(maxlen=20_000))
    recent: deque[Truth] = field(default_factory=lambda: deque(maxlen=80))

    def __post_init__(self) -> None:
        self.names = self._names()

    def documents(self) -> Iterator[Row]:
        """Documents without end, by the day of their publication as a feed brings them."""
        waiting: list[tuple[date, int, Truth, int]] = []
        day = FIRST_DAY
        while True:
            for truth in self._of_day(day):
                waiting += [(truth.told + timedelta(self._later(step)), step, truth, self.chance.randrange(10**9))
                            for step in range(self._tellings())]  # fmt: skip
            due = sorted((one for one in waiting if one[0] <= day), key=lambda one: (one[0], one[3]))
            waiting = [one for one in waiting if one[0] > day]
            for _, step, truth, _ in due:
                yield from self._between(day)
                yield self._row(truth, day, step)
            day += timedelta(1)

    def _names(self) -> Iterator[tuple[str, str, str]]:
        """Names of organisations that are all different, with what they are and whom they serve."""
        heads, tails, kinds = BOOK["heads"], BOOK["tails"], BOOK["kinds"]
        all_names = len(heads) * len(tails) * len(kinds)
        for number in self.chance.sample(range(all_names), all_names):
            rest, kind = divmod(number, len(kinds))
            head, tail = divmod(rest, len(tails))
            name, what, people = kinds[kind]
            yield f"{heads[head]}{tails[tail]} {name}", what, people

    def _of_day(self, day: date) -> Iterator[Truth]:
        for _ in range(A_DAY):
            dice = self.chance.randrange(100)
            if dice < VENDORS:
                yield from self._vendor(day)
            elif dice < VENDORS + AGAIN and self.past:
                old = self.chance.choice(self.past)
                if (day - old.told).days > 400:
                    yield self._truth(day, (old.org, old.what, old.people), old.state)
            else:
                yield self._truth(day, next(self.names))

    def _vendor(self, day: date) -> Iterator[Truth]:
        """A vendor's compromise, and an incident at each of some customers."""
        named, _, _ = next(self.names)
        name = f"{named.split()[0]} {self.chance.choice(BOOK['vendors'])}"
        customers = [self._truth(day, next(self.names)) for _ in range(self.chance.randint(2, 4))]
        vendor = self._truth(day, (name, "a provider of business software", "people"), way="hacking")
        yield replace(vendor, customers=tuple(one.org for one in customers))
        for one in customers:
            late = timedelta(self.chance.randint(0, 40))
            yield replace(one, way="vendor", vendor=name, began=vendor.began, told=one.told + late)

    def _truth(self, day: date, organisation: tuple[str, str, str], state: str = "", way: str = "") -> Truth:
        chance, (org, what, people) = self.chance, organisation
        found = day - timedelta(chance.randint(3, 150))
        began = found - timedelta(chance.randint(1, 90))
        classes = chance.sample(BOOK["data"], 6)
        ways = [name for name in BOOK["ways"] if name != "vendor"]
        self.made += 1
        truth = Truth(
            f"true-{self.made}", org, what, people, state or chance.choice(BOOK["states"]), way or chance.choice(ways),
            began, found, day, self._number(), tuple(classes[: chance.randint(2, 5)]), classes[5],
            chance.choice(BOOK["actors"]), chance.choice(BOOK["malware"]),
            f"CVE-{began.year}-{chance.randint(1000, 49999)}", self._place(),
            f"{chance.choice(BOOK['people'])} {self._place()}", f"{self._place()} Forensics",
        )  # fmt: skip
        self.past.append(truth)
        self.recent.append(truth)
        return truth

    def _place(self) -> str:
        return str(self.chance.choice(BOOK["heads"]) + self.chance.choice(BOOK["tails"]))

    def _number(self) -> int:
        digits = self.chance.choice((3, 4, 4, 5, 5, 5, 6, 6, 7))
        number = self.chance.randrange(10 ** (digits - 1), 10**digits)
        return round(number, 2 - digits) if self.chance.random() < 0.3 else number

    def _tellings(self) -> int:
        return self.chance.choices([number for number, _ in TELLINGS], [weight for _, weight in TELLINGS])[0]

    def _later(self, step: int) -> int:
        return 0 if step == 0 else self.chance.randint(0, 4) if step == 1 else self.chance.randint(5, 120)

    def _between(self, day: date) -> Iterator[Row]:
        dice = self.chance.randrange(100)
        if dice < ROUND_UPS and len(self.recent) > 8:
            yield self._round_up(day)
        elif dice < ROUND_UPS + NOTHING:
            yield self._nothing(day)

    def _row(self, truth: Truth, day: date, step: int) -> Row:
        if truth.customers and step == 0:
            form = _supplier
        elif step == 0:
            form = self.chance.choices((_news, _letter, _entry, _regulator), (50, 25, 12, 13))[0]
        else:
            form = _follow_up if step > 1 else _news
        teller = Teller(self.chance, truth, day, self._revised(truth, step))
        title, text = form(teller)
        return self._made(day, title, text, [truth.id])

    def _revised(self, truth: Truth, step: int) -> int:
        """Later figures are higher, now and then."""
        return int(truth.number * 1.37) + 11 if step > 1 and self.chance.random() < 0.5 else truth.number

    def _round_up(self, day: date) -> Row:
        known = [truth for truth in self.recent if truth.told <= day]
        told = self.chance.sample(known, min(len(known), self.chance.randint(3, 6)))
        parts = []
        for truth in told:
            teller = Teller(self.chance, truth, day, truth.number)
            parts.append(
                " ".join([teller.says("lead"), teller.way("how"), *teller.some("exposed", "response", most=1)])
            )
        return self._made(day, f"The week's data breaches, {_long(day)}", "\n\n".join(parts), [one.id for one in told])

    def _nothing(self, day: date) -> Row:
        some = self.chance.sample(BOOK["texts"]["nothing"], 4)
        title = f"{self.chance.choice(BOOK['texts']['nothing_title'])} ({self.rows})"
        return self._made(day, title, " ".join(some), [])

    def _made(self, day: date, title: str, text: str, incidents: list[str]) -> Row:
        self.rows += 1
        site = self.chance.choice(("news", "paper", "wire", "herald", "records"))
        url = f"https://{site}.example/{day:%Y/%m}/{self.rows}"
        return {"id": f"made-{self.rows}", "text": text, "published": day.isoformat(), "url": url, "title": title,
                "incidents": incidents}  # fmt: skip


@dataclass(slots=True)
class Teller:
    """Tells of one incident on one day, in words drawn at random."""

    chance: Random
    truth: Truth
    day: date
    number: int

    def says(self, name: str) -> str:
        return self._filled(self.chance.choice(BOOK["texts"][name]))

    def way(self, name: str) -> str:
        return self._filled(self.chance.choice(BOOK["ways"][self.truth.way][name]))

    def some(self, *names: str, most: int = 6) -> list[str]:
        return [self.says(name) for name in self.chance.sample(names, min(most, len(names)))]

    def long(self, parts: list[str]) -> str:
        """The parts, and what newspapers fill their columns with, up to a length drawn at random."""
        length, seen = self.chance.choice(LENGTHS), set(parts)
        paragraphs = [" ".join(parts[:3]), " ".join(parts[3:])]
        while sum(map(len, paragraphs)) < length and len(seen) < len(parts) + 24:
            more = {
                self.says(self.chance.choice(("filler", "quote", "response", "aftermath"))) for _ in range(3)
            } - seen
            seen |= more or {str(len(seen))}
            paragraphs.append(" ".join(sorted(more)))
        return "\n\n".join(filter(None, paragraphs))

    def _filled(self, text: str) -> str:
        return text.format_map({**_words(self.truth), "n": f"{self.number:,}"})


@lru_cache(5000)
def _words(t: Truth) -> dict[str, str]:
    """What stands for an incident's facts in the texts."""
    days = {"began": _long(t.began), "found": _long(t.found), "told": _long(t.told), "month": f"{t.began:%B %Y}"}
    small = {"days": (t.found - t.began).days + 1, "few": t.number % 3 + 2, "size": t.number % 800 + 10}
    firm = {"staff": (t.number % 88 + 2) * 100, "year": 1890 + t.number % 125, "before": f"{t.number:,}"}
    lists = {"data": _listed(t.data), "customers": _listed(t.customers)}
    begins = {"what_big": t.what[0].upper() + t.what[1:], "denied_big": t.denied[0].upper() + t.denied[1:]}
    return {**{one.name: str(getattr(t, one.name)) for one in fields(t)}, **days, **begins, **lists,
            **{name: str(number) for name, number in {**small, **firm}.items()}}  # fmt: skip


def _news(teller: Teller) -> tuple[str, str]:
    parts = [teller.says("lead"), teller.way("how"), *teller.some("found", "exposed", "denied", "response")]
    return f"{teller.truth.org} {teller.way('headline')}", teller.long([*parts, teller.way("who")])


def _letter(teller: Teller) -> tuple[str, str]:
    told = [
        teller.says("letter"),
        teller.way("how"),
        teller.says("found"),
        teller.says("exposed"),
        teller.says("response"),
    ]
    text = "\n\n".join([_long(teller.day), "Dear Sir or Madam,", " ".join(told), *BOOK["texts"]["letter_end"][:2]])
    return f"{teller.truth.org}: notice of data breach", f"{teller.truth.org}\n{text}\n\nSincerely,\n{teller.truth.org}"


def _entry(teller: Teller) -> tuple[str, str]:
    return teller.truth.org, " ".join([teller.says("entry"), teller.way("how"), teller.says("denied")])


def _regulator(teller: Teller) -> tuple[str, str]:
    told = [teller.says("regulator"), teller.way("how"), teller.says("exposed"), *BOOK["texts"]["regulator_end"]]
    return f"{teller.truth.org} (breach portal)", " ".join(told)


def _follow_up(teller: Teller) -> tuple[str, str]:
    lead = teller.says("revised" if teller.number != teller.truth.number else "again")
    parts = [lead, teller.way("how"), *teller.some("exposed", "aftermath", "response", "quote"), teller.way("who")]
    return f"{teller.truth.org}: more on the incident of {teller.truth.began:%B}", teller.long(parts)


def _supplier(teller: Teller) -> tuple[str, str]:
    parts = [teller.says("supplier"), teller.says("customers"), *teller.some("found", "exposed", "response")]
    return f"{teller.truth.org} breached, customers affected", teller.long([*parts, teller.way("who")])


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def documents(number: int, seed: int = 1) -> Iterator[Row]:
    """So many documents, the same ones for the same seed."""
    made = World(Random(seed)).documents()
    return (next(made) for _ in range(number))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("number", type=int)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    for row in documents(given.number, given.seed):
        sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
