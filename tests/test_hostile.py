"""Texts made to hurt: the time stays linear in their length, whatever they are made of."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from affidavit.extract.rulebook.pattern import Pattern
from affidavit.extract.rulebook.rulebook import Rule, rulebook
from affidavit.extract.sentences import LONGEST
from affidavit.model.document import Document
from affidavit.pipeline import analyze
from affidavit.read import read_bytes

MEGABYTE = 1_000_000
#: How long the texts of one kind are, and the time that this may take at most: many times what it does take.
LENGTH, SECONDS = MEGABYTE // 10, 10.0
#: Pieces that are repeated to the length wanted.
KINDS = {
    "digits": "9",
    "spaced digits": "1 22 333 4,444 ",
    "capitals": "NORTHFIELD DENTAL SAID HACKERS STOLE THE DATA OF ",
    "capitalised": "Northfield Dental Group And Brightwater Energy Of ",
    "a.": "a.",
    "a. with space": "A. ",
    "quotes": "\"'\u201c\u2019",
    "commas": ",",
    "comma words": "names, and ",
    "parentheses": "((((a))",
    "at": "@",
    "mail": "a@b.",
    "dots": ".",
    "domains": "a-1.",
    "slashes": "http://x/",
    "addresses": "10.0.0.",
    "hexadecimal": "deadbeef",
    "one word": "a",
    "controls": "\x00\x01\x7f\x85",
    "bidi": "\u202e\u2066a\u2069\u200f",
    "combining": "a\u0301\u0302",
    "new lines": "\n",
    "items": "\n- x",
    "dotted capital i": "\u0130",
    "dashes": "-",
    "dollars": "$1",
    "negations": "no not never without ",
    "dates": "May 1 2024 to ",
    "rule terms": "hackers stole data breach ransomware phishing email password customers ",
    "claims": "The gang claims it may not have stolen 5 million names. ",
}


def filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
def test_time_is_linear(kind: str) -> None:
    half, whole = (Document.of(filled(KINDS[kind], length)) for length in (LENGTH // 2, LENGTH))
    first, second = (min(seconds(lambda d=document: analyze(d)) for _ in range(2)) for document in (half, whole))
    assert second < SECONDS
    assert second < 3 * first + 0.3


def test_everything_at_once() -> None:
    """A megabyte of all kinds, read from bytes that no decoder likes."""
    mixed = "\n\n".join(filled(piece, MEGABYTE // len(KINDS)) for piece in KINDS.values())
    broken = mixed.encode("utf-8").replace(b"\x01", b"\xed\xa0\x80\xff")
    assert seconds(lambda: [analyze(document) for document in read_bytes(broken, "a.txt")]) < 8 * SECONDS


@pytest.mark.parametrize("surrogate", ["\ud800", "\udcff\ud83d"])
def test_lone_surrogates(surrogate: str) -> None:
    """A text that came from somewhere else than `read` may hold them."""
    text = f"Northfield Dental said {surrogate}hackers stole {surrogate} the names of 5,000 patients."
    found = analyze(Document.of(text))
    assert all(e.quote in text for i in found.incidents for fs in i.findings.values() for f in fs for e in f.evidence)


#: Sentences that a careless pattern goes over again and again.
SENTENCES = [
    filled(piece, LONGEST)
    for piece in (
        "a ",
        "the ",
        "of the ",
        "names, ",
        "not ",
        "may have been ",
        "5,000 ",
        "1.",
        "(",
        '"',
        "-",
        "data of ",
    )
]


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: rule.id)
def test_no_rule_runs_away(rule: Rule) -> None:
    """Every rule's pattern on sentences of full length, made of its own terms and of what patterns repeat."""
    own = [filled(f"{term.removesuffix('*')} ", LONGEST) for term in rule.any[:3]]
    for pattern in (Pattern(source) for source, _ in (*rule.where, *rule.unless)):
        for sentence in own + SENTENCES:
            assert seconds(lambda p=pattern, s=sentence: p.search(s.encode())) < 0.1
