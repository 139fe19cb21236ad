"""What each example must yield: golden/*.json holds the truth, golden/known.md what is still got wrong.

`python -m tests.examples.golden` writes both reports and truth anew from what the pipeline finds, with the known
defects taken back, so that no wrong statement is ever blessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from affidavit.model.fields import REPORTED
from affidavit.model.incident import Analysis, Finding
from affidavit.model.machine import value_row
from affidavit.report import render
from tests.examples.files import FOLDER, NAMES, analysis

GOLDEN = FOLDER / "golden"
KNOWN = GOLDEN / "known.md"
#: The examples of which the whole report is kept too.
REPORTS = ("breach-letter", "regulator-summary", "leak-site")
_DEFECT = re.compile(r"- (missing|wrong): `(.+)`")

Row = dict[str, Any]


def row(found: Analysis) -> Row:
    """The stable part of an analysis: ids, scores and advice are left out."""
    about = ("origin", "published", "title")
    made: Row = {"kind": found.kind}
    if found.notes:
        made["notes"] = list(found.notes)
    made["documents"] = [{key: getattr(d, key) for key in about if getattr(d, key)} for d in found.documents]
    made["incidents"] = [
        {key: [finding_row(f) for f in incident.all(key)] for key in REPORTED if incident.all(key)}
        for incident in found.incidents
    ]
    return made


def finding_row(finding: Finding) -> Row:
    made: Row = {} if finding.value is None else {"value": value_row(finding.value)}
    return made | {"status": str(finding.status), "quote": finding.evidence[0].quote}


def lines(truth: Row) -> set[str]:
    """A line for each finding: incident, field, value and status."""
    return {f"kind {truth['kind']}"} | {
        _line(label, key, finding)
        for label, incident in labelled(truth)
        for key, findings in incident.items()
        for finding in findings
    }


def labelled(truth: Row) -> Iterator[tuple[str, Row]]:
    """Each incident with its label: its number, where `aligned` did not set another one."""
    labels = truth.get("labels") or [str(number) for number, _ in enumerate(truth["incidents"], 1)]
    yield from zip(labels, truth["incidents"], strict=True)


def aligned(truth: Row, found: Row) -> Row:
    """`found` with each incident labelled as the one of the truth that it shares the most findings with."""
    free = dict(labelled(truth))
    labels = []
    for number, incident in enumerate(found["incidents"], 1):
        best = max(free, key=lambda label: _shared(free[label], incident), default=None)
        alike = best is not None and _shared(free[best], incident) > 0
        labels.append(str(best) if alike else f"extra {number}")
        if alike:
            del free[str(best)]
    return found | {"labels": labels}


def _shared(a: Row, b: Row) -> int:
    same = {_line("", key, f) for key in a for f in a[key]} & {_line("", key, f) for key in b for f in b[key]}
    return len(same) + 5 * sum("organization" in line for line in same)


def _line(label: str, key: str, finding: Row) -> str:
    return f"{label} | {key} | {_text(finding.get('value'))} | {finding['status']}"


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    return "?" if value is None else str(value)


def differences(truth: Row, found: Row) -> set[tuple[str, str]]:
    """(missing or wrong, line) of every finding in which the two differ."""
    wanted, got = lines(truth), lines(aligned(truth, found))
    return {("missing", line) for line in wanted - got} | {("wrong", line) for line in got - wanted}


def known() -> dict[str, set[tuple[str, str]]]:
    """The known defects by example."""
    made: dict[str, set[tuple[str, str]]] = {name: set() for name in NAMES}
    name = ""
    for line in KNOWN.read_text("utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:].strip()
        elif match := _DEFECT.match(line):
            made[name].add((match.group(1), match.group(2)))
    return made


def golden(name: str) -> Row:
    """The truth of an example."""
    truth: Row = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return truth


def corrected(truth: Row, found: Row, defects: set[tuple[str, str]]) -> Row:
    """What was found, without what is known to be wrong and with what is known to be missing."""
    old, new = dict(labelled(truth)), dict(labelled(aligned(truth, found)))
    merged = {
        label: {
            key: kept
            for key in REPORTED
            if (
                kept := _only(label, key, new, lambda line: ("wrong", line) not in defects)
                + _only(label, key, old, lambda line: ("missing", line) in defects)
            )
        }
        for label in dict.fromkeys([*old, *new])
    }
    kind = truth["kind"] if ("wrong", f"kind {found['kind']}") in defects else found["kind"]
    return found | {"kind": kind, "incidents": [incident for incident in merged.values() if incident]}


def _only(label: str, key: str, incidents: dict[str, Row], keep: Callable[[str], bool]) -> list[Row]:
    return [finding for finding in incidents.get(label, {}).get(key, []) if keep(_line(label, key, finding))]


def write(name: str) -> None:
    """Write the truth of an example anew, and its report where that is kept."""
    truth = corrected(golden(name), row(analysis(name)), known()[name])
    (GOLDEN / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if name in REPORTS:
        (GOLDEN / f"{name}.md").write_text(report(name), "utf-8")


def report(name: str) -> str:
    """The Markdown report of an example."""
    return str(render(analysis(name), "markdown"))


if __name__ == "__main__":
    for name in NAMES:
        write(name)
