"""The labelled sets: what Affidavit finds in them, judged by the scorer that stands beside them."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from bench import marked

from affidavit import Document, analysis_row, analyze

SETS = (
    "articles", "more_articles", "paragraphs", "more_paragraphs", "hibp", "hhs", "vcdb", "ca_ag", "prc", "cissm",
    "annoctr", "tram", "tram_reports",
)  # fmt: skip
#: Labels of our own for texts of the data folder that came without full ones, and where those texts are.
LABELS, SOURCES = Path(__file__).with_name("labels"), ("article_clusters", "hibp", "hhs", "ca_ag", "prc")
#: The sets of bench/texts.
OUR_SETS = (
    "news",
    "dailies",
    "features",
    "gazette",
    "courier",
    "herald",
    "ledger",
    "almanac",
    "chronicle",
    "tribune",
    "letters",
    "summaries",
    "briefs",
    "index",
    "events",
    "filings",
)
#: Those of them that nothing is trained on, to judge by.
HELD_OUT = ("ledger", "almanac", "chronicle", "tribune")
#: What a reader takes from a report first.
MAIN = ("organization", "affected", "data", "started", "third_party", "actor")


@dataclass(frozen=True, slots=True)
class Measured:
    """One set judged: the scorer's tallies by field, the predictions, findings without valid evidence, documents."""

    name: str
    tallies: dict[str, Any]
    predictions: dict[str, dict[str, Any]]
    unproven: int
    documents: int

    def rows(self) -> list[tuple[str, float, float, float, int, int, int]]:
        """(field, precision, recall, F1, right, wrong, missed) of each field that occurs."""
        return [(field, *t.prf, t.tp, t.fp, t.fn) for field, t in self.tallies.items() if t.tp + t.fp + t.fn]

    def mean(self) -> float:
        """The mean F1 over the fields."""
        rows = self.rows()
        return sum(row[3] for row in rows) / max(len(rows), 1)

    def errors(self) -> Iterator[tuple[str, str, str, str]]:
        """(set, field, document, what) for each error, a number behind the document where it has several."""
        for field, tally in self.tallies.items():
            seen: Counter[tuple[str, str]] = Counter()
            for document, what, _ in tally.errors:
                seen[document, what] += 1
                again = seen[document, what]
                yield self.name, field, document + (f"#{again}" if again > 1 else ""), what

    def without_false(self) -> float:
        """The share of documents with no false finding in what a reader takes first."""
        touched = {doc for field in MAIN for doc, what, _ in self._errors(field) if what == "wrong"}
        return 1 - len(touched) / self.documents

    def _errors(self, field: str) -> list[tuple[str, str, Any]]:
        return self.tallies[field].errors if field in self.tallies else []


def scorer(data: Path) -> ModuleType:
    """The module that judges, from beside the data."""
    spec = importlib.util.spec_from_file_location("score", data.parent / "score" / "score.py")
    if spec is None or spec.loader is None or not (data.parent / "score" / "score.py").exists():
        raise SystemExit(f"no score.py beside {data}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """What Affidavit finds in one row of a set, in the machine format."""
    about = {"key": str(row["id"]), "published": row.get("published"), "origin": row.get("url")}
    return analysis_row(analyze(Document.of(row["text"], **about)))


def labelled(judge: ModuleType, data: Path, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The labels and the documents of a set, by id."""
    if name == marked.NAME:
        return marked.labelled()
    own = LABELS / f"{name}.gold.jsonl"
    if not own.exists():
        return judge.load(data / f"{name}.gold.jsonl"), judge.load(data / f"{name}.docs.jsonl")
    gold, texts = judge.load(own), {}
    for source in SOURCES:
        texts |= judge.load(data / f"{source}.docs.jsonl")
    return gold, {key: texts[key] for key in gold}


def measure(judge: ModuleType, data: Path, name: str) -> Measured:
    """One set judged."""
    gold, documents = labelled(judge, data, name)
    with ProcessPoolExecutor() as pool:
        rows = pool.map(predict, documents.values(), chunksize=16)
        predictions = dict(zip(documents, rows, strict=True))
    unproven = len(judge.unproven(predictions, documents))
    return Measured(name, judge.score(gold, predictions), predictions, unproven, len(gold))
