"""Patterns that are compiled late: they work like others, and each of the package's compiles."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from types import ModuleType

import pytest

import affidavit
from affidavit.model.regex import regex


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(affidavit.__path__, "affidavit."):
        if not found.name.endswith(("__main__", ".env")) and ".migrations" not in found.name:
            yield importlib.import_module(found.name)


def within(value: object) -> Iterator[re.Pattern[str]]:
    """The late patterns in a module's value, also in its tables."""
    if type(value) is type(regex("")):
        yield value  # type: ignore[misc]
    elif isinstance(value, dict):
        for one in value.values():
            yield from within(one)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from within(one)


def test_works_like_a_compiled_pattern() -> None:
    late = regex(r"(\d+) OF", re.IGNORECASE)
    assert late.search("12 of 30").group(1) == "12"  # type: ignore[union-attr]
    assert late.sub("x", "12 of 30") == "x 30"
    assert late.pattern == r"(\d+) OF"


def test_what_is_no_pattern_says_so_at_its_first_use() -> None:
    late = regex("(")
    with pytest.raises(re.error):
        late.search("text")


def test_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError):
        regex("a").nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_each_pattern_of_the_package_compiles() -> None:
    found = [late for module in modules() for value in vars(module).values() for late in within(value)]
    assert len(found) > 200
    for late in found:
        assert isinstance(late.flags, int)
