"""How fast the whole pipeline is: MB/s on one core, milliseconds by part, cold starts, and what more processes bring.

python bench/speed.py [--data FOLDER]     articles.docs.jsonl of FOLDER, else 1 MB made of the texts of tests/cases
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from affidavit.advise import advise
from affidavit.extract import ENGLISH, LANGUAGE_FREE, asides, extract, voices
from affidavit.extract.language import language
from affidavit.extract.organizations import parties, rating
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Scan
from affidavit.merge import merge
from affidavit.model.document import Document
from affidavit.pipeline import analyze, analyze_each

CASES = Path(__file__).parents[1] / "tests" / "cases"
#: How often the calibration loop goes round.
TURNS = 10_000_000
#: The size of an article, and of all of them, where they are made up.
ARTICLE, ENOUGH = 3_500, 1_000_000
ROUNDS = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared/data"))
    documents = list(read(options.parse_args().data / "articles.docs.jsonl"))
    size = sum(len(document.text.encode()) for document in documents)
    print(f"{len(documents)} documents, {size / 1e6:.2f} MB")
    throughput(documents)
    by_part(documents)
    cold_starts(documents[0].text)
    several_processes(documents)


def read(path: Path) -> Iterator[Document]:
    if not path.exists():
        print(f"{path} is missing: reading made-up articles")
        yield from map(Document.of, made_up())
        return
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        yield Document.of(row["text"], published=row.get("published"), origin=row.get("url"))


def made_up() -> Iterator[str]:
    """Articles of sentences from the cases, each a different mixture."""
    cases = [case for path in sorted(CASES.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]
    texts = [re.sub("[⟦⟧]", "", case["text"]) for case in cases if "text" in case]
    chance, made = random.Random(1), 0
    while made < ENOUGH:
        text = "Northfield Dental discloses a breach\n\n"
        while len(text) < ARTICLE:
            text += chance.choice(texts).strip() + " "
        made += len(text)
        yield text


def calibration() -> float:
    """Seconds of processor time that a plain loop takes here and now: what the figures beside it are to be held to."""
    start, total = time.process_time(), 0
    for turn in range(TURNS):
        total += turn
    return time.process_time() - start


def measured(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of processor time that `work` takes, and what the calibration loop takes around it."""
    before = calibration()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    return taken, (before + calibration()) / 2


def throughput(documents: list[Document]) -> None:
    """The second half when it is met for the first time, and everything when it is met again."""
    half = len(documents) // 2
    measured(lambda: list(map(analyze, documents[:half])))
    _print_rate("text met for the first time", documents[half:], [measured(_all(documents[half:]))])
    _print_rate("the same text again", documents, [measured(_all(documents)) for _ in range(ROUNDS)])


def _all(documents: list[Document]) -> Callable[[], Any]:
    return lambda: list(map(analyze, documents))


def _print_rate(name: str, documents: list[Document], rounds: list[tuple[float, float]]) -> None:
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    taken, loop = min(rounds)
    each = taken / len(documents) * 1000
    print(f"{name:32} {size / taken:6.2f} MB/s  {each:6.2f} ms each  (calibration loop {loop:.2f} s)")


def by_part(documents: list[Document]) -> None:
    spent: dict[str, float] = defaultdict(float)
    _, loop = measured(lambda: [_parts(document, spent) for document in documents])
    print(f"milliseconds a document, by part (text met before; calibration loop {loop:.2f} s)")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:30} {seconds / len(documents) * 1000:6.2f}")


def _parts(document: Document, spent: dict[str, float]) -> None:
    """The steps of `extract` and `analyze`, one by one."""

    def timed(name: str, work: Callable[..., Any], *given: Any) -> Any:
        start = time.process_time()
        done = work(*given)
        spent[name] += time.process_time() - start
        return done

    scan = timed("scan", Scan, document)
    timed("marks", by_rule.mark, scan)
    timed("asides", asides.mark, scan)
    scan.parties = timed("rating of parties", rating.rate, scan)
    scan.mentions = timed("mentions", parties.mentions, scan)
    timed("voices", voices.mark, scan)
    timed("language", language, document.text)
    for extractor in LANGUAGE_FREE + ENGLISH:
        timed(extractor.__module__.removeprefix("affidavit.extract."), lambda: list(extractor(scan)))  # noqa: B023
    merged = timed("merge", merge, [extract(document)])
    timed("advise", lambda: list(map(advise, merged.incidents)))


def cold_starts(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(text, "utf-8")
        commands = {
            "python -c pass": ["-c", "pass"],
            "affidavit --version": ["-m", "affidavit", "--version"],
            "affidavit analyze page.txt": ["-m", "affidavit", "analyze", str(page)],
        }
        print(f"cold starts, seconds of wall clock and of processor time (calibration loop {calibration():.2f} s)")
        for name, command in commands.items():
            wall, used = min(_run(command, Path(folder)) for _ in range(ROUNDS))
            print(f"  {name:30} {wall:6.2f}  {used:6.2f}")


def _run(command: list[str], folder: Path) -> tuple[float, float]:
    """Wall clock and processor time of a command that finds its byte code, as an installed package does."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, check=True, env=environment)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def several_processes(documents: list[Document]) -> None:
    print(f"wall clock with several processes ({os.cpu_count()} cores), four times the documents")
    many = documents * 4
    for jobs in sorted({1, 2, os.cpu_count() or 1}):
        start = time.perf_counter()
        for _ in analyze_each(many, jobs=jobs):
            pass
        print(f"  {jobs} {'process' if jobs == 1 else 'processes':28} {time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    main()
