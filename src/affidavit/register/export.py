"""A register, or a part of it, as JSON lines that another register can take in: nothing that people need is lost.

The first line says what the file is; each other line is one row, `{"TABLE": {...}}`, that names documents and
incidents by their ids; the last, `{"end": ROWS}`, how many rows there are, so that a file that was cut off is known.
What follows from the rest (findings, words, keys) is left out, and made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, bindparam, select

from affidavit.model.packed import pack_telling
from affidavit.register import tables as t
from affidavit.register.incidents import number
from affidavit.register.prepared import unpacked
from affidavit.version import __version__

#: What the first line of such a file says.
FORMAT = "affidavit-register/1"
#: So many rows are read at a time.
_PAGE = 500

#: The columns that are written as they are; the others name rows of other tables, or are made anew.
COLUMNS = {
    "document": (
        "id", "text", "key", "origin", "published", "title", "author", "publisher", "places", "kind", "reason",
        "version", "added",
    ),
    "source": ("origin", "seen"),
    "incident": ("id", "title", "kind", "opened", "changed"),
    "telling": ("no", "since", "until"),
    "membership": ("telling", "by", "score", "because", "since", "until"),
    "decision": ("no", "at", "kind", "field", "value", "status", "who", "because", "undone"),
    "change": ("at", "field", "before", "after", "cause", "decision"),
    "review": ("score", "because", "at", "settled"),
    "saved_search": ("name", "query", "added"),
}  # fmt: skip


@dataclass(slots=True)
class _Part:
    """The numbers of what is exported; `whole` is all of it."""

    incidents: list[int]
    tellings: list[int]
    documents: list[int]
    whole: bool


def exported(connection: Connection, ids: Sequence[str] | None) -> Iterator[str]:
    """The lines: those of incidents with these ids and of all that tells of them, or of the whole register."""
    part = _whole(connection) if ids is None else _part(connection, ids)
    yield _line({"format": FORMAT, "version": __version__})
    rows = 0
    for row in _of_part(connection, part):
        rows += 1
        yield row
    yield _line({"end": rows})


def _of_part(connection: Connection, part: _Part) -> Iterator[str]:
    known = {"document": set(part.documents), "incident": set(part.incidents), "telling": set(part.tellings)}
    names = _Names(connection, known["document"], known["incident"])
    for table, by in _BY.items():
        for row in _rows(connection, table, by, getattr(part, by.partition(".")[0])):
            if (made := _written(table, row, names, known["telling"])) is not None:
                yield _line({table: {key: value for key, value in made.items() if value is not None}})
    if part.whole:
        for kept in connection.execute(select(t.saved_search).order_by(t.saved_search.c.name)).all():
            yield _line({"saved_search": dict(kept._mapping)})


#: In what order tables are written, and by the numbers of what their rows are chosen.
_BY = {
    "document": "documents.no", "source": "documents.document", "incident": "incidents.no", "telling": "tellings.no",
    "membership": "incidents.incident", "decision": "incidents.incident", "change": "incidents.incident",
    "review": "incidents.incident",
}  # fmt: skip


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _whole(connection: Connection) -> _Part:
    def every(table: Table) -> list[int]:
        return [int(no) for no in connection.execute(select(table.c.no).order_by(table.c.no)).scalars()]

    return _Part(every(t.incident), every(t.telling), every(t.document), whole=True)


def _part(connection: Connection, ids: Sequence[str]) -> _Part:
    """Incidents, those that went into them, and the documents that tell, or told, of them."""
    i, m, told = t.incident.c, t.membership.c, t.telling.c
    incidents: set[int] = set()
    new = {number(connection, one) for one in ids}
    while new:
        incidents |= new
        new = _numbers(connection, select(i.no), i.gone_into, new) - incidents
    tellings = _numbers(connection, select(m.telling), m.incident, incidents)
    documents = _numbers(connection, select(told.document), told.no, tellings)
    return _Part(sorted(incidents), sorted(tellings), sorted(documents), whole=False)


def _numbers(connection: Connection, wanted: Select[Any], among: Column[Any], numbers: Iterable[int]) -> set[int]:
    return {int(row[0]) for row in _paged(connection, wanted, among, sorted(numbers))}


def _paged(connection: Connection, wanted: Select[Any], among: Column[Any], numbers: Sequence[int]) -> Iterator[Any]:
    statement = wanted.where(among.in_(bindparam("numbers", expanding=True)))
    for start in range(0, len(numbers), _PAGE):
        yield from connection.execute(statement, {"numbers": list(numbers[start : start + _PAGE])}).all()


def _rows(connection: Connection, name: str, by: str, numbers: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The rows of a table, in their order."""
    table = t.METADATA.tables[name]
    wanted = select(table).order_by(*([table.c.no] if "no" in table.c else table.primary_key.columns))
    for row in _paged(connection, wanted, table.c[by.partition(".")[2]], numbers):
        yield dict(row._mapping)


class _Names:
    """The ids of documents and incidents by their numbers; those that are not exported have none."""

    def __init__(self, connection: Connection, documents: set[int], incidents: set[int]) -> None:
        self.document = _ids(connection, t.document, documents)
        self.incident = _ids(connection, t.incident, incidents)

    def of(self, column: str) -> dict[int, str]:
        """The ids of what a column names."""
        return self.document if column == "document" else self.incident


def _ids(connection: Connection, table: Any, numbers: set[int]) -> dict[int, str]:
    return {row.no: row.id for row in _paged(connection, select(table.c.no, table.c.id), table.c.no, sorted(numbers))}


def _written(table: str, row: dict[str, Any], names: _Names, tellings: set[int]) -> dict[str, Any] | None:
    """A row as it is written; None where it speaks of what is not exported."""
    made = {key: row[key] for key in COLUMNS[table]}
    own = {"document": ("replaced_by", names.document), "incident": ("gone_into", names.incident)}
    if table in own:
        later, ids = own[table]
        return made | {later: ids.get(row[later])}
    if table == "telling":
        return made | {"document": names.document[row["document"]], "told": pack_telling(unpacked(row["packed"]))}
    for key in sorted(_REFERENCES & row.keys()):
        made[key] = names.of(key).get(row[key])
    if table == "decision" and row["packed"]:
        made["moves"] = _moves(row["packed"], names)
    whole = table != "review" or made["candidate"] is not None
    return made if whole and (table != "membership" or row["telling"] in tellings) else None


#: Columns that name rows of other tables.
_REFERENCES = frozenset({"document", "incident", "candidate"})


def _moves(packed: str, names: _Names) -> list[list[Any]]:
    """What a decision moved: document, place in it, from which incident, to which."""
    moves = [(names.document.get(d), place, names.incident.get(a), names.incident.get(b))
             for d, place, a, b in json.loads(packed)]  # fmt: skip
    return [list(move) for move in moves if None not in move]
