"""A VERIS record in the making: values put at paths, and what VERIS itself wants beside them."""

from __future__ import annotations

from typing import Any

from affidavit.exchange.values import one_line
from affidavit.exchange.veris.tables import implied, needed_in, shape

#: How VERIS says unknown, where it is not the word.
_UNKNOWN: dict[str, Any] = {
    "actor": {"unknown": {}},
    "action": {"unknown": {}},
    "discovery_method": {"unknown": True},
    "victim.industry": "000000",
}
#: Objects in a list are told apart by this key of theirs.
_NAME = {"ioc": "indicator"}
_LONGEST_NOTE = 2000


class Sheet:
    """Values by path, and notes by the path of the object that they are on."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._values: dict[str, Any] = {}
        self._notes: dict[str, list[str]] = {}
        self.implied: list[str] = []

    def put(self, path: str, value: Any) -> None:
        """Put a value at a path: into the list there, or in the place, unless one is there already."""
        kind = shape()[path].kind
        parent, _, name = path.rpartition(".")
        if kind.startswith("list"):
            held = self._values.setdefault(path, [])
            if value not in held:
                held.append(value)
        elif parent in shape() and shape()[parent].kind == "list of objects":
            self.put_object(parent, {name: value})
        else:
            self._values.setdefault(path, value)

    def put_object(self, path: str, row: dict[str, Any]) -> None:
        """Put an object into the list at a path; one that is there already gets what it lacks."""
        name = _NAME.get(path, "variety")
        for held in self._values.setdefault(path, []):
            if held[name] == row[name]:
                held.update({key: value for key, value in row.items() if key not in held})
                return
        self._values[path].append(dict(row))

    def open(self, path: str) -> None:
        """Have the object at a path, though nothing of it be known."""
        self._values.setdefault(path, {})

    def note(self, path: str, text: str) -> None:
        """Note something on the object at a path; on the whole record where there is no such object in the end."""
        self._notes.setdefault(path, []).append(one_line(text, _LONGEST_NOTE))

    def has(self, path: str, value: str | None = None) -> bool:
        """Whether there is something at or below a path; this value, where one is given."""
        if value is None:
            return any(held == path or held.startswith(f"{path}.") for held in self._values)
        if path == "action":
            return self.has(f"action.{value}")
        parent = path.rpartition(".")[0]
        rows = self._values.get(parent)
        held = [row.get("variety") for row in rows] if isinstance(rows, list) else self._values.get(path, ())
        return value in held

    def varieties(self, path: str) -> list[str]:
        """The varieties of the objects listed at a path."""
        return [row["variety"] for row in self._values.get(path, ())]

    def record(self) -> dict[str, Any]:
        """The record: with what VERIS wants beside what was put, notes in their places, unknown as `Unknown`."""
        self._imply()
        self._place_notes()
        made: dict[str, Any] = {}
        for path, value in self._values.items():
            _set(made, path, value)
        _complete(made, "")
        return made

    def _imply(self) -> None:
        for (path, value), (brings, thereby) in implied() * 2:  # what is brought may bring more
            if self.has(path, value) and not self.has(brings, thereby):
                self.put(brings, thereby)
                self.implied.append(f"{brings}: {thereby}")

    def _place_notes(self) -> None:
        loose = []
        for path, texts in self._notes.items():
            here = path and self.has(path)
            target = "discovery_notes" if path == "discovery_method" else f"{path}.notes"
            if here or target == "discovery_notes":
                self._values[target] = " ".join(texts)
            else:
                loose += texts
        if loose:
            self._values["notes"] = " ".join(loose)


def _set(made: dict[str, Any], path: str, value: Any) -> None:
    *parents, name = path.split(".")
    for parent in parents:
        made = made.setdefault(parent, {})
    if value != {}:
        made[name] = value
    else:
        made.setdefault(name, {})


def _complete(held: dict[str, Any], path: str) -> None:
    """Give an object what VERIS wants of it, and so the objects in it."""
    for name in needed_in(path):
        held.setdefault(name.rpartition(".")[2], _unknown(name))
    for key, value in held.items():
        inner = f"{path}.{key}" if path else key
        if isinstance(value, dict) and inner in shape():
            _complete(value, inner)


def _unknown(path: str) -> Any:
    if path in _UNKNOWN:
        given = _UNKNOWN[path]
        return dict(given) if isinstance(given, dict) else given
    kind = shape()[path].kind
    if kind == "list of objects":
        return [{"variety": "Unknown"}]
    return {} if kind == "object" else ["Unknown"] if kind.startswith("list") else "Unknown"
