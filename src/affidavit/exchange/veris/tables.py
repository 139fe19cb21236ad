"""The tables of VERIS: its shape, which of its values our terms are, and what one value brings with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

VERSION = "1.4.1"


@dataclass(frozen=True, slots=True)
class Place:
    """A path of VERIS: its kind (`term`, `list of objects`...), whether its object must have it, and its values."""

    kind: str
    needed: bool
    values: frozenset[str]
    pattern: str | None = None
    range: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a term of ours stands in VERIS; `value` is empty where the path holds the term's words, or a number."""

    field: str
    term: str
    path: str
    value: str


@cache
def shape() -> dict[str, Place]:
    """All paths of VERIS that are written or read."""
    lists = {row[0]: row[1] for row in _rows("shape.tsv") if row[0].startswith("@")}
    rows = [row for row in _rows("shape.tsv") if not row[0].startswith("@")]
    return {path: _place(kind, needed, lists.get(values, values)) for path, kind, needed, values in rows}


@cache
def homes() -> dict[tuple[str, str], tuple[Home, ...]]:
    """The places that a term is written to, by field and term; none where VERIS has no place for it."""
    found: dict[tuple[str, str], tuple[Home, ...]] = {}
    for way, home in _mapping():
        if way in "=>":
            key = (home.field, home.term)
            found[key] = (*found.get(key, ()), home)
    return found


@cache
def meanings() -> dict[tuple[str, str], tuple[Home, ...]]:
    """The terms that a value at a path is read as, by path and value."""
    found: dict[tuple[str, str], tuple[Home, ...]] = {}
    for way, home in _mapping():
        if way in "=<":
            key = (home.path, home.value)
            found[key] = (*found.get(key, ()), home)
    return found


@cache
def read_paths() -> tuple[str, ...]:
    """The paths whose values are terms of ours; losses, whose values are kinds of a sum, are not among them."""
    found = dict.fromkeys(path for path, value in meanings() if value and not path.startswith("impact"))
    return tuple(found)


@cache
def implied() -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
    """What brings what: pairs of a path and a value."""
    return tuple(((path, value), (brings, thereby)) for path, value, brings, thereby in _rows("implied.tsv"))


@cache
def needed_in(path: str) -> tuple[str, ...]:
    """The paths that the object at `path` ("" is the record) must have."""
    return tuple(name for name, place in shape().items() if place.needed and name.rpartition(".")[0] == path)


def _place(kind: str, needed: str, values: str) -> Place:
    if values.startswith("~"):
        return Place(kind, bool(needed), frozenset(), pattern=values[1:])
    if limits := re.fullmatch(r"(\d+)\.\.(\d+)", values):
        return Place(kind, bool(needed), frozenset(), range=(int(limits[1]), int(limits[2])))
    return Place(kind, bool(needed), frozenset(values.split("|")) if values else frozenset())


def _mapping() -> Iterator[tuple[str, Home]]:
    for field, term, way, path, value in _rows("mapping.tsv"):
        yield way, Home(field, term, path, value)


def _rows(name: str) -> list[list[str]]:
    """A table's rows, without its heading; what stands before the heading (lists by name) included."""
    lines = (resources.files(__package__) / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [row for row in rows if row[0] not in {"path", "field"}]
