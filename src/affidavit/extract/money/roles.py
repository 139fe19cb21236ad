"""What a sum of money is, by the words around it: a trained model, which judges beside the rules.

It names the kind of a sum of which no rule does, and takes back what it finds next to impossible.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from affidavit.extract.around import Place, around
from affidavit.model.linear import Linear, linear

#: What a sum can be, in the order of the weights.
ROLES = (
    "none", "ransom_demand", "ransom_paid", "fine", "settlement", "cost", "stolen_funds", "asking_price",
    "compensation",
)  # fmt: skip
CRYPTO = frozenset({"BTC", "ETH", "XMR"})
#: How likely a kind must be that no rule names, and below what a rule's is taken back; measured on unseen texts.
_LIKELY, _UNLIKELY = 0.6, 0.06


def weighed(kind: str | None, told: set[str]) -> str | None:
    """The kind of a sum with these features, of which the rules say that it is `kind` or, None, no sum to name."""
    chances = model().chances(told)
    if kind and chances[ROLES.index(kind)] >= _UNLIKELY:
        return kind
    best = max(range(len(ROLES)), key=chances.__getitem__)
    return ROLES[best] if best and chances[best] >= _LIKELY else None


@cache
def model() -> Linear:
    """The trained model (made by bench/train/roles.py)."""
    return linear("affidavit.extract", "weights", "sums.json")


def features(sentence: str, place: Place, places: Sequence[Place], currency: str, amount: float) -> set[str]:
    """What the model sees of the sum at `place` of `sentence`; `places` are those of all its sums."""
    coins = "coins" if currency in CRYPTO else "money"
    return {*around(sentence, place, places), coins, f"digits {len(str(int(amount)))}"}
