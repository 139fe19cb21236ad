"""What is known of the named: a name in its place, the party that several names are of, and how the text rates it."""

from __future__ import annotations

from typing import NamedTuple

from affidavit.model.struct import field, mutable


class Name(NamedTuple):
    """A name as it stands at `[start, end)` of the text, in the sentence `line`."""

    text: str
    start: int
    end: int
    line: int


@mutable
class Party:
    """One organisation or group of the text: its usual name and all its mentions, in order."""

    name: str
    mentions: list[Name] = field(default_factory=list)


@mutable
class Rated:
    """A party with what speaks for each role.

    `victim` and `actor` are probabilities (0 to 1, the parties of a text and "nobody" sum to one); `odds` is the log
    odds of being a victim against nobody, whatever the others are; `best` the mention that shows it most clearly.
    `known` is what the name is known as, wherever it stands; `attacks` how surely the words beside each mention make
    it an attacker (0 where they do not); `publishes` whether the name is that of where the text was published.
    """

    party: Party
    victim: float
    actor: float
    odds: float
    best: Name
    known: str | None
    attacks: list[float]
    publishes: bool
