"""Playbook files: reading `playbook/*.yaml`, checking them, and compiling them for `playbook`.

Only the tests and `python -m affidavit.advise.playbookfiles` come here; an analysis reads the compiled form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from affidavit.advise.references import reference
from affidavit.errors import RuleError
from affidavit.model import vocabulary
from affidavit.model.claim import Status
from affidavit.model.fields import FIELDS
from affidavit.model.regex import regex

FOLDER = Path(__file__).parent / "playbook"
COMPILED = FOLDER / "compiled"
#: Groups of terms, phrases, and what a suspected finding is called: shared by all themes.
WORDS = FOLDER / "words.yaml"
_KEYS = {"id", "field", "priority", "when", "text", "references", "mitigates", "replaces", "own_hedge", "examples"}
_NEEDED = _KEYS - {"mitigates", "replaces", "own_hedge"}
_GAP = regex(r"(\w+) (\w+) > (\d+)")
_GROUP = "group "
_ANYTHING = "anything"


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """An entry as people write it: its compiled row, what it mitigates, its examples, and its place."""

    row: Mapping[str, Any]
    theme: str
    mitigates: tuple[str, ...]
    fires: tuple[Mapping[str, Any], ...]
    misses: tuple[Mapping[str, Any], ...]
    where: str


def read_entries(folder: Path = FOLDER) -> list[WrittenEntry]:
    """All entries of a folder, checked; RuleError names the file and the entry that is wrong."""
    written = [entry for path in themes(folder) for entry in _read_file(path)]
    seen: set[str] = set()
    for one in written:
        if one.row["id"] in seen:
            raise RuleError("two entries have this id", one.where)
        seen.add(one.row["id"])
    for one in written:
        if strange := set(one.row.get("replaces", ())) - seen:
            raise RuleError(f"replaces what is no entry: {', '.join(sorted(strange))}", one.where)
    return written


def themes(folder: Path = FOLDER) -> list[Path]:
    """The files of entries, in their order."""
    return sorted(path for path in folder.glob("*.yaml") if path.name != WORDS.name)


def _load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise RuleError(" ".join(str(error).split()), path.name) from error


def _read_file(path: Path) -> list[WrittenEntry]:
    rows = _load(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise RuleError("a playbook file is a list of entries", path.name)
    return [_written(row, path.stem, f"{path.name}: {row.get('id', '?')}") for row in rows]


def _written(row: dict[str, Any], theme: str, where: str) -> WrittenEntry:
    if missing := _NEEDED - row.keys():
        raise RuleError(f"an entry needs {', '.join(sorted(missing))}", where)
    if extra := row.keys() - _KEYS:
        raise RuleError(f"unknown keys: {', '.join(sorted(extra))}", where)
    examples = row["examples"]
    if not examples.get("fires") or not examples.get("misses"):
        raise RuleError("an entry needs examples of findings that fire it and that must not", where)
    return WrittenEntry(
        _row(row, where), theme, tuple(row.get("mitigates", ())), tuple(examples["fires"]), tuple(examples["misses"]),
        where,
    )  # fmt: skip


def _row(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    if row["field"] not in FIELDS or FIELDS[row["field"]].type != "advice":
        raise RuleError(f"no field of advice: {row['field']}", where)
    if row["priority"] not in {"high", "medium", "low"}:
        raise RuleError(f"no priority: {row['priority']}", where)
    compiled_row = {
        "id": row["id"],
        "field": row["field"],
        "priority": row["priority"],
        "when": _every(row["when"], where),
        "text": _sayings(row["text"], where),
        "references": [reference(name, where) for name in row.get("references", ())],
    }
    return compiled_row | {key: row[key] for key in ("replaces", "own_hedge") if key in row}


def _sayings(texts: Any, where: str) -> list[dict[str, Any]]:
    return [_saying(text, where) for text in (texts if isinstance(texts, list) else [texts])]


def _saying(text: Any, where: str) -> dict[str, Any]:
    if isinstance(text, str):
        return {"say": _flat(text)}
    if not isinstance(text, dict) or text.keys() != {"if", "say"}:
        raise RuleError("an alternative text is a text, or has if and say", where)
    return {"if": _condition(text["if"], where), "say": _flat(text["say"])}


def _flat(text: str) -> str:
    return " ".join(text.split())


def _every(when: Any, where: str) -> dict[str, Any]:
    """The condition of `when`: its all, any and none together."""
    if not isinstance(when, dict) or when.keys() - {"all", "any", "none"}:
        raise RuleError("when holds all, any and none", where)
    parts = [_condition(part, where) for part in when.get("all", ())]
    parts += [_condition({key: when[key]}, where) for key in ("any", "none") if key in when]
    return parts[0] if len(parts) == 1 else {"all": parts}


def _condition(part: Any, where: str) -> dict[str, Any]:
    if not isinstance(part, dict) or not part:
        raise RuleError(f"no condition: {part}", where)
    kind, given = next(iter(part.items()))
    if kind in _KINDS:
        return _KINDS[kind](given, where)
    return _has(part, kind, where)


def _has(part: Mapping[str, Any], field: str, where: str) -> dict[str, Any]:
    if field not in FIELDS or part.keys() - {field, "status", "quote", "beyond", "announced"}:
        raise RuleError(f"no condition: {part}", where)
    made: dict[str, Any] = {"has": field}
    if part[field] != _ANYTHING:
        made["values"] = [_known(field, value, where) for value in _values(field, part[field], where)]
    if strange := set(_many(part.get("status", ()))) - set(Status):
        raise RuleError(f"no status: {', '.join(sorted(strange))}", where)
    made |= {key: _many(part[key]) for key in ("status", "quote", "beyond") if key in part}
    return made | ({"announced": True} if part.get("announced") else {})


def _values(field: str, given: Any, where: str) -> list[Any]:
    """The terms, groups among them replaced by their terms."""
    found: list[Any] = []
    for value in _many(given):
        if isinstance(value, str) and value.startswith(_GROUP):
            groups = _words()["groups"].get(field, {})
            if (name := value.removeprefix(_GROUP)) not in groups:
                raise RuleError(f"no group of {field}: {name}", where)
            found += groups[name]
        else:
            found.append(value)
    return found


def _known(field: str, value: Any, where: str) -> str:
    """The term as text (YAML reads `yes` as a truth value); RuleError where the vocabulary has none such."""
    text = "yes" if value is True else str(value)
    listed = FIELDS[field].vocabulary
    if listed and text not in vocabulary.terms(listed):
        raise RuleError(f"the vocabulary {listed} has no term {text}", where)
    return text


def _many(value: Any) -> list[Any]:
    return [value] if isinstance(value, str | int | bool) else list(value)


def _parts(kind: str) -> Callable[[Any, str], dict[str, Any]]:
    return lambda given, where: {kind: [_condition(part, where) for part in given]}


def _at_least(given: str, where: str) -> dict[str, Any]:
    """`affected 500 people`: a field, a number, and a unit or several."""
    field, number, *units = given.split()
    return {"at_least": [field, int(number), *(_known(field, unit, where) for unit in units)]}


def _gap(given: str, where: str) -> dict[str, Any]:
    """`started discovered > 90`: two dates and the days between them."""
    if (found := _GAP.fullmatch(given)) is None:
        raise RuleError(f"days_between takes two dates and a number of days, not {given}", where)
    return {"gap": [found.group(1), found.group(2), int(found.group(3))]}


_KINDS: Mapping[str, Callable[[Any, str], dict[str, Any]]] = {
    "all": _parts("all"),
    "any": _parts("any"),
    "none": _parts("none"),
    "unknown": lambda field, _: {"unknown": field},
    "at_least": _at_least,
    "days_between": _gap,
    "since": lambda day, _: {"since": str(day)},
    "known_since": lambda day, _: {"known_since": str(day)},
    "before": lambda day, _: {"before": str(day)},
}


@cache
def _words() -> dict[str, Any]:
    found: dict[str, Any] = _load(WORDS)
    return found


def compiled() -> dict[str, str]:
    """The compiled form of the playbook by file name: JSON, one entry a line, without examples."""
    shared = {
        "phrases": {name: _sayings(texts, f"{WORDS.name}: {name}") for name, texts in _words()["phrases"].items()},
        "suspected": _words()["suspected"],
        "themes": sorted(path.stem for path in themes()),
    }
    files = {path.stem: _lines(one.row for one in _read_file(path)) for path in themes()}
    return files | {WORDS.stem: json.dumps(shared, ensure_ascii=False, indent=1) + "\n"}


def _lines(rows: Iterator[Mapping[str, Any]] | Any) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def compile_playbook() -> None:
    """Write the compiled form, and remove what no file stands behind."""
    COMPILED.mkdir(exist_ok=True)
    files = compiled()
    for path in COMPILED.glob("*.json"):
        if path.stem not in files:
            path.unlink()
    for name, text in files.items():
        (COMPILED / f"{name}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    compile_playbook()
