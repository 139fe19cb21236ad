"""Taking in what another register wrote (`export.py`): all of a file, or nothing.

What is there already stays as it is; what is missing is added. Nothing in the file is trusted: a document must be the
text that its id says, and each claim passes the evidence gate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from affidavit.errors import RegisterError
from affidavit.model.document import Document, Place
from affidavit.model.fields import FIELDS, REPORTED
from affidavit.model.gate import proven
from affidavit.model.packed import unpack_telling, unpack_value
from affidavit.model.regex import regex
from affidavit.model.telling import Telling
from affidavit.register import tables as t
from affidavit.register.clock import now
from affidavit.register.export import COLUMNS, FORMAT
from affidavit.register.incidents import documents
from affidavit.register.prepared import Steps, packed
from affidavit.register.rebuilding import Cause, rebuilt
from affidavit.register.words import spaced

#: A longer line is none of ours.
_LONGEST = 256 * 1024 * 1024
_TIME = regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_TIMES = ("since", "until", "at", "added", "seen", "opened", "changed", "settled", "undone")
_NUMBERS = ("no", "telling", "decision", "score")
#: Columns that a row must have.
_NEEDED = {
    "document": ("id", "text", "kind", "version", "added"), "source": ("document", "origin", "seen"),
    "incident": ("id", "title", "kind", "opened", "changed"), "telling": ("no", "document", "since", "told"),
    "membership": ("telling", "incident", "by", "since"), "decision": ("no", "incident", "at", "kind"),
    "change": ("incident", "at", "field", "cause"), "review": ("incident", "candidate", "score", "because", "at"),
    "saved_search": ("name", "query", "added"),
}  # fmt: skip


@dataclass(slots=True)
class Taken:
    """What was added: documents, incidents, and decisions; and how many claims nothing proved, which were left out."""

    documents: int = 0
    incidents: int = 0
    decisions: int = 0
    unproven: int = 0


@dataclass(slots=True)
class Taking:
    """One file being taken in, inside one writing transaction."""

    connection: Connection
    steps: Steps
    taken: Taken = field(default_factory=Taken)
    _documents: dict[str, int] = field(default_factory=dict)
    _new_documents: set[int] = field(default_factory=set)
    _incidents: dict[str, int] = field(default_factory=dict)
    _new_incidents: dict[int, dict[str, Any]] = field(default_factory=dict)
    _told: dict[int, int] = field(default_factory=dict)
    _decisions: dict[int, int] = field(default_factory=dict)
    _replaced: dict[int, str] = field(default_factory=dict)
    _gone: dict[int, str] = field(default_factory=dict)
    _touched: set[int] = field(default_factory=set)
    _rows: int = 0
    _end: int | None = None

    def take(self, lines: Iterable[bytes], name: str) -> Taken:
        """Take all lines in; RegisterError, with the line, for one that is no row of a register."""
        for at, line in enumerate(lines, 1):
            try:
                self._line(line, first=at == 1)
            except RegisterError as error:
                raise RegisterError(error.message, f"{name}, line {at}") from None
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
                raise RegisterError("is no row of a register", f"{name}, line {at}") from error
        if self._end is None:
            raise RegisterError("was cut off: its last line, which counts the rows, is missing", name)
        try:
            self._finish(name)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise RegisterError("holds values that are none of their fields", name) from error
        return self.taken

    def _line(self, line: bytes, *, first: bool) -> None:
        if len(line) > _LONGEST:
            raise RegisterError("this line is too long")
        row = json.loads(line)
        if first:
            if row["format"] != FORMAT:
                raise RegisterError(f"is of another format than {FORMAT}: {row['format']!r}")
            return
        if self._end is not None:
            raise RegisterError("stands after the end of the export")
        ((table, held),) = row.items()
        if table == "end":
            if held != self._rows:
                raise RegisterError(f"the export had {held} rows, and {self._rows} are here")
            self._end = held
            return
        self._rows += 1
        _checked(table, held)
        _TAKERS[table](self, held)

    def document(self, row: dict[str, Any]) -> None:
        """A document: known by its id, or new."""
        d = t.document.c
        no = self.connection.execute(select(d.no).where(d.id == row["id"])).scalar()
        if no is None:
            if Document.of(row["text"]).id != row["id"] or "\0" in row["text"]:
                raise RegisterError("this document's text is not the one of its id")
            words = spaced(row.get("key"), row.get("publisher"), row.get("origin"))
            no = self._new(t.document, _columns("document", row) | {"words": words})
            self._new_documents.add(no)
            self.taken.documents += 1
            if "replaced_by" in row:
                self._replaced[no] = row["replaced_by"]
        self._documents[row["id"]] = no

    def source(self, row: dict[str, Any]) -> None:
        """Where else a text was met."""
        s, no = t.source.c, self._documents[row["document"]]
        met = select(s.document).where(s.document == no, s.origin == row["origin"])
        if self.connection.execute(met).first() is None:
            self._add(t.source, _columns("source", row) | {"document": no, "words": spaced(row["origin"])})

    def incident(self, row: dict[str, Any]) -> None:
        """An incident: known by its id, or kept until something tells of it."""
        i = t.incident.c
        no = self.connection.execute(select(i.no).where(i.id == row["id"])).scalar()
        if no is None:
            made = {"words": "", "profile": "{}", "told_by": 0}
            no = self._new(t.incident, _columns("incident", row) | made)
            self._new_incidents[no] = row
        if "gone_into" in row:
            self._gone[no] = row["gone_into"]
        self._incidents[row["id"]] = no

    def telling(self, row: dict[str, Any]) -> None:
        """What a document tells. What a known document tells here stays; only what it told before can have ended."""
        told, document = t.telling.c, self._documents[row["document"]]
        telling = unpack_telling(row["told"])
        if telling.document != row["document"]:
            raise RegisterError("this telling is of another document")
        if document not in self._new_documents:
            no = self.connection.execute(select(told.no).where(
                told.document == document, told.place == telling.order, told.since == row["since"]
            )).scalar()  # fmt: skip
            if no is not None:
                self._told[row["no"]] = no
                self._ended(t.telling, no, row.get("until"))
            return
        self._told[row["no"]] = self._new(t.telling, {
            "document": document, "place": telling.order, "name": telling.name,
            "packed": packed(self._proven(telling)), "since": row["since"], "until": row.get("until"),
        })  # fmt: skip

    def _proven(self, telling: Telling) -> Telling:
        """A telling without the claims that its document does not prove."""
        known = {one.id: one for one in documents(self.connection, [telling.document])}
        kept = [claim for claim in telling.claims if claim.field in REPORTED and proven(claim, known)]
        self.taken.unproven += len(telling.claims) - len(kept)
        telling.claims = kept
        return telling

    def membership(self, row: dict[str, Any]) -> None:
        """Where a telling belongs, or belonged."""
        m, telling = t.membership.c, self._told.get(row["telling"])
        if telling is None:
            return
        incident = self._incidents[row["incident"]]
        no = self.connection.execute(select(m.no).where(
            m.telling == telling, m.incident == incident, m.since == row["since"]
        )).scalar()  # fmt: skip
        if no is None:
            self._add(t.membership, _columns("membership", row) | {"telling": telling, "incident": incident})
            self._touched.add(incident)
        elif self._ended(t.membership, no, row.get("until")):
            self._touched.add(incident)

    def decision(self, row: dict[str, Any]) -> None:
        """What a person decided, under its number where that is free."""
        d, incident = t.decision.c, self._incidents[row["incident"]]
        same = select(d.no, d.undone).where(
            d.incident == incident, d.at == row["at"], d.kind == row["kind"],
            d.field.is_not_distinct_from(row.get("field")), d.value.is_not_distinct_from(row.get("value")),
        )  # fmt: skip
        known = self.connection.execute(same).first()
        if known is not None:
            self._decisions[row["no"]] = known.no
            if known.undone is None and "undone" in row:
                self.connection.execute(update(t.decision).where(d.no == known.no).values(undone=row["undone"]))
                self._touched.add(incident)
            return
        free = self.connection.execute(select(d.no).where(d.no == row["no"])).first() is None
        moves = [self._move(*move) for move in row.get("moves", ())]
        made = _columns("decision", row) | {"incident": incident, "packed": json.dumps(moves) if moves else None}
        if not free:
            del made["no"]
        self._decisions[row["no"]] = self._new(t.decision, made)
        self._touched.add(incident)
        self.taken.decisions += 1

    def _move(self, document: str, place: int, source: str, target: str) -> list[int]:
        return [self._documents[document], int(place), self._incidents[source], self._incidents[target]]

    def change(self, row: dict[str, Any]) -> None:
        """What became of a field."""
        c, incident = t.change.c, self._incidents[row["incident"]]
        same = select(c.no).where(c.incident == incident, c.at == row["at"], c.field == row["field"])
        if incident in self._new_incidents or self.connection.execute(same).first() is None:
            self._add(t.change, _columns("change", row) | {
                "incident": incident, "document": self._documents.get(row.get("document", "")),
                "decision": self._decisions.get(row.get("decision", 0)),
            })  # fmt: skip

    def review(self, row: dict[str, Any]) -> None:
        """A pair for people to decide on."""
        r, pair = t.review.c, (self._incidents[row["incident"]], self._incidents[row["candidate"]])
        same = select(r.no).where(r.incident == pair[0], r.candidate == pair[1])
        if self.connection.execute(same).first() is None:
            self._add(t.review, _columns("review", row) | {"incident": pair[0], "candidate": pair[1]})

    def saved_search(self, row: dict[str, Any]) -> None:
        """A search that people keep; the one of that name here stays."""
        s = t.saved_search.c
        if self.connection.execute(select(s.name).where(s.name == row["name"])).first() is None:
            self._add(t.saved_search, _columns("saved_search", row))

    def _finish(self, name: str) -> None:
        """Tie versions and merged incidents together, and put each incident together that something new tells of."""
        for no, later in self._replaced.items():
            self._set(t.document, no, {"replaced_by": self._documents.get(later)})
        for no, into in self._gone.items():
            self._set(t.incident, no, {"gone_into": self._incidents.get(into)})
        self._one_place_each()
        cause = Cause(now(), f"taken in from {name}")
        for no in sorted(self._touched | self._new_incidents.keys()):
            self._settled(no, cause)
        if self.connection.dialect.name != "sqlite" and self._decisions:
            highest = select(func.max(t.decision.c.no)).scalar_subquery()
            self.connection.execute(select(func.setval(func.pg_get_serial_sequence("decision", "no"), highest)))

    def _one_place_each(self) -> None:
        """Of a telling that was moved here and there the later word holds."""
        m = t.membership.c
        later: dict[int, int] = {}
        for telling in sorted(set(self._told.values())):
            held = select(m.no, m.incident, m.since).where(m.telling == telling, m.until.is_(None)).order_by(m.since)
            for row in self.connection.execute(held).all():
                if telling in later:
                    self._set(t.membership, later[telling], {"until": row.since})
                    self._touched |= {row.incident}
                later[telling] = row.no

    def _settled(self, no: int, cause: Cause) -> None:
        """Make what follows from an incident's tellings; what is new keeps the history that came with it."""
        row = self._new_incidents.get(no)
        if row is None:
            rebuilt(self.connection, self.steps, no, cause)
            return
        m, c = t.membership.c, t.change.c
        if self.connection.execute(select(m.no).where(m.incident == no).limit(1)).first() is None:
            self._forget(no)
            return
        last = self.connection.execute(select(func.max(c.no))).scalar() or 0
        rebuilt(self.connection, self.steps, no, cause)
        self.connection.execute(t.change.delete().where(c.no > last))
        self._set(t.incident, no, {"changed": row["changed"]})
        self.taken.incidents += "gone_into" not in row

    def _forget(self, no: int) -> None:
        """Take back an incident of which all that tells is known here, and belongs to others."""
        decided = select(t.decision.c.no).where(t.decision.c.incident == no)
        self.connection.execute(update(t.change).where(t.change.c.decision.in_(decided)).values(decision=None))
        for table in (t.change, t.decision):
            self.connection.execute(table.delete().where(table.c.incident == no))
        self.connection.execute(t.review.delete().where((t.review.c.incident == no) | (t.review.c.candidate == no)))
        self.connection.execute(update(t.incident).where(t.incident.c.gone_into == no).values(gone_into=None))
        self.connection.execute(t.incident.delete().where(t.incident.c.no == no))

    def _new(self, table: Any, row: dict[str, Any]) -> int:
        return int(self.connection.execute(insert(table).returning(table.c.no), row).scalar_one())

    def _add(self, table: Any, row: dict[str, Any]) -> None:
        self.connection.execute(insert(table), row)

    def _set(self, table: Any, no: int, values: dict[str, Any]) -> None:
        self.connection.execute(update(table).where(table.c.no == no).values(**values))

    def _ended(self, table: Any, no: int, until: str | None) -> bool:
        """End what has ended in the file, and not here yet."""
        if until is None:
            return False
        ended = update(table).where(table.c.no == no, table.c.until.is_(None)).values(until=until)
        return self.connection.execute(ended).rowcount > 0


def _columns(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {key: row.get(key) for key in COLUMNS[table]}


def _checked(table: str, row: dict[str, Any]) -> None:
    """Raise where a row's values are not of the kind that they must be."""
    if any(key not in row for key in _NEEDED[table]):
        raise RegisterError(f"this {table} is not whole")
    for key, value in row.items():
        if not _fits(key, value):
            raise RegisterError(f"{key} of this {table} cannot be {value!r:.40}")
    for start, label in json.loads(row.get("places", "[]")):
        Place(int(start), str(label))
    if table in {"decision", "change"} and "field" in row:
        held = [(row["value"], "")] if table == "decision" and "value" in row else []
        pairs = [pair for key in ("before", "after") for pair in json.loads(row.get(key, "null")) or ()]
        for value, _ in [*((json.loads(value), status) for value, status in held), *pairs]:
            unpack_value(FIELDS[row["field"]].key, value)


def _fits(key: str, value: object) -> bool:
    if key in _TIMES:
        return isinstance(value, str) and _TIME.fullmatch(value) is not None
    if key in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return key in {"told", "moves"} or isinstance(value, str)


_TAKERS: dict[str, Callable[[Taking, dict[str, Any]], None]] = {
    "document": Taking.document, "source": Taking.source, "incident": Taking.incident, "telling": Taking.telling,
    "membership": Taking.membership, "decision": Taking.decision, "change": Taking.change, "review": Taking.review,
    "saved_search": Taking.saved_search,
}  # fmt: skip
