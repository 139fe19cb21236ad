"""Taking documents in: each in one transaction, into the incidents that it tells of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from affidavit.model.document import Document
from affidavit.register import tables as t
from affidavit.register.candidates import Candidate
from affidavit.register.clock import now
from affidavit.register.look import Known, Look, Older, Standing, look
from affidavit.register.prepared import Choice, Close, Part, Prepared, Steps, dated
from affidavit.register.ready import Ready, Rowwise, inserting, together
from affidavit.register.rebuilding import Cause, opened, rebuilt
from affidavit.register.words import spaced

What = Literal["known", "new", "new version"]

_D, _I, _M, _T = t.document.c, t.incident.c, t.membership.c, t.telling.c
_NEW_DOCUMENT = Ready(inserting(
    t.document, "no", "id", "text", "key", "origin", "published", "title", "author", "publisher", "places", "kind",
    "reason", "version", "added", "words",
))  # fmt: skip
_NEW_TELLING = Ready(inserting(t.telling, "document", "place", "name", "packed", "since"))
_MEMBER = ("incident", "by", "score", "because", "since")
_NEW_MEMBER = Ready(
    inserting(t.membership, *_MEMBER, telling=func.last_insert_rowid()),
    inserting(t.membership, *_MEMBER, telling=text("currval(pg_get_serial_sequence('telling', 'no'))")),
)
_NEW_REVIEW = Rowwise(t.review, "incident", "candidate", "score", "because", "at")
_REPLACED = Ready(update(t.document).where(_D.no == bindparam("this")).values(replaced_by=bindparam("by")))
_NOW_TOLD = (_T.document == bindparam("document"), _T.until.is_(None))
_TOLD = Ready(
    select(_T.place, _M.incident).join(t.membership, _M.telling == _T.no).where(*_NOW_TOLD, _M.until.is_(None))
)
_LEFT = Ready(
    update(t.membership)
    .where(_M.telling.in_(select(_T.no).where(*_NOW_TOLD)), _M.until.is_(None))
    .values(until=bindparam("at"))
)
_ENDED = Ready(update(t.telling).where(*_NOW_TOLD).values(until=bindparam("at")))
_HAS_ID = Ready(select(_I.no).where(_I.id == bindparam("id")))
_ABOUT = Ready(select(_I.id, _I.title).where(_I.no == bindparam("no")))


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


@dataclass(slots=True)
class Intake:
    """One document being taken in, inside one writing transaction."""

    connection: Connection
    steps: Steps
    prepared: Prepared
    at: str = field(default_factory=now)

    def put(self) -> Outcome:
        """Store the document, unless it is known."""
        looked = look(self.connection, self.prepared)
        known, older = looked.known, looked.older
        if known is not None and known.replaced_by is None:
            self._seen_at(known)
            return self._outcome("known", tuple(_joined_by(self.connection, known.no)))
        if older is not None:
            self._keep_day(older)
        no = known.no if known is not None else looked.document
        with together(self.connection):
            if known is None:
                self._stored(no)
            else:  # a text that a page had before, and has again
                _REPLACED.run(self.connection, this=no, by=None)
            left = self._replaced(older.no, no) if older is not None else {}
            joined = [self._placed(at, no, left, looked) for at in range(len(self.prepared.parts))]
        self._rebuilt(no, left, joined)
        return self._outcome("new" if older is None else "new version", tuple(one for one, _ in joined))

    def place(self, at: int, no: int) -> int:
        """Put one part of the stored document `no` where it belongs; gives the incident's number."""
        looked = look(self.connection, self.prepared)
        with together(self.connection):
            return self._placed(at, no, {}, looked)[1]

    def _rebuilt(self, no: int, left: Mapping[int, int], joined: Sequence[tuple[Joined, int]]) -> None:
        """Put together anew what an older version told of, and what this one joined."""
        for incident in set(left.values()) - {found for _, found in joined}:
            rebuilt(self.connection, self.steps, incident, self._cause(no, "a new version of a page"))
        for one, incident in joined:
            if not one.opened:
                name = name_of(self.prepared.document)
                rebuilt(self.connection, self.steps, incident, self._cause(no, f"{name} joined"))

    def _cause(self, no: int, words: str) -> Cause:
        return Cause(self.at, words, document=no)

    def _outcome(self, what: What, joined: tuple[Joined, ...]) -> Outcome:
        given = self.prepared
        return Outcome(given.document.id, name_of(given.document), what, given.kind, given.reason, joined)

    def _keep_day(self, older: Older) -> None:
        """A page that no longer says when it was published was published when it said before."""
        if self.prepared.document.published is None and older.published is not None:
            self.prepared = dated(self.prepared, older.published)

    def _stored(self, no: int) -> None:
        document, given = self.prepared.document, self.prepared
        places = json.dumps([[place.start, place.label] for place in document.places]) if document.places else None
        _NEW_DOCUMENT.run(
            self.connection, no=no, id=document.id, text=document.text, key=document.key, origin=document.origin,
            published=document.published, title=document.title, author=document.author, publisher=document.publisher,
            places=places, kind=given.kind, reason=given.reason, version=given.version, added=self.at,
            words=spaced(document.key, document.publisher, document.origin),
        )  # fmt: skip

    def _seen_at(self, known: Known) -> None:
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
        _REPLACED.run(self.connection, this=older, by=no)
        return ended(self.connection, older, self.at)

    def _placed(self, at: int, no: int, left: Mapping[int, int], looked: Look) -> tuple[Joined, int]:
        """Put one part where it belongs: where the older version was, with the one candidate, or by itself."""
        part = self.prepared.parts[at]
        before = left.get(part.order)
        if before is not None:
            joined = Joined(*_about(self.connection, before), opened=False, because="a new version of the same page")
            looked.mine.add(before)
            return joined, self._told(part, no, before, joined)
        if (known := self._sorted_already(part, looked)) is not None:
            looked.mine.add(known.no)
            joined = Joined(known.id, known.title, opened=False, because="the same incident where it was exported")
            return joined, self._told(part, no, known.no, joined)
        # No two incidents that one text tells of are the same.
        found = {row.id: row for row in looked.candidates[at] if row.no not in looked.mine}
        choice = self._choice(part, found)
        if (best := choice.chosen) is not None:
            row = found[best.incident]
            looked.mine.add(row.no)
            joined = Joined(row.id, row.title, opened=False, score=best.score, because=best.because)
            return joined, self._told(part, no, row.no, joined)
        incident = looked.incidents[at]
        identity = self._opened(part, no, incident, looked)
        self._to_review(incident, choice.close, found)
        joined = Joined(identity, part.title, opened=True, close=choice.close)
        return joined, self._told(part, no, incident, joined)

    def _sorted_already(self, part: Part, looked: Look) -> Standing | None:
        """The incident that a part was told of in an analysis that was exported, where the register has it."""
        return looked.standing.get(part.place.incident) if part.place is not None else None

    def _choice(self, part: Part, found: Mapping[str, Candidate]) -> Choice:
        profiles = {identity: row.profile for identity, row in found.items()}
        return self.steps.choose(part.profile, profiles) if profiles else Choice(None)

    def _opened(self, part: Part, no: int, incident: int, looked: Look) -> str:
        identity = part.id
        if identity in looked.taken:
            identity = free_id(self.connection, identity)
        looked.taken.add(identity)
        opened(self.connection, (incident, identity), part, self._cause(no, "opened"))
        looked.standing[identity] = Standing(incident, identity, part.title)
        return identity

    def _told(self, part: Part, no: int, incident: int, joined: Joined) -> int:
        store_telling(self.connection, part, no, self.at, Member(incident, "engine", joined.score, joined.because))
        return incident

    def _to_review(self, incident: int, close: Sequence[Close], found: Mapping[str, Candidate]) -> None:
        _NEW_REVIEW.run(
            self.connection, [(incident, found[one.incident].no, one.score, one.because, self.at) for one in close]
        )


@dataclass(frozen=True, slots=True)
class Member:
    """To which incident a telling belongs, and who said so."""

    incident: int
    by: str
    score: float | None = None
    because: str | None = None


def store_telling(connection: Connection, part: Part, document: int, at: str, member: Member) -> None:
    """Store what a document tells of an incident."""
    _NEW_TELLING.run(
        connection, document=document, place=part.order, name=part.name, packed=part.packed, since=at
    )  # fmt: skip
    _NEW_MEMBER.run(
        connection, incident=member.incident, by=member.by, score=member.score, because=member.because, since=at
    )


def ended(connection: Connection, document: int, at: str) -> dict[int, int]:
    """End all that a document tells; gives the incidents that it told of, by place in the document."""
    found = _TOLD.rows(connection, document=document)
    _LEFT.run(connection, document=document, at=at)
    _ENDED.run(connection, document=document, at=at)
    return dict(found)


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
    ((identity, title),) = _ABOUT.rows(connection, no=incident)
    return identity, title


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
