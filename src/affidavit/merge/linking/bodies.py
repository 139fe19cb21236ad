"""What kinds of body names tell of: Cedar Valley Dental and Cedar Valley Bank are two organisations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from affidavit.merge.same import name_key, same_name
from affidavit.model.packaged import packaged_lines


def other_bodies(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether the first names of two profiles, which share words, tell of two kinds of body.

    A name that tells of none may be either; so may those of which one stands among the other's names.
    """
    if not a or not b or any(name_key(name) == name_key(a[0]) for name in b):
        return False
    if any(name_key(name) == name_key(b[0]) for name in a):
        return False
    one, other = _terms(a), _terms(b)
    first, second = _kinds(one - other), _kinds(other - one)
    return bool(first and second) and first.isdisjoint(second)


def _terms(names: Sequence[str]) -> frozenset[str]:
    """The words of a name, and of its longer and shorter forms: one that was joined may be first without its kind."""
    return frozenset().union(*(_terms_of(name) for name in names if same_name(name, names[0])))


@lru_cache(maxsize=4096)
def _terms_of(name: str) -> frozenset[str]:
    words = name_key(name).split()
    return frozenset((*words, *(f"{first}_{second}" for first, second in pairwise(words)))) & _table().keys()


def _kinds(terms: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(_table()[term] for term in terms))


@cache
def _table() -> dict[str, frozenset[str]]:
    """The kinds by term."""
    lines = packaged_lines(__package__, "bodies.tsv")
    found: dict[str, frozenset[str]] = {}
    for kind, terms in (line.split("\t") for line in lines if not line.startswith("#")):
        found |= {term: found.get(term, frozenset()) | {kind} for term in terms.split()}
    return found
