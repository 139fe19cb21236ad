"""Train extract/weights/parties.json: who of the named is the victim, who the attacker.

    python bench/train/parties.py DATA_FOLDER [--check]

A conditional logit: the parties named in a text, and nobody, compete; the weights of the features of
`extract/organizations/features.py` are found by full-batch gradient ascent (Adam) with an L2 penalty, from zero, so
that the same texts give the same weights. --check prints accuracy by five-fold cross-validation, split by organisation.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
from bench.sets import labelled, scorer

from affidavit.extract import asides
from affidavit.extract.organizations.aliases import parties
from affidavit.extract.organizations.features import (
    BEFORE,
    BEHIND,
    BESIDE,
    OF_PARTY,
    SIGN,
    Value,
    around,
    beside,
    of_party,
)
from affidavit.extract.organizations.known import known_as
from affidavit.extract.organizations.names import names
from affidavit.extract.organizations.party import Party
from affidavit.extract.organizations.rating import UNIT
from affidavit.extract.organizations.signs import signs
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

#: The sets whose texts are labelled in full: of the data folder, and our own.
OWN = ("news", "dailies", "features", "gazette", "courier", "letters", "briefs", "filings")
FULL = ("articles", "more_articles", "paragraphs", "more_paragraphs", *OWN)
TEXTS = Path(__file__).parents[1] / "texts"
SETS = {
    "victim": (
        "articles",
        "more_articles",
        "paragraphs",
        "more_paragraphs",
        "hibp",
        "prc",
        "vcdb",
        "ca_ag",
        "cissm",
        "annoctr",
        *OWN,
    ),
    "actor": ("articles", "more_articles", "cissm", "paragraphs", "more_paragraphs", "annoctr", *OWN),
}
OUT = Path(__file__).parents[2] / "src/affidavit/extract/weights/parties.json"
MIN_DOCS, L2, STEPS, RATE = 4, 12.0, 250, 0.1
WEIGHT = dict.fromkeys(FULL, 4.0) | {"annoctr": 0.3}
#: Words that tell what a name near them is; counted within the window, whichever place they stand in.
CUES = frozenset(
    (
        "hacker hackers group gang collective actor actors ransomware aka attackers attacker cybercriminals "
        "handle claims claimed responsibility leaked leaks dumps operators operation attributed linked "
        "hacktivists hacktivist malware extortion vendor provider supplier contractor hosted platform "
        "software customers users patients employees victims breach attack researchers researcher reported "
        "according told spokesperson statement analyst firm security police authorities"
    ).split()
)


def norm(name: str) -> str:
    name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower() or name.lower()
    name = re.sub(r"\b(the|inc|llc|ltd|plc|corp|corporation|company|co|group|limited|gmbh|sa|ag)\b", " ", name)
    return re.sub(r"[^a-z0-9]+", " ", name).strip()


def same(a: str, b: str) -> bool:
    a, b = norm(a), norm(b)
    if not a or not b:
        return False
    short, long = sorted((a.split(), b.split()), key=len)
    inside = short == long[: len(short)] or short == long[-len(short) :]
    return a.replace(" ", "") == b.replace(" ", "") or (len(" ".join(short)) >= 3 and inside)


def wanted(labels: dict, role: str) -> list[str] | None:
    """The names that hold `role` in a text, or None where its labels do not tell."""
    if role == "victim":
        if "actors" in labels:  # a threat report: of campaigns, not of one organisation
            return []
        return labels.get("victims") if labels.get("kind") != "not_incident" else None
    if "actors" in labels:
        return labels["actors"]
    if "actor" not in labels and "victims" not in labels:
        return None
    return [labels["actor"]] if labels.get("actor") else []


def features(scan: Scan, party: Party, rank: int, total: int) -> set[str]:
    """All features of a party and its mentions, as they are written in the table of weights."""
    values = of_party(scan, party, known_as(party.name), rank=rank, total=total)
    found = written(OF_PARTY, values)
    for mention in party.mentions:
        near = around(scan, mention)
        found |= {f"{SIGN}:{sign}" for sign in signs(scan, mention, near)}
        found |= written(BESIDE, beside(near))
        found |= {BEFORE + word for word in CUES.intersection(near.before)}
        found |= {BEHIND + word for word in CUES.intersection(near.behind)}
    return found


def written(kinds: tuple[str, ...], values: tuple[Value, ...]) -> set[str]:
    told = [(kind, value) for kind, value in zip(kinds, values, strict=True) if value is not None]
    return {f"{kind}:{value}" if value else kind for kind, value in told}


def examples(folder: Path, role: str) -> list[dict]:
    rows = []
    for name in SETS[role]:
        gold, documents = labelled(scorer(folder), TEXTS if name in OWN else folder, name)
        for row in documents.values():
            want = wanted(gold[row["id"]]["labels"], role)
            if want is None:
                continue
            scan = Scan(Document.of(row["text"], origin=row.get("url")))
            by_rule.mark(scan)
            asides.mark(scan)
            found = parties(scan, names(scan))
            total = sum(len(p.mentions) for p in found)
            feats = [sorted(features(scan, p, i, total)) for i, p in enumerate(found)]
            right = [
                i
                for i, p in enumerate(found)
                if any(same(w, p.name) or same(w, m.text) for w in want for m in p.mentions)
            ]
            if want and not right and role == "victim":
                continue
            fold = hashlib.sha256((norm(want[0]) if want else row["id"]).encode()).digest()[0] % 5
            about = {"id": row["id"], "set": name, "fold": fold, "want": want}
            several = role == "victim" and gold[row["id"]]["labels"].get("kind") == "multi"
            for chosen in [[one] for one in right] if several else [right]:  # each of several victims by itself
                kept = [i for i in range(len(found)) if i in chosen or not several or i not in right]
                rows.append(about | {
                    "feats": [feats[i] for i in kept],
                    "right": [kept.index(i) for i in chosen],
                    "names": [found[i].name for i in kept],
                })  # fmt: skip
    return rows


class Batch:
    def __init__(self, rows: list[dict], index: dict[str, int]) -> None:
        self.cand, self.feat, self.doc, self.right = [], [], [], []
        self.weight = np.array([WEIGHT.get(r["set"], 1.0) for r in rows])
        candidate = 0
        for d, row in enumerate(rows):
            options = [["none", *(["none:empty"] if not row["feats"] else [])], *row["feats"]]
            for o, feats in enumerate(options):
                ids = [index[f] for f in feats if f in index]
                self.cand += [candidate] * len(ids)
                self.feat += ids
                self.doc.append(d)
                self.right.append(o - 1 in row["right"] if row["right"] else o == 0)
                candidate += 1
        self.cand, self.feat, self.doc = map(np.array, (self.cand, self.feat, self.doc))
        self.right = np.array(self.right)

    def probs(self, w: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
        score = np.bincount(self.cand, w[self.feat], minlength=len(self.doc))
        score = np.exp(np.clip(score, -30, 30))
        if mask is not None:
            score = score * mask
        return score / np.bincount(self.doc, score)[self.doc]

    def gradient(self, w: np.ndarray) -> np.ndarray:
        g = (self.probs(w, self.right) - self.probs(w)) * self.weight[self.doc]
        return np.bincount(self.feat, g[self.cand], minlength=len(w)) - L2 * w / 10


def train(rows: list[dict]) -> dict[str, float]:
    counts = Counter(f for row in rows for f in {f for feats in row["feats"] for f in feats})
    index = {f: i for i, f in enumerate(["none", "none:empty", *sorted(f for f, c in counts.items() if c >= MIN_DOCS)])}
    batch, w = Batch(rows, index), np.zeros(len(index))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, STEPS + 1):
        g = batch.gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        w += RATE * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {f: round(float(w[i]), 2) for f, i in index.items() if abs(w[i]) >= 0.02}


def choose(weights: dict[str, float], row: dict) -> tuple[int, float]:
    scores = [sum(weights.get(f, 0.0) for f in feats) for feats in row["feats"]]
    none = weights.get("none", 0.0)
    top = max(range(len(scores)), key=scores.__getitem__, default=-1)
    total = np.exp(none) + sum(np.exp(min(s, 30)) for s in scores)
    return (top, float(np.exp(min(scores[top], 30)) / total)) if top >= 0 else (-1, 0.0)


def check(rows: list[dict], role: str) -> None:
    tallies: dict[str, Counter] = {}
    for fold in range(5):
        weights = train([r for r in rows if r["fold"] != fold])
        for row in (r for r in rows if r["fold"] == fold):
            top, p = choose(weights, row)
            t = tallies.setdefault(row["set"], Counter())
            said = p >= 0.3
            ok = said and top in row["right"]
            t["tp"] += ok
            t["fp"] += said and not ok
            t["fn"] += bool(row["right"]) and not ok
            if not ok and (said or row["right"]) and row["set"] == "articles":
                print("   ", row["id"], row["want"], "got", row["names"][top] if top >= 0 else None, round(p, 2))
    for name, t in tallies.items():
        print(role, name, dict(t), "F1", round(2 * t["tp"] / max(2 * t["tp"] + t["fp"] + t["fn"], 1), 3))


def main() -> None:
    folder = Path(sys.argv[1])
    weights = {}
    for role in SETS:
        rows = examples(folder, role)
        if "--check" in sys.argv:
            check(rows, role)
        weights[role] = train(rows)
        print(role, len(rows), "texts", len(weights[role]), "weights")
    OUT.write_text(stored(weights), encoding="utf-8")


def stored(weights: dict[str, dict[str, float]]) -> str:
    """The features by kind, and of each role the weights in hundredths, in the order of all features."""
    by_kind: dict[str, list[str]] = {kind: [] for kind in (*BESIDE, *OF_PARTY, BEFORE, BEHIND, SIGN, "none")}
    order: dict[str, list[str]] = {kind: [] for kind in by_kind}
    for feature in sorted(weights["victim"].keys() | weights["actor"].keys()):
        kind, _, value = feature.partition(":")
        if kind[0] in (BEFORE, BEHIND):
            kind, value = kind[0], kind[1:]
        by_kind[kind].append(value)
        order[kind].append(feature)
    known = [feature for features in order.values() for feature in features]
    found = {role: [round(weights[role].get(feature, 0) * UNIT) for feature in known] for role in ("victim", "actor")}
    parts = [f'"{kind}": {json.dumps(values, ensure_ascii=False)}' for kind, values in by_kind.items()]
    rows = [f'"{role}": {json.dumps(values)}' for role, values in found.items()]
    return '{"features": {\n' + ",\n".join(parts) + "},\n" + ",\n".join(rows) + "}\n"


if __name__ == "__main__":
    main()
