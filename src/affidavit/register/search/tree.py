"""What a query means: a tree of conditions on incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from affidavit.model.claim import ASSERTED


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings count: those of these statuses, of these speakers (all where none is named), disputed or not."""

    statuses: frozenset[str] | None = frozenset(str(status) for status in ASSERTED)
    speakers: frozenset[str] = frozenset()
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """There is a finding, whatever its value."""


@dataclass(frozen=True, slots=True)
class Same:
    """The value is one of these, or begins with one of these; all in lower case."""

    values: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Has:
    """These words stand in the value one after the other; `prefix` is where the last is the beginning of a word.

    `whole` is where the value has no other words.
    """

    words: tuple[str, ...]
    prefix: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """The number lies in these bounds, both included."""

    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """All days that the date spans lie between these two (YYYY-MM-DD), both included."""

    first: str | None = None
    last: str | None = None


Match = Known | Same | Has | Between | Within


@dataclass(frozen=True, slots=True)
class Held:
    """The incident holds a finding of this field that fits; `part` is its unit, kind or type."""

    field: str
    match: Match
    part: str | None = None
    currency: str | None = None
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True)
class About:
    """Something of the incident itself fits, or of a document that tells of it: one of `names.ABOUT`."""

    key: str
    match: Match


@dataclass(frozen=True, slots=True)
class Told:
    """These words stand one after the other in the incident's title or values, or in a document that tells of it."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """All of these hold; nothing at all is asked where there is none."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """One of these holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The opposite holds."""

    part: Node


Node = Held | About | Told | All | Some | Without


def abouts(node: Node) -> Iterator[About]:
    """All that is asked of the incidents themselves, denied or not."""
    if isinstance(node, About):
        yield node
    elif isinstance(node, Without):
        yield from abouts(node.part)
    elif isinstance(node, All | Some):
        for part in node.parts:
            yield from abouts(part)


def told(node: Node) -> Iterator[Told]:
    """The words that are looked for, those that must not stand there left out."""
    if isinstance(node, Told):
        yield node
    elif isinstance(node, All | Some):
        for part in node.parts:
            yield from told(part)
