"""A bundle from anywhere: its objects by id, each checked, and what they are linked to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.values import one_line
from affidavit.model.regex import regex

Row = dict[str, Any]

#: More objects than a bundle that tells of incidents holds; longer names, texts and patterns are none.
_MOST = 100_000
_LONGEST = {"name": 2000, "abstract": 5000, "pattern": 1_000_000, "description": 1_000_000, "content": 1_000_000}
_LISTS = ("object_refs", "labels", "roles", "sectors", "external_references")
_ID = regex(r"[a-z0-9-]{1,250}--[0-9a-fA-F-]{36}", re.ASCII)
_MOST_ERRORS, _MOST_PLACES = 20, 5


class Links:
    """The objects of a bundle, of each id the latest version, and the relationships between them.

    `errors` says, object by object, what was left out and why.
    """

    def __init__(self, given: object) -> None:
        """Raise ExchangeError where `given` is no list of objects, or one of too many."""
        if not isinstance(given, list):
            raise ExchangeError("holds no list of objects")
        if len(given) > _MOST:
            raise ExchangeError(f"holds more than {_MOST:,} objects")
        self.objects: dict[str, Row] = {}
        self.errors: list[ExchangeError] = []
        self._around: dict[str, list[tuple[Row, str]]] = {}
        self._targets: dict[tuple[str, str], Row] = {}
        self._places: dict[str, list[tuple[Row, str]]] = {}
        for number, row in enumerate(given, 1):
            self._take(number, row)
        for row in self.of_type("relationship"):
            self._link(row)

    def of_type(self, *kinds: str) -> list[Row]:
        """The objects of these types, those that were revoked left out."""
        return [row for row in self.objects.values() if row["type"] in kinds and row.get("revoked") is not True]

    def around(self, name: str) -> list[tuple[Row, str]]:
        """The relationships of an object, each with the id at its other end."""
        return self._around.get(name, [])

    def places(self, name: str) -> list[tuple[Row, str]]:
        """Where an object is said to be located, each relationship with the id of its place."""
        return self._places.get(name, [])[:_MOST_PLACES]

    def aimed_at(self, name: str, by: set[str]) -> Row | None:
        """A relationship that says that one of the objects `by` targets another; None where none does."""
        around = self.around(name)
        sources = [other for _, other in around if other in by] if len(around) < len(by) else by
        return next((row for source in sources if (row := self._targets.get((source, name))) is not None), None)

    def known(self, names: list[str]) -> Iterator[Row]:
        """The objects of these ids that are in the bundle and not revoked, each once."""
        for name in dict.fromkeys(names):
            if (row := self.objects.get(name)) is not None and row.get("revoked") is not True:
                yield row

    def _take(self, number: int, row: object) -> None:
        try:
            found = _checked(row)
            if self._is_newer(found):
                self.objects[found["id"]] = found
        except ExchangeError as error:
            if len(self.errors) < _MOST_ERRORS:
                self.errors.append(ExchangeError(f"object {number} {error.message}"))

    def _is_newer(self, row: Row) -> bool:
        held = self.objects.get(row["id"])
        if held is None or held == row:
            return held is None
        times = [str(one.get("modified")) for one in (held, row)]
        if times[0] == times[1]:
            raise ExchangeError(f"has the id of another: {row['id'][:120]}")
        return times[0] < times[1]

    def _link(self, row: Row) -> None:
        source, target = row.get("source_ref"), row.get("target_ref")
        if isinstance(source, str) and isinstance(target, str):
            self._around.setdefault(source, []).append((row, target))
            self._around.setdefault(target, []).append((row, source))
            if row.get("relationship_type") == "targets":
                self._targets.setdefault((source, target), row)
            elif row.get("relationship_type") == "located-at":
                self._places.setdefault(source, []).append((row, target))


def texts(row: Row, key: str) -> list[str]:
    """The texts listed under `key`."""
    return [one for one in row.get(key, []) if isinstance(one, str)]


def rows(row: Row, key: str) -> list[Row]:
    """The objects listed under `key`."""
    return [one for one in row.get(key, []) if isinstance(one, dict)]


def _checked(row: object) -> Row:
    """The object; ExchangeError where its type, its id or a property that is read is none."""
    if not isinstance(row, dict) or not isinstance(row.get("type"), str):
        raise ExchangeError("is no STIX object")
    name = row.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name[:300]) or not name.startswith(row["type"] + "--"):
        raise ExchangeError(f"has an id that is not of its type: {one_line(str(name)[:200], 80)!r}")
    for key, longest in _LONGEST.items():
        value = row.get(key, "")
        if not isinstance(value, str):
            raise ExchangeError(f"has a {key} that is no text")
        if len(value) > longest:
            raise ExchangeError(f"has a {key} of more than {longest:,} characters")
    if wrong := next((key for key in _LISTS if not isinstance(row.get(key, []), list)), None):
        raise ExchangeError(f"has {wrong} that are no list")
    return row
