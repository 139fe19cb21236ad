"""Train extract/weights/reader.json: the action and the third party, read from the words of a sentence.

    python -m bench.train.reader DATA_FOLDER

Labels are of documents, evidence is of sentences: a document shows a value when one of its sentences does (noisy-or),
and where any one of several labels is right, when one of its sentences shows one of them. Full-batch gradient descent
(Adam) from zero with an L2 penalty, so that the same texts give the same weights. What a value needs to be said is set
by five-fold cross-validation, split by organisation, for precision on the texts in which no rule tells the field; how
that went is printed, by set and by value.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from bench.train.parties import norm

from affidavit.extract import ENGLISH, reader, scanned
from affidavit.extract.lists import words
from affidavit.extract.reader_features import Feature, features
from affidavit.extract.rulebook.rulebook import MARK, rulebook
from affidavit.model.document import Document

OUT = Path(__file__).parents[2] / "src/affidavit/extract/weights/reader.json"
SETS = ("articles", "paragraphs", "hhs", "vcdb", "ca_ag", "prc")
ACTIONS = ("hacking", "malware", "social", "misuse", "physical", "error")
INVOLVED = "involved"
VALUES = {"action": ACTIONS, "third_party": (INVOLVED,)}
FOLDS, STEPS, RATE = 5, 80, 0.08
L2, LEAST_GROUPS, BIAS = {"action": 0.5, "third_party": 1.0}, 5, -3.0
WEIGHT = {"paragraphs": 2.0, "articles": 2.0, "hhs": 0.6}
#: The letters' labels name a third party only where there is one; a letter without may have one nevertheless.
UNLABELLED = 0.4
#: As good as what the rules say. For third parties by eye, since the letters' labels are silent on many.
PRECISION, BY_EYE = 0.88, {"third_party": 0.7}
GRID = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
#: These sets' labels are a database's and often not in the text, or sorted otherwise than the text says.
UNSURE = ("hhs",)
#: Weights below this change next to nothing.
SMALLEST = 0.06

#: What a vector of the articles' labels says of the action.
OF_VECTOR = {
    "phishing": ("social",), "social_engineering": ("social",), "credential_stuffing": ("hacking",),
    "stolen_credentials": ("hacking",), "exploited_vulnerability": ("hacking",), "malware": ("malware",),
    "web_skimmer": ("malware", "hacking"), "point_of_sale_malware": ("malware",), "insider": ("misuse",),
    "sim_swap": ("social", "hacking"), "loss_or_theft": ("physical", "error"), "human_error": ("error",),
    "misconfiguration": ("error",), "scraping_or_api_abuse": ("hacking",),
}  # fmt: skip
OUTSIDERS = ("hacking", "malware", "social")


#: Words of data classes that tell how it was taken, too.
TELLING = frozenset(
    "a an and of or the to in on by for with from account accounts email emails e mail card cards file files "
    "document documents record records report reports form forms credentials password passwords computer".split()
)


@dataclass
class Row:
    """A labelled text: the features of its sentences, the sets of values of which one is right, and the wrong ones."""

    name: str
    key: str
    bag: list[list[Feature]]
    shown: list[set[str]]
    wrong: set[str]
    told: bool
    weight: float
    fold: int = 0
    rated: list[list[float]] = field(default_factory=list)


def of_action(name: str, labels: dict[str, Any]) -> tuple[list[set[str]], set[str]] | None:
    """The actions that a text's labels say it shows, and those that it does not."""
    if labels.get("action_any"):
        right = set(labels["action_any"])
        if name == "hhs" and right == {"physical"}:  # that database sorts lost and mislaid things so too
            return [{"physical", "error", "misuse"}], set(OUTSIDERS)
        wrong = set(ACTIONS) - right - (set(OUTSIDERS) if right & set(OUTSIDERS) else set())
        return [right & set(ACTIONS)], wrong
    if labels.get("actions") or (name == "paragraphs" and "actions" in labels):
        right = set(labels["actions"]) & set(ACTIONS)
        if right == set(OUTSIDERS):
            return [right], set(ACTIONS) - right
        return [{value} for value in right], set(ACTIONS) - right
    return _of_vectors(labels) if name == "articles" else None


def _of_vectors(labels: dict[str, Any]) -> tuple[list[set[str]], set[str]]:
    if labels.get("kind") == "not_incident":
        return [], set(ACTIONS)
    shown = [set(OF_VECTOR[vector]) for vector in labels["vectors"] if vector in OF_VECTOR]
    outsiders = set() if shown else set(OUTSIDERS)
    return shown, set(ACTIONS) - {"hacking"} - outsiders - {value for values in shown for value in values}


def of_third_party(name: str, labels: dict[str, Any]) -> tuple[list[set[str]], set[str]] | None:
    """Whether a third party was involved."""
    known = labels.get("third_party")
    if labels.get("kind") == "not_incident" or (known is None and name != "ca_ag"):
        return None
    return ([{INVOLVED}], set()) if known and known.get("involved") else ([], {INVOLVED})


LABELS = {"action": of_action, "third_party": of_third_party}


@cache
def unlearnt() -> frozenset[str]:
    """The words of classes of data."""
    data = [rule for rule in rulebook().rules if any(mark.startswith("data:") for mark in rule.gives.get(MARK, ()))]
    return (
        frozenset(word for rule in data for term in rule.any for word in re.findall("[a-z]+", term.lower())) - TELLING
    )


def learnable(feature: Feature) -> bool:
    """Whether a feature is made of common words that do not tell what was stolen."""
    made_of = (feature,) if isinstance(feature, str) else feature
    return made_of[0] == "cue" or all(word in words("common_words") and word not in unlearnt() for word in made_of)


def spelled(feature: Feature) -> str:
    return feature if isinstance(feature, str) else " ".join(feature)


def text_key(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower())[:120]


def read(job: tuple[str, dict[str, Any], dict[str, Any]]) -> dict[str, Row]:
    """The row of each field that a labelled text has."""
    name, given, labels = job
    scan = scanned(Document.of(given["text"], published=given.get("published"), origin=given.get("url")))
    told = {claim.field for extractor in ENGLISH for claim in extractor(scan) if claim.asserted}
    bag = [sorted(filter(learnable, features(line)), key=spelled) for line in scan.body] or [[]]
    rows = {}
    for key, labelled in LABELS.items():
        label = labelled(name, labels)
        silent = key == "third_party" and name == "ca_ag" and not labels.get(key)
        if label is not None and not (silent and key in told):
            rows[key] = Row(
                name, text_key(given["text"]), bag, *label, key in told, UNLABELLED if silent else WEIGHT.get(name, 1.0)
            )
    return rows


def examples(folder: Path) -> dict[str, list[Row]]:
    """The rows of all sets by field, each with its fold: texts on one organisation, or of one wording, share it."""
    jobs = []
    for name in SETS:
        gold = {r["id"]: r["labels"] for r in map(json.loads, (folder / f"{name}.gold.jsonl").open(encoding="utf-8"))}
        rows = map(json.loads, (folder / f"{name}.docs.jsonl").open(encoding="utf-8"))
        jobs += [(name, row, gold[row["id"]]) for row in rows]
    homes = {text_key(row["text"]): norm(labels["victims"][0]) for _, row, labels in jobs if labels.get("victims")}
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(read, jobs, chunksize=32))
    made: dict[str, list[Row]] = {key: [] for key in LABELS}
    for rows in found:
        for key, row in rows.items():
            row.key = homes.get(row.key, row.key)
            row.fold = hashlib.sha256(row.key.encode()).digest()[0] % FOLDS
            made[key].append(row)
    return made


class Batch:
    """The rows as arrays: which feature stands in which sentence, which sentence in which text."""

    def __init__(self, rows: list[Row], index: dict[Feature, int], values: tuple[str, ...]) -> None:
        sentence, feature, text = [], [], []
        for number, row in enumerate(rows):
            for names in row.bag:
                ids = [0, *(index[name] for name in names if name in index)]
                sentence += [len(text)] * len(ids)
                feature += ids
                text.append(number)
        self.sentence, self.feature, self.text = map(np.array, (sentence, feature, text))
        self.rows, self.sentences = len(rows), len(text)
        self.weight = np.array([row.weight for row in rows])
        self.wrong = np.array([[value in row.wrong for value in values] for row in rows], float)
        pairs = [(number, shown) for number, row in enumerate(rows) for shown in row.shown]
        self.of = np.array([number for number, _ in pairs])
        self.shown = np.array([[value in shown for value in values] for _, shown in pairs], float)

    def odds(self, w: np.ndarray) -> np.ndarray:
        columns = [np.bincount(self.sentence, column[self.feature], minlength=self.sentences) for column in w.T]
        return np.stack(columns, 1)

    def gradient(self, w: np.ndarray) -> np.ndarray:
        p = 1.0 / (1.0 + np.exp(-np.clip(self.odds(w), -30, 30)))
        silent = np.log1p(-np.minimum(p, 1 - 1e-9))
        none = np.stack([np.bincount(self.text, column, minlength=self.rows) for column in silent.T], 1)
        missed = np.exp((none[self.of] * self.shown).sum(1))
        pull = np.zeros_like(none)
        np.add.at(pull, self.of, (missed / np.maximum(1 - missed, 1e-6) * self.weight[self.of])[:, None] * self.shown)
        pull -= self.wrong * self.weight[:, None]
        push = p * pull[self.text]
        return np.stack([np.bincount(self.feature, c[self.sentence], minlength=len(w)) for c in push.T], 1)


def train(rows: list[Row], key: str) -> reader.Model:
    """The model of a field, with thresholds of one half."""
    groups: dict[Feature, set[str]] = defaultdict(set)
    for row in rows:
        for name in {name for names in row.bag for name in names}:
            groups[name].add(row.key)
    kept = sorted((name for name, where in groups.items() if len(where) >= LEAST_GROUPS), key=spelled)
    index = {name: number for number, name in enumerate(kept, 1)}
    batch, w = Batch(rows, index, VALUES[key]), np.zeros((len(kept) + 1, len(VALUES[key])))
    w[0] = BIAS
    penalty = np.full((len(w), 1), L2[key])
    penalty[0] = 0.01
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        g = batch.gradient(w) - penalty * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w += RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    weights = {name: _sparse(w[number]) for name, number in index.items()}
    bias = tuple(round(float(x), 2) for x in w[0])
    return reader.Model(VALUES[key], (0.5,) * len(bias), bias, {name: row for name, row in weights.items() if row})


def _sparse(row: np.ndarray) -> tuple[tuple[int, float], ...]:
    return tuple((n, round(float(x), 2)) for n, x in enumerate(row) if abs(x) >= SMALLEST)


def cross_validate(rows: list[Row], key: str) -> None:
    """Rate each row's sentences by a model that saw no text of its fold."""
    for fold in range(FOLDS):
        model = train([row for row in rows if row.fold != fold], key)
        for row in rows:
            if row.fold == fold:
                row.rated = [model.rate(names) for names in row.bag]


def thresholds(rows: list[Row], key: str) -> tuple[float, ...]:
    """What each value needs: the least that keeps precision where no rule tells the field; 1 where nothing does."""
    said: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for row in rows:
        value, share = reader.best(row.rated)
        if not row.told and row.name not in UNSURE and (row.shown or row.wrong):
            said[value].append((share, any(VALUES[key][value] in shown for shown in row.shown)))
    return tuple(BY_EYE.get(key) or _least(said[value]) for value in range(len(VALUES[key])))


def _least(said: list[tuple[float, bool]]) -> float:
    for least in GRID:
        right = [ok for share, ok in said if share >= least]
        if len(right) >= 5 and sum(right) / len(right) >= PRECISION:
            return least
    return 1.0


def report(rows: list[Row], key: str, least: tuple[float, ...]) -> None:
    tallies: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        value, share = reader.best(row.rated)
        if row.told or not (row.shown or row.name in {"paragraphs", "articles"} or key == "third_party"):
            continue
        said = share >= least[value]
        ok = said and any(VALUES[key][value] in shown for shown in row.shown)
        for name in (row.name, "value " + VALUES[key][value]):
            tallies[name] = [a + b for a, b in zip(tallies[name], (1, said, ok), strict=True)]
    for name, (texts, said, right) in sorted(tallies.items()):
        print(f"{key} {name}: of {texts} texts that no rule tells, said {said}, right {right}")


def row_of(model: reader.Model, least: tuple[float, ...]) -> dict[str, Any]:
    weights = {spelled(name): [x for pair in row for x in pair] for name, row in model.weights.items()}
    return {"values": model.values, "least": least, "bias": model.bias, "weights": weights}


def fit(rows: list[Row], key: str) -> dict[str, Any]:
    """The model of a field as it is kept, with thresholds by cross-validation."""
    cross_validate(rows, key)
    least = thresholds(rows, key)
    report(rows, key, least)
    print(key, len(rows), "texts, thresholds", dict(zip(VALUES[key], least, strict=True)), flush=True)
    return row_of(train(rows, key), least)


def main() -> None:
    made = examples(Path(sys.argv[1]))
    models = {key: fit(rows, key) for key, rows in made.items()}
    OUT.write_text(json.dumps(models, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
