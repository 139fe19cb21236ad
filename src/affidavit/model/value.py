"""The values that are more than one word: counts, sums of money, indicators, advice."""

from __future__ import annotations

from affidavit.model.struct import frozen


@frozen
class Count:
    """How many were affected. `bound` is exact, about, at_least or up_to; `low` the lower end of a range."""

    number: int
    unit: str
    bound: str = "exact"
    low: int | None = None


@frozen
class Money:
    """A sum of money: `kind` from the vocabulary money, `currency` as ISO 4217."""

    kind: str
    amount: float
    currency: str
    bound: str = "exact"


@frozen
class Indicator:
    """An indicator of compromise, refanged; `role` is attacker, victim, source, contact or unknown."""

    type: str
    value: str
    role: str = "unknown"


@frozen
class Advice:
    """A playbook entry made concrete for one incident: a lesson, a recommendation or a duty.

    `priority` is high, medium or low; `references` are (framework, id) pairs.
    """

    entry: str
    text: str
    priority: str
    references: tuple[tuple[str, str], ...] = ()


Value = str | Count | Money | Indicator | Advice
