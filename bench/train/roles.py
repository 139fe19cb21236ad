"""Train extract/weights/dates.json, sums.json and data.json: what dates, sums and data of a text are of.

    python -m bench.train.roles DATA_FOLDER [--check] [--without SET,SET]

Multinomial logistic regression (`softmax.py`) over the features of the modules roles.py of extract/dates,
extract/money and extract/data. It learns from marked.txt beside this file (articles and passages of our own, each date,
sum and kind of data marked), the cases of tests/cases (but not of data), and the labelled texts of DATA_FOLDER and
bench/texts: there what bears the value of a label is of its kind, all else of none.
--check prints how the marks and labels of each fold are judged by the others'; --without leaves sets out.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from bench import marked
from bench.marked import DATES, Text
from bench.sets import HELD_OUT, labelled, scorer
from bench.train import softmax

from affidavit.extract import scanned
from affidavit.extract.articles import is_article
from affidavit.extract.assertion import assertion
from affidavit.extract.data import data
from affidavit.extract.data import roles as of_data
from affidavit.extract.data.mentions import Mention
from affidavit.extract.data.telling import Telling
from affidavit.extract.dates import chronology
from affidavit.extract.dates import roles as of_dates
from affidavit.extract.money import money
from affidavit.extract.money import roles as of_sums
from affidavit.extract.rulebook.check import unmarked
from affidavit.extract.scan import Line, Scan
from affidavit.model.document import Document
from affidavit.model.linear import Linear

TEXTS = Path(__file__).parents[1] / "texts"
WEIGHTS = Path(__file__).parents[2] / "src/affidavit/extract/weights"
REAL = ("articles", "more_articles", "paragraphs", "more_paragraphs")
OURS = ("news", "dailies", "features", "gazette", "courier", "herald", "ledger", "letters", "filings")
ROLES = {"dates": of_dates.ROLES, "sums": of_sums.ROLES, "data": of_data.ROLES}
OUT = {name: WEIGHTS / f"{name}.json" for name in ROLES}
CASES, CASE = Path(__file__).parents[2] / "tests/cases", "cases"
LEAST, L2, KEPT_FROM, FOLDS = 2, {"dates": 3.0, "sums": 4.0, "data": 3.0}, 0.05, 5
#: What the marks of data say of it.
DATA = {"exposed": "exposed", "denied": "denied", "otherdata": "other"}
#: By how much a sum may differ from its label.
_NEAR = 0.01


class Row(NamedTuple):
    """A date or a sum: of which set, what it is of, and its features."""

    about: str
    name: str
    roles: frozenset[str]
    told: frozenset[str]
    fold: int


def of_sets(folder: Path, without: Collection[str]) -> Iterator[Text]:
    """The labelled texts, but those of `without` and those held out."""
    judge = scorer(folder)
    for where, names in ((folder, REAL), (TEXTS, OURS)):
        for name in names:
            if name in (*without, *HELD_OUT):
                continue
            gold, documents = labelled(judge, where, name)
            for key, row in gold.items():
                yield Text(name, documents[key]["text"], documents[key].get("published"), [], row["labels"])


def of_cases() -> Iterator[Text]:
    """The cases of tests/cases that expect a date or a sum, or that there is no sum."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            told, absent = case.get("expect") or {}, case.get("absent") or ()
            labels: dict[str, Any] = {label: str(told[role]) for role, label in DATES.items() if role in told}
            if "money" in told or "money" in absent:
                labels["money"] = [_sum(one) for one in _many(told.get("money"))]
            if labels and "text" in case:
                yield Text(CASE, unmarked(case["text"])[0], str(case.get("published") or "") or None, [], labels)


def _many(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _sum(told: Any) -> dict[str, Any]:
    return {"kind": told["kind"], "value": told["amount"]}


def rows(text: Text) -> list[Row]:
    """The dates and sums of a text."""
    scan = scanned(Document.of(text.text, published=text.published))
    fold = hashlib.sha256(text.text[:60].encode()).digest()[0] % FOLDS
    return [
        Row(about, text.name, frozenset(roles), frozenset(told), fold)
        for about, found in (("dates", _dates(text, scan)), ("sums", _sums(text, scan)), ("data", _data(text, scan)))
        for roles, told in found
    ]


def _dates(text: Text, scan: Scan) -> Iterator[tuple[set[str], set[str]]]:
    for line, when, told in of_dates.read(scan, chronology.resolved(scan)):
        marks = text.marked(line.start + when.start, line.start + when.end)
        if text.labels:
            roles = {role for role, label in DATES.items() if text.labels.get(label) == when.value}
            if roles or text.name != CASE:  # a case tells of some dates only
                yield roles, told
        elif marks is not None:
            yield marks & set(DATES), told


def _sums(text: Text, scan: Scan) -> Iterator[tuple[set[str], set[str]]]:
    if text.labels and "money" not in text.labels:
        return
    for line in scan.body:
        found = money.sums(scan, line) if "currency" in line.marks else []
        for one, told in zip(found, money.features(scan, line, found), strict=True):
            marks = text.marked(one.quantity.opening, one.quantity.end)
            if text.labels:
                yield set(_kinds(text.labels["money"], one.quantity.value)), told
            elif marks is not None:
                yield marks & set(of_sums.ROLES), told


def _kinds(labels: Iterable[dict[str, Any]], amount: float) -> Iterator[str]:
    for label in labels:
        if abs(label["value"] - amount) <= _NEAR * max(1, label["value"]):
            yield label["kind"]
            return


def _data(text: Text, scan: Scan) -> Iterator[tuple[set[str], set[str]]]:
    """The data that an article of one incident names, or marks as such without our lexicon knowing it."""
    labels = text.labels
    if not is_article(scan) or labels.get("kind") in ("multi", "not_incident"):
        return
    if labels and not (text.name != CASE and labels.get("data_exposed") is not None):
        return
    told: dict[int, list[of_data.Told]] = {line.index: [] for line in scan.body}
    for one in data.read(scan):
        told[one.telling.line.index].append(one)
    for line in scan.body:
        row = told[line.index] + list(_unknown(text, line, told[line.index]))
        for one, seen in zip(row, of_data.features(scan, line, row), strict=True):
            roles = _of_labels(labels, one.mention.name) if labels else _of_mark(text.marked(*_place(one)))
            if roles is not None:
                yield roles, seen


def _unknown(text: Text, line: Line, row: Sequence[of_data.Told]) -> Iterator[of_data.Told]:
    """The data marked in a sentence that no word of our lexicon names."""
    for kinds, start, end in text.marks:
        met = any(one.mention.start < end and start < one.mention.end for one in row)
        if kinds & DATA.keys() and line.start <= start < line.end and not met:
            status, speaker = assertion.judge(line, start, end)
            yield of_data.Told(Telling(line), Mention(start, end, ""), None, status, speaker, False)


def _place(one: of_data.Told) -> tuple[int, int]:
    return one.mention.start, one.mention.end


def _of_mark(kinds: set[str] | None) -> set[str] | None:
    found = {DATA[kind] for kind in kinds or () if kind in DATA}
    return found or None


def _of_labels(labels: dict[str, Any], name: str) -> set[str] | None:
    """What the labels say of a class of data; None where they say both."""
    exposed, denied = name in labels["data_exposed"], name in (labels.get("data_not_exposed") or ())
    return None if exposed and denied else {"exposed"} if exposed else {"denied"} if denied else {"other"}


def train(about: str, found: Iterable[Row]) -> Linear:
    """The model that the rows teach."""
    roles = ROLES[about]
    pairs = [(row.told, roles.index(role)) for row in found for role in sorted(row.roles) or roles[:1]]
    told, labels = [one for one, _ in pairs], [role for _, role in pairs]
    return Linear(*softmax.fit(told, labels, len(roles), least=LEAST, l2=L2[about], kept_from=KEPT_FROM))


def check(about: str, found: list[Row]) -> None:
    """Prints by set and role how many are told, how many the model says (from one half on), and how many rightly."""
    tallies: dict[tuple[str, str], Counter[str]] = {}
    for fold in range(FOLDS):
        by = train(about, [row for row in found if row.fold != fold])
        for row in (row for row in found if row.fold == fold):
            for role, chance in list(zip(ROLES[about], by.chances(row.told), strict=True))[1:]:
                said = chance >= 0.5
                tally = tallies.setdefault((row.name, role), Counter())
                tally.update(told=role in row.roles, said=said, right=said and role in row.roles)
    for (name, role), tally in sorted(tallies.items()):
        print(f"{about} {name:16} {role:14} told {tally['told']:4} said {tally['said']:4} right {tally['right']:4}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", type=Path)
    options.add_argument("--check", action="store_true")
    options.add_argument("--without", default="", metavar="SET,SET")
    given = options.parse_args()
    texts = [*marked.texts(), *of_cases(), *of_sets(given.data, given.without.split(","))]
    with ProcessPoolExecutor() as pool:
        found = [row for some in pool.map(rows, texts, chunksize=20) for row in some]
    for about, out in OUT.items():
        own = [row for row in found if row.about == about]
        if given.check:
            check(about, own)
            continue
        made = train(about, own)
        softmax.write(made, out)
        print(f"{out.name}: {len(made.weights)} features of {len(own)} {about}")


if __name__ == "__main__":
    main()
