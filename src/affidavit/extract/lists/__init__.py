"""Word lists and tables that extraction looks things up in, as data; comments and sources stand in `#` lines.

A list (`.txt`) is words divided by white space; a table (`.tsv`) has a header, and its first column is the term.
"""

from __future__ import annotations

from functools import cache

from affidavit.model.packaged import packaged

#: The ends of an English word's forms, and what stands in their place in the word itself.
_ENDS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", ""),
)  # fmt: skip
_LEAST_STEM = 1
#: What is right nine times in ten.
_CONFIDENCE = 0.9


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name`; raises FileNotFoundError where there is no such list."""
    return frozenset(word for line in _lines(f"{name}.txt") for word in line.split())


def stems(word: str) -> list[str]:
    """What an English word may be a form of: "buried" of "bury", "wares" of "ware"."""
    return [
        word[: -len(end)] + instead
        for end, instead in _ENDS
        if word.endswith(end) and len(word) > len(end) + _LEAST_STEM
    ]


def is_common(word: str) -> bool:
    """Whether a word in small letters is of the general language, so that a capital at a start makes it no name."""
    if word in words("common_words"):
        return True
    general = words("general_words")
    return word in general or any(stem in general or stem in words("common_words") for stem in stems(word))


def is_rare(word: str) -> bool:
    """Whether a word in small letters is of the language, though some are called by it: "notary"."""
    rare = words("rare_words")
    return word in rare or any(stem in rare for stem in stems(word))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of the table `name` by term, each the further columns; FileNotFoundError where there is none."""
    rows = [line.split("\t") for line in _lines(f"{name}.tsv")]
    return {row[0]: tuple(row[1:]) for row in rows[1:]}


@cache
def classes(name: str) -> dict[str, str]:
    """The class of each word or phrase of the table `name` of classes: the second column, divided by commas."""
    return {word.strip(): label for label, (members, *_) in table(name).items() for word in members.split(",")}


@cache
def weights(name: str) -> dict[str, float]:
    """The learned weight of each feature of the table `name`."""
    return {feature: float(weight) for feature, (weight, *_) in table(name).items()}


@cache
def usual(field: str) -> float:
    """The confidence of a finding of `field` that has none of its own."""
    return weights("confidences").get(field, _CONFIDENCE)


def _lines(file: str) -> list[str]:
    text = packaged(__package__, file).decode("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
