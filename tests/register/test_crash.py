"""Killed at any moment, nothing is half-written, nothing told of is lost, and a rerun goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from random import Random

from bench.generate import documents

from affidavit.registering import add, open_register
from tests.register.programs import adding, assert_whole, corpus, state

ROUNDS, DOCUMENTS = 8, 70


def test_killed_again_and_again(address: str, tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus.jsonl", documents(DOCUMENTS, seed=5))
    chance, told = Random(3), set[str]()
    for _ in range(ROUNDS):
        told |= _killed(source, address, chance.randint(1, 12))
        with open_register(address) as register:
            assert_whole(register)
            assert told <= _stored(register.store)
    finished = adding(source, address)
    _, complaint = finished.communicate(timeout=120)
    assert finished.returncode == 0, complaint
    with open_register(address) as register, open_register(str(tmp_path / "calm.db")) as calm:
        from affidavit.read import read

        list(add(calm, read(source)))
        assert state(register) == state(calm)
        assert_whole(register)


def _killed(source: Path, address: str, outcomes: int) -> set[str]:
    """Run until so many new outcomes were told, wait a moment, and kill; gives the ids that were told of."""
    running, told, new = adding(source, address), set[str](), 0
    assert running.stdout is not None
    for line in running.stdout:
        outcome = json.loads(line)
        told.add(outcome["document"])
        new += outcome["what"] != "known"
        if new >= outcomes:
            break
    time.sleep(Random(outcomes).random() * 0.05)
    os.kill(running.pid, signal.SIGKILL)
    rest, _ = running.communicate(timeout=60)
    return told | {json.loads(line)["document"] for line in rest.splitlines() if line.endswith("}")}


def _stored(store: object) -> set[str]:
    from sqlalchemy import select

    from affidavit.register import tables as t
    from affidavit.register.store import Store

    assert isinstance(store, Store)
    with store.reading() as connection:
        return set(connection.execute(select(t.document.c.id)).scalars())


def test_workers_end_with_the_one_that_was_killed(tmp_path: Path) -> None:
    source = corpus(tmp_path / "corpus.jsonl", documents(300, seed=5))
    running = adding(source, str(tmp_path / "register.db"), "--jobs", "2")
    assert running.stdout is not None
    running.stdout.readline()
    workers = _children(running.pid)
    assert workers
    os.kill(running.pid, signal.SIGKILL)
    running.wait(60)
    deadline = time.monotonic() + 30
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_runs, workers))


def _children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def _runs(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(shown.strip()) and not shown.startswith("Z")
