"""Which texts a sentence must hold for a pattern to match it, told from the pattern itself when rules are compiled.

Most sentences that a pattern cannot match are known by that, and searching them is dear where it is the first time: RE2
compiles the pattern, and builds its automaton while it reads. A need is a set of texts of which one must stand in
the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, product
from os.path import commonprefix
from re import _parser  # type: ignore[attr-defined]  # there is no public reader of patterns
from typing import Any, NamedTuple

Need = frozenset[str]

#: How many texts are told apart before they are taken for needs, and from how many characters a class is no help.
_MOST_TEXTS, _MOST_CHARACTERS = 64, 4
#: How many texts a need may have, how many letters each of them at least, and how many needs are kept.
_MOST, _LEAST, _NEEDS = 80, 3, 2
#: How many letters texts share that are told by their beginning.
_ALIKE = 5


class _Part(NamedTuple):
    """A part of a pattern: all the texts that it can be, where those are few, and what it needs apart from them."""

    texts: Need | None
    needs: tuple[Need, ...] = ()


_ANYTHING = _Part(None)


def needed(pattern: str, terms: Iterable[str] = ()) -> list[list[str]]:
    """The strongest needs of `pattern` that one of `terms` does not meet by itself; none where there are none."""
    try:
        tree = _parser.parse(pattern)
    except re.error:  # what RE2 alone understands
        return []
    if tree.state.flags & re.IGNORECASE:
        return []
    needs = {_least(_beginnings(need)) for need in _closed(_sequence(tree))}
    given = [term.rstrip("*") for term in terms]
    told = [need for need in needs if _is_strong(need) and not (given and all(_holds(one, need) for one in given))]
    return [sorted(need) for need in sorted(told, key=_order)[:_NEEDS]]


def _holds(text: str, need: Need) -> bool:
    return any(one in text for one in need)


def _is_strong(need: Need) -> bool:
    return len(need) <= _MOST and _weight(need) >= _LEAST and all(one.isascii() for one in need)


def _weight(need: Need) -> int:
    return min(len(one.strip()) for one in need)


def _order(need: Need) -> tuple[int, int, Sequence[str]]:
    return len(need), -_weight(need), sorted(need)


def _least(need: Iterable[str]) -> Need:
    """The texts without those that hold another one."""
    kept: list[str] = []
    for text in sorted(set(need), key=lambda text: (len(text), text)):
        if not any(one in text for one in kept):
            kept.append(text)
    return frozenset(kept)


def _beginnings(need: Need) -> Iterator[str]:
    """What texts that begin alike share, as each text of a need has to be looked for."""
    for _, alike in groupby(sorted(need), key=lambda text: text[:_ALIKE]):
        yield commonprefix(list(alike))  # noqa: RUF071 (letters, no paths)


def _sequence(items: Iterable[Any]) -> _Part:
    """Parts that follow each other: their texts are joined for as long as they are few."""
    needs: list[Need] = []
    texts, whole = frozenset({""}), True
    for part in (_part(str(kind), about) for kind, about in items):
        needs += part.needs
        if part.texts is None or len(texts) * len(part.texts) > _MOST_TEXTS:
            needs.append(texts)
            texts, whole = part.texts or frozenset({""}), False
        else:
            texts = frozenset(map("".join, product(texts, part.texts)))
    return _Part(texts) if whole and not needs else _Part(None, (*needs, texts))


def _part(kind: str, about: Any) -> _Part:
    match kind:
        case "LITERAL":
            return _Part(frozenset({chr(about)}))
        case "AT":
            return _Part(frozenset({""}))
        case "BRANCH":
            return _either([_sequence(arm) for arm in about[1]])
        case "SUBPATTERN":
            return _sequence(about[-1]) if not about[1] and not about[2] else _ANYTHING
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(*about)
        case "IN":
            return _one_of(about)
    return _ANYTHING


def _repeated(least: int, most: int, items: Any) -> _Part:
    part = _sequence(items)
    if (least, int(most)) == (0, 1) and part.texts is not None:
        return _Part(part.texts | {""})
    return _Part(None, _closed(part)) if least else _ANYTHING


def _one_of(items: list[tuple[Any, Any]]) -> _Part:
    if any(str(kind) != "LITERAL" for kind, _ in items) or len(items) > _MOST_CHARACTERS:
        return _ANYTHING
    return _Part(frozenset(chr(code) for _, code in items))


def _either(parts: list[_Part]) -> _Part:
    """Alternatives: all their texts, or else the strongest need of each of them together."""
    if all(part.texts is not None for part in parts):
        return _Part(frozenset().union(*(part.texts or () for part in parts)))
    strongest = [max(_closed(part), key=lambda need: (_weight(need), -len(need))) for part in parts]
    return _Part(None, (frozenset().union(*strongest),))


def _closed(part: _Part) -> tuple[Need, ...]:
    """All that a part needs, its texts included; what is met by any text is among that."""
    return (*part.needs, part.texts if part.texts is not None else frozenset({""}))
