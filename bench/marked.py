"""The articles of `bench/train/marked.txt`: their marks and headers, and what both say as the labels of a set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from affidavit.extract import scanned
from affidavit.extract.counts.counts import candidates
from affidavit.extract.dates import chronology
from affidavit.extract.dates import roles as of_dates
from affidavit.extract.money import money
from affidavit.extract.money.roles import ROLES as SUMS
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

NAME, FILE = "marked", Path(__file__).parent / "train" / "marked.txt"
#: The roles of dates, and the labels that hold them.
DATES = {
    "started": "incident_start", "ended": "incident_end", "discovered": "discovery_date",
    "disclosed": "disclosure_date",
}  # fmt: skip
_MARK = re.compile(r"\{([a-z_+]+): ?([^{}]*)\}")
_SAID = {"true": True, "false": False, "": None}


class Text(NamedTuple):
    """A text to learn from: either what is marked in it (kinds, start, end), or its labels."""

    name: str
    text: str
    published: str | None
    marks: list[tuple[set[str], int, int]]
    labels: dict[str, Any]

    def marked(self, start: int, end: int) -> set[str] | None:
        """The kinds that the mark at `[start, end)` names; None where nothing is marked."""
        return next((kinds for kinds, first, last in self.marks if first < end and start < last), None)


def texts() -> Iterator[Text]:
    """The articles and passages, without their marks."""
    return (text for _, text in _blocks())


def articles() -> Iterator[tuple[dict[str, str], Text]]:
    """The articles with the parts of their headers by name."""
    for head, text in _blocks():
        if text.published:
            parts = (part.partition(":") for part in head.split("|")[1:])
            yield {name.strip(): value.strip() for name, _, value in parts}, text


def _blocks() -> Iterator[tuple[str, Text]]:
    for block in FILE.read_text("utf-8").split("\n\n")[1:]:
        head, *paragraphs = block.strip().split("\n")
        joined = "\n".join(paragraphs) if head == "## passage" else "\n\n".join(paragraphs)
        parts, marks, at, length = [], [], 0, 0
        for match in _MARK.finditer(joined):
            parts += [joined[at : match.start()], match[2]]
            length += match.start() - at
            marks.append((set(match[1].split("+")), length, length + len(match[2])))
            length, at = length + len(match[2]), match.end()
        published = re.match(r"## (\d{4}-\d\d-\d\d) ", head)
        yield head, Text(NAME, "".join([*parts, joined[at:]]), published and published[1], marks, {})


def labelled() -> tuple[dict[str, Any], dict[str, Any]]:
    """The articles as a labelled set: labels and documents by id. Values of marks are as the program reads them."""
    gold, documents = {}, {}
    for number, (head, text) in enumerate(articles()):
        key = f"{NAME}-{number}"
        documents[key] = {"id": key, "published": text.published, "text": text.text}
        gold[key] = {"id": key, "labels": {**_of_head(head), **_of_marks(text)}}
    return gold, documents


def _of_head(head: dict[str, str]) -> dict[str, Any]:
    labels: dict[str, Any] = {"kind": head["kind"], "victims": _many(head["victims"], ";")}
    labels["third_party"] = {"involved": _SAID[head["involved"]], "names": _many(head["third_party"], ";")}
    labels |= {name: head[name] or None for name in ("actor", "sector", "country")}
    labels |= {name: _SAID[head[name]] for name in ("ransomware", "extortion")}
    labels |= {name: _many(head[name], ",") for name in ("vectors", "response", "techniques")}
    return labels | {"data_fate": _many(head["fate"], ",")}


def _many(told: str, mark: str) -> list[str]:
    return [one.strip() for one in told.split(mark) if one.strip()]


def _of_marks(text: Text) -> dict[str, Any]:
    """Dates, sums and count; a label is left out where none of its marks is read as a value."""
    scan = scanned(Document.of(text.text, published=text.published))
    labels: dict[str, Any] = {}
    told = {kind for kinds, _, _ in text.marks for kind in kinds}
    labels |= {label: None for role, label in DATES.items() if role not in told}
    for line, when, _ in of_dates.read(scan, chronology.resolved(scan)):
        for role in text.marked(line.start + when.start, line.start + when.end) or ():
            if role in DATES:
                labels.setdefault(DATES[role], str(when.value))
    if "affected" not in told:
        labels["affected"] = None
    for line in scan.body:
        for one in candidates(scan, line):
            if "affected" in (text.marked(one.quantity.start, one.quantity.end) or ()):
                labels.setdefault("affected", {"value": one.quantity.value})
    return labels | {"money": list(_sums(text, scan))}


def _sums(text: Text, scan: Scan) -> Iterator[dict[str, Any]]:
    seen = set()
    for line in scan.body:
        for one in money.sums(scan, line) if "currency" in line.marks else ():
            for kind in text.marked(one.quantity.opening, one.quantity.end) or ():
                if kind in SUMS and (kind, one.quantity.value) not in seen:
                    seen.add((kind, one.quantity.value))
                    yield {"kind": kind, "value": one.quantity.value, "currency": one.currency}
