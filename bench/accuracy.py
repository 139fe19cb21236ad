"""Score Affidavit on labelled sets: `python -m bench.accuracy DATA_FOLDER [SET ...] [--write] [--record]`.

DATA_FOLDER holds NAME.docs.jsonl and NAME.gold.jsonl, and `../score/score.py` beside it judges. Prints precision,
recall and F1 by set and field, and what moved since the last recorded run, with the documents gained and lost.
--record keeps this run (bench/history.jsonl, bench/errors.tsv); --errors FIELD lists what was missed and wrong; --false
counts the false findings; --reliability tells what confidences are worth; --write puts it all into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from bench import history, reliability
from bench.sets import MAIN, SETS, Measured, measure, scorer

DOC = Path(__file__).parents[1] / "docs" / "accuracy.md"


def table(measured: Measured) -> str:
    """A Markdown table of one set, with the mean over its fields and the count of unproven findings."""
    head = f"### {measured.name}: mean F1 {measured.mean():.3f}"
    about = f"({measured.documents} documents, {measured.unproven} findings without valid evidence)"
    lines = [f"{head} {about}", ""]
    lines += ["| field | precision | recall | F1 | right | wrong | missed |", "|---|---|---|---|---|---|---|"]
    rows = measured.rows()
    lines += [f"| {f} | {p:.3f} | {r:.3f} | {f1:.3f} | {tp} | {fp} | {fn} |" for f, p, r, f1, tp, fp, fn in rows]
    return "\n".join(lines) + "\n"


def false_findings(sets: list[Measured]) -> str:
    """A Markdown table: false findings a document by field, and the share of documents with none in the main fields."""
    columns = []
    for measured in sets:
        wrong = {field: sum(what == "wrong" for _, what, _ in t.errors) for field, t in measured.tallies.items()}
        columns.append({field: f"{count / measured.documents:.2f}" for field, count in wrong.items()})
        columns[-1]["all fields"] = f"{sum(wrong.values()) / measured.documents:.2f}"
    lines = [f"| false findings a document | {' | '.join(m.name for m in sets)} |", "|---|" + "---|" * len(sets)]
    for field in sorted({field for column in columns for field in column}):
        lines.append(f"| {field} | {' | '.join(column.get(field, '') for column in columns)} |")
    shares = " | ".join(f"{measured.without_false():.2f}" for measured in sets)
    return "\n".join([*lines, f"| share of documents with none in {', '.join(MAIN)} | {shares} |"]) + "\n"


def put(name: str, text: str) -> None:
    """Put `text` into docs/accuracy.md, between the marks of this name."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    DOC.write_text(pattern.sub(lambda _: begin + text + end, DOC.read_text("utf-8")), "utf-8")


def main() -> None:
    """Read the arguments, measure, print, compare, and keep where asked."""
    options = _options()
    if not options.data.is_dir():
        sys.exit(f"{options.data}: no such folder of labelled sets")
    judge, before, sets = scorer(options.data), history.last(), []
    for name in options.sets:
        sets.append(measured := measure(judge, options.data, name))
        print(table(measured), flush=True)
        for document, what, value in (
            measured.tallies[options.errors].errors if options.errors in measured.tallies else ()
        ):
            print(f"{document}  {what}: {value}")
        print("\n".join(history.compared(measured, before.get(name, {}), options.most)), flush=True)
    said = [one for measured in sets for one in reliability.judged(measured)]
    if options.false:
        print(false_findings(sets))
    if options.reliability:
        print(reliability.table(said))
    if options.write:
        put("figures", "\n".join(map(table, sets)))
        put("reliability", reliability.table(said))
        put("false findings", false_findings(sets))
    if options.record:
        history.record(sets)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--errors", metavar="FIELD", help="list what was missed and wrong in this field")
    parser.add_argument("--false", action="store_true", help="count the false findings by document")
    parser.add_argument("--reliability", action="store_true", help="show how often findings of a confidence are right")
    parser.add_argument("--most", type=int, default=8, help="how many documents gained or lost are named by field")
    parser.add_argument("--record", action="store_true", help="keep this run for later ones to be compared with")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/accuracy.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
