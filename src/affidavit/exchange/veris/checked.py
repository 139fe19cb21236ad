"""What comes as VERIS, looked over before it is read: objects where objects must be, lists where lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.veris.tables import shape

#: More values than any list of VERIS has (its longest, of assets, has a hundred).
_MOST = 1000
_LARGEST = 10**15


def check(record: Mapping[str, Any]) -> None:
    """Raise ExchangeError where a value is of another kind than VERIS has there.

    Values that VERIS does not know, as older versions have them, and paths that are not in its shape are let pass.
    """
    _check(record, "")


def _check(held: Mapping[str, Any], within: str) -> None:
    """Check what an object holds, by the paths that VERIS has within it: it is never deeper than VERIS is."""
    for name, value in held.items():
        path = f"{within}.{name}" if within else name
        place = shape().get(path)
        if place is None or value is None:
            continue
        if not _KINDS[place.kind](value):
            raise ExchangeError(f"holds something else than {_said(place.kind)} at {path}")
        if "object" in place.kind:
            for inner in value if isinstance(value, list) else [value]:
                _check(inner, path)


def texts(record: Mapping[str, Any], path: str) -> Iterator[str]:
    """The texts at a path of a record that was checked: those of all objects, where a list of them is on the way."""
    for value in _at(record, path):
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))


def text(record: Mapping[str, Any], path: str) -> str:
    """The first text at a path, or ""."""
    return next(texts(record, path), "")


def number(record: Mapping[str, Any], path: str) -> int | None:
    """The whole number at a path; None where there is none, or it is below 1."""
    value = next(_at(record, path), None)
    return int(value) if value is not None and _is_number(value) and 1 <= value < _LARGEST else None


def rows(record: Mapping[str, Any], path: str) -> list[Mapping[str, Any]]:
    """The objects listed at a path."""
    found = next(_at(record, path), None)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def _at(node: Any, path: str) -> Iterator[Any]:
    """What stands at a path; several where a list of objects is on the way."""
    name, _, rest = path.partition(".")
    for held in node if isinstance(node, list) else [node]:
        if isinstance(held, Mapping) and name in held:
            yield from _at(held[name], rest) if rest else [held[name]]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)  # records of older versions write 62 for "62"


def _is_list(value: Any) -> bool:
    """A list of texts; a text by itself, as older versions have it."""
    return isinstance(value, str) or (isinstance(value, list) and len(value) <= _MOST and all(map(_is_text, value)))


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= _MOST and all(isinstance(row, Mapping) for row in value)


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _said(kind: str) -> str:
    return f"a short {kind}" if kind.startswith("list") else f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


_KINDS: dict[str, Callable[[Any], bool]] = {
    "object": _is_object,
    "open object": _is_object,
    "list of objects": _is_list_of_objects,
    "list of terms": _is_list,
    "list of texts": _is_list,
    "term": _is_text,
    "text": _is_text,
    "integer": _is_number,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
}
