"""Train merge/weights/genres.json: what kind of document a text is, by its headline and lead.

    python -m bench.train.genres DATA_FOLDER [--check]

Multinomial logistic regression (`softmax.py`) over the features of `merge/genre.py`. It learns from leads.tsv beside
this file (kind, headline, lead: our own words), the articles of marked.txt, the labelled articles and paragraphs, our
own sets, and the texts of tests/cases that tell of an incident; each fold of --check is trained without what it judges.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml
from bench import marked
from bench.sets import HELD_OUT, OUR_SETS, labelled, scorer
from bench.train import softmax

from affidavit.extract import extract
from affidavit.merge import genre, kind
from affidavit.merge.genre import KINDS
from affidavit.model.document import Document
from affidavit.model.linear import Linear

LEADS = Path(__file__).with_name("leads.tsv")
OUT = Path(__file__).parents[2] / "src/affidavit/merge/weights/genres.json"
TEXTS = Path(__file__).parents[1] / "texts"
CASES = Path(__file__).parents[2] / "tests/cases"
#: The cases that are to show what the model makes of texts it has not seen.
UNSEEN = "kind.yaml"
REAL = ("articles", "more_articles", "paragraphs", "more_paragraphs")
MIN_TEXTS, L2, FOLDS = 2, 1.0, 5


def texts(folder: Path) -> list[tuple[str, str, str, str | None, str]]:
    """(set, id, text, published, kind) of all that is learned from."""
    found = []
    judge = scorer(folder)
    for where, names in ((folder, REAL), (TEXTS, [name for name in OUR_SETS if name not in HELD_OUT])):
        for name in names:
            if where == folder:
                gold, rows = labelled(judge, where, name)
            else:
                gold, rows = judge.load(where / f"{name}.gold.jsonl"), judge.load(where / f"{name}.docs.jsonl")
            for key, labels in gold.items():
                labels = labels.get("labels", labels)
                told = {"multi": "multiple"}.get(labels.get("kind", ""), labels.get("kind", "incident"))
                if told in KINDS:
                    found.append((name, str(key), rows[key]["text"], rows[key].get("published"), told))
    for n, (head, text) in enumerate(marked.articles()):
        told = {"multi": "multiple"}.get(head["kind"], head["kind"])
        found.append(("marked", f"marked-{n}", text.text, text.published, told))
    for n, line in enumerate(LEADS.read_text("utf-8").splitlines()):
        told, title, lead = line.split("\t")
        found.append(("leads", f"lead-{n}", f"{title}\n\n{lead}", None, {"multi": "multiple"}.get(told, told)))
    return found + list(cases())


def cases() -> Iterator[tuple[str, str, str, str | None, str]]:
    """The texts of the cases of which something is expected, as incidents unless they say otherwise."""
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")) if path.name != UNSEEN else ():
            if case.get("expect") or case.get("kind"):
                text = re.sub("[⟦⟧]", "", case["text"])
                yield "cases", case["name"], text, str(case.get("published", "")) or None, case.get("kind", "incident")


def example(row: tuple[str, str, str, str | None, str]) -> dict:
    name, key, text, published, told = row
    extraction = extract(Document.of(text, published=published))
    by_cues = kind.by_cues(extraction)[0]
    return {
        "set": name, "id": key, "told": sorted(genre.features(extraction, by_cues)), "cues": by_cues,
        "label": KINDS.index(told), "fold": hashlib.sha256(text[:60].encode()).digest()[0] % FOLDS,
    }  # fmt: skip


def train(rows: list[dict]) -> Linear:
    told, labels = [row["told"] for row in rows], [row["label"] for row in rows]
    return Linear(*softmax.fit(told, labels, len(KINDS), least=MIN_TEXTS, l2=L2, kept_from=0.03))


def check(rows: list[dict]) -> None:
    """Prints by set how many kinds are right by cues alone and by the model, each fold judged by the others'."""
    cues, model, seen, wrong = Counter(), Counter(), Counter(), []
    table: Counter = Counter()
    for fold in range(FOLDS):
        by = train([row for row in rows if row["fold"] != fold])
        for row in (row for row in rows if row["fold"] == fold):
            got = by.scores(row["told"])
            best = got.index(max(got))
            seen[row["set"]] += 1
            cues[row["set"]] += row["cues"] == KINDS[row["label"]]
            model[row["set"]] += best == row["label"]
            if row["set"] == "leads":
                table[KINDS[row["label"]], KINDS[best]] += 1
            if best != row["label"]:
                wrong.append((row["set"], row["id"], KINDS[row["label"]], KINDS[best], row["cues"]))
    for name, texts_of in seen.items():
        shares = f"by cues {cues[name] / texts_of:.3f}, held out {model[name] / texts_of:.3f}"
        print(f"{name:16} {texts_of:4} texts, {shares}")
    for a in KINDS:
        print(f"{a:14}", [table[a, b] for b in KINDS])
    for one in sorted(wrong):
        print(*one)


def main() -> None:
    rows = texts(Path(sys.argv[1]))
    with ProcessPoolExecutor() as pool:
        examples = list(pool.map(example, rows, chunksize=16))
    if "--check" in sys.argv:
        check(examples)
    made = train(examples)
    softmax.write(made, OUT)
    print(f"{OUT.name}: {len(made.weights)} features of {len(examples)} texts")


if __name__ == "__main__":
    main()
