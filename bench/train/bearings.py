"""Train merge/weights/bearings.json: how a sentence of an article bears on its main incident.

    python -m bench.train.bearings DATA_FOLDER [--check]

Multinomial logistic regression (`softmax.py`) over the features of `merge/bearing.py`. The labels stand in
bearings.tsv beside this file, by their places in the texts, which are those of article_clusters; `tails.py` adds
single sentences in articles of our own. --check prints, by
five-fold cross-validation split by organisation, precision and recall of each bearing, and what the whole pipeline
reaches on `articles` with the weights of the other folds.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_right
from collections import Counter
from pathlib import Path

import numpy as np
from bench.sets import predict, scorer
from bench.train import softmax, tails

from affidavit.extract import extract
from affidavit.merge import bearing, kind
from affidavit.merge.bearing import Bearing, Model
from affidavit.merge.main_party import main_party
from affidavit.merge.same import name_key
from affidavit.merge.subject import cues
from affidavit.model.document import Document

LABELS = Path(__file__).with_name("bearings.tsv")
OUT = Path(__file__).parents[2] / "src/affidavit/merge/weights/bearings.json"
KINDS = "".join(Bearing)
#: What the letters of the labels count as; X is no part of the story.
COUNTS_AS = {"M": "M", "E": "E", "O": "O", "A": "B", "G": "B", "C": "C"}
MIN_SENTENCES, L2, COURSE = 6, 1.0, 0.8


def examples(folder: Path) -> list[dict]:
    """One row a document that has a main incident: features and label of each sentence (None for what is no story)."""
    rows = map(json.loads, (folder / "article_clusters.docs.jsonl").open(encoding="utf-8"))
    texts = {row["id"]: row for row in rows}
    made = []
    for line in LABELS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        key, runs = line.split("\t")
        row = texts[key]
        extraction = extract(Document.of(row["text"], published=row.get("published"), origin=row.get("url")))
        main = main_party(extraction)
        letters = _letters(runs, [sentence.start for sentence in extraction.sentences])
        if main is None or kind.kind(extraction)[0] == "multiple":
            continue
        found, partners = cues(extraction)
        told = list(bearing.features(extraction, main, found, partners))
        told = [None if letter == "X" else feats for feats, letter in zip(told, letters, strict=True)]
        labels = [
            KINDS.index(COUNTS_AS[letter]) for letter, feats in zip(letters, told, strict=True) if feats is not None
        ]
        fold = hashlib.sha256(name_key(main).encode()).digest()[0] % 5
        made.append({"id": key, "told": told, "labels": labels, "fold": fold})
    return made


def _letters(runs: str, starts: list[int]) -> list[str]:
    """The letter that holds at each of the `starts`, of "0M 812E 1304X"."""
    begins = [(int(run[:-1]), run[-1]) for run in runs.split()]
    return [begins[max(bisect_right(begins, start, key=lambda run: run[0]) - 1, 0)][1] for start in starts]


def train(rows: list[dict], more: list[dict]) -> Model:
    """The model by whole articles and by single sentences, which say nothing of what follows what."""
    told = [feats for row in (*rows, *more) for feats in row["told"] if feats is not None]
    labels = [label for row in (*rows, *more) for label in row["labels"]]
    kept, bias = softmax.fit(told, labels, len(KINDS), least=MIN_SENTENCES, l2=L2, kept_from=0.02)
    return Model(kept, bias, _steps(rows, np.array([label for row in rows for label in row["labels"]])))


def _steps(rows: list[dict], y: np.ndarray) -> list[list[int]]:
    """How much likelier a bearing is after another than anywhere, as logarithms times COURSE, in hundredths."""
    seen = np.ones((len(KINDS), len(KINDS)))
    for row in rows:
        for a, b in zip(row["labels"], row["labels"][1:], strict=False):
            seen[a, b] += 1
    anywhere = np.bincount(y, minlength=len(KINDS)) / len(y)
    ratio = np.log(seen / seen.sum(1, keepdims=True)) - np.log(anywhere)
    return [[round(float(100 * COURSE * x)) for x in row] for row in ratio]


def check(rows: list[dict], more: list[dict]) -> None:
    seen: Counter = Counter()
    for fold in range(5):
        by = train([row for row in rows if row["fold"] != fold], more)
        for row in (row for row in rows if row["fold"] == fold):
            said = bearing._course(row["told"], by)
            found = [KINDS.index(b) for b, feats in zip(said, row["told"], strict=True) if feats is not None]
            seen.update(zip(row["labels"], found, strict=True))
    for k, letter in enumerate(KINDS):
        right, said, there = seen[k, k], sum(seen[j, k] for j in range(5)), sum(seen[k, j] for j in range(5))
        shares = f"precision {right / max(said, 1):.2f} recall {right / max(there, 1):.2f}"
        print(Bearing(letter).name, shares, [seen[k, j] for j in range(5)])


def end_to_end(folder: Path, rows: list[dict], more: list[dict]) -> None:
    """What the pipeline reaches on `articles`, each read with the weights of the folds that it is not in."""
    judge = scorer(folder)
    folds = {row["id"]: row["fold"] for row in rows}
    by_fold = [train([row for row in rows if row["fold"] != fold], more) for fold in range(5)]
    found = {}
    for key, row in judge.load(folder / "articles.docs.jsonl").items():
        fold = folds.get(key, 0)
        bearing.model = lambda fold=fold: by_fold[fold]
        found[key] = predict(row)
    tallies = judge.score(judge.load(folder / "articles.gold.jsonl"), found)
    figures = {field: t.prf for field, t in tallies.items() if t.tp + t.fp + t.fn}
    print(f"articles, held out: mean F1 {sum(f1 for *_, f1 in figures.values()) / len(figures):.3f}")
    print(", ".join(f"{field} {f1:.3f}" for field, (_, _, f1) in figures.items()))


def _written(made: Model) -> str:
    """The model as JSON: the features, and in their order the weights of each, one after the other."""
    known = sorted(made.weights)
    features = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in known)
    weights = ",\n".join(", ".join(map(str, made.weights[feature])) for feature in known)
    start = f'"bias": {json.dumps(made.bias)},\n"steps": {json.dumps(made.steps)}'
    return f'{{{start},\n"features": [\n{features}\n],\n"weights": [\n{weights}\n]}}\n'


def main() -> None:
    folder = Path(sys.argv[1])
    rows, more = examples(folder), [*tails.examples(folder), *tails.told_of_main(folder)]
    if "--check" in sys.argv:
        check(rows, more)
        end_to_end(folder, rows, more)
    made = train(rows, more)
    OUT.write_text(_written(made), encoding="utf-8")
    sentences = sum(len(row["labels"]) for row in (*rows, *more))
    print(f"{len(rows)} documents and {len(more)} tails: {sentences} sentences, {len(made.weights)} features")


if __name__ == "__main__":
    main()
