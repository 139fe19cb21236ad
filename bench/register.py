"""How fast the register is, on the invented disclosures of bench/generate.py.

python -m bench.register add 3000 ADDRESS --turns 6   adding, in turns with analysing some of the texts (--sample 600)
python -m bench.register fill ADDRESS 100000          so many incidents stored at once, made of 1,500 that were read
python -m bench.register measure ADDRESS              searching, and linking a new document, in a store that was filled
python -m bench.register score ADDRESS corpus.jsonl   pairs of documents that linking put together

An ADDRESS is a file, or a postgresql:// URL of an empty database.
"""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from bench.generate import BOOK, documents
from sqlalchemy import Connection, func, insert, select, text

from affidavit.merge.linking.profile import Profile, block_keys
from affidavit.merge.linking.text import stem
from affidavit.model.document import Document
from affidavit.register import Part, Prepared, Register
from affidavit.register import tables as t
from affidavit.register.look import look
from affidavit.register.rows import COLUMNS
from affidavit.register.search import SearchOptions
from affidavit.registering import STEPS, open_register, prepare

AT = "2024-01-01T00:00:00.{:06}Z"
#: So many disclosures are read to make all others of, and so many new ones are linked.
READ, LINKED = 1_500, 200
#: So many incidents are stored in one statement.
LOT = 500
#: Where a row of a finding has its number.
_NUMBER = COLUMNS.index("number")
SEARCHES = (
    "vector:phishing affected>100k",
    "ransomware:yes country:US",
    "organization:dental data:Passwords",
    "actor:rook started>=2016-03",
    '"file transfer" affected<5000',
    "malware:SilkLocker -data:Names",
    "ransomware:yes OR vector:phishing",
    "data:Passwords OR data:Names",
    "-ransomware:yes country:US",
    "sector:health* affected>10k",
    "ransom:* country:US",
    "affected:* vector:phishing",
    "organization:dental* started>=2020",
    "data:Names data:Passwords",
    "incident data",
)


def made(number: int, seed: int = 1) -> Iterator[Document]:
    for row in documents(number, seed):
        yield Document.of(row["text"], key=row["id"], published=row["published"], origin=row["url"], title=row["title"])


def add(number: str, address: str = "", *options: str) -> None:
    """Adding, and analysing some of the same texts, in turns, so that what else the machine does falls on both alike.

    Options are `--turns K` and `--sample M`, how many documents are analysed in all. Each turn is two programs of their
    own; what one takes to start, measured beside them, is left out of both.
    """
    given = dict(zip(options[::2], map(int, options[1::2]), strict=True))
    turns = given.get("--turns", 1)
    each, sample = int(number) // turns, given.get("--sample", int(number)) // turns
    bare, kept, most, made = [0.0, 0.0], [0.0, 0.0], 0, documents(int(number))
    with tempfile.TemporaryDirectory() as folder:
        some, one, out = (Path(folder) / name for name in ("some.jsonl", "one.jsonl", "out.jsonl"))
        where = address or str(Path(folder) / "register.db")
        for turn in range(1, turns + 1):
            rows = list(islice(made, each))
            _write(one, rows[:1])
            start = _run("analyze", one, "--format", "jsonl", "--output", out)
            _write(some, rows[:sample])
            _add_up(bare, _run("analyze", some, "--format", "jsonl", "--output", out), start)
            _write(some, rows)
            adding = _run("add", some, "-q", "-r", where)
            _add_up(kept, adding, start)
            most = max(most, adding[2])
            _tell(turn, (each, sample), (bare, kept), most)


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def _add_up(total: list[float], taken: tuple[float, float, int], start: tuple[float, float, int]) -> None:
    total[0] += taken[0] - start[0]
    total[1] += taken[1] - start[1]


def _tell(turn: int, sizes: tuple[int, int], taken: tuple[list[float], list[float]], most: int) -> None:
    each, sample = sizes
    bare, kept = ([1000 * one / turn / size for one in time] for size, time in zip((sample, each), taken, strict=True))
    print(f"{turn * each} documents: bare analysis {bare[0]:.1f} ms a document ({bare[1]:.1f} ms of processor time), "
          f"added {kept[0]:.1f} ms ({kept[1]:.1f} ms): {bare[0] / kept[0]:.0%} of the speed "
          f"({bare[1] / kept[1]:.0%} by processor time); {most} MB at most", flush=True)  # fmt: skip


def _run(*arguments: object) -> tuple[float, float, int]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "affidavit", *map(str, arguments)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used, after.ru_maxrss // 1024


def fill(address: str, number: str) -> None:
    """Incidents that were read, told again of organisations with other names, other figures and other months."""
    prepared = [one for one in map(prepare, made(READ)) if _can_vary(one)]
    chance, wanted = Random(2), int(number)
    names = [
        head + tail + more
        for more in ("", "er", "man", "low", "by")
        for head in BOOK["heads"]
        for tail in BOOK["tails"]
    ]
    with open_register(address) as register:
        for start in range(0, wanted, LOT):
            some = [
                _varied(chance.choice(prepared), chance, chance.choice(names)) for _ in range(min(LOT, wanted - start))
            ]
            with register.store.writing() as connection:
                _store(connection, start + 1, some)
        with register.store.writing() as connection:
            connection.execute(text("ANALYZE"))
            if not register.store.sqlite:
                for table in ("document", "incident", "telling", "membership", "finding"):
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'no'), 10000000)"))


def _can_vary(one: Prepared) -> bool:
    """Whether it tells of one incident, with a figure, at an organisation whose first word stands for nothing else."""
    profile = json.loads(one.parts[0].profile) if len(one.parts) == 1 else {}
    first = profile["names"][0].split()[0] if profile.get("names") else ""
    made_up = first.startswith(tuple(BOOK["heads"])) and first.endswith(tuple(BOOK["tails"]))
    return made_up and next(iter(profile.get("counts", ())), 0) >= 1000


def _varied(one: Prepared, chance: Random, name: str) -> tuple[Document, Part]:
    """The same incident at an organisation of another name, with the rows of what it holds and its words."""
    part = one.parts[0]
    profile = json.loads(part.profile)
    old = profile["names"][0].split()[0]
    number, figure = chance.randrange(500, 2_000_000), profile["counts"][0]
    changes = [(old, name), (old.lower(), name.lower()), (stem(old), stem(name)), (f"{figure:,}", f"{number:,}")]
    month = (chance.randint(2016, 2024), chance.randint(1, 12))
    shown = json.dumps([profile, part.rows, part.words, part.title, one.document.text])
    for before, after in changes:
        shown = shown.replace(before, after)
    profile, found, held, title, body = json.loads(shown)
    profile |= {"counts": [number], "published": ["{}-{:02}-17".format(*month)]}
    counted = [
        (*row[:_NUMBER], float(number), *row[_NUMBER + 1 :]) if row[0] == "affected" and row[_NUMBER] == figure else row
        for row in found
    ]
    document = Document.of(
        f"{body}\n{chance.random()}", published=profile["published"][0], key=f"filled-{chance.random()}"
    )
    identity = hashlib.sha256(document.text.encode()).hexdigest()[:32]
    profile_row = Profile.from_row(profile)
    made_part = replace(
        part, profile=json.dumps(profile, ensure_ascii=False), keys=block_keys(profile_row), id=identity, title=title,
        rows=counted, words=held,
    )  # fmt: skip
    return document, made_part


def _store(connection: Connection, first: int, some: list[tuple[Document, Part]]) -> None:
    lots: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for no, (document, part) in enumerate(some, first):
        at = AT.format(no % 1_000_000)
        lots["document"].append({"no": no, "id": document.id, "text": document.text, "key": document.key,
                                 "published": document.published, "words": f" {document.key} ", "kind": "incident",
                                 "version": "0", "added": at})  # fmt: skip
        lots["incident"].append({"no": no, "id": part.id, "title": part.title, "kind": "incident",
                                 "words": part.words, "profile": part.profile, "opened": at, "changed": at,
                                 "told_by": 1})  # fmt: skip
        lots["telling"].append({"no": no, "document": no, "place": 0, "packed": part.packed, "since": at})
        lots["membership"].append({"no": no, "telling": no, "incident": no, "by": "engine", "since": at})
        lots["block"] += [{"key": key, "incident": no} for key in part.keys]
        lots["finding"] += [{"incident": no, **dict(zip(COLUMNS, row, strict=True))} for row in part.rows]
    for name in ("document", "incident", "telling", "membership", "block", "finding"):
        connection.execute(insert(t.METADATA.tables[name]), lots[name])


def measure(address: str) -> None:
    with open_register(address) as register:
        with register.store.reading() as connection:
            stored = connection.execute(select(func.count()).select_from(t.incident)).scalar_one()
        print(f"{stored} incidents")
        taken = [_search(register, query) for query in SEARCHES]
        wall, used = (median(one[at] for one in taken) for at in (0, 1))
        print(f"  {wall:6.1f} ms ({used:.1f} ms of processor time)  the median of these")
        _link(register, stored)


def _search(register: Register, query: str) -> tuple[float, float]:
    taken, used, found = [], [], 0
    for _ in range(11):
        start, before = time.perf_counter(), time.process_time()
        found = len(register.search(query, SearchOptions(limit=50)).ids)
        taken.append(time.perf_counter() - start)
        used.append(time.process_time() - before)
    print(f"  {median(taken) * 1000:6.1f} ms ({median(used) * 1000:.1f} ms of processor time)  {query} ({found} shown)")
    return median(taken) * 1000, median(used) * 1000


def _link(register: Register, seed: int) -> None:
    """How long it takes to find the incident of a document, and to store it, once it was read."""
    linking, storing = [], []
    for one in islice((one for one in map(prepare, made(LINKED * 2, seed=seed)) if one.parts), LINKED):
        start = time.perf_counter()
        with register.store.reading() as connection:
            found = {row.id: row.profile for row in look(connection, one).candidates[0]}
        STEPS.choose(one.parts[0].profile, found)
        linking.append((time.perf_counter() - start) * 1000)
        start = time.perf_counter()
        register.add(one)
        storing.append((time.perf_counter() - start) * 1000)
    for name, taken in (("linking a new document", linking), ("linking and storing it", storing)):
        print(f"  {median(taken):6.1f} ms  {name} (nine in ten: {quantiles(taken, n=10)[-1]:.1f} ms)")


def score(address: str, corpus: str) -> None:
    true = {row["id"]: row["incidents"] for row in map(json.loads, Path(corpus).read_text("utf-8").splitlines())}
    said, right = defaultdict(set), defaultdict(set)
    with open_register(address) as register, register.store.reading() as connection:
        told = select(t.document.c.key, t.membership.c.incident).join(
            t.telling, t.telling.c.document == t.document.c.no
        )
        told = told.join(t.membership, t.membership.c.telling == t.telling.c.no).where(t.membership.c.until.is_(None))
        for key, incident in connection.execute(told):
            if len(true.get(key, ())) == 1:
                said[incident].add(key)
                right[true[key][0]].add(key)
    one, other = _pairs(said), _pairs(right)
    print(f"{len(one & other)} of {len(one)} pairs are right, of {len(other)} that there are")


def _pairs(groups: dict[Any, set[str]]) -> set[tuple[str, str]]:
    return {pair for keys in groups.values() for pair in combinations(sorted(keys), 2)}


COMMANDS: dict[str, Callable[..., None]] = {"add": add, "fill": fill, "measure": measure, "score": score}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
