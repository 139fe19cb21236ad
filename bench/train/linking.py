"""Train merge/weights/linking.json and linking_words.tsv: what tells that two texts are of one incident.

    python -m bench.train.linking DATA_FOLDER [--check]

Logistic regression over the levels of the named comparisons (`merge/linking_levels.py`), by projected gradient ascent
from zero, so that the same texts give the same weights. A comparison's levels are in order, and their weights never
fall; one that finds nothing to compare weighs nothing. Learned from are: the pairs of `links`, once as they are and
once with the months that their databases give; texts of two such pairs that share a block key; texts of other sets on
one organisation, told within two months (by two databases: one incident) or more than a year apart (two); and the pairs
of `article_clusters` that share a block key, those of different victims less. --check
prints what weights from the other folds (by organisation) reach.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from affidavit.extract import extract
from affidavit.merge import linking, linking_text, merge
from affidavit.merge.linking import Profile, Weights, block_keys
from affidavit.merge.linking_levels import LEVELS
from affidavit.model.document import Document
from affidavit.model.incident import Incident

OUT = Path(__file__).parents[2] / "src/affidavit/merge/weights"
#: The sets whose words are counted, and the least number of texts that a word of the table stands in.
COUNTED = ("cissm", "hibp", "prc", "vcdb", "hhs", "article_clusters")
LEAST_TEXTS = 6
#: Databases that give the month in which it happened; the others that in which it was told.
HAPPENED = ("hibp", "eurepoc")
DATED_SETS = ("cissm", "hibp", "prc", "vcdb", "ca_ag")
#: Texts of two databases are taken for one incident's within so many months, two of one organisation for two's from.
TOGETHER, APART = 2, 14
FOLDS, L2, STEPS, RATE = 5, 1.0, 1200, 0.05
#: What a pair counts in training, by where it comes from.
COUNTS = {"links": 1.0, "dated": 0.5, "drawn": 0.1, "databases": 1.0, "articles": 2.0, "victims": 0.2}


@dataclass(frozen=True, slots=True)
class Example:
    """Two tellings compared: the levels found, and whether they are one incident."""

    id: str
    source: str
    levels: dict[str, str]
    same: bool
    group: str
    folds: tuple[int, ...]


def profile(text: str, published: str | None = None) -> Profile | None:
    """The profile of a text's main incident; None for a text on several, or on none."""
    document = Document.of(text, published=published)
    analysis = merge([extract(document)])
    if analysis.kind == "multiple":
        return None
    incident = analysis.incidents[0] if analysis.incidents else Incident(document.id, "", {}, (document.id,))
    return Profile.of(incident, [document])


def rows(folder: Path, name: str) -> Iterator[tuple[dict, dict]]:
    gold = {row["id"]: row["labels"] for row in map(json.loads, (folder / f"{name}.gold.jsonl").open(encoding="utf-8"))}
    for row in map(json.loads, (folder / f"{name}.docs.jsonl").open(encoding="utf-8")):
        yield row, gold[row["id"]]


def examples(folder: Path) -> list[Example]:
    pairs = list(rows(folder, "links"))
    groups = _groups([labels for _, labels in pairs])
    told = [tuple(profile(text) or Profile() for text in json.loads(row["text"])) for row, _ in pairs]
    made = []
    for (row, labels), group, (a, b) in zip(pairs, groups, told, strict=True):
        fold = (_fold(group),)
        made.append(_example(row["id"], "links", a, b, (bool(labels["same"]), group, fold)))
        dated = (
            _dated(p, *of) for p, of in zip((a, b), zip(labels["ids"], labels["months"], strict=True), strict=True)
        )
        made.append(_example(row["id"], "dated", *dated, (bool(labels["same"]), group, fold)))
    made.extend(_drawn(groups, told))
    named = {_plain(name): group for (_, of), group in zip(pairs, groups, strict=True) for name in of["names"] if name}
    made.extend(_of_databases(folder, named))
    made.extend(_of_articles(folder))
    return made


def _example(key: str, source: str, a: Profile, b: Profile, about: tuple[bool, str, tuple[int, ...]]) -> Example:
    levels = {name: level for name, (level, _) in linking.levels(a, b).items()}
    return Example(key, source, levels, *about)


def _dated(of: Profile, database: str, month: str) -> Profile:
    if len(month) < len("2024"):
        return of
    if database.split("-")[0] in HAPPENED:
        return replace(of, started=(month,))
    return replace(of, published=(month,))


def _groups(labels: list[dict]) -> list[str]:
    """A group for each pair: pairs that share a text or an organisation's name are in one."""
    over: dict[str, str] = {}

    def top(key: str) -> str:
        while over.setdefault(key, key) != key:
            key = over[key]
        return key

    for row in labels:
        names = [re.sub("[^a-z0-9]", "", name.lower()) for name in row["names"] if name]
        for key in (*row["ids"], *names):
            over[top(key)] = top(row["ids"][0])
    return [top(row["ids"][0]) for row in labels]


def _fold(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def _drawn(groups: list[str], told: list[tuple[Profile, ...]]) -> Iterator[Example]:
    """Texts of two different groups put beside each other, where they share a block key: never one incident."""
    keys = [set(block_keys(a)) for a, _ in told], [set(block_keys(b)) for _, b in told]
    for i, j in combinations(range(len(told)), 2):
        if groups[i] != groups[j] and keys[0][i] & keys[1][j]:
            folds = tuple(sorted({_fold(groups[i]), _fold(groups[j])}))
            yield _example(f"{i} {j}", "drawn", told[i][0], told[j][1], (False, groups[i], folds))


def _of_databases(folder: Path, groups: dict[str, str]) -> Iterator[Example]:
    """Texts of the sets on one organisation; one incident where two databases tell of it at one time."""
    by_name: dict[str, list[tuple[str, dict, list[int]]]] = {}
    for name in DATED_SETS:
        for row, labels in rows(folder, name):
            victim, began = next(iter(labels.get("victims") or ()), None), labels.get("incident_start")
            days = [_months(day) for day in (row.get("published"), began) if isinstance(day, str)]
            if isinstance(victim, str) and days:
                by_name.setdefault(_plain(victim), []).append((name, row, days))
    for name, told in sorted(by_name.items()):
        group = groups.get(name, name)
        for (one, a, days), (other, b, later) in combinations(told, 2):
            apart = min(abs(x - y) for x in days for y in later)
            near = apart <= TOGETHER and one != other
            profiles = profile(a["text"]), profile(b["text"])
            if (near or apart >= APART) and all(profiles) and a["text"] != b["text"]:
                yield _example(f"{a['id']} {b['id']}", "databases", *profiles, (near, group, (_fold(group),)))


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int((day + "-06")[5:7])


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]", "", re.sub(r"\b(inc|llc|corp|the|ltd)\b|\(.*?\)", "", name.lower()))


def _of_articles(folder: Path) -> Iterator[Example]:
    found = []
    for row, labels in rows(folder, "article_clusters"):
        if of := profile(row["text"], row.get("published")):
            found.append((row["id"], labels["incident"], of, set(block_keys(of))))
    for (x, one, a, keys), (y, other, b, others) in combinations(found, 2):
        same = one is not None and one == other
        if same or keys & others:
            names = sorted(re.sub("[^a-z0-9]", "", (p.names[0] if p.names else x).lower()) for p in (a, b))
            source = "victims" if linking.compare(a, b).victims_differ else "articles"
            yield _example(f"{x} {y}", source, a, b, (same, names[0], tuple({_fold(n) for n in names})))


def train(made: list[Example], l2: float = L2) -> Weights:
    """The weights; a step from a level to the next is never below zero."""
    columns = [(name, number) for name, levels in LEVELS.items() for number in range(len(levels))]
    at = {column: i for i, column in enumerate(columns)}
    x = np.zeros((len(made), len(columns) + 1))
    x[:, -1] = 1
    for row, example in zip(x, made, strict=True):
        for name, level in example.levels.items():
            row[[at[name, number] for number in range(LEVELS[name].index(level) + 1)]] = 1
    y, each = np.array([e.same for e in made], float), np.array([COUNTS[e.source] for e in made])
    free = np.array([number == 0 for _, number in columns] + [True])
    spans = [[at[name, number] for number in range(len(levels))] for name, levels in LEVELS.items()]
    fades = np.array([l2] * len(columns) + [0.0])
    w, m, v = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, STEPS + 1):
        g = x.T @ (each * (y - 1 / (1 + np.exp(-x @ w)))) - fades * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w += (
            RATE
            * min(1.0, 4 * (1 - step / STEPS) + 0.01)
            * (m / (1 - 0.9**step))
            / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
        )
        w = np.where(free, w, np.maximum(w, 0))
        for places in spans:  # the worst level never speaks for one incident, nor the best against it
            w[places[0]] = min(w[places[0]], 0.0)
            w[places] += max(0.0, -w[places].sum()) / len(places)
    levels = {
        name: dict(zip(of, np.cumsum([w[at[name, n]] for n in range(len(of))]).round(2).tolist(), strict=True))
        for name, of in LEVELS.items()
    }
    return Weights(round(float(w[-1]), 2), levels)


def score(example: Example, by: Weights) -> float:
    odds = by.base + sum(by.levels[name][level] for name, level in example.levels.items())
    return 1 / (1 + math.exp(-odds))


def held_out(made: list[Example], l2: float = L2) -> list[float]:
    """Each example's score by weights trained on the folds that it is not in."""
    by = [train([e for e in made if fold not in e.folds], l2) for fold in range(FOLDS)]
    return [score(e, by[e.folds[0]]) for e in made]


def f1(made: list[Example], scores: list[float], source: str, least: float = linking.SAME_FROM) -> tuple[float, ...]:
    rows = [(e.same, s >= least) for e, s in zip(made, scores, strict=True) if e.source == source]
    right, said, there = sum(a and b for a, b in rows), sum(b for _, b in rows), sum(a for a, _ in rows)
    return right / max(said, 1), right / max(there, 1), 2 * right / max(said + there, 1)


def check(made: list[Example]) -> None:
    by = train(made)
    for name, scores in (("tuned", [score(e, by) for e in made]), ("held out", held_out(made))):
        for source, least in (("links", linking.SAME_FROM), ("articles", linking.LINK_FROM)):
            print(f"{name}, {source}: " + "P {:.3f} R {:.3f} F1 {:.3f}".format(*f1(made, scores, source, least)))
        links = [(s, e.same) for s, e in zip(scores, made, strict=True) if e.source == "links"]
        for low in np.arange(0, 1, 0.1):
            inside = [same for s, same in links if low <= s < low + 0.1]
            if inside:
                print(
                    f"  {low:.1f} to {low + 0.1:.1f}: {len(inside)} pairs, {sum(inside) / len(inside):.2f} one incident"
                )


def count_words(folder: Path) -> str:
    """The table of words: how telling each is, in tenths of a natural logarithm."""
    texts = [row["text"] for name in COUNTED for row, _ in rows(folder, name)]
    seen: Counter = Counter()
    for text in texts:
        words, _, _ = linking_text._words(text)
        seen.update(words)
    kept = {word: round(10 * math.log(len(texts) / n)) for word, n in seen.items() if n >= LEAST_TEXTS}
    head = "# Source: counts over labelled texts (bench/train/linking.py): in how few a stem stands\n"
    return head + "".join(f"{word}\t{tenths}\n" for word, tenths in sorted(kept.items()))


def _written(by: Weights) -> str:
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(levels)}" for name, levels in by.levels.items())
    return f'{{"base": {by.base},\n"levels": {{\n{lines}\n}}}}\n'


def main() -> None:
    folder = Path(sys.argv[1])
    linking_text._table = dict
    table = count_words(folder)
    (OUT / "linking_words.tsv").write_text(table, encoding="utf-8")
    known = dict((w, int(t)) for w, t in (line.split("\t") for line in table.splitlines()[1:]))
    linking_text._table = lambda: known
    made = examples(folder)
    if "--check" in sys.argv:
        check(made)
    (OUT / "linking.json").write_text(_written(train(made)), encoding="utf-8")
    print(len(made), "pairs", dict(Counter(e.source for e in made)), len(known), "words")


if __name__ == "__main__":
    main()
