"""What people decide: which documents belong together, and what an incident holds. It stays, and can be undone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.model import words
from affidavit.model.claim import Status
from affidavit.model.value import Value
from affidavit.register import tables as t
from affidavit.register.clock import now
from affidavit.register.corrections import REJECTED, same
from affidavit.register.incidents import dismissal, number, tellings
from affidavit.register.intake import free_id
from affidavit.register.prepared import Steps
from affidavit.register.rebuilding import Cause, rebuilt
from affidavit.register.rows import dumped
from affidavit.register.tables import Found

#: A document's id or title may be shortened to no less than this; so many that fit are looked at.
_SHORTEST, _MOST_NAMED = 4, 50
#: The statuses that a person can give a value.
STATUSES = (str(Status.STATED), str(Status.SUSPECTED), str(Status.DENIED), str(Status.WITHHELD), REJECTED)


@dataclass(frozen=True, slots=True)
class Why:
    """Who decided, and why; both may be left out."""

    who: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was stored: its number, and the incidents that it changed."""

    number: int
    incidents: tuple[str, ...]


@dataclass(slots=True)
class _Move:
    """One telling, by its document and place in it, from one incident to another."""

    document: int
    place: int
    source: int
    target: int


def _named(wanted: str) -> Iterator[ColumnElement[bool]]:
    """What a document may be named by, the surest first."""
    d = t.document.c
    digest = wanted.removeprefix("sha256:").lower()
    if len(digest) >= _SHORTEST and set(digest) <= set("0123456789abcdef"):
        yield (d.id >= f"sha256:{digest}") & (d.id < f"sha256:{digest}\uffff")
    yield from (d.key == wanted, d.origin == wanted, d.title == wanted)
    if len(wanted) >= _SHORTEST:
        yield func.lower(d.title).startswith(wanted.lower(), autoescape=True)


@dataclass(slots=True)
class Decisions:
    """Deciding, inside one writing transaction."""

    connection: Connection
    steps: Steps
    why: Why
    at: str = field(default_factory=now)

    def merge(self, into: str, others: Sequence[str]) -> Decided:
        """Make one incident of several; the first keeps its id."""
        target = number(self.connection, into)
        sources = list(dict.fromkeys(number(self.connection, other) for other in others))
        if target in sources:
            raise UsageError("an incident cannot be merged with itself (they may be one already)")
        moves = [move for source in sources for move in self._moves(source, target)]
        decided = self._decided("merge", target, moves)
        gone = update(t.incident).where(t.incident.c.no.in_(sources)).values(gone_into=target)
        self.connection.execute(gone)
        self._settle({target, *sources})
        return self._moved(decided, moves)

    def split(self, incident: str, documents: Sequence[str]) -> Decided:
        """Take documents out of an incident, into a new one of their own."""
        source = number(self.connection, incident)
        held = self._moves(source, source)
        wanted = {self._document(document, [move.document for move in held]) for document in documents}
        moves = [move for move in held if move.document in wanted]
        if missing := wanted - {move.document for move in moves}:
            raise UsageError(f"{len(missing)} of the documents tell nothing of incident {incident}")
        if len({move.document for move in held}) == len(wanted):
            raise UsageError("nothing would be left of the incident; affidavit dismiss says that there is none")
        target = self._new(source)
        for move in moves:
            move.target = target
        return self._moved(self._decided("split", source, moves), moves)

    def link(self, document: str, incident: str) -> Decided:
        """Say that a document tells of an incident: its part on the same organisation, else its main part."""
        no, target = self._document(document), number(self.connection, incident)
        parts = self._parts(no)
        if not parts:
            raise UsageError(f"{document} tells of no incident, so that nothing of it can be linked")
        if any(move.source == target for move in parts):
            raise UsageError(f"{document} tells of this incident already")
        names = set(self.connection.execute(
            select(t.finding.c.text).where(t.finding.c.incident == target, t.finding.c.field == "organization")
        ).scalars())  # fmt: skip
        same = [move for move, name in zip(parts, self._names(no), strict=True) if (name or "").casefold() in names]
        move = (same or parts)[0]
        move.target = target
        return self._moved(self._decided("link", target, [move]), [move])

    def unlink(self, document: str, incident: str) -> Decided:
        """Say that a document does not tell of an incident; what it tells becomes an incident of its own."""
        return self.split(incident, [document])

    def correct(self, incident: str, key: str, value: Value | None, status: str = "stated") -> Decided:
        """Say what a field of an incident holds, or with the status `rejected` that a value is wrong."""
        if status not in STATUSES:
            raise UsageError(f"a status is one of {', '.join(STATUSES)}, not {status!r}")
        if (value is None) != (status == Status.WITHHELD):
            raise UsageError("a value is left out where it is withheld, and only there")
        no = number(self.connection, incident)
        if status == REJECTED:
            self._refuse_unsaid(no, key, value)
        decided = self._decided("correct", no, [], field=key, value=dumped(value), status=status)
        self._rebuild({no}, decided, f"decision {decided}")
        return Decided(decided, self._ids({no}))

    def _refuse_unsaid(self, no: int, key: str, value: Value | None) -> None:
        """UsageError where nothing says the value that is rejected."""
        said = [claim.value for told in tellings(self.connection, no) for claim in told.claims if claim.field == key]
        if not any(same(one, value) for one in said):
            held = dict.fromkeys(words.value(key, one) for one in said if one is not None)
            told = f"; said is {words.shortened(list(held), 6, '{} more')}" if held else ""
            raise UsageError(f"nothing says that {key} is {words.value(key, value) if value else 'withheld'}{told}")

    def dismiss(self, incident: str) -> Decided:
        """Say that there is no such incident: it is kept, and left out wherever nobody asks for it."""
        no = number(self.connection, incident)
        if dismissal(self.connection, no) is not None:
            raise UsageError(f"incident {incident} is dismissed already")
        decided = self._decided("dismiss", no, [])
        self._rebuild({no}, decided, f"decision {decided}")
        return Decided(decided, self._ids({no}))

    def undo(self, decision: int) -> Decided:
        """Take a decision back."""
        d = t.decision.c
        row = self.connection.execute(select(t.decision).where(d.no == decision)).first()
        if row is None:
            raise UsageError(f"there is no decision {decision}")
        if row.undone is not None:
            raise UsageError(f"decision {decision} was undone already, on {row.undone[:10]}")
        self.connection.execute(update(t.decision).where(d.no == decision).values(undone=self.at))
        moves = [_Move(*packed) for packed in json.loads(row.packed or "[]")]
        for source in {move.source for move in moves}:
            self.connection.execute(update(t.incident).where(t.incident.c.no == source).values(gone_into=None))
        touched = {row.incident} | self._back(moves)
        self._rebuild(touched, decision, f"decision {decision} undone")
        return Decided(decision, self._ids(touched))

    def _back(self, moves: Sequence[_Move]) -> set[int]:
        """Take back what was moved and is still where it was moved to."""
        touched: set[int] = set()
        for move in moves:
            here = {(one.document, one.place) for one in self._moves(move.target, move.target)}
            if (move.document, move.place) in here:
                self._put(_Move(move.document, move.place, move.target, move.source), "a decision was undone")
                touched |= {move.source, move.target}
        return touched

    def _moved(self, decision: int, moves: Sequence[_Move]) -> Decided:
        for move in moves:
            self._put(move, f"decision {decision}")
        touched = {no for move in moves for no in (move.source, move.target)}
        self._rebuild(touched, decision, f"decision {decision}")
        return Decided(decision, self._ids(touched))

    def _put(self, move: _Move, because: str) -> None:
        """End a telling's membership, and begin the other."""
        told, m = t.telling.c, t.membership.c
        telling = self.connection.execute(
            select(told.no).where(told.document == move.document, told.place == move.place, told.until.is_(None))
        ).scalar_one()  # fmt: skip
        self.connection.execute(
            update(t.membership).where(m.telling == telling, m.until.is_(None)).values(until=self.at)
        )  # fmt: skip
        self.connection.execute(insert(t.membership), {
            "telling": telling, "incident": move.target, "by": "person", "because": because, "since": self.at
        })  # fmt: skip

    def _rebuild(self, touched: set[int], decision: int, words: str) -> None:
        for no in sorted(touched):
            rebuilt(self.connection, self.steps, no, Cause(self.at, words, decision=decision))

    def _decided(self, kind: str, incident: int, moves: Sequence[_Move], **about: Any) -> int:
        packed = json.dumps([[move.document, move.place, move.source, move.target] for move in moves])
        return int(self.connection.execute(
            insert(t.decision).returning(t.decision.c.no),
            {"at": self.at, "kind": kind, "incident": incident, "who": self.why.who, "because": self.why.because,
             "packed": packed if moves else None, "field": None, "value": None, "status": None, **about},
        ).scalar_one())  # fmt: skip

    def _moves(self, source: int, target: int) -> list[_Move]:
        """All that is told of `source`, as moves to `target`."""
        return [_Move(row.document, row.place, source, target) for row in self._told(t.membership.c.incident == source)]

    def _parts(self, document: int) -> list[_Move]:
        """All that a document tells, as moves that go nowhere yet."""
        found = self._told(t.telling.c.document == document)
        return [_Move(document, row.place, row.incident, row.incident) for row in found]

    def _names(self, document: int) -> list[str | None]:
        return [row.name for row in self._told(t.telling.c.document == document)]

    def _told(self, condition: Any) -> Sequence[Found]:
        told, m = t.telling.c, t.membership.c
        return self.connection.execute(
            select(told.document, told.place, told.name, m.incident)
            .join(t.membership, m.telling == told.no)
            .where(condition, told.until.is_(None), m.until.is_(None))
            .order_by(told.document, told.place)
        ).all()

    def _document(self, wanted: str, among: Sequence[int] = ()) -> int:
        """The number of the document with this id (or its beginning), key, origin, or title (or its beginning).

        Where it fits several, those `among` which it is to be count alone.
        """
        for condition in _named(wanted.strip()):
            found = self.connection.execute(
                select(t.document.c.no).where(condition, t.document.c.replaced_by.is_(None)).limit(_MOST_NAMED)
            ).scalars().all()  # fmt: skip
            kept = [no for no in found if no in among] if len(found) > 1 else found
            if len(kept) == 1:
                return int(kept[0])
            if found:
                raise UsageError(f"{wanted!r} fits several documents; name one by its id")
        raise UsageError(f"no document has the id, key, origin or title {wanted!r} (affidavit show names them)")

    def _new(self, source: int) -> int:
        """A new incident, empty, beside `source`."""
        i = t.incident.c
        row = self.connection.execute(select(i.id, i.title, i.kind).where(i.no == source)).one()
        return int(self.connection.execute(
            insert(t.incident).returning(i.no),
            {"id": free_id(self.connection, row.id), "title": row.title, "kind": row.kind, "words": "", "profile": "{}",
             "opened": self.at, "changed": self.at, "told_by": 0},
        ).scalar_one())  # fmt: skip

    def _settle(self, merged: set[int]) -> None:
        """Pairs that are one now need no review."""
        r = t.review.c
        both = (r.incident.in_(merged)) & (r.candidate.in_(merged))
        self.connection.execute(update(t.review).where(both, r.settled.is_(None)).values(settled=self.at))

    def _ids(self, numbers: set[int]) -> tuple[str, ...]:
        found = self.connection.execute(
            select(t.incident.c.id).where(t.incident.c.no.in_(numbers)).order_by(t.incident.c.no)
        )  # fmt: skip
        return tuple(found.scalars())
