"""The accuracy gate: `python -m bench.gate [--set]`, on the examples that the repository owns.

Compares what the pipeline finds in examples/ with their hand-written truth (examples/golden), field by field, and fails
when a figure falls below its floor in bench/floors.toml. --set writes the figures of today as the floors.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

from tests.examples.files import NAMES, analysis
from tests.examples.golden import aligned, golden, lines, row

FLOORS = Path(__file__).parent / "floors.toml"
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


def main() -> None:
    """Print each figure beside its floor; exit 1 when one has fallen below it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", action="store_true", help="take the figures of today as the floors")
    today = figures()
    if parser.parse_args().set:
        rows = [f"{name} = {int(value * 1000) / 1000:.3f}\n" for name, value in today.items()]
        FLOORS.write_text(
            "# F1 by field on examples/, and precision and recall over all (python -m bench.gate --set)\n"
            + "".join(rows)
        )
    floors = tomllib.loads(FLOORS.read_text("utf-8"))
    fallen = [name for name, floor in floors.items() if today.get(name, 0.0) < floor - SLACK]
    for name, value in today.items():
        print(f"{name:<14}{value:>7.3f}   floor {floors.get(name, 0.0):.3f}{'   FELL' if name in fallen else ''}")
    if fallen:
        sys.exit(f"accuracy fell below its floor: {', '.join(fallen)}")


if __name__ == "__main__":
    main()
