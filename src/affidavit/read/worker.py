"""The process that formats are parsed in: `python -m affidavit.read.worker`, spoken to over its pipes.

A request is a line of JSON (`kind`, `hints`, `size`) and so many bytes; the answer a line of JSON, either
`{"content": ...}` or `{"error": ...}`. Nothing but JSON comes back, whatever a file does in here.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from affidavit.errors import ReadError
from affidavit.read.content import Hints
from affidavit.read.formats import parse

#: The memory that one file may make this process take.
MAX_MEMORY = 4_000_000_000


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        answer = json.dumps(_answer(request, requests.read(request["size"])))
        answers.write(answer.encode("ascii") + b"\n")
        answers.flush()


def _answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        return {"content": parse(request["kind"], data, Hints(**request["hints"])).row()}
    except ReadError as error:
        return {"error": error.message}


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return  # a system without such limits still has the time limit


def main() -> None:
    """Serve standard input; what libraries print goes nowhere, so that it cannot be taken for an answer."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
