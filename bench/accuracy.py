"""Score Affidavit on labelled sets: `python bench/accuracy.py DATA_FOLDER [SET ...] [--write]`.

DATA_FOLDER holds NAME.docs.jsonl and NAME.gold.jsonl, and `../score/score.py` beside it judges. Prints precision,
recall and F1 by set and field; --false the false findings by document; --errors FIELD lists what was missed and wrong;
--write puts the table into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

from affidavit import Document, analysis_row, analyze

SETS = ("articles", "paragraphs", "hibp", "hhs", "vcdb", "ca_ag", "prc", "cissm", "annoctr", "tram", "tram_reports")
#: What a reader takes from a report first.
MAIN = ("organization", "affected", "data", "started", "third_party", "actor")
DOC = Path(__file__).parents[1] / "docs" / "accuracy.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"


def scorer(data: Path) -> ModuleType:
    """The module that judges, from beside the data."""
    spec = importlib.util.spec_from_file_location("score", data.parent / "score" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py beside {data}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(row: dict[str, Any]) -> dict[str, Any]:
    """What Affidavit finds in one row of a set, in the machine format."""
    about = {"key": str(row["id"]), "published": row.get("published"), "origin": row.get("url")}
    return analysis_row(analyze(Document.of(row["text"], **about)))


def measure(judge: ModuleType, data: Path, name: str) -> tuple[dict[str, Any], int, int]:
    """(tallies by field, findings without valid evidence, documents) of one set."""
    gold = judge.load(data / f"{name}.gold.jsonl")
    documents = judge.load(data / f"{name}.docs.jsonl")
    with ProcessPoolExecutor() as pool:
        rows = pool.map(predict, documents.values(), chunksize=16)
        predictions = dict(zip(documents, rows, strict=True))
    return judge.score(gold, predictions), len(judge.unproven(predictions, documents)), len(gold)


def table(judge: ModuleType, data: Path, names: list[str], errors: str | None) -> str:
    """A Markdown table a set, with the mean over its fields and the count of unproven findings."""
    parts = []
    for name in names:
        tallies, unproven, documents = measure(judge, data, name)
        rows = [(field, *t.prf, t.tp, t.fp, t.fn) for field, t in tallies.items() if t.tp + t.fp + t.fn]
        mean = sum(row[3] for row in rows) / max(len(rows), 1)
        lines = [
            f"### {name}: mean F1 {mean:.3f} ({documents} documents, {unproven} findings without valid evidence)",
            "",
        ]
        lines += ["| field | precision | recall | F1 | right | wrong | missed |", "|---|---|---|---|---|---|---|"]
        lines += [f"| {f} | {p:.3f} | {r:.3f} | {f1:.3f} | {tp} | {fp} | {fn} |" for f, p, r, f1, tp, fp, fn in rows]
        parts.append("\n".join(lines) + "\n")
        print(parts[-1], flush=True)
        for document, what, value in tallies[errors].errors if errors in tallies else ():
            print(f"{document}  {what}: {value}")
    return "\n".join(parts)


def false_findings(judge: ModuleType, data: Path, names: list[str]) -> None:
    """Print a table: false findings by document and field, and the share of documents with none in the main fields."""
    columns, shares = [], []
    for name in names:
        tallies, _, documents = measure(judge, data, name)
        wrong = {field: [doc for doc, what, _ in t.errors if what == "wrong"] for field, t in tallies.items()}
        touched = {doc for field in MAIN for doc in wrong.get(field, ())}
        columns.append({field: f"{len(found) / documents:.2f}" for field, found in wrong.items()})
        columns[-1]["all fields"] = f"{sum(map(len, wrong.values())) / documents:.2f}"
        shares.append(f"{1 - len(touched) / documents:.2f}")
    print(f"| false findings a document | {' | '.join(names)} |", "|---|" + "---|" * len(names), sep="\n")
    for field in sorted({field for column in columns for field in column}):
        print(f"| {field} | {' | '.join(column.get(field, '') for column in columns)} |")
    print(f"| share of documents with none in {', '.join(MAIN)} | {' | '.join(shares)} |")


def main() -> None:
    """Read the arguments, measure, print, and write where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--errors", metavar="FIELD", help="list what was missed and wrong in this field")
    parser.add_argument("--false", action="store_true", help="count the false findings by document instead")
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    options = parser.parse_args()
    if not options.data.is_dir():
        sys.exit(f"{options.data}: no such folder of labelled sets")
    if options.false:
        false_findings(scorer(options.data), options.data, options.sets)
        return
    made = table(scorer(options.data), options.data, options.sets, options.errors)
    if options.write:
        pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
        DOC.write_text(pattern.sub(lambda _: BEGIN + made + END, DOC.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
