"""What was measured before: figures of each recorded run, and the errors of the last one by document.

`history.jsonl` has a line a run: the day, the commit, and of each set the mean F1, the share of documents without a
false main finding, and [precision, recall, F1] by field. `errors.tsv` lists the errors of the last recorded run by set,
field and document, so that the next one can name the documents that it gained and lost. Both hold ids and figures only.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.sets import Measured

HISTORY = Path(__file__).parent / "history.jsonl"
ERRORS = Path(__file__).parent / "errors.tsv"
#: A figure that moves by less is the same.
_NOISE = 0.0005

Error = tuple[str, str, str, str]


def figures(measured: Measured) -> dict[str, Any]:
    """The figures of one set that are kept."""
    return {
        "mean": round(measured.mean(), 4),
        "without_false": round(measured.without_false(), 4),
        "unproven": measured.unproven,
        "fields": {row[0]: [round(value, 4) for value in row[1:4]] for row in measured.rows()},
    }


def last() -> dict[str, dict[str, Any]]:
    """The latest recorded figures of each set."""
    found: dict[str, dict[str, Any]] = {}
    for line in HISTORY.read_text("utf-8").splitlines() if HISTORY.exists() else ():
        found |= json.loads(line)["sets"]
    return found


def known_errors(names: Iterable[str]) -> set[Error]:
    """The last recorded run's errors in these sets."""
    wanted = set(names)
    lines = ERRORS.read_text("utf-8").splitlines() if ERRORS.exists() else ()
    rows = (line.split("\t") for line in lines)
    return {(s, field, doc, what) for s, field, docs, what in rows if s in wanted for doc in docs.split()}


def compared(measured: Measured, before: dict[str, Any], most: int) -> list[str]:
    """What moved since the last recorded run, line by line: figures, then the documents gained and lost by field."""
    lines = [
        f"  {field}: F1 {old[2]:.3f} -> {new[2]:.3f}"
        for field, new in figures(measured)["fields"].items()
        if (old := before.get("fields", {}).get(field)) and abs(old[2] - new[2]) > _NOISE
    ]
    now, then = set(measured.errors()), known_errors([measured.name])
    for word, errors in (("gained", then - now), ("lost", now - then)):
        by_field: dict[str, list[str]] = {}
        for _, field, document, what in sorted(errors):
            by_field.setdefault(field, []).append(f"{document} ({what})")
        lines += [f"  {word} in {field}: {_few(found, most)}" for field, found in by_field.items()]
    return lines


def _few(found: Sequence[str], most: int) -> str:
    more = len(found) - most
    return ", ".join(found[:most]) + (f" and {more} more" if more > 0 else "")


def record(sets: Sequence[Measured]) -> None:
    """Append this run to the history, and take its errors for the last ones."""
    run = {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "sets": {measured.name: figures(measured) for measured in sets},
    }
    with HISTORY.open("a", encoding="utf-8") as file:
        file.write(json.dumps(run) + "\n")
    names = {measured.name for measured in sets}
    kept = [line for line in _lines() if line.split("\t")[0] not in names]
    ERRORS.write_text("".join(f"{line}\n" for line in sorted([*kept, *_grouped(sets)])), "utf-8")


def _lines() -> list[str]:
    return ERRORS.read_text("utf-8").splitlines() if ERRORS.exists() else []


def _grouped(sets: Sequence[Measured]) -> list[str]:
    """The errors, those of one set, field and kind on one line."""
    by: dict[tuple[str, str, str], list[str]] = {}
    for measured in sets:
        for name, field, document, what in measured.errors():
            by.setdefault((name, field, what), []).append(document)
    return [f"{name}\t{field}\t{' '.join(sorted(found))}\t{what}" for (name, field, what), found in by.items()]


def _commit() -> str:
    ran = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return ran.stdout.strip() or "unknown"
