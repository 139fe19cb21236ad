"""Analyse a .jsonl of documents and print one result a line, with nothing but the pipeline (for scoring)."""

from __future__ import annotations

import json
import sys

from affidavit.model.document import Document
from affidavit.model.machine import analysis_row
from affidavit.pipeline import analyze


def main(path: str) -> None:
    """Print one result a line for the rows of `path`."""
    with open(path, encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            about = {"key": str(row["id"]), "published": row.get("published"), "origin": row.get("url")}
            print(json.dumps(analysis_row(analyze(Document.of(row["text"], **about))), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
