"""What a format of another system is to Affidavit, and where formats are found.

A format is an entry point: `affidavit.exporters` holds `Exporter`s, `affidavit.importers` `Importer`s. A further
package adds its own under the same groups, and nothing here changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, TypeVar

from affidavit.errors import ExchangeError, UsageError
from affidavit.model.incident import Analysis
from affidavit.model.record import Record

EXPORTERS, IMPORTERS = "affidavit.exporters", "affidavit.importers"
TLP = ("clear", "green", "amber", "amber+strict", "red")
TABLES = ("incidents", "findings")


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What the asker may choose.

    `tlp` marks what is exported (one of `TLP`). `texts` carries the documents' whole texts along, where the format can.
    `table` is which table a flat format writes. `at` is the time of the export (RFC 3339, UTC), now where it is None.
    """

    tlp: str | None = None
    texts: bool = False
    table: str = "incidents"
    at: str | None = None

    def __post_init__(self) -> None:
        """Raise UsageError for a choice that is none."""
        if self.tlp is not None and self.tlp not in TLP:
            raise UsageError(f"TLP is one of {', '.join(TLP)}, not {self.tlp!r}")
        if self.table not in TABLES:
            raise UsageError(f"the tables are {' and '.join(TABLES)}, not {self.table!r}")


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes analyses in one format: `write` gives the file's bytes."""

    name: str
    suffix: str
    about: str
    write: Callable[[Sequence[Analysis], ExportOptions], bytes]


@dataclass(frozen=True)
class Content:
    """What a file holds, for importers to look at."""

    name: str
    data: bytes = field(repr=False)

    @cached_property
    def json(self) -> Any:
        """The file as JSON (None where it is none); raises ExchangeError for JSON that is nested without end."""
        try:
            return json.loads(self.data.decode("utf-8-sig"))
        except RecursionError:
            raise ExchangeError("is JSON nested too deeply to be read", self.name) from None
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads one format: `knows` tells whether a file is of it, `read` gives its records.

    Where one record of many is bad, `read` gives an ExchangeError in its place and goes on.
    """

    name: str
    about: str
    knows: Callable[[Content], bool]
    read: Callable[[Content], Iterator[Record | ExchangeError]]


Format = TypeVar("Format", Exporter, Importer)


def names(group: str) -> list[str]:
    """The names of the formats that are installed."""
    return sorted({point.name for point in entry_points(group=group)})


def exporter(name: str) -> Exporter:
    """The exporter of this name; UsageError where there is none, or what it needs is not installed."""
    return _named(EXPORTERS, name, Exporter)


def importer(name: str) -> Importer:
    """The importer of this name; UsageError where there is none."""
    return _named(IMPORTERS, name, Importer)


def importers() -> Iterator[Importer]:
    """All importers that can be loaded, by name."""
    for name in names(IMPORTERS):
        with suppress(UsageError):
            yield importer(name)


def needed(module: str, extra: str) -> ModuleType:
    """A library that only one format needs; UsageError, with what to install, where it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise UsageError(
            f"this format needs {module}: pip install {module}, or in a clone of Affidavit pip install '.[{extra}]'"
        ) from error


def _named(group: str, name: str, kind: type[Format]) -> Format:
    point = next(iter(entry_points(group=group, name=name)), None)
    if point is None:
        raise UsageError(f"no format is called {name!r}; there are {', '.join(names(group))}")
    found = _loaded(point)
    if not isinstance(found, kind):
        raise UsageError(f"the format {name!r} is broken: {point.value} is no {kind.__name__}")
    return found


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(f"the format {point.name!r} cannot be loaded: {error}") from error
