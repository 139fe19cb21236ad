"""Train extract/lists/count_weights.tsv: which of a text's numbers is the count of those affected.

    python -m bench.train.counts DATA_FOLDER [--check]

A text's candidates and "none of them" share one softmax (conditional logit), its likelihood maximised with L-BFGS; the
right answers are the candidates within 5% of the label, or those marked in marked.txt. Numbers of sentences that tell
of another incident than the main one are left out: they may well be that one's count. The weights are then scaled, so
that confidences of texts that were not learned from are right as often as they say (Platt 1999, without a constant).
--check prints by set how many texts of each fold are judged rightly by weights of the others, and writes nothing.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from bench import marked
from bench.sets import labelled, scorer
from scipy.optimize import minimize

from affidavit.extract import extract, scanned
from affidavit.extract.counts.counts import candidates
from affidavit.extract.counts.numerals import Quantity
from affidavit.extract.counts.ranking import all_features
from affidavit.merge.kind import kind
from affidavit.merge.subject import MAIN, subjects
from affidavit.model.document import Document

#: How much a text of a set counts, by cross-validation over all of them.
REAL = {
    "articles": 2, "more_articles": 2, "paragraphs": 3, "more_paragraphs": 3, "hibp": 1, "hhs": 1, "prc": 4, "vcdb": 1,
}  # fmt: skip
OURS = ("news", "dailies", "features", "gazette", "courier", "herald", "letters", "summaries", "briefs")
MARKED, OWN = "marked", 2
#: The sets whose labels say of some texts that there is no count.
FULLY_LABELLED = frozenset({"articles", "more_articles", "paragraphs", "more_paragraphs", *OURS, MARKED})
TEXTS = Path(__file__).parents[1] / "texts"
OUT = Path(__file__).parents[2] / "src/affidavit/extract/lists/count_weights.tsv"
LEAST, L2, KEPT_FROM, NEAR, FOLDS = 6, 4.0, 0.02, 0.05, 5


class Text(NamedTuple):
    """A text to learn from: its count (None where it tells of none), or where it is marked."""

    name: str
    text: str
    published: str | None
    weight: float
    count: float | None
    marks: tuple[tuple[int, int], ...] | None = None


class Row(NamedTuple):
    """A text's candidates by their features, and which of them are right."""

    name: str
    weight: float
    fold: int
    told: list[list[str]]
    right: list[int]


def texts(folder: Path) -> Iterator[Text]:
    judge = scorer(folder)
    for where, sets in ((folder, REAL), (TEXTS, dict.fromkeys(OURS, OWN))):
        for name, weight in sets.items():
            gold, documents = labelled(judge, where, name)
            for key, row in gold.items():
                labels, document = row["labels"], documents[key]
                if "affected" in labels and labels.get("kind") != "multi":
                    told = None if labels.get("kind") == "not_incident" else (labels["affected"] or {}).get("value")
                    yield Text(name, document["text"], document.get("published"), weight, told)
    for head, text in marked.articles():
        if head["kind"] != "multi":
            places = tuple((start, end) for kinds, start, end in text.marks if "affected" in kinds)
            yield Text(MARKED, text.text, text.published, OWN, None, places)


def row(text: Text) -> Row | None:
    """The candidates of a text; None where it teaches nothing."""
    document = Document.of(text.text, published=text.published)
    scan = scanned(document)
    found = [one for line in scan.body for one in candidates(scan, line)]
    right = [at for at, one in enumerate(found) if _is_right(text, one.quantity)]
    if not found or not (right or text.name in FULLY_LABELLED):
        return None
    told = all_features(found, scan.lower, len(scan.lines))
    extraction = extract(document)
    topics = subjects(extraction).of if kind(extraction)[0] != "multiple" else ()
    kept = [at for at, one in enumerate(found) if at in right or not topics or topics[one.line.index] == MAIN]
    fold = hashlib.sha256(text.text[:60].encode()).digest()[0] % FOLDS
    return Row(text.name, text.weight, fold, [told[at] for at in kept], [kept.index(at) for at in right])


def _is_right(text: Text, quantity: Quantity) -> bool:
    if text.marks is not None:
        return any(start < quantity.end and quantity.start < end for start, end in text.marks)
    return text.count is not None and abs(quantity.value - text.count) <= NEAR * max(1, text.count)


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights by feature."""
    counts = Counter(name for one in rows for names in one.told for name in set(names))
    index = {name: at for at, name in enumerate(sorted(name for name, n in counts.items() if n >= LEAST))}
    flat = [names for one in rows for names in one.told]
    at = np.array([n for n, names in enumerate(flat) for name in names if name in index])
    ids = np.array([index[name] for names in flat for name in names if name in index])
    whose = np.array([n for n, one in enumerate(rows) for _ in one.told])
    right = np.array([float(n in one.right) for one in rows for n in range(len(one.told))])
    none = np.array([0.0 if one.right else 1.0 for one in rows])
    weight = np.array([one.weight for one in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.bincount(at, w[ids], minlength=len(flat))
        top = np.zeros(len(rows))
        np.maximum.at(top, whose, scores)
        parts, rest = np.exp(scores - top[whose]), np.exp(-top)
        whole = np.bincount(whose, parts, minlength=len(rows)) + rest
        good = np.bincount(whose, parts * right, minlength=len(rows)) + rest * none
        slope = weight[whose] * (parts / whole[whose] - parts * right / good[whose])
        value = float(weight @ (np.log(whole) - np.log(good))) + L2 / 2 * float(w @ w)
        return value, np.bincount(ids, slope[at], minlength=len(index)) + L2 * w

    found = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: float(found.x[n]) for name, n in index.items() if abs(found.x[n]) >= KEPT_FROM}


def scores(table: dict[str, float], one: Row) -> list[float]:
    return [sum(table.get(name, 0.0) for name in names) for names in one.told]


def is_right(table: dict[str, float], one: Row) -> bool:
    """Whether the likeliest candidate is right, or none is likely where none is right."""
    found = scores(table, one)
    best = max(range(len(found)), key=found.__getitem__, default=0)
    return best in one.right if found and found[best] > 0 else not one.right


def scale(judged: Sequence[tuple[float, bool, float]]) -> float:
    """By what to multiply scores, so that their logistic function is how often they are right."""
    x, y, w = (np.array(column, float) for column in zip(*judged, strict=True))
    return float(
        minimize(lambda a: float(w @ np.logaddexp(0, np.where(y > 0, -x, x) * a[0])), np.ones(1), method="L-BFGS-B").x[
            0
        ]
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    with ProcessPoolExecutor() as pool:
        rows = [one for one in pool.map(row, texts(given.data), chunksize=20) if one]
    tallies: dict[str, list[bool]] = {}
    judged: list[tuple[float, bool, float]] = []
    for fold in range(FOLDS):
        table = fit([one for one in rows if one.fold != fold])
        for one in (one for one in rows if one.fold == fold):
            tallies.setdefault(one.name, []).append(is_right(table, one))
            judged += [(score, n in one.right, one.weight) for n, score in enumerate(scores(table, one)) if score > 0]
    by = scale(judged)
    for name, hits in tallies.items():
        print(f"{name:<18}{sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.3f}")
    print(f"scores are scaled by {by:.2f}")
    if not given.check:
        table = {name: round(by * value, 2) for name, value in fit(rows).items()}
        lines = "".join(f"{name}\t{value}\n" for name, value in sorted(table.items()) if value)
        OUT.write_text("# Trained by bench/train/counts.py: feature TAB weight\nfeature\tweight\n" + lines, "utf-8")


if __name__ == "__main__":
    main()
