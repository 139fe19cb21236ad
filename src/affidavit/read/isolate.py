"""Parsing in a process of its own, with a time limit: a file that hangs or crashes its parser costs that process.

A process serves many files, one at a time; each thread that reads at once has one. They end with this process.
"""

from __future__ import annotations

import atexit
import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from affidavit.errors import ReadError
from affidavit.read.content import Content, Hints
from affidavit.read.formats import FORMATS

if TYPE_CHECKING:
    from subprocess import Popen

# Libraries keep something of each file; a process is replaced before that adds up.
_MOST_FILES = 500


class _Worker:
    def __init__(self) -> None:
        self.process = _started()
        self.served = 0

    def ask(self, request: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any] | None:
        """The answer, or None where the process died over it. Raises TimeoutError after `seconds`."""
        from threading import Timer

        self.served += 1
        late: list[bool] = []
        timer = Timer(seconds, partial(self._kill, late))
        timer.start()
        try:
            answer = self._exchange(json.dumps(request).encode("ascii") + b"\n" + data)
        finally:
            timer.cancel()
        if late:
            raise TimeoutError
        return None if answer is None else dict(json.loads(answer))

    def _exchange(self, message: bytes) -> bytes | None:
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(message)
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except OSError:
            return None
        return answer if answer.endswith(b"\n") else None

    def _kill(self, late: list[bool]) -> None:
        late.append(True)
        self.process.kill()

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was not yet sent cannot be any more


#: Processes that wait for work; taking from and adding to a list are atomic.
_idle: list[_Worker] = []


def parse(kind: str, data: bytes, hints: Hints, seconds: float) -> Content:
    """As `formats.parse`, but in another process.

    Raises ReadError also where that takes longer than `seconds`, or where it crashes.
    """
    from dataclasses import asdict

    request = {"kind": kind, "hints": asdict(hints), "size": len(data)}
    worker = _idle.pop() if _idle else _Worker()
    called = FORMATS[kind][1]
    answer = None
    try:
        answer = worker.ask(request, data, seconds)
    except TimeoutError:
        raise ReadError(f"reading this {called} took longer than the limit of {seconds:g} s (seconds)") from None
    finally:
        _put_back(worker, usable=answer is not None)
    if answer is None:
        raise ReadError(f"this {called} is damaged: its parser crashed on it, or it needs too much memory")
    return _content(answer)


def _content(answer: dict[str, Any]) -> Content:
    if "error" in answer:
        raise ReadError(answer["error"])
    return Content.of_row(answer["content"])


def _put_back(worker: _Worker, *, usable: bool) -> None:
    if usable and worker.served < _MOST_FILES:
        _idle.append(worker)
    else:
        worker.close()


def _started() -> Popen[bytes]:
    """A new process, which finds this package where this process has it and nothing in the current folder."""
    import subprocess
    import sys

    home = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
    paths = filter(None, (home, os.environ.get("PYTHONPATH")))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "affidavit.read.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
    )


def close() -> None:
    """End the processes that wait for work."""
    while _idle:
        _idle.pop().close()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    # a forked child would speak over its parent's pipes
    os.register_at_fork(after_in_child=_idle.clear)
