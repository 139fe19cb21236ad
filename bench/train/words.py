"""Make extract/lists/common_words.txt, general_words.txt and rare_words.txt: words that a first capital makes no name.

    python bench/train/words.py DATA_FOLDER [WORD_LIST LONGER_LIST]

A word is common when the labelled texts write it in lower case at least MIN times, and more often than not. WORD_LIST
is a file of English words, one a line (SCOWL's, as Debian's wamerican-small has it); of these the second list keeps
what the first does not have, by its stem, without words that the texts write with a capital more often than not. The
third list is for articles, which write a name within a sentence sooner or later: of LONGER_LIST (wamerican's) it keeps
what neither of them has, without words that the texts write with a capital when they stand alone ("Target").
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from affidavit.extract.lists import stems, words

MIN = 4
#: So many capitals make an English word suspect of being a name.
NAMED = 3
LISTS = Path(__file__).parents[2] / "src/affidavit/extract/lists"
OUT, GENERAL, RARE = LISTS / "common_words.txt", LISTS / "general_words.txt", LISTS / "rare_words.txt"
_WORD = re.compile(r"[a-z]{3,14}$")
#: A word with a capital within a sentence, and no other beside it.
_ALONE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{1,20}(?! [A-Z&]|\w|[&.-]\w)")


def texts(folder: Path) -> list[str]:
    """All texts of a folder of labelled sets."""
    rows = [json.loads(line) for path in sorted(folder.glob("*.docs.jsonl")) for line in path.open(encoding="utf-8")]
    return [text for row in rows for text in (row["text"] if isinstance(row["text"], list) else [row["text"]])]


def general(path: Path, common: set[str], lower: Counter[str], upper: Counter[str]) -> list[str]:
    """The stems of a word list that are neither common already nor names."""
    every = {word for word in path.read_text("utf-8").split() if _WORD.match(word)}
    named = {word for word in every if upper[word] >= NAMED and upper[word] > lower[word]}
    kept = every - named - common
    return sorted(word for word in kept if not any(stem in every | common for stem in stems(word)))


def rare(path: Path, known: set[str], lower: Counter[str], alone: Counter[str]) -> list[str]:
    """The stems of a longer word list that are not `known` already, nor names by themselves."""
    every = {word for word in path.read_text("utf-8").split() if _WORD.match(word)}
    kept = {word for word in every if not (alone[word] > 1 and alone[word] > lower[word])} - known
    return sorted(word for word in kept if not any(stem in every | known for stem in stems(word)))


def main(folder: str, word_list: str | None = None, longer_list: str | None = None) -> None:
    lower, upper, alone = Counter[str](), Counter[str](), Counter[str]()
    for text in texts(Path(folder)):
        alone.update(word.lower() for word in _ALONE.findall(text))
        lower.update(re.findall(r"(?<![\w.@/-])[a-z]{2,20}(?![\w@/]|\.\w)", text))
        upper.update(word.lower() for word in re.findall(r"(?<![\w.@/-])[A-Z][a-z]{1,20}(?!\w)", text))
    common = sorted(word for word, count in lower.items() if count >= MIN and count >= upper[word])
    OUT.write_text(
        "# Source: counts over labelled texts (bench/train/words.py)\n" + "\n".join(common) + "\n", encoding="utf-8"
    )
    if word_list is not None:
        rows = general(Path(word_list), set(common), lower, upper)
        GENERAL.write_text(
            "# Source: SCOWL (see NOTICE), less names (bench/train/words.py)\n" + "\n".join(rows) + "\n",
            encoding="utf-8",
        )
    if longer_list is not None:
        rows = rare(Path(longer_list), set(common) | words("general_words"), lower, alone)
        RARE.write_text(
            "# Source: SCOWL (see NOTICE), less names (bench/train/words.py)\n" + "\n".join(rows) + "\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
