"""The branches of a pattern: the alternatives at its top, each a pattern by itself (see `pattern.Search`)."""

from __future__ import annotations

import re

#: What a pattern is read by: escaped characters, classes, what opens a group, what ends one, and the bar.
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|[(|)]", re.DOTALL)
#: A group around the whole of an alternative, with or without word boundaries at its ends.
_AROUND = re.compile(r"(?P<before>(?:\\b)?)\(\?:(?P<inner>.*)\)(?P<behind>(?:\\b)?)", re.DOTALL)
#: From how many characters a pattern is worth the division.
_LONG = 400


def branches(pattern: str) -> list[str]:
    """Patterns that find, with a bar between them, what `pattern` finds; itself where it is short or has groups."""
    if len(pattern) < _LONG or re.compile(pattern).groups:
        return [pattern]
    return [branch for part in _divided(pattern) for branch in _opened(part)]


def _opened(part: str) -> list[str]:
    """The alternatives within the group that encloses `part`, else `part`."""
    whole = _AROUND.fullmatch(part)
    if whole is None or not _is_closed(whole["inner"]):
        return [part]
    inner = _divided(whole["inner"])
    return [f"{whole['before']}(?:{one}){whole['behind']}" for one in inner] if len(inner) > 1 else [part]


def _divided(pattern: str) -> list[str]:
    """`pattern` cut at the bars that stand in no group."""
    cuts, depth = [-1], 0
    for piece in _PIECE.finditer(pattern):
        depth += _depth(piece.group())
        if piece.group() == "|" and not depth:
            cuts.append(piece.start())
    return [pattern[start + 1 : end] for start, end in zip(cuts, [*cuts[1:], len(pattern)], strict=True)]


def _is_closed(pattern: str) -> bool:
    """Whether every group that `pattern` ends was opened in it."""
    depth = 0
    for piece in _PIECE.finditer(pattern):
        depth += _depth(piece.group())
        if depth < 0:
            return False
    return True


def _depth(piece: str) -> int:
    return {"(": 1, "(?:": 1, ")": -1}.get(piece, 0)
