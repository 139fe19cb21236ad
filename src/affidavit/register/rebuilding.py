"""Incidents put together from what is told of them, and stored so that they are found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, exists, select, text, update

from affidavit.model.document import Document
from affidavit.model.incident import Incident
from affidavit.model.telling import Telling
from affidavit.register import tables as t
from affidavit.register.corrections import Corrected, corrected
from affidavit.register.incidents import in_order
from affidavit.register.prepared import Part, Steps
from affidavit.register.ready import Ready, Rows, Rowwise, inserting, together
from affidavit.register.rows import COLUMNS, tuples, words

_F, _I, _M, _T, _D = t.finding.c, t.incident.c, t.membership.c, t.telling.c, t.document.c
_NEW = Ready(inserting(
    t.incident, "no", "id", "title", "kind", "words", "profile", "opened", "changed", "told_by"
))  # fmt: skip
_NEW_FINDING, _NEW_BLOCK = Rowwise(t.finding, "incident", *COLUMNS), Rowwise(t.block, "incident", "key")
_NEW_CHANGE = Rowwise(t.change, "incident", "at", "field", "before", "after", "cause", "document", "decision")
_FINDINGS = Ready(
    select(_F.no, *(_F[name] for name in COLUMNS)).where(_F.incident == bindparam("this")).order_by(_F.field, _F.rank)
)
_KEYS = Ready(select(t.block.c.key).where(t.block.c.incident == bindparam("this")))
_C = t.decision.c
_DECIDED = exists().where(_C.incident == _I.no)
_DISMISSED = exists().where(_C.incident == _I.no, _C.kind == "dismiss", _C.undone.is_(None))
_ABOUT = Ready(select(_I.title, _I.words, _DECIDED, _DISMISSED).where(_I.no == bindparam("this")))
_TOLD = (_M.incident == bindparam("this"), _M.until.is_(None), _T.until.is_(None))
_TELLINGS = Ready(select(_T.packed).join(t.membership, _M.telling == _T.no).where(*_TOLD).order_by(_T.no))
_READ = Ready(
    select(_D.id, _D.text, _D.published).where(
        _D.no.in_(select(_T.document).join(t.membership, _M.telling == _T.no).where(*_TOLD))
    )
)
_GONE = Ready(
    text("DELETE FROM finding WHERE no IN (SELECT value FROM json_each('[' || :gone || ']'))"),
    text("DELETE FROM finding WHERE no = ANY (CAST(string_to_array(:gone, ',') AS bigint[]))"),
)
_GONE_KEYS = Ready(
    text("DELETE FROM block WHERE incident = :this AND key IN (SELECT value FROM json_each(:gone))"),
    text("DELETE FROM block WHERE incident = :this"
         " AND key IN (SELECT value FROM json_array_elements_text(CAST(:gone AS json)))"),
)  # fmt: skip
_HOLDS = Ready(
    update(t.incident).where(_I.no == bindparam("this"))
    .values({name: bindparam(name) for name in ("told_by", "kind", "profile")})
)  # fmt: skip
_FOUND_BY = Ready(
    update(t.incident).where(_I.no == bindparam("this")).values({name: bindparam(name) for name in ("title", "words")})
)
_HIDDEN = Ready(update(t.incident).where(_I.no == bindparam("this")).values(told_by=0))
_CHANGED = Ready(update(t.incident).where(_I.no == bindparam("this")).values(changed=bindparam("at")))
#: Where a row of `COLUMNS` has these.
_FIELD, _VALUE, _STATUS = (COLUMNS.index(name) for name in ("field", "value", "status"))

#: What an incident holds by field: value, as JSON, and status of each finding.
_Held = dict[str, list[tuple[str | None, str]]]


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed an incident: in words, and the document or the decision, when."""

    at: str
    words: str
    document: int | None = None
    decision: int | None = None


class _About(NamedTuple):
    """What is stored of an incident itself, whether people decided anything about it, and that there is none."""

    title: str
    words: str
    decided: bool
    dismissed: bool


@dataclass(frozen=True, slots=True)
class _Stored:
    """All that is stored of an incident, and what is told of it now."""

    told: list[Telling]
    documents: list[Document]
    about: _About
    findings: Rows
    keys: set[str]

    @property
    def told_by(self) -> int:
        """How many documents tell of it; negative where it was dismissed."""
        number = len({telling.document for telling in self.told})
        return -number if self.about.dismissed else number


def opened(connection: Connection, called: tuple[int, str], part: Part, cause: Cause) -> None:
    """Store a new incident of which one part of a document tells; `called` is its number and its id."""
    no, identity = called
    _NEW.run(
        connection, no=no, id=identity, title=part.title, kind=part.kind, words=part.words, profile=part.profile,
        opened=cause.at, changed=cause.at, told_by=1,
    )  # fmt: skip
    _NEW_FINDING.run(connection, [(no, *row) for row in part.rows])
    _NEW_BLOCK.run(connection, [(no, key) for key in part.keys])


def rebuilt(connection: Connection, steps: Steps, no: int, cause: Cause) -> None:
    """Put an incident together anew from what is told of it now, and keep what changed."""
    stored = _stored(connection, no)
    told, about = stored.told, stored.about
    made = corrected(connection, no, told) if about.decided else Corrected(told)
    now = steps.combine(made.tellings) if told else Incident("", about.title, {})
    profile, keys = steps.linked_by(now, stored.documents) if told else ("", ())
    with together(connection):
        changes = _changes(*_refilled(connection, no, stored.findings, now))
        _rekeyed(connection, no, stored.keys, keys)
        found_by = (now.title, words(now))
        if found_by != (about.title, about.words):  # to index words is dear
            _FOUND_BY.run(connection, this=no, title=found_by[0], words=found_by[1])
        if told:
            _HOLDS.run(connection, this=no, told_by=stored.told_by, kind=now.kind, profile=profile)
        else:
            _HIDDEN.run(connection, this=no)
        if changes:
            _CHANGED.run(connection, this=no, at=cause.at)
        _NEW_CHANGE.run(
            connection,
            [(no, cause.at, *change, cause.words, cause.document, cause.decision) for change in changes],
        )


def _stored(connection: Connection, no: int) -> _Stored:
    with together(connection):
        told, read = _TELLINGS.ask(connection, this=no), _READ.ask(connection, this=no)
        about, findings = _ABOUT.ask(connection, this=no), _FINDINGS.ask(connection, this=no)
        keys = _KEYS.ask(connection, this=no)
        tellings = in_order(packed for (packed,) in told.fetchall())
        found = {row[0]: Document(row[0], row[1], published=row[2]) for row in read.fetchall()}
        named = dict.fromkeys(telling.document for telling in tellings)
        documents = [found[one] for one in named if one in found]
        return _Stored(tellings, documents, _About._make(about.fetchone()), findings.fetchall(),
                       {key for (key,) in keys.fetchall()})  # fmt: skip


def _refilled(connection: Connection, no: int, stored: Rows, now: Incident) -> tuple[_Held, _Held]:
    """Put findings that are new in the place of those that are gone; gives what was held before, and now."""
    wanted = tuples(now)
    before, kept = {tuple(row[1:]): row[0] for row in stored}, set(wanted)
    if gone := [number for row, number in before.items() if row not in kept]:
        _GONE.run(connection, gone=",".join(map(str, gone)))
    _NEW_FINDING.run(connection, [(no, *row) for row in wanted if row not in before])
    return _held(before), _held(wanted)


def _held(stored: Iterable[Sequence[Any]]) -> _Held:
    held: _Held = {}
    for row in stored:
        held.setdefault(row[_FIELD], []).append((row[_VALUE], row[_STATUS]))
    return held


def _rekeyed(connection: Connection, no: int, stored: set[str], keys: Iterable[str]) -> None:
    """Let an incident be found under these keys, and no others."""
    wanted = set(keys)
    if gone := sorted(stored - wanted):
        _GONE_KEYS.run(connection, this=no, gone=json.dumps(gone))
    _NEW_BLOCK.run(connection, [(no, key) for key in sorted(wanted - stored)])


def _changes(before: _Held, after: _Held) -> list[tuple[str, str | None, str | None]]:
    """The fields that hold something else: what they held, and what they hold now, as JSON."""
    return [
        (field, _json(before.get(field)), _json(after.get(field)))
        for field in sorted({*before, *after})
        if _unordered(before.get(field, [])) != _unordered(after.get(field, []))
    ]


def _unordered(held: list[tuple[str | None, str]]) -> list[tuple[str, str]]:
    """The first stands for itself, the others in any order."""
    shown = [(value or "", status) for value, status in held]
    return shown[:1] + sorted(shown[1:])


def _json(held: list[tuple[str | None, str]] | None) -> str | None:
    if held is None:
        return None
    return f"[{', '.join(_pair(*one) for one in held)}]"


def _pair(value: str | None, status: str) -> str:
    return f'[{value or "null"}, "{status}"]'
