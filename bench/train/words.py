"""Make extract/lists/common_words.txt: words that a text's first capital does not make a name.

    python bench/train/words.py DATA_FOLDER

A word is common when the labelled texts write it in lower case at least MIN times, and more often than not.
The output depends on nothing but those texts.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

MIN = 4
OUT = Path(__file__).parents[2] / "src/affidavit/extract/lists/common_words.txt"


def texts(folder: Path) -> list[str]:
    """All texts of a folder of labelled sets."""
    rows = [json.loads(line) for path in sorted(folder.glob("*.docs.jsonl")) for line in path.open(encoding="utf-8")]
    return [text for row in rows for text in (row["text"] if isinstance(row["text"], list) else [row["text"]])]


def main(folder: str) -> None:
    lower, upper = Counter[str](), Counter[str]()
    for text in texts(Path(folder)):
        lower.update(re.findall(r"(?<![\w.@/-])[a-z]{2,20}(?![\w@/]|\.\w)", text))
        upper.update(word.lower() for word in re.findall(r"(?<![\w.@/-])[A-Z][a-z]{1,20}(?!\w)", text))
    common = sorted(word for word, count in lower.items() if count >= MIN and count >= upper[word])
    OUT.write_text(
        "# Source: counts over labelled texts (bench/train/words.py)\n" + "\n".join(common) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main(sys.argv[1])
