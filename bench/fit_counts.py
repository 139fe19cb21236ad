"""Fits the weights that rank counts: bench/fit_counts.py DATA_FOLDER [--holdout] writes lists/count_weights.tsv.

A text's candidates and "none of them" share one softmax; the right answers are the candidates within 5% of the
label. With --holdout half the texts are kept back, the share chosen rightly in them is printed, nothing is written.
"""

from __future__ import annotations

import json
import math
import random
import sys
import zlib
from collections import Counter
from pathlib import Path

import affidavit.extract.lists
from affidavit.extract import asides
from affidavit.extract.counts.counts import _candidates
from affidavit.extract.counts.ranking import all_features
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

SETS = {"articles": 4.0, "paragraphs": 2.0, "hibp": 1.0, "hhs": 1.0, "prc": 1.0, "vcdb": 1.0}
EPOCHS, RATE, DECAY, RARE = 40, 0.1, 0.02, 6

Example = tuple[str, str, float, list[list[str]], list[int]]


def examples(folder: Path) -> list[Example]:
    out = []
    for name, weight in SETS.items():
        gold = {r["id"]: r["labels"] for r in map(json.loads, (folder / f"{name}.gold.jsonl").open(encoding="utf-8"))}
        for row in map(json.loads, (folder / f"{name}.docs.jsonl").open(encoding="utf-8")):
            labels = gold[row["id"]]
            if "affected" not in labels or labels.get("kind") == "multi":
                continue
            scan = Scan(Document.of(row["text"]))
            by_rule.mark(scan)
            asides.mark(scan)
            found = [candidate for line in scan.body for candidate in _candidates(scan, line)]
            number = None if labels.get("kind") == "not_incident" else (labels["affected"] or {}).get("value")
            right = [
                at for at, one in enumerate(found)
                if number is not None and abs(one.quantity.value - number) <= 0.05 * max(1, number)
            ]  # fmt: skip
            if found and (right or number is None or weight > 1):
                out.append((name, row["id"], weight, all_features(found, scan.lower, len(scan.lines)), right))
    return out


def fit(data: list[Example]) -> dict[str, float]:
    counts = Counter(name for one in data for names in one[3] for name in set(names))
    table = {name: 0.0 for name, count in counts.items() if count >= RARE}
    squares = dict.fromkeys(table, 1e-8)
    order = random.Random(7)
    for _ in range(EPOCHS):
        order.shuffle(data)
        for _name, _id, weight, rows, right in data:
            scores = [sum(table.get(name, 0.0) for name in names) for names in rows]
            top = max(0.0, *scores)
            parts = [math.exp(score - top) for score in scores]
            whole = sum(parts) + math.exp(-top)
            good = sum(parts[at] for at in right) if right else math.exp(-top)
            for at, names in enumerate(rows):
                slope = weight * ((parts[at] / good if at in right else 0.0) - parts[at] / whole)
                for name in names:
                    if name in table:
                        gradient = slope - DECAY * table[name]
                        squares[name] += gradient * gradient
                        table[name] += RATE * gradient / math.sqrt(squares[name]) if squares[name] > 1e-6 else 0.0
    return {name: round(value, 2) for name, value in sorted(table.items()) if abs(value) >= 0.05}


def chosen(table: dict[str, float], rows: list[list[str]], floor: float = 0.0) -> int | None:
    scores = [sum(table.get(name, 0.0) for name in names) for names in rows]
    best = max(range(len(scores)), key=scores.__getitem__)
    return best if scores[best] > floor else None


def report(table: dict[str, float], data: list[Example]) -> None:
    for name in SETS:
        rows = [one for one in data if one[0] == name]
        hits = sum((pick in one[4]) if (pick := chosen(table, one[3])) is not None else not one[4] for one in rows)
        print(f"{name:<12}{hits}/{len(rows)} = {hits / max(1, len(rows)):.3f}")


def main() -> None:
    data = examples(Path(sys.argv[1]))
    if "--holdout" in sys.argv:
        for side in (0, 1):
            kept = [one for one in data if zlib.crc32(one[1].encode()) % 2 == side]
            report(fit([one for one in data if zlib.crc32(one[1].encode()) % 2 != side]), kept)
        return
    table = fit(data)
    report(table, data)
    path = Path(affidavit.extract.lists.__file__).parent / "count_weights.tsv"
    rows = "".join(f"{name}\t{value}\n" for name, value in table.items())
    path.write_text("# Fitted by bench/fit_counts.py: feature TAB weight\nfeature\tweight\n" + rows, "utf-8")


if __name__ == "__main__":
    main()
