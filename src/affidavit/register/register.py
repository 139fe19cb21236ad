"""The register: one object over a store, each method one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, bindparam, select, update

from affidavit.errors import RegisterError, UsageError
from affidavit.model.document import Document
from affidavit.model.incident import Analysis
from affidavit.model.value import Value
from affidavit.register import tables as t
from affidavit.register.campaigns import WINDOW, Campaign, campaigns
from affidavit.register.clock import now
from affidavit.register.decisions import Decided, Decisions, Why
from affidavit.register.export import exported
from affidavit.register.export_read import Taken, Taking
from affidavit.register.exposure import Exposure, exposures
from affidavit.register.history import Event, Held, diff, history
from affidavit.register.incidents import documents, loaded, number
from affidavit.register.intake import Intake, Outcome
from affidavit.register.prepared import GIVEN, Prepared, Steps
from affidavit.register.reread import Reread, reread
from affidavit.register.search import Node, Results, SearchOptions, parsed, saved, search
from affidavit.register.search.snippets import Snippet, snippets
from affidavit.register.search.tree import told
from affidavit.register.similar import Similar, similar
from affidavit.register.stats import Asked, Stats, stats
from affidavit.register.store import Store
from affidavit.register.summary import Summary, summaries
from affidavit.register.vendors import Vendors, vendors
from affidavit.register.vendors_linked import Relations, relations
from affidavit.register.watch import DEFAULT, Alerts, Watched, alerts, tell, unwatch, watch, watched

Result = TypeVar("Result")

#: How many incidents or documents are read at a time.
_PAGE = 200

_STANDING = select(t.document.c.id).where(
    t.document.c.id.in_(bindparam("ids", expanding=True)), t.document.c.replaced_by.is_(None)
)


class Register:
    """Documents, claims and incidents in one store. Every method is a transaction: all of it happens, or nothing."""

    def __init__(self, address: str, steps: Steps) -> None:
        """Open the register at `address`, an SQLite file or a postgresql:// URL; RegisterError where it cannot be."""
        self.steps = steps
        self.store = Store(address)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def knows(self, document: Document) -> bool:
        """Whether this text is stored and stands; adding it would do nothing."""
        return bool(self.known([document]))

    def known(self, documents: Sequence[Document]) -> set[str]:
        """The ids of those texts that are stored and stand."""
        with self.store.reading() as connection:
            return set(connection.execute(_STANDING, {"ids": [one.id for one in documents]}).scalars())

    def add(self, prepared: Prepared) -> Outcome:
        """Take a document in."""
        return self._added([prepared])[0]

    def add_all(self, some: Sequence[Prepared]) -> Iterator[Outcome]:
        """Take documents in, in their order, and tell of them once they are stored.

        They are stored at once, which costs less than each by itself. Where that fails, each is a transaction of its
        own: what comes before the one that cannot be stored is stored and told of.
        """
        try:
            outcomes = self._added(some)
        except Exception:
            if len(some) == 1:
                raise
            yield from map(self.add, some)
        else:
            yield from outcomes

    def _added(self, some: Sequence[Prepared]) -> list[Outcome]:
        for one in some:
            if "\0" in one.document.text:
                raise RegisterError("a text with NUL characters cannot be stored", one.document.origin)
        with self.store.writing() as connection:
            return [Intake(connection, self.steps, one).put() for one in some]

    def ids(self) -> Iterator[str]:
        """The ids of all incidents that something tells of, the last changed first."""
        i = t.incident.c
        with self.store.reading() as connection:
            found = connection.execute(select(i.id).where(i.told_by > 0).order_by(i.changed.desc(), i.no.desc()))
            yield from found.scalars().all()

    def search(self, query: str | Node, options: SearchOptions | None = None) -> Results:
        """The incidents that fit a query (docs/search.md), sorted; QueryError, with the place, where it is none."""
        node = parsed(query) if isinstance(query, str) else query
        with self.store.reading() as connection:
            return search(connection, node, options or SearchOptions())

    def snippets(self, ids: Sequence[str], query: str | Node, length: int = 160) -> dict[str, Snippet]:
        """Where the words that a query looks for stand in incidents' documents, by the incidents' ids."""
        words = list(told(parsed(query) if isinstance(query, str) else query))
        with self.store.reading() as connection:
            return snippets(connection, ids, words, length) if words else {}

    def save_search(self, name: str, query: str) -> bool:
        """Keep a query under a name; gives whether it took the place of another."""
        with self.store.writing() as connection:
            return saved.keep(connection, name, query)

    def saved_search(self, name: str) -> str:
        """The query that is kept under a name; UsageError where there is none."""
        with self.store.reading() as connection:
            return saved.query_of(connection, name)

    def saved_searches(self) -> list[saved.Saved]:
        """The searches that are kept, by name."""
        with self.store.reading() as connection:
            return saved.kept(connection)

    def forget_search(self, name: str) -> None:
        """Keep a search no longer; UsageError where there is none of that name."""
        with self.store.writing() as connection:
            saved.forget(connection, name)

    def incident(self, wanted: str, as_of: str | None = None) -> Analysis:
        """An incident by its id or the beginning of it, with its documents; as of a time (ISO 8601), or as of now.

        Raises UsageError where there is none, or none at that time.
        """
        with self.store.reading() as connection:
            no = number(connection, wanted)
            found = loaded(connection, self.steps, no, as_of)
        if found is None:
            raise UsageError(f"incident {wanted} holds nothing" + (f" as of {as_of}" if as_of else ""))
        return found

    def incidents(self, wanted: Iterable[str]) -> Iterator[Analysis]:
        """Incidents by their ids, in that order; those of which nothing tells any more are left out."""
        for page in _pages(wanted):
            with self.store.reading() as connection:
                made = [loaded(connection, self.steps, number(connection, one)) for one in page]
            yield from (analysis for analysis in made if analysis is not None)

    def history(self, wanted: str) -> list[Event]:
        """What happened to an incident, the earliest first."""
        with self.store.reading() as connection:
            return history(connection, number(connection, wanted))

    def diff(self, wanted: str, since: str | None, until: str | None) -> list[tuple[str, Held | None, Held | None]]:
        """What an incident held of each field at two times, where it differs; `since` left out is the last change."""
        with self.store.reading() as connection:
            return diff(connection, self.steps, number(connection, wanted), (since, until))

    def summaries(self, wanted: Sequence[str]) -> Iterator[Summary]:
        """Incidents in a line each, in the order of their ids."""
        for page in _pages(wanted):
            with self.store.reading() as connection:
                yield from summaries(connection, page)

    def merge(self, into: str, others: Sequence[str], why: Why) -> Decided:
        """Make one incident of several."""
        return self._decide(why, lambda decisions: decisions.merge(into, others))

    def split(self, incident: str, documents: Sequence[str], why: Why) -> Decided:
        """Take documents out of an incident, into a new one."""
        return self._decide(why, lambda decisions: decisions.split(incident, documents))

    def link(self, document: str, incident: str, why: Why) -> Decided:
        """Say that a document tells of an incident."""
        return self._decide(why, lambda decisions: decisions.link(document, incident))

    def unlink(self, document: str, incident: str, why: Why) -> Decided:
        """Say that a document does not tell of an incident."""
        return self._decide(why, lambda decisions: decisions.unlink(document, incident))

    def correct(self, incident: str, held: tuple[str, Value | None, str], why: Why) -> Decided:
        """Say what a field holds: `held` is field, value and status."""
        return self._decide(why, lambda decisions: decisions.correct(incident, *held))

    def dismiss(self, incident: str, why: Why) -> Decided:
        """Say that there is no such incident."""
        return self._decide(why, lambda decisions: decisions.dismiss(incident))

    def undo(self, decision: int) -> Decided:
        """Take a decision back."""
        return self._decide(Why(), lambda decisions: decisions.undo(decision))

    def _decide(self, why: Why, decide: Callable[[Decisions], Result]) -> Result:
        with self.store.writing() as connection:
            return decide(Decisions(connection, self.steps, why))

    def reviews(self) -> list[tuple[str, str, str, str, float, str]]:
        """Pairs that may be one incident, the closest first: id and title of both, the score, what speaks for it."""
        with self.store.reading() as connection:
            return _reviews(connection)

    def apart(self, one: str, other: str) -> None:
        """Say that two incidents of a review are not the same."""
        r = t.review.c
        with self.store.writing() as connection:
            a, b = number(connection, one), number(connection, other)
            pair = ((r.incident == a) & (r.candidate == b)) | ((r.incident == b) & (r.candidate == a))
            connection.execute(update(t.review).where(pair, r.settled.is_(None)).values(settled=now()))

    def relations(self, wanted: str) -> Relations:
        """The vendors' incidents above an incident, and the customers' under it."""
        with self.store.reading() as connection:
            return relations(connection, wanted)

    def vendors(self, limit: int | None = None) -> Vendors:
        """Who was behind how many incidents, and whom they hit."""
        with self.store.reading() as connection:
            return vendors(connection, limit)

    def exposures(self, suppliers: Sequence[str]) -> list[Exposure]:
        """The incidents that touch each of some suppliers, in their order."""
        with self.store.reading() as connection:
            return list(exposures(connection, suppliers))

    def campaigns(self, days: int = WINDOW) -> list[Campaign]:
        """Incidents by one actor with the same means, at most so many days apart."""
        with self.store.reading() as connection:
            return campaigns(connection, days)

    def similar(self, wanted: str, limit: int = 10) -> list[Similar]:
        """The incidents that are most like one, the nearest first, with what they share."""
        with self.store.reading() as connection:
            return similar(connection, wanted, limit)

    def export(self, ids: Sequence[str] | None = None) -> Iterator[str]:
        """Incidents with all that tells of them, or the whole register, as lines that `take` reads."""
        with self.store.reading() as connection:
            yield from exported(connection, ids)

    def take(self, lines: Iterable[bytes], name: str) -> Taken:
        """Take in what another register wrote: all of it, or, with a RegisterError, nothing."""
        with self.store.writing() as connection:
            return Taking(connection, self.steps).take(lines, name)

    def stats(self, asked: Asked) -> Stats:
        """Count incidents, or the people they affect, by fields and over time."""
        with self.store.reading() as connection:
            return stats(connection, asked)

    def watch(self, names: Sequence[str], watchlist: str = DEFAULT) -> list[str]:
        """Watch names from now on; gives those that were not watched yet."""
        with self.store.writing() as connection:
            return watch(connection, names, watchlist)

    def unwatch(self, names: Sequence[str], watchlist: str = DEFAULT) -> list[str]:
        """Watch names no longer; gives them as they were written."""
        with self.store.writing() as connection:
            return unwatch(connection, names, watchlist)

    def watched(self, watchlist: str | None = None) -> list[Watched]:
        """The watched names of a list, or of all."""
        with self.store.reading() as connection:
            return watched(connection, watchlist)

    def alerts(self, watchlist: str = DEFAULT, since: str | None = None) -> Alerts:
        """What is new for a watch list since it was told the last time, or since a day."""
        with self.store.reading() as connection:
            return alerts(connection, watchlist, since)

    def tell(self, alerts: Alerts) -> None:
        """Note that alerts were told, so that they are not told again."""
        with self.store.writing() as connection:
            tell(connection, alerts)

    def stale(self, version: str | None) -> Iterator[Document]:
        """The documents that another version than this read, or all where it is None; those with predictions never."""
        d, last = t.document.c, 0
        while True:
            wanted = select(d.no, d.id).where(d.no > last, d.replaced_by.is_(None), d.version != GIVEN)
            wanted = wanted.order_by(d.no).limit(_PAGE)
            if version is not None:
                wanted = wanted.where(d.version != version)
            with self.store.reading() as connection:
                rows = connection.execute(wanted).all()
                found = documents(connection, [row.id for row in rows])
            if not rows:
                return
            last = rows[-1].no
            yield from found

    def reread(self, prepared: Prepared) -> Reread:
        """Put what a document tells in place of what an older version read in it."""
        with self.store.writing() as connection:
            return reread(connection, self.steps, prepared)


def _pages(wanted: Iterable[str]) -> Iterator[list[str]]:
    page: list[str] = []
    for one in wanted:
        page.append(one)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


def _reviews(connection: Connection) -> list[tuple[str, str, str, str, float, str]]:
    r, one, other = t.review.c, t.incident.alias("one"), t.incident.alias("other")
    found = connection.execute(
        select(one.c.id, one.c.title, other.c.id, other.c.title, r.score, r.because)
        .join(one, one.c.no == r.incident)
        .join(other, other.c.no == r.candidate)
        .where(r.settled.is_(None), one.c.told_by > 0, other.c.told_by > 0)
        .order_by(r.score.desc(), r.no)
    )
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in found]
