"""Analyses built by hand, from findings written as plain data, so that reports can be tested without extraction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document, Place
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.span import Span
from affidavit.model.value import Advice, Count, Indicator, Money, Value

#: What an item may say besides its value.
ABOUT = {"status", "speaker", "confidence", "quote", "disagree", "agree", "superseded", "note", "follows_from", "by"}


class Writer:
    """Findings from plain data; a finding without a quote gets a sentence of its own at the end of the text."""

    def __init__(self, text: str, published: str | None = None, title: str | None = None) -> None:
        self.text, self.published, self.title = text, published, title

    def analysis(self, *incidents: Mapping[str, Any], kind: str = "incident", **about: Any) -> Analysis:
        drafts = [{key: self._places(items(row)) for key, row in found.items()} for found in incidents]
        # set afterwards: a hostile date must do no harm either, though none can be given
        document = replace(Document.of(self.text, title=self.title, **about), published=self.published)
        built = [
            Incident(
                f"incident-{n}",
                "Incident",
                {key: tuple(finding(key, item, document) for item in rows) for key, rows in draft.items()},
                (document.id,),
            )
            for n, draft in enumerate(drafts)
        ]
        return Analysis("sample", kind, (document,), tuple(built))

    def _places(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        for row in rows:
            if "quote" not in row:
                row["quote"] = f"{row.get('value', 'withheld')}"
                self.text += f"{' ' if self.text else ''}It says {row['quote']} here."
            for name in ("disagree", "agree", "superseded"):
                row[name] = self._places(items(row.get(name, [])))
        return rows


def items(given: Any) -> list[dict[str, Any]]:
    """Each item as {value, status, ...}."""
    rows = given if isinstance(given, list) else [given]
    return [dict(row) if isinstance(row, dict) and row.keys() & ABOUT else {"value": row} for row in rows]


def finding(key: str, row: dict[str, Any], document: Document) -> Finding:
    """The finding that a row describes."""
    others = {name: tuple(claim(key, r, document) for r in row[name]) for name in ("disagree", "agree", "superseded")}
    return Finding(claim(key, row, document), **others)


def claim(key: str, row: dict[str, Any], document: Document) -> Claim:
    """The claim that a row describes, with its quote found in the document."""
    start = document.text.index(row["quote"])
    evidence = Evidence(document.id, start, start + len(row["quote"]), row["quote"], sentence(document.text, start))
    return Claim(
        field=key,
        value=None if row.get("status") == "withheld" else value(key, row["value"]),
        status=Status(row.get("status", "stated")),
        speaker=Speaker(row.get("speaker", "press")),
        confidence=row.get("confidence", 0.9),
        by=row.get("by", "test"),
        evidence=(evidence,),
        note=row.get("note"),
        follows_from=tuple(claim(name, r, document) for name, r in row.get("follows_from", [])),
    )


def sentence(text: str, at: int) -> Span:
    """The sentence around `at`."""
    ends = [0, *(m.end() for m in re.finditer(r"[.!?](?:\s+|$)|\n+", text)), len(text)]
    start = max(end for end in ends if end <= at)
    return Span(start, len(text[start : min(end for end in ends if end > at)].rstrip()) + start)


def value(key: str, given: Any) -> Value:
    """A value of the field, from plain data."""
    made = {"count": Count, "money": Money, "indicator": Indicator}.get(FIELDS[key].type)
    if made and isinstance(given, dict):
        return made(**given)
    if FIELDS[key].type == "advice":
        return Advice(**{**given, "references": tuple(map(tuple, given.get("references", ())))})
    return str(given)


def sample(name: str = "sample") -> Analysis:
    """The analysis that a file of this folder describes: a text, its origin and its findings."""
    row = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    findings, others = row.pop("findings"), row.pop("others", [])
    writer = Writer(row.pop("text"), row.pop("published", None), row.pop("title", None))
    notes = tuple(row.pop("notes", ()))
    places = tuple(Place(start, label) for start, label in row.pop("places", {}).items())
    return replace(writer.analysis(findings, *others, places=places, **row), notes=notes)
