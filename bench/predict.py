"""Analyse a .jsonl of documents and print one result a line, with nothing but the pipeline (for scoring)."""

from __future__ import annotations

import json
import sys

from affidavit.model.document import Document
from affidavit.model.machine import analysis_row
from affidavit.pipeline import analyze

if __name__ == "__main__":
    for line in open(sys.argv[1], encoding="utf-8"):
        row = json.loads(line)
        document = Document.of(
            row["text"],
            key=str(row["id"]),
            published=row.get("published"),
            origin=row.get("url"),
            title=row.get("title"),
        )
        print(json.dumps(analysis_row(analyze(document)), ensure_ascii=False))
