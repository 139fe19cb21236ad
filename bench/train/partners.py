"""Train extract/lists/partner_weights.tsv: which of those that a text names the incident came through.

    python -m bench.train.partners DATA_FOLDER [--check]

A conditional logit (`choice.py`) over the features of `extract/wording/partners.py`, taught by the labelled texts that
name a third party or have none, and the headers of marked.txt; one without a name teaches nothing.
--check prints by set and threshold how many texts of each fold that rules say nothing of get a name by the weights of
the others, and how many rightly (of sets that nothing is trained on too), and writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from bench import marked
from bench.sets import HELD_OUT, OUR_SETS, labelled, scorer
from bench.train.choice import FOLDS, Row, arguments, fit, tallied, write

from affidavit.extract import extract, scanned
from affidavit.extract.wording import partners, third_parties
from affidavit.merge.same import same_name
from affidavit.model.document import Document

REAL = ("articles", "more_articles", "paragraphs", "more_paragraphs")
TEXTS = Path(__file__).parents[1] / "texts"
OUT = Path(__file__).parents[2] / "src/affidavit/extract/lists/partner_weights.tsv"
#: How much a text counts that is no marked article: those name third parties far more often than texts do.
OTHER = 2.0
LEAST, L2, THRESHOLDS = 3, 3.0, (0.5, 0.6, 0.7)


class Judged(NamedTuple):
    """A text: its candidates, whether rules name a third party, whether there is one."""

    row: Row
    by_rule: bool
    involved: bool


def texts(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(set, document, labels) of each text whose labels tell of third parties."""
    judge = scorer(folder)
    for where, names in ((folder, REAL), (TEXTS, (*OUR_SETS, marked.NAME))):
        for name in names:
            gold, documents = labelled(judge, where, name)
            for key, row in gold.items():
                labels = row.get("labels", row)
                if "third_party" in labels and labels.get("kind") != "multi":
                    yield name, documents[key], labels


def judged(text: tuple[str, dict[str, Any], dict[str, Any]]) -> Judged:
    """The candidates of a text."""
    name, row, labels = text
    told = (labels["third_party"] if labels.get("kind") != "not_incident" else None) or {}
    document = Document.of(row["text"], published=row.get("published"))
    scan = scanned(document)
    claims = [one for one in extract(document).claims if one.field == third_parties.FIELD and one.asserted]
    by_rule = any(one.by != third_parties.BY for one in claims)
    found = partners.candidates(scan, third_parties.chances(scan))
    right = [
        at for at, one in enumerate(found)
        if any(same_name(label, said.text) for label in told.get("names") or () for said in one.rated.party.mentions)
    ]  # fmt: skip
    fold = hashlib.sha256(row["text"][:60].encode()).digest()[0] % FOLDS
    weight = 1.0 if name == marked.NAME else OTHER
    taught = Row(name, weight, fold, [sorted(one.features) for one in found], right)
    return Judged(taught, by_rule, bool(told.get("involved")))


def check(found: list[Judged]) -> None:
    """Print what the weights of other folds say where rules say nothing; all texts teach."""
    rows = [one.row for one in found if one.row.right or not one.involved]
    by_rule = {id(one.row) for one in found if one.by_rule}
    tallies = tallied(rows, THRESHOLDS, least=LEAST, l2=L2, unused=HELD_OUT, asked=lambda row: id(row) not in by_rule)
    for (name, from_), tally in tallies.items():
        print(f"{name:<18} from {from_}: {tally['told']} told, {tally['said']} said, {tally['right']} rightly")


def main() -> None:
    given = arguments(__doc__)
    with ProcessPoolExecutor() as pool:
        found = [one for one in pool.map(judged, texts(given.data), chunksize=20) if one.row.told]
    if given.check:
        check(found)
        return
    rows = [one.row for one in found if (one.row.right or not one.involved) and one.row.name not in HELD_OUT]
    table = fit(rows, least=LEAST, l2=L2, kept_from=0.05)
    write({name: round(value, 2) for name, value in table.items()}, OUT, Path(__file__).name)
    print(f"{OUT.name}: {len(table)} features of {len(rows)} texts")


if __name__ == "__main__":
    main()
