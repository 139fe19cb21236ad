"""Train merge/weights/linking.json and linking_words.tsv: what tells that two texts are of one incident.

    python -m bench.train.linking DATA_FOLDER [--check]

Logistic regression over the levels of the named comparisons (`merge/linking/levels.py`, `linking_fit.py`). A
comparison that finds nothing to compare weighs nothing. Learned from are: the pairs of `links`, once as they are and
once with the months that their databases give; texts of two such pairs that share a block key; texts of other sets on
one organisation, told by two databases within two months or with one count (one incident), or more than a year apart
(two); and the pairs of `article_clusters` that share a block key, those of different victims less. --check prints what
weights from the other folds (by organisation, sorted into folds in several ways) reach.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from bench.train.linking_fit import Columns, fitted

from affidavit.extract import extract
from affidavit.merge import linking, merge
from affidavit.merge.linking import Profile, Weights, block_keys
from affidavit.merge.linking import text as linking_text
from affidavit.merge.linking.levels import all_levels
from affidavit.merge.linking.spelling import SHARES, runs
from affidavit.merge.same import same_name
from affidavit.model.document import Document
from affidavit.model.incident import Incident

OUT = Path(__file__).parents[2] / "src/affidavit/merge/weights"
#: The sets whose words are counted, and the least number of texts that a word of the table stands in.
COUNTED = ("cissm", "hibp", "prc", "vcdb", "hhs", "article_clusters")
LEAST_TEXTS = 6
#: Of texts longer than this the beginning gives runs, and those of fewer texts are left out.
LONGEST, LEAST_RUNS = 1500, 3
#: Databases that give the month in which it happened; the others that in which it was told.
HAPPENED = ("hibp", "eurepoc")
DATED_SETS = ("cissm", "hibp", "prc", "vcdb", "ca_ag", "articles")
#: Texts of two databases are taken for one incident's within so many months, two of one organisation for two's from.
TOGETHER, APART = 2, 14
#: Words that more of the entries' names have tell no organisation; longer texts are cut to this.
MOST_NAMED, LEAD = 80, 900
FOLDS, SEEDS, L2 = 10, 3, 1.0
#: What a pair counts in training, by where it comes from.
COUNTS = {"links": 1.0, "dated": 0.5, "drawn": 0.1, "databases": 1.5, "articles": 2.0, "victims": 0.2}


@dataclass(frozen=True, slots=True)
class Example:
    """Two tellings compared: the levels found, whether they are one incident, and whose they are."""

    source: str
    levels: dict[str, str]
    same: bool
    groups: tuple[str, ...]


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
    for (_, labels), group, (a, b) in zip(pairs, groups, told, strict=True):
        same = bool(labels["same"])
        made.append(_example("links", a, b, same, group))
        dated = (
            _dated(p, *of) for p, of in zip((a, b), zip(labels["ids"], labels["months"], strict=True), strict=True)
        )
        made.append(_example("dated", *dated, same, group))
    made.extend(_drawn(groups, told))
    named = {_plain(name): group for (_, of), group in zip(pairs, groups, strict=True) for name in of["names"] if name}
    made.extend(_of_databases(folder, named))
    made.extend(_of_articles(folder))
    return made


def _example(source: str, a: Profile, b: Profile, same: bool, *groups: str) -> Example:
    levels = {name: level for name, (level, _) in linking.levels(a, b).items()}
    return Example(source, levels, same, tuple(sorted(set(groups))))


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


def _drawn(groups: list[str], told: list[tuple[Profile, ...]]) -> Iterator[Example]:
    """Texts of two different groups put beside each other, where they share a block key: never one incident."""
    keys = [set(block_keys(a)) for a, _ in told], [set(block_keys(b)) for _, b in told]
    for i, j in combinations(range(len(told)), 2):
        if groups[i] != groups[j] and keys[0][i] & keys[1][j]:
            yield _example("drawn", told[i][0], told[j][1], False, groups[i], groups[j])


@dataclass(frozen=True, slots=True)
class Entry:
    """What a database says of one incident: its text, the organisation, the months that it names, the count."""

    database: str
    text: str
    name: str
    months: tuple[int, ...]
    count: float


def _entries(folder: Path) -> Iterator[Entry]:
    for database in DATED_SETS:
        for row, labels in rows(folder, database):
            victim, began = next(iter(labels.get("victims") or ()), None), labels.get("incident_start")
            days = [_months(day) for day in (row.get("published"), began) if isinstance(day, str)]
            count = labels.get("affected") or 0
            if isinstance(victim, str):
                count = count.get("value") or 0 if isinstance(count, dict) else count
                yield Entry(database, _lead(row["text"]), victim, tuple(days), float(count))


def _lead(text: str) -> str:
    """A text's beginning, as short as databases tell it."""
    return text if len(text) <= LEAD else text[: max(text.rfind(".", 0, LEAD), text.rfind("\n", 0, LEAD), 300) + 1]


def _of_databases(folder: Path, groups: dict[str, str]) -> Iterator[Example]:
    """Texts of the sets on one organisation; one incident where two databases tell of one time, or of one count."""
    by_word: dict[str, list[Entry]] = {}
    for entry in _entries(folder):
        for word in linking_text.naming_words(entry.name):
            by_word.setdefault(word, []).append(entry)
    pairs = {pair for of in by_word.values() if len(of) <= MOST_NAMED for pair in combinations(of, 2)}
    for a, b in sorted(pairs, key=lambda pair: (pair[0].name, pair[0].text, pair[1].text)):
        same = _one_incident(a, b)
        profiles = profile(a.text), profile(b.text)
        if same is not None and all(profiles):
            names = (groups.get(_plain(entry.name), _plain(entry.name)) for entry in (a, b))
            yield _example("databases", *profiles, same, *names)


def _one_incident(a: Entry, b: Entry) -> bool | None:
    """Whether two entries are of one incident; None where it cannot be told."""
    if a.text == b.text or not (same_name(a.name, b.name) or _plain(a.name) == _plain(b.name)):
        return None
    apart = min((abs(x - y) for x in a.months for y in b.months), default=None)
    equal = min(a.count, b.count) > 0 and min(a.count, b.count) >= 0.97 * max(a.count, b.count)
    if a.database != b.database and (equal or (apart is not None and apart <= TOGETHER)):
        return True
    return False if apart is not None and apart >= APART and not equal else None


def _months(day: str) -> int:
    return int(day[:4]) * 12 + int((day + "-06")[5:7])


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]", "", re.sub(r"\b(inc|llc|corp|the|ltd)\b|\(.*?\)", "", name.lower()))


def _of_articles(folder: Path) -> Iterator[Example]:
    found = []
    for row, labels in rows(folder, "article_clusters"):
        if of := profile(row["text"], row.get("published")):
            name = re.sub("[^a-z0-9]", "", (of.names[0] if of.names else row["id"]).lower())
            found.append((name, labels["incident"], of, set(block_keys(of))))
    for (x, one, a, keys), (y, other, b, others) in combinations(found, 2):
        same = one is not None and one == other
        if same or keys & others:
            source = "victims" if linking.compare(a, b).victims_differ else "articles"
            yield _example(source, a, b, same, x, y)


def train(made: list[Example], l2: float = L2) -> Weights:
    """The weights by all examples."""
    return held_out_weights(made, [[COUNTS[e.source] for e in made]], l2)[0]


def held_out_weights(made: list[Example], counts: Sequence[Sequence[float]], l2: float = L2) -> list[Weights]:
    """Several models' weights; `counts` is for each model what each example counts."""
    columns = Columns(all_levels())
    y = np.array([e.same for e in made], float)
    w = fitted(columns, columns.of([e.levels for e in made]), y, np.array(counts, float).T, l2)
    return [Weights(*columns.weights(column)) for column in w.T]


def score(example: Example, by: Weights) -> float:
    odds = by.base + sum(by.levels[name][level] for name, level in example.levels.items())
    return 1 / (1 + math.exp(-odds))


def _fold(group: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{group}".encode()).digest()[:4]) % FOLDS


def held_out(made: list[Example], seed: int) -> list[float]:
    """Each example's score by weights trained on the folds that none of its organisations is in."""
    folds = [tuple(_fold(group, seed) for group in e.groups) for e in made]
    counts = [
        [0.0 if fold in of else COUNTS[e.source] for e, of in zip(made, folds, strict=True)] for fold in range(FOLDS)
    ]
    by = held_out_weights(made, counts)
    return [score(e, by[of[0]]) for e, of in zip(made, folds, strict=True)]


def f1(made: list[Example], scores: Sequence[float], source: str, least: float) -> tuple[float, ...]:
    rows = [(e.same, s >= least) for e, s in zip(made, scores, strict=True) if e.source == source]
    right, said, there = sum(a and b for a, b in rows), sum(b for _, b in rows), sum(a for a, _ in rows)
    return right / max(said, 1), right / max(there, 1), 2 * right / max(said + there, 1)


def check(made: list[Example]) -> None:
    """Print what the weights reach on the texts that they were trained on, and on organisations held out."""
    by = train(made)
    ways = {"tuned": np.array([[score(e, by) for e in made]])}
    ways["held out"] = np.array([held_out(made, seed) for seed in range(SEEDS)])
    links = np.array([e.source == "links" for e in made])
    same = np.array([e.same for e in made])[links]
    for name, scores in ways.items():
        for source, least in (("links", linking.SAME_FROM), ("articles", linking.LINK_FROM)):
            found = np.array([f1(made, of, source, least) for of in scores])
            means = zip("P R F1".split(), found.mean(axis=0), found.std(axis=0), strict=True)
            print(f"{name}, {source}: " + " ".join(f"{what} {mean:.3f} ± {apart:.3f}" for what, mean, apart in means))
        said = scores[:, links]
        print(f"  surprise {-np.log(np.where(same, said, 1 - said)).mean():.4f}")
        _print_reliability(scores[:, links].mean(axis=0), same)


def _print_reliability(scores: np.ndarray, same: np.ndarray) -> None:
    for low in np.arange(0, 1, 0.1):
        inside = same[(low <= scores) & (scores < low + 0.1)]
        if len(inside):
            print(f"  {low:.1f} to {low + 0.1:.1f}: {len(inside)} pairs, {inside.mean():.2f} one incident")


def count_words(folder: Path) -> tuple[str, str]:
    """The table of words, how telling each is, in tenths of a natural logarithm; and that of runs, by how common."""
    texts = [row["text"] for name in COUNTED for row, _ in rows(folder, name)]
    seen, spelt = Counter[str](), Counter[str]()
    for text in texts:
        seen.update(linking_text._words(text)[0])
        spelt.update({run for word in linking_text._words(text[:LONGEST])[0] for run in runs(word)})
    kept = {word: round(10 * math.log(len(texts) / n)) for word, n in seen.items() if n >= LEAST_TEXTS}
    words = "# Source: counts over labelled texts (bench/train/linking.py): in how few a stem stands\n"
    classes: list[list[str]] = [[] for _ in SHARES]
    for run, n in sorted(spelt.items()):
        if n >= LEAST_RUNS:
            share = math.log(n / len(texts))
            classes[min(range(len(SHARES)), key=lambda at: abs(share - math.log(SHARES[at])))].append(run)
    head = (
        "# Source: counts over labelled texts (bench/train/linking.py): runs of three letters, the common ones first\n"
    )
    return (
        words + "".join(f"{word}\t{tenths}\n" for word, tenths in sorted(kept.items())),
        head + "".join(" ".join(of) + "\n" for of in classes),
    )


def _written(by: Weights) -> str:
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(levels)}" for name, levels in by.levels.items())
    return f'{{"base": {by.base},\n"levels": {{\n{lines}\n}}}}\n'


def main() -> None:
    folder = Path(sys.argv[1])
    linking_text._table = dict
    words, spelt = count_words(folder)
    (OUT / "linking_words.tsv").write_text(words, encoding="utf-8")
    (OUT / "linking_runs.txt").write_text(spelt, encoding="utf-8")
    known = dict((w, int(t)) for w, t in (line.split("\t") for line in words.splitlines()[1:]))
    linking_text._table = lambda: known
    made = examples(folder)
    if "--check" in sys.argv:
        check(made)
    (OUT / "linking.json").write_text(_written(train(made)), encoding="utf-8")
    print(len(made), "pairs", dict(Counter(e.source for e in made)), len(known), "words")


if __name__ == "__main__":
    main()
