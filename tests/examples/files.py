"""The examples: their files, and those of them that a script makes from text (`python -m tests.examples.files`)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from affidavit.model.document import Document
from affidavit.model.incident import Analysis
from affidavit.pipeline import analyze
from affidavit.read import ReadOptions, read
from tests.read.files import pdf, word

FOLDER = Path(__file__).parents[2] / "examples"
NAMES = list(yaml.safe_load((FOLDER / "index.yaml").read_text("utf-8")))
_LINES_A_PAGE = 45


def documents(name: str) -> list[Document]:
    """The documents of the example `name`, each with its path below the project as its origin."""
    about = _index()[name]
    options = ReadOptions(published=str(about["published"]) if "published" in about else None, isolate=False)
    return [
        replace(document, origin=f"examples/{file}")
        for file in about["files"]
        for document in read(FOLDER / file, options)
    ]


@cache
def analysis(name: str) -> Analysis:
    """The analysis of the example `name`, made once."""
    return analyze(documents(name))


@cache
def _index() -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / "index.yaml").read_text("utf-8")))


def make() -> None:
    """Write the examples that are no plain text from the texts in `set-as`."""
    letter = (FOLDER / "set-as" / "breach-letter.txt").read_text("utf-8")
    (FOLDER / "breach-letter.docx").write_bytes(word(*letter.strip().split("\n\n")))
    lines = (FOLDER / "set-as" / "filing-8k.txt").read_text("utf-8").strip().split("\n")
    pages = ["\n".join(lines[at : at + _LINES_A_PAGE]) for at in range(0, len(lines), _LINES_A_PAGE)]
    (FOLDER / "filing-8k.pdf").write_bytes(pdf(*pages))


if __name__ == "__main__":
    make()
