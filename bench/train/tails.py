"""Sentences on the main incident or on others, set into articles of bench/texts: what bearings.py learns from, too.

tails.tsv holds them: how each bears on the main incident (a letter of `Bearing`), and one or two sentences in which
{main} stands for the main organisation, {sector} for what it is, and {y}, {y-1} ... for the year of publication and
those before it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from bench import marked
from bench.sets import labelled, scorer

from affidavit.extract import extract
from affidavit.merge import bearing, kind
from affidavit.merge.main_party import main_party
from affidavit.merge.subject import cues
from affidavit.model.document import Document

TAILS = Path(__file__).with_name("tails.tsv")
TEXTS = Path(__file__).parents[1] / "texts"
#: The sets whose articles the sentences are set into, and how many articles each is set into.
SETS, COPIES = ("news", "dailies", "features", "gazette", "courier", "herald"), 3
#: Paragraphs that an article has at least, and where a sentence is set in it.
_FEWEST, _PLACES = 4, ("end", "end", "within", "last paragraph")
#: What a sentence proves that may tell nothing of the incident.
_OF_THE_HOUSE = frozenset({"victims", "sector", "country", "kind"})
#: The marks of marked.txt that tell of the main incident.
_OF_MAIN = frozenset({"exposed", "denied", "affected", "started", "ended", "discovered", "disclosed"})
_YEAR = re.compile(r"\{y(?:-(\d))?\}")


class Tail(NamedTuple):
    """A line of tails.tsv in an article: `chance` decides where."""

    article: dict[str, Any]
    letter: str
    words: str
    chance: float


def tails(data: Path, sets: tuple[str, ...] = SETS) -> list[Tail]:
    """Each line of tails.tsv with the articles that it is set into; `data` holds the scorer."""
    articles = list(chain.from_iterable(_articles(data, name) for name in sets))
    chance = random.Random(5)
    lines = [line.split("\t", 1) for line in TAILS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Tail(chance.choice(articles), letter, words, chance.random()) for letter, words in lines for _ in range(COPIES)
    ]


def _articles(data: Path, name: str) -> list[dict[str, Any]]:
    gold, documents = labelled(scorer(data), TEXTS, name)
    kept = (documents[key] for key, row in gold.items() if row["labels"].get("kind") == "incident")
    return [document for document in kept if document["text"].count("\n\n") + 1 >= _FEWEST]


def examples(data: Path, sets: tuple[str, ...] = SETS) -> list[dict[str, Any]]:
    """One row a tail: the features of its sentences, and their label; all others' features are None."""
    with ProcessPoolExecutor() as pool:
        return [row for row in pool.map(example, tails(data, sets), chunksize=20) if row is not None]


def told_of_main(data: Path, sets: tuple[str, ...] = SETS) -> list[dict[str, Any]]:
    """One row an article: the features of the sentences that prove a label of its main incident, as such."""
    with ProcessPoolExecutor() as pool:
        found = pool.map(_proofs, [*_quoted(data, sets), *_marked()], chunksize=20)
        return [row for row in found if row is not None]


def _quoted(data: Path, sets: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], list[tuple[int, int]]]]:
    for name in sets:
        gold, documents = labelled(scorer(data), TEXTS, name)
        for key, row in gold.items():
            if row["labels"].get("kind") == "incident":
                text = documents[key]["text"]
                quotes = row["labels"].get("quotes", {}).items()
                places = [
                    (text.find(quote), len(quote)) for name, quote in quotes if quote and name not in _OF_THE_HOUSE
                ]
                yield documents[key], [(at, at + length) for at, length in places if at >= 0]


def _marked() -> Iterator[tuple[dict[str, Any], list[tuple[int, int]]]]:
    for head, text in marked.articles():
        if head.get("kind") == "incident":
            places = [(start, end) for kinds, start, end in text.marks if kinds & _OF_MAIN]
            yield {"text": text.text, "published": text.published}, places


def _proofs(given: tuple[dict[str, Any], list[tuple[int, int]]]) -> dict[str, Any] | None:
    document, places = given
    extraction = extract(Document.of(document["text"], published=document.get("published")))
    main = main_party(extraction)
    if main is None or kind.kind(extraction)[0] != "incident":
        return None
    found, partners = cues(extraction)
    own = [
        feats if any(sentence.start <= start < sentence.end for start, _ in places) else None
        for sentence, feats in zip(
            extraction.sentences, bearing.features(extraction, main, found, partners), strict=True
        )
    ]
    return {"told": own, "labels": [0 for feats in own if feats is not None]}


def example(tail: Tail) -> dict[str, Any] | None:
    """The row of one tail, or None where the article has no single main incident, or the tail changes whose it is."""
    published = tail.article.get("published")
    alone = extract(Document.of(tail.article["text"], published=published))
    main = main_party(alone)
    if main is None or kind.kind(alone)[0] != "incident":
        return None
    words = _filled(tail.words, main, published)
    text = _set_in(tail.article["text"], words, tail.chance)
    extraction = extract(Document.of(text, published=published))
    if main_party(extraction) != main:
        return None
    start = text.index(words)
    found, partners = cues(extraction)
    told = list(bearing.features(extraction, main, found, partners))
    own = [
        feats if start <= sentence.start < start + len(words) else None
        for sentence, feats in zip(extraction.sentences, told, strict=True)
    ]
    label = "".join(bearing.Bearing).index(tail.letter)
    return {"told": own, "labels": [label for feats in own if feats is not None]}


def _filled(words: str, main: str, published: str | None) -> str:
    year = int((published or "2023")[:4])
    words = _YEAR.sub(lambda found: str(year - int(found[1] or 0)), words)
    return words.replace("{main}", main).replace("{sector}", "company")


def _set_in(text: str, words: str, chance: float) -> str:
    """The text with the words at its end, between paragraphs of its second half, or behind the last one's."""
    pick = random.Random(chance)
    paragraphs = text.rstrip().split("\n\n")
    place = pick.choice(_PLACES)
    if place == "last paragraph":
        paragraphs[-1] += f" {words}"
    else:
        half = max(2, len(paragraphs) // 2)
        paragraphs.insert(pick.randrange(half, len(paragraphs)) if place == "within" else len(paragraphs), words)
    return "\n\n".join(paragraphs) + "\n"
