"""Train extract/lists/country_weights.tsv and sector_weights.tsv: which of those that a text tells of is the victim's.

    python -m bench.train.settings DATA_FOLDER [--check]

A conditional logit (`choice.py`) over the features of `extract/setting/likeliest.py`, taught by the labelled texts and
the cases of tests/cases.
--check prints by set and threshold precision and recall by the weights of other folds, split by organisation.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bench import marked
from bench.sets import HELD_OUT, OUR_SETS, labelled, scorer
from bench.train.choice import FOLDS, Row, arguments, fit, tallied, write

from affidavit.extract import scanned
from affidavit.extract.rulebook.check import unmarked
from affidavit.extract.setting import setting, trades
from affidavit.extract.setting.cues import Victim
from affidavit.extract.setting.likeliest import of_sectors, of_values
from affidavit.model.document import Document

#: The sets of the data folder, and how much a text of each counts.
REAL = {
    "articles": 1.0, "more_articles": 1.0, "paragraphs": 1.0, "more_paragraphs": 1.0,
    "cissm": 0.3, "prc": 0.3, "vcdb": 0.3,
}  # fmt: skip
#: The labels of each field: one value, or several that are right.
LABELS = {"country": ("country", ""), "sector": ("sector", "sector_any")}
TEXTS = Path(__file__).parents[1] / "texts"
OUT = Path(__file__).parents[2] / "src/affidavit/extract/lists"
CASES, CASE, OF_CASE = Path(__file__).parents[2] / "tests/cases", "cases", 4.0
LEAST, KEPT_FROM, L2, THRESHOLDS = 3, 0.03, {"country": 1.0, "sector": 2.0}, (0.6, 0.75, 0.83)


class Text(NamedTuple):
    """A text to learn from, what it counts, and by field what is right, for the fields that its labels tell of."""

    name: str
    weight: float
    text: str
    published: str | None
    right: dict[str, set[str]]


class Judged(NamedTuple):
    """The candidates of a text, and whether it has a value."""

    row: Row
    told: bool


def texts(folder: Path) -> Iterator[Text]:
    """The texts whose labels tell of countries or sectors."""
    judge = scorer(folder)
    ours = dict.fromkeys((*OUR_SETS, marked.NAME), 1.0)
    for where, sets in ((folder, REAL), (TEXTS, ours)):
        for name, weight in sets.items():
            gold, documents = labelled(judge, where, name)
            for key, row in gold.items():
                labels, document = row.get("labels", row), documents[key]
                if labels.get("kind") not in ("multi", "not_incident"):
                    right = {field: found for field in LABELS if (found := _right(labels, field)) is not None}
                    yield Text(name, weight, document["text"], document.get("published"), right)


def _right(labels: dict[str, Any], field: str) -> set[str] | None:
    one, several = LABELS[field]
    if one in labels:
        return {labels[one]} - {None}
    return set(labels[several]) if several in labels else None


def cases() -> Iterator[Text]:
    """The cases that expect a country or a sector, or none."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            told, absent = case.get("expect") or {}, case.get("absent") or ()
            right = {field: {_plain(told.get(field))} - {None} for field in LABELS if field in (*told, *absent)}
            if right:
                yield Text(CASE, OF_CASE, unmarked(case["text"])[0], None, right)


def _plain(told: Any) -> str | None:
    return told["value"] if isinstance(told, dict) else told


def judged(text: Text) -> dict[str, Judged]:
    """The candidates of a text, by field."""
    scan = scanned(Document.of(text.text, published=text.published))
    victim, found = Victim(scan), setting.marked(scan)
    told = {
        "country": of_values(victim, setting.country_cues(scan, victim, found)),
        "sector": of_sectors(scan, victim, list(trades.cues(scan, victim, found))),
    }
    named = victim.rated.party.name if victim.rated else text.text[:60]
    fold = hashlib.sha256(named.encode()).digest()[0] % FOLDS
    out = {}
    for field, right in text.right.items():
        places = [at for at, value in enumerate(told[field]) if value in right]
        features = [sorted(one) for one in told[field].values()]
        out[field] = Judged(Row(text.name, text.weight, fold, features, places), bool(right))
    return out


def check(field: str, found: list[Judged]) -> None:
    """Print what the weights of other folds say."""
    told = Counter(one.row.name for one in found if one.told)
    rows = [one.row for one in found if one.row.told]
    for (name, from_), tally in tallied(rows, THRESHOLDS, least=LEAST, l2=L2[field], unused=HELD_OUT).items():
        shares = f"precision {tally['right'] / max(1, tally['said']):.3f}, recall {tally['right'] / told[name]:.3f}"
        print(f"{field} {name:<16} from {from_}: {shares}")


def main() -> None:
    given = arguments(__doc__)
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(judged, (*texts(given.data), *cases()), chunksize=25))
    for field in LABELS:
        own = [one[field] for one in found if field in one]
        if given.check:
            check(field, own)
            continue
        rows = [one.row for one in own if one.row.told and one.row.name not in HELD_OUT]
        table = fit(rows, least=LEAST, l2=L2[field], kept_from=KEPT_FROM)
        out = OUT / f"{field}_weights.tsv"
        write({name: round(value, 2) for name, value in table.items()}, out, Path(__file__).name)
        print(f"{out.name}: {len(table)} features of {len(rows)} texts")


if __name__ == "__main__":
    main()
