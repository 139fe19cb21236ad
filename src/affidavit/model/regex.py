"""Patterns that are compiled when they are first used: a start that compiles all of them takes half as long again."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("finditer", "findall", "flags", "fullmatch", "groups", "match", "pattern", "search", "split", "sub", "subn")


class _Later:
    """Stands for a pattern; has the compiled one's methods for its own from the first use on, at no cost after that."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, once it is used; `re.error` for a source that is no pattern comes only then."""
    return cast("re.Pattern[str]", _Later(source, flags))
