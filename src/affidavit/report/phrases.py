"""The wording tables of `phrases.toml` and `summary.toml`, in the form that `phrasefiles` compiles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from affidavit.model.packaged import packaged


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    tables: Mapping[str, Mapping[str, Any]] = json.loads(packaged(__package__, "compiled_phrases.json"))
    return tables


def table(name: str) -> Mapping[str, Any]:
    """The tables of a wording file by name (`phrases`, `summary/summary`)."""
    return _tables()[name]


def verbs(manner: str) -> Mapping[str, str]:
    """The verbs that a clause takes when it is stated, suspected or denied."""
    found: Mapping[str, Mapping[str, str]] = table("phrases")["verb"]
    return found.get(manner, found["stated"])


def clause(key: str, term: str, by: str, manner: str) -> str | None:
    """The clause of a term that the rule `by` found, with slots for its verb and value; None where it has none."""
    own: Mapping[str, str] = table("phrases")["clause"].get(key, {})
    return own.get(f"{term} {manner}") or own.get(f"{term} by {by}") or own.get(term)


def speaker(who: str) -> str:
    """Who says it, in words."""
    name: str = table("phrases")["speaker"].get(who, who.replace("_", " "))
    return name
