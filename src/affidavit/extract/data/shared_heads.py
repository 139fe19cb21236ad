"""Lists that name their head once: "email and IP addresses", "phone or Social Security numbers"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from affidavit.model.packaged import packaged_lines

_SINGULAR = {"address": "addresses", "number": "numbers", "details": "information", "data": "information",
             "history": "histories", "status": "statuses", "record": "records", "info": "information"}  # fmt: skip
_JOINT = r"(?:'s)?(?: ?, ?(?:and |or |and/or )?| and | or |/| & | and/or | as well as )"

#: Before a head such a word begins a clause of its own: "paid by our bank, so card details are safe".
_APART = frozenset({"so", "but", "because", "since", "then", "while", "when", "where", "if", "as"})


def modifiers(lower: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, class) of every modifier whose head stands further on in the sentence `lower`."""
    if not any([head in lower for head in _heads()]):
        return
    for match in _pattern().finditer(lower):
        head = match.group(2)
        if not _APART.isdisjoint(lower[match.end(1) : match.start(2)].split()):
            continue
        classes = _table().get(_SINGULAR.get(head, head), {})
        for part in _modifier().finditer(match.group(1)):
            name = classes.get(part.group())
            if name is not None:
                at = match.start(1)
                yield at + part.start(), at + part.end(), name


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for line in packaged_lines(__package__, "shared_heads.tsv"):
        if line and not line.startswith("#"):
            head, modifier, name = line.split("\t")
            table.setdefault(head, {})[modifier] = name
    return table


@cache
def _heads() -> frozenset[str]:
    return frozenset((*_table(), *_SINGULAR))


@cache
def _words() -> str:
    names = {modifier for row in _table().values() for modifier in row}
    return "|".join(sorted(map(re2.escape, names), key=lambda name: -len(name)))


@cache
def _modifier() -> Any:
    return re2.compile(rf"\b(?:{_words()})\b")


@cache
def _pattern() -> Any:
    """Modifiers in a row, the last of them (of any kind: "work email") before a head."""
    heads = "|".join(sorted(_heads(), key=lambda name: -len(name)))
    last = rf"(?:(?:other|sensitive|personal|private|confidential) ){{0,3}}(?:(?:{_words()}) |[a-z]+ ){{0,2}}"
    return re2.compile(rf"\b((?:(?:{_words()}){_JOINT})+){last}({heads})\b")
