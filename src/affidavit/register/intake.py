"""Taking documents in: each in one transaction, into the incidents that it tells of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select, update

from affidavit.model.document import Document
from affidavit.register import tables as t
from affidavit.register.candidates import Candidate, candidates
from affidavit.register.clock import now
from affidavit.register.incidents import Cause, filled, opened, packed, rebuilt
from affidavit.register.prepared import Choice, Close, Part, Prepared, Steps, dated
from affidavit.register.ready import Ready, inserting
from affidavit.register.tables import Found
from affidavit.register.words import spaced

What = Literal["known", "new", "new version"]

_D, _I = t.document.c, t.incident.c
_KNOWN = Ready(select(_D.no, _D.replaced_by, _D.origin).where(_D.id == bindparam("id")))
_OLDER = Ready(
    select(_D.no)
    .where(_D.origin == bindparam("origin"), _D.id != bindparam("id"), _D.replaced_by.is_(None))
    .order_by(_D.no.desc())
    .limit(1)
)
_NEW_DOCUMENT = Ready(inserting(
    t.document, "id", "text", "key", "origin", "published", "title", "author", "publisher", "places", "kind", "reason",
    "version", "added", "words",
).returning(_D.no))  # fmt: skip
_NEW_TELLING = Ready(inserting(t.telling, "document", "place", "name", "packed", "since"))
_MEMBER = ("incident", "by", "score", "because", "since")
_NEW_MEMBER = Ready(
    inserting(t.membership, *_MEMBER, telling=func.last_insert_rowid()),
    inserting(t.membership, *_MEMBER, telling=func.lastval()),
)
_PUBLISHED = select(_D.published).where(_D.no == bindparam("no"))
_HAS_ID = Ready(select(_I.no).where(_I.id == bindparam("id")))
_STANDING = select(_I.no, _I.id, _I.title).where(_I.id == bindparam("id"), _I.told_by > 0)
_ABOUT = select(_I.id, _I.title).where(_I.no == bindparam("no"))


@dataclass(frozen=True, slots=True)
class Joined:
    """An incident that a document tells of: whether it was opened for it or known, and why it is thought the same."""

    incident: str
    title: str
    opened: bool
    score: float | None = None
    because: str | None = None
    close: tuple[Close, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document: `known` (nothing was done), `new`, or a `new version` of a page."""

    document: str
    name: str
    what: What
    kind: str
    reason: str | None = None
    joined: tuple[Joined, ...] = ()


class _Known(NamedTuple):
    """A document that is stored."""

    no: int
    replaced_by: int | None
    origin: str | None


@dataclass(slots=True)
class Intake:
    """One document being taken in, inside one writing transaction."""

    connection: Connection
    steps: Steps
    prepared: Prepared
    at: str = field(default_factory=now)

    def put(self) -> Outcome:
        """Store the document, unless it is known."""
        document = self.prepared.document
        known = self._known()
        if known is not None and known.replaced_by is None:
            self._seen_at(known)
            return self._outcome("known", tuple(_joined_by(self.connection, known.no)))
        older = self._older()
        if older is not None:
            self._keep_day(older)
        no = self._stored() if known is None else self._restored(known.no)
        left = self._replaced(older, no) if older is not None else {}
        joined = tuple([self._placed(part, no, left) for part in self.prepared.parts])
        cause = self._cause(no, "a new version of a page")
        for incident in set(left.values()) - {found for _, found in joined}:
            rebuilt(self.connection, self.steps, incident, cause)
        for one, incident in joined:
            if not one.opened:
                rebuilt(self.connection, self.steps, incident, self._cause(no, f"{name_of(document)} joined"))
        return self._outcome("new" if older is None else "new version", tuple(one for one, _ in joined))

    def place(self, part: Part, no: int) -> int:
        """Put one part of the stored document `no` where it belongs; gives the incident's number."""
        return self._placed(part, no, {})[1]

    def _cause(self, no: int, words: str) -> Cause:
        return Cause(self.at, words, document=no)

    def _outcome(self, what: What, joined: tuple[Joined, ...]) -> Outcome:
        given = self.prepared
        return Outcome(given.document.id, name_of(given.document), what, given.kind, given.reason, joined)

    def _known(self) -> _Known | None:
        found = _KNOWN.rows(self.connection, id=self.prepared.document.id)
        return _Known._make(found[0]) if found else None

    def _older(self) -> int | None:
        """The text that stood at this document's URL before."""
        document = self.prepared.document
        if not (document.origin or "").startswith(("http://", "https://")):
            return None
        return next((no for (no,) in _OLDER.rows(self.connection, origin=document.origin, id=document.id)), None)

    def _keep_day(self, older: int) -> None:
        """A page that no longer says when it was published was published when it said before."""
        published = self.connection.execute(_PUBLISHED, {"no": older}).scalar()
        if self.prepared.document.published is None and published is not None:
            self.prepared = dated(self.prepared, published)

    def _stored(self) -> int:
        document, given = self.prepared.document, self.prepared
        places = json.dumps([[place.start, place.label] for place in document.places]) if document.places else None
        return int(_NEW_DOCUMENT.one(
            self.connection, id=document.id, text=document.text, key=document.key, origin=document.origin,
            published=document.published, title=document.title, author=document.author, publisher=document.publisher,
            places=places, kind=given.kind, reason=given.reason, version=given.version, added=self.at,
            words=spaced(document.key, document.publisher, document.origin),
        ))  # fmt: skip

    def _restored(self, no: int) -> int:
        """A text that a page had before, and has again."""
        self.connection.execute(update(t.document).where(t.document.c.no == no).values(replaced_by=None))
        return no

    def _seen_at(self, known: _Known) -> None:
        """Note where a known text was met, where it is somewhere else than the first time."""
        origin, s = self.prepared.document.origin, t.source.c
        if origin is None or known.origin == origin:
            return
        met = select(s.document).where(s.document == known.no, s.origin == origin)
        if self.connection.execute(met).first() is None:
            self.connection.execute(insert(t.source), {
                "document": known.no, "origin": origin, "seen": self.at, "words": spaced(origin),
            })  # fmt: skip

    def _replaced(self, older: int, no: int) -> dict[int, int]:
        """End what an older version told; gives the incidents that it told of, by place in the document."""
        self.connection.execute(update(t.document).where(t.document.c.no == older).values(replaced_by=no))
        return ended(self.connection, older, self.at)

    def _placed(self, part: Part, no: int, left: Mapping[int, int]) -> tuple[Joined, int]:
        """Put one part where it belongs: where the older version was, with the one candidate, or by itself."""
        before = left.get(part.telling.order)
        if before is not None:
            joined = Joined(*_about(self.connection, before), opened=False, because="a new version of the same page")
            return joined, self._told(part, no, before, joined)
        if (known := self._sorted_already(part)) is not None:
            joined = Joined(known.id, known.title, opened=False, because="the same incident where it was exported")
            return joined, self._told(part, no, known.no, joined)
        choice, found = self._choice(part)
        if (best := choice.chosen) is not None:
            row = found[best.incident]
            joined = Joined(row.id, row.title, opened=False, score=best.score, because=best.because)
            return joined, self._told(part, no, row.no, joined)
        identity, incident = self._opened(part, no)
        self._to_review(incident, choice.close, found)
        joined = Joined(identity, part.incident.title, opened=True, close=choice.close)
        return joined, self._told(part, no, incident, joined)

    def _sorted_already(self, part: Part) -> Found | None:
        """The incident that a part was told of in an analysis that was exported, where the register has it."""
        place = part.telling.place
        return self.connection.execute(_STANDING, {"id": place.incident}).first() if place is not None else None

    def _choice(self, part: Part) -> tuple[Choice, dict[str, Candidate]]:
        told_here = self._of_this_document()
        found = {row.id: row for row in candidates(self.connection, part.keys) if row.no not in told_here}
        profiles = {identity: json.loads(row.profile) for identity, row in found.items()}
        return (self.steps.choose(part.profile, profiles) if profiles else Choice(None)), found

    def _of_this_document(self) -> set[int]:
        """The incidents that the document tells of already: no two of one text are the same."""
        m, told = t.membership.c, t.telling.c
        mine = (
            select(m.incident)
            .join(t.telling, told.no == m.telling)
            .join(t.document, t.document.c.no == told.document)
            .where(t.document.c.id == self.prepared.document.id, m.until.is_(None))
        )
        return set(self.connection.execute(mine).scalars()) if len(self.prepared.parts) > 1 else set()

    def _opened(self, part: Part, no: int) -> tuple[str, int]:
        identity = free_id(self.connection, part.incident.id)
        made = replace(part.incident, id=identity)
        incident = opened(self.connection, made, part.profile, self._cause(no, "opened"))
        filled(self.connection, incident, made, part.keys)
        return identity, incident

    def _told(self, part: Part, no: int, incident: int, joined: Joined) -> int:
        store_telling(self.connection, part, no, self.at, Member(incident, "engine", joined.score, joined.because))
        return incident

    def _to_review(self, incident: int, close: Sequence[Close], found: Mapping[str, Candidate]) -> None:
        if close:
            self.connection.execute(insert(t.review), [
                {"incident": incident, "candidate": found[one.incident].no, "score": one.score, "because": one.because,
                 "at": self.at} for one in close
            ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """To which incident a telling belongs, and who said so."""

    incident: int
    by: str
    score: float | None = None
    because: str | None = None


def store_telling(connection: Connection, part: Part, document: int, at: str, member: Member) -> None:
    """Store what a document tells of an incident."""
    told = part.telling
    _NEW_TELLING.run(
        connection, document=document, place=told.order, name=told.name, packed=packed(told), since=at
    )  # fmt: skip
    _NEW_MEMBER.run(
        connection, incident=member.incident, by=member.by, score=member.score, because=member.because, since=at
    )


def ended(connection: Connection, document: int, at: str) -> dict[int, int]:
    """End all that a document tells; gives the incidents that it told of, by place in the document."""
    told, m = t.telling.c, t.membership.c
    found = connection.execute(
        select(told.no, told.place, m.incident)
        .join(t.membership, m.telling == told.no)
        .where(told.document == document, told.until.is_(None), m.until.is_(None))
    ).all()
    numbers = [row.no for row in found]
    connection.execute(update(t.telling).where(told.no.in_(numbers)).values(until=at))
    connection.execute(update(t.membership).where(m.telling.in_(numbers), m.until.is_(None)).values(until=at))
    return {row.place: row.incident for row in found}


def free_id(connection: Connection, wanted: str) -> str:
    """An id that no incident has: `wanted`, or one made of it (a page that came back, an incident split off).

    Ids are told apart by their first letters, so that a further one shares none of them.
    """
    identity, number = wanted, 1
    while _HAS_ID.rows(connection, id=identity):
        number += 1
        identity = hashlib.sha256(f"{wanted} {number}".encode()).hexdigest()[: len(wanted)]
    return identity


def name_of(document: Document) -> str:
    """How a document is called for people."""
    return document.key or document.title or document.origin or document.id[:19]


def _about(connection: Connection, incident: int) -> tuple[str, str]:
    row = connection.execute(_ABOUT, {"no": incident}).one()
    return row.id, row.title


def _joined_by(connection: Connection, document: int) -> Iterator[Joined]:
    told, m, i = t.telling.c, t.membership.c, t.incident.c
    found = connection.execute(
        select(i.id, i.title)
        .join(t.membership, m.incident == i.no)
        .join(t.telling, told.no == m.telling)
        .where(told.document == document, told.until.is_(None), m.until.is_(None))
        .order_by(told.place)
    )
    return (Joined(row.id, row.title, opened=False) for row in found)
