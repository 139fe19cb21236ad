"""Several writers at once: the same incidents as from one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.generate import documents

from affidavit.read import read
from affidavit.registering import add, open_register
from tests.register.programs import adding, assert_whole, corpus, state

WRITERS = 4


def test_overlapping_inputs_at_once(address: str, tmp_path: Path) -> None:
    made = [row for row in islice(documents(200, seed=11), 60) if len(row["incidents"]) == 1]
    alone = {row["incidents"][0]: row for row in made}  # one telling each: the order of arrival decides nothing
    told = list(alone.values())
    parts = [corpus(tmp_path / f"{at}.jsonl", told[at * 5 :] + told[: at * 5]) for at in range(WRITERS)]
    running = [adding(part, address) for part in parts]
    for one in running:
        out, complaint = one.communicate(timeout=240)
        assert one.returncode == 0, complaint
        assert len(out.splitlines()) == len(told)
    with open_register(address) as together, open_register(str(tmp_path / "calm.db")) as calm:
        list(add(calm, read(parts[0])))
        assert_whole(together)
        assert {key for keys in state(together) for key in keys} == {key for keys in state(calm) for key in keys}


def test_a_new_register_made_by_several_at_once(tmp_path: Path) -> None:
    address = str(tmp_path / "new.db")
    source = corpus(tmp_path / "corpus.jsonl", documents(5, seed=2))
    running = [adding(source, address) for _ in range(WRITERS)]
    for one in running:
        _, complaint = one.communicate(timeout=240)
        assert one.returncode == 0, complaint
    with open_register(address) as register:
        assert_whole(register)
