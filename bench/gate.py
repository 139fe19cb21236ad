"""The accuracy gate: `python -m bench.gate [DATA_FOLDER] [--set]`.

Compares what the pipeline finds in examples/ with their hand-written truth (examples/golden), field by field, and
fails when a figure falls below its floor in bench/floors.toml; so for the texts of our own (bench/texts), and for each
labelled set of DATA_FOLDER, where that is there. --set writes the figures of today as the floors.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from bench.sets import OUR_SETS, SETS, measure, scorer
from tests.examples.files import NAMES, analysis
from tests.examples.golden import aligned, golden, lines, row

TEXTS = Path(__file__).parent / "texts"
FLOORS = Path(__file__).parent / "floors.toml"
#: What is told of a set as a whole.
_OF_WHOLE = (".mean", ".proven", ".without false")
#: Rounding must not fail the gate.
SLACK = 0.0005


def figures() -> dict[str, float]:
    """F1 by field over all examples, `precision` and `recall` over all fields."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for name in NAMES:
        truth = golden(name)
        wanted, got = lines(truth), lines(aligned(truth, row(analysis(name))))
        for tally, found in ((right, wanted & got), (wrong, got - wanted), (missed, wanted - got)):
            tally.update(_field(line) for line in found)
    made = {f: 2 * right[f] / (2 * right[f] + wrong[f] + missed[f]) for f in sorted(right | wrong | missed)}
    made["precision"] = right.total() / (right.total() + wrong.total())
    made["recall"] = right.total() / (right.total() + missed.total())
    return made


def _field(line: str) -> str:
    return line.split(" | ")[1] if " | " in line else "kind"


def set_figures(data: Path, names: tuple[str, ...]) -> dict[str, float]:
    """F1 by set and field over labelled sets of a folder; of a set the mean, and whether each finding has evidence."""
    made: dict[str, float] = {}
    for name in names:
        measured = measure(scorer(data), data, name)
        made[f"{name}.mean"] = measured.mean()
        made[f"{name}.proven"] = float(measured.unproven == 0)
        made[f"{name}.without false"] = measured.without_false()
        made |= {f"{name}.{row[0]}": row[3] for row in measured.rows()}
    return made


def of_whole(values: dict[str, float]) -> dict[str, float]:
    """The figures of whole sets: a field has too few cases in a set of a dozen texts for a floor of its own."""
    return {name: value for name, value in values.items() if name.endswith(_OF_WHOLE)}


def written(today: dict[str, dict[str, float]]) -> str:
    """The floors as TOML, cut to three digits."""
    parts = [
        "# F1 by field: on examples/, bench/texts and each labelled set (python -m bench.gate [DATA_FOLDER] --set)\n"
    ]
    for table, values in today.items():
        rows = [f'"{name}" = {int(value * 1000) / 1000:.3f}\n' for name, value in values.items()]
        parts.append(f"\n[{table}]\n" + "".join(rows))
    return "".join(parts)


def main() -> None:
    """Print each figure beside its floor; exit 1 when one has fallen below it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "data", type=Path, nargs="?", help="the folder of labelled sets; passed over where it is missing"
    )
    parser.add_argument("--set", action="store_true", help="take the figures of today as the floors")
    options = parser.parse_args()
    today = {"examples": figures(), "texts": of_whole(set_figures(TEXTS, OUR_SETS))}
    if options.data is not None and options.data.is_dir():
        today["sets"] = set_figures(options.data, SETS)
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    if options.set:
        floors |= today
        FLOORS.write_text(written(floors), "utf-8")
    fallen = [name for table, values in today.items() for name in told(values, floors.get(table, {}))]
    if fallen:
        sys.exit(f"accuracy fell below its floor: {', '.join(fallen)}")


def told(today: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print each figure beside its floor; gives the names of those that have fallen below it."""
    fallen = [name for name, floor in floors.items() if today.get(name, 0.0) < floor - SLACK]
    for name, value in today.items():
        print(f"{name:<28}{value:>7.3f}   floor {floors.get(name, 0.0):.3f}{'   FELL' if name in fallen else ''}")
    return fallen


if __name__ == "__main__":
    main()
