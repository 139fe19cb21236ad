"""Train extract/lists/country_weights.tsv: which of the countries that a text tells of is the victim's.

    python -m bench.train.countries DATA_FOLDER [--check]

A conditional logit (`choice.py`) over the features of `extract/setting/likeliest.py`, taught by the labelled texts and
the cases of tests/cases.
--check prints by set and threshold precision and recall by the weights of other folds, split by organisation.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bench import marked
from bench.sets import HELD_OUT, OUR_SETS, labelled, scorer
from bench.train.choice import FOLDS, Row, fit, held_out, write

from affidavit.extract import scanned
from affidavit.extract.rulebook.check import unmarked
from affidavit.extract.setting import setting
from affidavit.extract.setting.cues import Victim
from affidavit.extract.setting.likeliest import features
from affidavit.model.document import Document

#: The sets of the data folder, and how much a text of each counts.
REAL = {"articles": 1.0, "more_articles": 1.0, "cissm": 0.3}
TEXTS = Path(__file__).parents[1] / "texts"
OUT = Path(__file__).parents[2] / "src/affidavit/extract/lists/country_weights.tsv"
CASES, CASE, OF_CASE = Path(__file__).parents[2] / "tests/cases", "cases", 4.0
LEAST, L2, THRESHOLDS = 3, 1.0, (0.5, 0.6, 0.7, 0.8)


class Judged(NamedTuple):
    """A text: its candidates, and whether it has a country."""

    row: Row
    told: bool


def texts(folder: Path) -> Iterator[tuple[str, float, dict[str, Any], str | None]]:
    """(set, weight, document, country) of each text whose labels tell of countries."""
    judge = scorer(folder)
    ours = dict.fromkeys((*OUR_SETS, marked.NAME), 1.0)
    for where, sets in ((folder, REAL), (TEXTS, ours)):
        for name, weight in sets.items():
            gold, documents = labelled(judge, where, name)
            for key, row in gold.items():
                labels = row.get("labels", row)
                if "country" in labels and labels.get("kind") not in ("multi", "not_incident"):
                    yield name, weight, documents[key], labels["country"]


def cases() -> Iterator[tuple[str, float, dict[str, Any], str | None]]:
    """The same of the cases that expect a country, or none."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            country = (case.get("expect") or {}).get("country")
            if country or "country" in (case.get("absent") or ()):
                yield CASE, OF_CASE, {"text": unmarked(case["text"])[0], "published": None}, country


def judged(text: tuple[str, float, dict[str, Any], str | None]) -> Judged:
    """The candidates of a text."""
    name, weight, document, country = text
    scan = scanned(Document.of(document["text"], published=document.get("published")))
    victim = Victim(scan)
    told = features(scan, victim, setting.country_cues(scan, victim, setting.marked(scan)))
    named = victim.rated.party.name if victim.rated else document["text"][:60]
    fold = hashlib.sha256(named.encode()).digest()[0] % FOLDS
    right = [at for at, value in enumerate(told) if value == country]
    return Judged(Row(name, weight, fold, [sorted(one) for one in told.values()], right), bool(country))


def check(found: list[Judged]) -> None:
    """Print what the weights of other folds say."""
    tallies: dict[tuple[str, float], Counter[str]] = {}
    rows = [one.row for one in found if one.row.told]
    told = Counter(one.row.name for one in found if one.told)
    for row, scores in held_out(rows, least=LEAST, l2=L2, unused=HELD_OUT):
        best = max(range(len(scores)), key=scores.__getitem__)
        chance = math.exp(scores[best]) / (1 + sum(map(math.exp, scores)))
        for least in THRESHOLDS:
            tally = tallies.setdefault((row.name, least), Counter(said=0, right=0))
            tally.update(said=chance >= least, right=chance >= least and best in row.right)
    for (name, least), tally in tallies.items():
        shares = f"precision {tally['right'] / max(1, tally['said']):.3f}, recall {tally['right'] / told[name]:.3f}"
        print(f"{name:<16} from {least}: {shares}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--check", action="store_true")
    given = options.parse_args()
    with ProcessPoolExecutor() as pool:
        found = list(pool.map(judged, (*texts(given.data), *cases()), chunksize=25))
    if given.check:
        check(found)
        return
    rows = [one.row for one in found if one.row.told and one.row.name not in HELD_OUT]
    table = fit(rows, least=LEAST, l2=L2)
    write({name: round(value, 2) for name, value in table.items()}, OUT, Path(__file__).name)
    print(f"{OUT.name}: {len(table)} features of {len(rows)} texts")


if __name__ == "__main__":
    main()
