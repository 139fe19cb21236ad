"""Incidents in the store: put together from their tellings and people's decisions, as of now or as of any time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from affidavit.errors import UsageError
from affidavit.model.document import Document, Place
from affidavit.model.incident import Analysis, Incident
from affidavit.model.packed import pack_telling, unpack_telling
from affidavit.model.telling import Telling
from affidavit.register import tables as t
from affidavit.register.corrections import corrected, decided_by
from affidavit.register.prepared import Profile, Steps
from affidavit.register.ready import Ready, Rowwise, inserting
from affidavit.register.rows import COLUMNS, rows, words
from affidavit.register.tables import Found

#: Where a row of `COLUMNS` has these.
_FIELD, _VALUE, _STATUS = (COLUMNS.index(name) for name in ("field", "value", "status"))
_D = t.decision.c
_DISMISSED = Ready(
    select(_D.no).where(_D.incident == bindparam("this"), _D.kind == "dismiss", _D.undone.is_(None)).limit(1)
)
#: An id may be shortened to no less than this.
_SHORTEST = 4

_F, _I, _M, _T = t.finding.c, t.incident.c, t.membership.c, t.telling.c
_NEW_INCIDENT = Ready(inserting(
    t.incident, "id", "title", "kind", "words", "profile", "opened", "changed", "told_by"
).returning(_I.no))  # fmt: skip
_NEW_FINDING, _NEW_BLOCK = Rowwise(t.finding, "incident", *COLUMNS), Rowwise(t.block, "incident", "key")
_FINDINGS = Ready(
    select(_F.no, *(_F[name] for name in COLUMNS)).where(_F.incident == bindparam("this")).order_by(_F.field, _F.rank)
)
_KEYS = Ready(select(t.block.c.key).where(t.block.c.incident == bindparam("this")))
_SEARCHED = Ready(select(_I.title, _I.words).where(_I.no == bindparam("this")))
_GONE = delete(t.finding).where(_F.no.in_(bindparam("gone", expanding=True)))
_GONE_KEYS = delete(t.block).where(
    t.block.c.incident == bindparam("this"), t.block.c.key.in_(bindparam("gone", expanding=True))
)
_TELLINGS = Ready(
    select(_T.packed)
    .join(t.membership, _M.telling == _T.no)
    .where(_M.incident == bindparam("this"), _M.until.is_(None), _T.until.is_(None))
    .order_by(_T.no)
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed an incident: in words, and the document or the decision, when."""

    at: str
    words: str
    document: int | None = None
    decision: int | None = None


def packed(telling: Telling) -> bytes:
    """A telling as it is stored."""
    return zlib.compress(json.dumps(pack_telling(telling), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)


def unpacked(stored: bytes) -> Telling:
    """The telling again."""
    return unpack_telling(json.loads(zlib.decompress(stored)))


def number(connection: Connection, wanted: str) -> int:
    """The number of the incident with this id, or the one whose id begins so; of a merged one, that it went into.

    Raises UsageError where there is none, or more than one.
    """
    found = list(_by_id(connection, wanted.strip().lower()))
    if not found:
        raise UsageError(f"no incident has the id {wanted!r} (affidavit list shows all)")
    if len(found) > 1:
        raise UsageError(f"{wanted!r} is the beginning of {len(found)} ids; write more of it")
    no, gone_into = found[0]
    while gone_into is not None:
        no = gone_into
        gone_into = connection.execute(select(t.incident.c.gone_into).where(t.incident.c.no == no)).scalar_one()
    return int(no)


def _by_id(connection: Connection, wanted: str) -> Sequence[Found]:
    columns = select(t.incident.c.no, t.incident.c.gone_into)
    exact = connection.execute(columns.where(t.incident.c.id == wanted)).all()
    if exact or len(wanted) < _SHORTEST:
        return exact
    between = and_(t.incident.c.id >= wanted, t.incident.c.id < wanted + "\uffff")
    return connection.execute(columns.where(between).limit(3)).all()


def in_force(table: Any, as_of: str | None) -> ColumnElement[bool]:
    """The condition for rows of a table with `since` and `until` that hold now, or held at the time `as_of`."""
    if as_of is None:
        return table.c.until.is_(None)  # type: ignore[no-any-return]
    return and_(table.c.since <= as_of, or_(table.c.until.is_(None), table.c.until > as_of))


def tellings(connection: Connection, no: int, as_of: str | None = None) -> list[Telling]:
    """What is told of an incident, the main documents' first, without people's decisions."""
    if as_of is None:
        found: Iterable[Sequence[Any]] = _TELLINGS.rows(connection, this=no)
    else:
        found = connection.execute(
            select(_T.packed)
            .join(t.membership, _M.telling == _T.no)
            .where(_M.incident == no, in_force(t.membership, as_of), in_force(t.telling, as_of))
            .order_by(_T.no)
        ).all()
    return sorted((unpacked(stored) for (stored,) in found), key=lambda telling: not telling.main)


def documents(connection: Connection, ids: Iterable[str]) -> list[Document]:
    """The documents with these ids, in their order."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Document] = {}
    for start in range(0, len(wanted), 500):
        some = select(t.document).where(t.document.c.id.in_(wanted[start : start + 500]))
        found |= {row.id: _document(row) for row in connection.execute(some)}
    return [found[one] for one in wanted if one in found]


def _document(row: Found) -> Document:
    places = tuple(Place(start, label) for start, label in json.loads(row.places)) if row.places else ()
    return Document(
        row.id, row.text, row.key, row.origin, row.published, row.title, row.author, row.publisher, places
    )  # fmt: skip


def loaded(connection: Connection, steps: Steps, no: int, as_of: str | None = None) -> Analysis | None:
    """An incident as an analysis of the documents that tell of it; None where nothing told of it (yet)."""
    told = tellings(connection, no, as_of)
    made = corrected(connection, no, told, as_of)
    if not told:
        return None
    row = connection.execute(select(t.incident.c.id).where(t.incident.c.no == no)).one()
    combined = replace(steps.combine(made.tellings), id=row.id)
    gone = dismissal(connection, no, as_of)
    read = documents(connection, [telling.document for telling in told])
    return Analysis(
        id=row.id, kind=combined.kind, documents=(*read, *made.documents), incidents=(steps.advise(combined),),
        notes=(_dismissed(gone),) if gone else (),
    )  # fmt: skip


def dismissal(connection: Connection, no: int, as_of: str | None = None) -> Found | None:
    """The decision that there is no such incident, where one is in force."""
    d = t.decision.c
    wanted = select(t.decision).where(d.incident == no, d.kind == "dismiss", decided_by(as_of))
    return connection.execute(wanted.order_by(d.no.desc())).first()


def _dismissed(row: Found) -> str:
    who, because = f" by {row.who}" if row.who else "", f", because {row.because}" if row.because else ""
    return f"dismissed as no incident on {row.at[:10]}{who} (decision {row.no}){because}"


def opened(connection: Connection, made: Incident, profile: Profile, cause: Cause) -> int:
    """Store a new incident; gives its number."""
    return int(_NEW_INCIDENT.one(
        connection, id=made.id, title=made.title, kind=made.kind, words=words(made),
        profile=json.dumps(profile, ensure_ascii=False), opened=cause.at, changed=cause.at, told_by=1,
    ))  # fmt: skip


def filled(connection: Connection, no: int, made: Incident, keys: Iterable[str]) -> None:
    """Store what a new incident holds, and where it is found."""
    _NEW_FINDING.run(connection, [(no, *row.values()) for row in rows(made)])
    _NEW_BLOCK.run(connection, [(no, key) for key in sorted(set(keys))])


def rebuilt(connection: Connection, steps: Steps, no: int, cause: Cause) -> None:
    """Put an incident together anew from what is told of it now, and keep what changed."""
    told = tellings(connection, no)
    made = corrected(connection, no, told)
    now = steps.combine(made.tellings) if told else Incident("", "", {})
    read = documents(connection, [telling.document for telling in told])
    profile = steps.profile(now, read) if told else {}
    changes = _changes(*_refilled(connection, no, now))
    _rekeyed(connection, no, steps.keys(profile) if told else ())
    told_by = len({telling.document for telling in told})
    about: dict[str, Any] = {"told_by": -told_by if _DISMISSED.rows(connection, this=no) else told_by}
    about |= _searched(connection, no, now.title if told else None, words(now))
    if told:
        about |= {"kind": now.kind, "profile": json.dumps(profile, ensure_ascii=False)}
    if changes:
        about["changed"] = cause.at
        connection.execute(insert(t.change), [
            {"incident": no, "at": cause.at, "field": field, "before": old, "after": new, "cause": cause.words,
             "document": cause.document, "decision": cause.decision} for field, old, new in changes
        ])  # fmt: skip
    connection.execute(update(t.incident).where(t.incident.c.no == bindparam("this")), {"this": no, **about})


#: What an incident holds by field: value, as JSON, and status of each finding.
_Held = dict[str, list[tuple[str | None, str]]]


def _refilled(connection: Connection, no: int, now: Incident) -> tuple[_Held, _Held]:
    """Put findings that are new in the place of those that are gone; gives what was held before, and now."""
    wanted = [tuple(row.values()) for row in rows(now)]
    stored = {tuple(row): number for number, *row in _FINDINGS.rows(connection, this=no)}
    if gone := [number for row, number in stored.items() if row not in set(wanted)]:
        connection.execute(_GONE, {"gone": gone})
    _NEW_FINDING.run(connection, [(no, *row) for row in wanted if row not in stored])
    return _held(stored), _held(wanted)


def _held(stored: Iterable[Sequence[Any]]) -> _Held:
    held: _Held = {}
    for row in stored:
        held.setdefault(row[_FIELD], []).append((row[_VALUE], row[_STATUS]))
    return held


def _rekeyed(connection: Connection, no: int, keys: Iterable[str]) -> None:
    """Let an incident be found under these keys, and no others."""
    wanted, stored = set(keys), {key for (key,) in _KEYS.rows(connection, this=no)}
    if gone := sorted(stored - wanted):
        connection.execute(_GONE_KEYS, {"this": no, "gone": gone})
    _NEW_BLOCK.run(connection, [(no, key) for key in sorted(wanted - stored)])


def _searched(connection: Connection, no: int, title: str | None, words: str) -> dict[str, str]:
    """What the full text search finds an incident by, as far as it is not stored so already: to index it is dear."""
    ((old_title, old_words),) = _SEARCHED.rows(connection, this=no)
    changed = {"words": words} if words != old_words else {}
    return changed if title in {None, old_title} else {**changed, "title": str(title)}


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
