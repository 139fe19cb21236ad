"""Train extract/lists/count_weights.tsv: which of a text's numbers is the count of those affected.

    python -m bench.train.counts DATA_FOLDER [--check]

A conditional logit (`choice.py`) over the features of `extract/counts/ranking.py`; the right answers are the candidates
within 5% of the label, or those marked in marked.txt. Numbers of sentences that tell
of another incident than the main one are left out: they may well be that one's count. The weights are then scaled, so
that confidences of texts that were not learned from are right as often as they say (Platt 1999, without a constant).
--check prints by set how many texts of each fold are judged rightly by weights of the others, and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from bench import marked
from bench.sets import labelled, scorer
from bench.train.choice import FOLDS, Row, arguments, fit, held_out, is_right, write
from scipy.optimize import minimize

from affidavit.extract import extract, scanned
from affidavit.extract.counts.counts import candidates
from affidavit.extract.counts.numerals import Quantity
from affidavit.extract.counts.ranking import all_features
from affidavit.merge.kind import kind
from affidavit.merge.subject import subjects
from affidavit.merge.topic import MAIN
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
LEAST, L2, NEAR = 6, 4.0, 0.05


class Text(NamedTuple):
    """A text to learn from: its count (None where it tells of none), or where it is marked."""

    name: str
    text: str
    published: str | None
    weight: float
    count: float | None
    marks: tuple[tuple[int, int], ...] | None = None


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


def scale(judged: Sequence[tuple[float, bool, float]]) -> float:
    """By what to multiply scores, so that their logistic function is how often they are right."""
    x, y, w = (np.array(column, float) for column in zip(*judged, strict=True))
    found = minimize(lambda a: float(w @ np.logaddexp(0, np.where(y > 0, -x, x) * a[0])), np.ones(1), method="L-BFGS-B")
    return float(found.x[0])


def main() -> None:
    given = arguments(__doc__)
    with ProcessPoolExecutor() as pool:
        rows = [one for one in pool.map(row, texts(given.data), chunksize=20) if one]
    tallies: dict[str, list[bool]] = {}
    judged: list[tuple[float, bool, float]] = []
    for one, found in held_out(rows, least=LEAST, l2=L2):
        tallies.setdefault(one.name, []).append(is_right(found, one))
        judged += [(score, n in one.right, one.weight) for n, score in enumerate(found) if score > 0]
    by = scale(judged)
    for name, hits in tallies.items():
        print(f"{name:<18}{sum(hits)}/{len(hits)} = {sum(hits) / len(hits):.3f}")
    print(f"scores are scaled by {by:.2f}")
    if not given.check:
        table = fit(rows, least=LEAST, l2=L2)
        write({name: round(by * value, 2) for name, value in table.items()}, OUT, Path(__file__).name)


if __name__ == "__main__":
    main()
