r"""Which words a sentence must hold for a pattern to match it, told from the pattern itself.

Most sentences that a pattern cannot match are known by their words alone, and searching them would cost the more as
RE2 builds its automaton while it reads. What a pattern needs is worked out when rules are compiled, in the manner of
RE2's own prefilter: one or more arms, of which one must be met; an arm has needs, each of which must be met; a need
is a set of pieces of words, of which one must stand in the sentence. A piece has a bar where its word must end:
`|hack` for `\bhack\w*`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product
from re import _parser  # type: ignore[attr-defined]  # there is no public reader of patterns
from typing import Any, NamedTuple

from affidavit.extract.sieve import EDGE, Arm, Need

_PIECE = re.compile(rf"\{EDGE}?[0-9A-Za-z_]+\{EDGE}?")
#: Doubled, so that the words on both sides have their edge.
_BETWEEN = re.compile(r"[^0-9A-Za-z_]+")
#: How many texts are told apart before they are taken for needs, and from how many characters a class is no help.
_MOST_TEXTS = 64
_MOST_CHARACTERS = 4
#: A piece that is weaker stands in nearly every sentence; a whole word of one letter is as strong as this.
_LEAST_STRENGTH = 2.0


class _Part(NamedTuple):
    """A part of a pattern: all the texts that it can be, where those are few, and what it needs apart from them."""

    texts: frozenset[str] | None
    needs: Arm = ()


_EMPTY = _Part(frozenset({""}))
_ANYTHING = _Part(None)


def needed(pattern: str) -> tuple[Arm, ...]:
    """The arms of `pattern`; none where it can match a sentence of any words."""
    try:
        tree = _parser.parse(pattern)
    except re.error:  # what RE2 alone understands
        return ()
    if tree.state.flags & re.IGNORECASE:
        return ()
    arms = [_closed(_sequence(arm)) for arm in _alternatives(list(tree))]
    return tuple(dict.fromkeys(map(_telling, arms))) if all(arms) else ()


def _telling(arm: Arm) -> Arm:
    """The needs of `arm` without those that another one brings with it."""
    needs = list(dict.fromkeys(arm))
    for need in sorted(needs, key=_strength):
        if any(other != need and _brings(other, need) for other in needs):
            needs.remove(need)
    return tuple(needs)


def _brings(one: Need, other: Need) -> bool:
    """Whether a sentence that meets the need `one` meets `other` too."""
    return all(any(part in piece for part in other) for piece in one)


def _alternatives(items: list[Any]) -> list[list[Any]]:
    """What the whole pattern is an alternation of, each with the word boundaries that stand around them all."""
    body = [at for at, (kind, _) in enumerate(items) if str(kind) != "AT"]
    if len(body) != 1:
        return [items]
    before, (kind, about), after = items[: body[0]], items[body[0]], items[body[0] + 1 :]
    inner = about[1] if str(kind) == "BRANCH" else [about[-1]] if str(kind) == "SUBPATTERN" else []
    if not inner:
        return [items]
    return [one for arm in inner for one in _alternatives([*before, *arm, *after])]


def _sequence(items: Iterable[Any]) -> _Part:
    """Parts that follow each other: their texts are joined for as long as they are few."""
    needs: list[Need] = []
    texts, whole = frozenset({""}), True
    for part in (_part(str(kind), about) for kind, about in items):
        needs += part.needs
        if part.texts is None or len(texts) * len(part.texts) > _MOST_TEXTS:
            needs += _need(texts)
            texts, whole = part.texts or frozenset({""}), False
        else:
            texts = frozenset(map("".join, product(texts, part.texts)))
    return _Part(texts) if whole and not needs else _Part(None, (*needs, *_need(texts)))


def _part(kind: str, about: Any) -> _Part:
    match kind:
        case "LITERAL":
            return _Part(frozenset({chr(about)}))
        case "AT":
            return _Part(frozenset({EDGE}))
        case "BRANCH":
            return _either([_sequence(arm) for arm in about[1]])
        case "SUBPATTERN":
            return _ANYTHING if about[1] else _sequence(about[-1])
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
    return _Part(None, _any_of([sorted(_closed(part), key=_strength, reverse=True) for part in parts]))


def _any_of(arms: list[list[Need]]) -> Arm:
    """The needs of one of several arms: the first need of each together, the second of each together, and so on."""
    if not all(arms):
        return ()
    rounds = range(max(map(len, arms)))
    return tuple(_least({piece for arm in arms for piece in arm[min(at, len(arm) - 1)]}) for at in rounds)


def _closed(part: _Part) -> Arm:
    """All that a part needs, its texts included."""
    return part.needs if part.texts is None else _need(part.texts)


def _need(texts: Iterable[str]) -> Arm:
    """The needs that one of `texts` stands in a sentence; none where a text has no strong piece."""
    return _any_of([[(piece,) for piece in _pieces(text)] for text in texts])


def _pieces(text: str) -> list[str]:
    """The pieces of words in `text` that say something, in their order."""
    pieces = _PIECE.findall(_BETWEEN.sub(EDGE * 2, text))
    return [piece for piece in pieces if _weight(piece) >= _LEAST_STRENGTH]


def _least(pieces: set[str]) -> Need:
    """`pieces` without those that hold another one."""
    kept: list[str] = []
    for piece in sorted(pieces, key=lambda piece: (len(piece), piece)):
        if not any(one in piece for one in kept):
            kept.append(piece)
    return tuple(kept)


def _weight(piece: str) -> float:
    return len(piece) - piece.count(EDGE) / 2


def _strength(need: Need) -> tuple[float, int]:
    return min(map(_weight, need)), -len(need)
