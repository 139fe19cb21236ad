"""The rows that bench/train/techniques.py learns from: fragments and sentences, with the techniques they tell of."""

from __future__ import annotations

import json
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from affidavit.extract import sentences
from affidavit.extract.technique.features import pair_slots, pieces, word_slots, words

FOLDS = 5
ARTICLES, SHORT = ("articles", "paragraphs"), ("hibp", "hhs", "prc", "cissm", "ca_ag", "vcdb")
#: What short texts that are not labelled for techniques may well tell of: they teach nothing about these.
UNSURE = ("T1566.001", "T1078", "T1190", "T1110", "T1204.002", "T1210")
#: How many texts of each short set, and sentences of each, are enough to teach what is no technique.
TEXTS, SENTENCES = 250, 4
#: How much a row counts: a procedure example is worded otherwise than a report; that a report's annotators left a
#: sentence out tells little.
WEIGHT = {"fragment": 1.0, "procedure": 1.0, "other procedure": 0.15, "told": 0.7, "untold": 0.15, "news": 1.0}
#: Ids that ATT&CK has renamed since the reports were labelled.
RENAMED = {"T1574.001": "T1574.002"}

remembered = cache(word_slots)


@dataclass
class Row:
    """A sentence; `techniques` are told in it, `unknown` may be; `fold` -1 is always learned from."""

    kind: str
    words: list[str]
    techniques: set[str]
    fold: int
    source: str
    unknown: set[str] = field(default_factory=set)
    pieces: list[np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        """Find the slots of the whole sentence, and of its pieces, once."""
        setting = "among" if self.kind in ("told", "untold") else "alone"
        self.pieces = [slots(self.words[start:end]) for start, end in pieces(len(self.words), setting)]

    @property
    def slots(self) -> np.ndarray:
        return self.pieces[0]


def slots(found: list[str]) -> np.ndarray:
    """The slots of words, each as often as it occurs."""
    own = [slot for word in found for slot in remembered(word)]
    return np.array([*own, *pair_slots(found)] or [0], np.int32)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def labels(data: Path, name: str) -> dict[str, set[str]]:
    return {row["id"]: set(row["labels"].get("techniques") or ()) for row in lines(data / f"{name}.gold.jsonl")}


def fold_of(key: str) -> int:
    return zlib.crc32(key.encode()) % FOLDS


def squashed(text: str) -> tuple[str, list[int]]:
    """The letters and digits of `text`, and the place of each."""
    kept = [(at, sign) for at, sign in enumerate(text.lower()) if sign.isalnum()]
    return "".join(sign for _, sign in kept), [at for at, _ in kept]


def places(fragment: str, text: str) -> Iterator[int]:
    """Where `fragment` stands in `text`, the first few times."""
    at, found = text.find(fragment), 0
    while at >= 0 and found < 5:
        yield at
        at, found = text.find(fragment, at + 1), found + 1


def fragments_and_reports(data: Path) -> list[Row]:
    """The labelled fragments, and the sentences of the reports that they were taken from, in the report's fold."""
    gold = labels(data, "tram")
    found = [(squashed(row["text"])[0], row) for row in lines(data / "tram.docs.jsonl")]
    home: dict[str, str] = {}
    rows = []
    for report in lines(data / "tram_reports.docs.jsonl"):
        text, offsets = squashed(report["text"])
        spans = [(span.start, span.end) for span in sentences.split(report["text"])]
        told: list[set[str]] = [set() for _ in spans]
        for fragment, row in found:
            for at in places(fragment, text) if len(fragment) > 5 else ():
                home.setdefault(fragment, report["id"])
                told[sentence_of(offsets[at], offsets[at + len(fragment) - 1], spans)] |= gold[row["id"]]
        for (start, end), techniques in zip(spans, told, strict=True):
            kind = "told" if techniques else "untold"
            rows.append(
                Row(kind, words(report["text"][start:end].lower()), techniques, fold_of(report["id"]), report["id"])
            )
    for fragment, row in found:
        fold = fold_of(home.get(fragment, fragment))
        rows.append(Row("fragment", words(row["text"].lower()), gold[row["id"]], fold, row["id"]))
    return rows


def sentence_of(start: int, end: int, spans: list[tuple[int, int]]) -> int:
    """The sentence that holds most of `[start, end]`, of the one it begins in and the next."""
    at = bisect_right([first for first, _ in spans], start) - 1
    if at + 1 < len(spans) and end - spans[at + 1][0] > spans[at][1] - start:
        return at + 1
    return max(at, 0)


def procedures(folder: Path, known: set[str]) -> list[Row]:
    """ATT&CK's procedure examples; one of a sub-technique teaches its parent where the reports know only that."""
    patterns = json.loads((folder / "attack-patterns-lookup-v18.1.json").read_text("utf-8"))["attack_patterns"]
    ids = {pattern["stix_id"]: pattern["external_id"] for pattern in patterns}
    relations = json.loads((folder / "relationships-lookup-v18.1.json").read_text("utf-8"))["relationships"]
    rows = []
    for relation in relations:
        text = plain(relation.get("description") or "")
        if relation["relationship_type"] == "uses" and relation["target_ref"] in ids and len(text) > 15:
            technique = ids[relation["target_ref"]]
            technique = RENAMED.get(technique, technique)
            taught = {technique, technique.split(".")[0]} & known
            taught = {technique} if technique in taught else taught
            kind = "procedure" if taught else "other procedure"
            rows.append(Row(kind, words(text.lower()), taught, -1, "procedures"))
    return rows


def plain(description: str) -> str:
    """A description without citations and mark-up, and without the names of who does it: nothing hangs on a name."""
    bare = re.sub(r"\(Citation:[^)]{0,200}\)", "", description)
    bare = re.sub(r"\[[^\]]{0,200}\]\([^)]{0,200}/(?:software|groups|campaigns)/[^)]{0,100}\)", "it", bare)
    return re.sub(r"</?code>", "", re.sub(r"\[([^\]]{0,200})\]\([^)]{0,300}\)", r"\1", bare)).strip()


def news(data: Path) -> list[Row]:
    """Sentences of articles and short texts, which tell of no technique that their labels do not name."""
    rows = []
    for name in ARTICLES:
        gold = labels(data, name)
        for text in lines(data / f"{name}.docs.jsonl"):
            unknown = gold[text["id"]] | {technique.split(".")[0] for technique in gold[text["id"]]}
            rows += sentences_of(text, unknown, None)
    for name in SHORT:
        texts = sorted(lines(data / f"{name}.docs.jsonl"), key=lambda text: zlib.crc32(text["id"].encode()))
        for text in texts[:TEXTS]:
            rows += sentences_of(text, set(UNSURE), SENTENCES)
    return rows


def sentences_of(text: dict, unknown: set[str], most: int | None) -> list[Row]:
    spans = list(sentences.split(text["text"]))[:most]
    key = text["id"]
    return [
        Row("news", words(text["text"][span.start : span.end].lower()), set(), fold_of(key), key, unknown)
        for span in spans
    ]
