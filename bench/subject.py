"""Score which incident each sentence is taken to tell of: `python bench/subject.py [FOLDER] [--errors]`.

FOLDER (tests/merge/subjects) holds articles with a sentence a line, each behind its incident and a bar: `main`,
`earlier` (one before at the same organisation) or `other:NAME`; an empty line ends a paragraph. Prints the accuracy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from affidavit.extract import extract
from affidavit.merge import kind, subject
from affidavit.merge.same import same_name
from affidavit.model.document import Document
from affidavit.model.extraction import Extraction

FOLDER = Path(__file__).parents[1] / "tests" / "merge" / "subjects"


def labelled(path: Path) -> tuple[str, list[tuple[int, str]]]:
    """The text of an article, and where each sentence begins with the label that it has."""
    text, labels = "", []
    for row in path.read_text("utf-8").splitlines():
        if not row:
            text += "\n\n"
            continue
        label, sentence = row.split("|", 1)
        text += "" if not text or text.endswith("\n") else " "
        labels.append((len(text), label))
        text += sentence
    return text, labels


def judged(path: Path) -> Iterator[tuple[str, str, str]]:
    """Each sentence of an article with its label and what it is taken for."""
    text, labels = labelled(path)
    extraction = extract(Document.of(text))
    found = subject.subjects(extraction, several=kind.kind(extraction)[0] == "multiple")
    for start, label in labels:
        end = text.find("\n", start) if "\n" in text[start:] else len(text)
        yield text[start:end], label, _taken_for(extraction, found, start, label)


def _taken_for(extraction: Extraction, found: subject.Subjects, start: int, label: str) -> str:
    number = found.of[max(i for i, s in enumerate(extraction.sentences) if s.start <= start)]
    if number <= subject.MAIN:
        return "main" if number == subject.MAIN else "none"
    topic = found.topics[number]
    if topic.earlier:
        return "earlier"
    return label if same_name(label.removeprefix("other:"), topic.name) else f"other:{topic.name}"


def accuracy(folder: Path = FOLDER) -> tuple[int, int]:
    """How many sentences of all articles are taken for what they are, and how many there are."""
    rows = [row for path in sorted(folder.glob("*.txt")) for row in judged(path)]
    return sum(label == taken for _, label, taken in rows), len(rows)


def main() -> None:
    """Print the accuracy, and with --errors each sentence that is taken for another incident's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    for path in sorted(given.folder.glob("*.txt")) if given.errors else ():
        for sentence, label, taken in judged(path):
            if label != taken:
                print(f"{path.stem}: {label}, taken for {taken}: {sentence[:90]}")
    right, total = accuracy(given.folder)
    print(f"sentences by incident: {right} of {total} right, {right / total:.3f}")


if __name__ == "__main__":
    main()
