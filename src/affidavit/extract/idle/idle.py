"""Whether the words of a claim tell nothing of the incident; one module for each way in which they do not."""

from __future__ import annotations

from collections.abc import Callable

from affidavit.extract.idle import (
    beside,
    not_own,
    otherwise,
    passing,
    plain,
    prospects,
    senses,
    strangers,
    undone,
    unfounded,
)
from affidavit.extract.organizations import parties, third_party
from affidavit.extract.scan import Scan
from affidavit.model.claim import Claim

_TESTS: tuple[Callable[[Scan, Claim], bool], ...] = (
    third_party.of_victim, parties.is_of_a_name, prospects.is_prospect, prospects.is_sequel, prospects.is_feigned,
    undone.is_undone, not_own.is_none, strangers.is_of_others, unfounded.is_unfounded, passing.is_in_passing,
    senses.is_other_sense,
    otherwise.is_of_another_thing, beside.is_beside, plain.is_plain,
)  # fmt: skip


def is_idle(scan: Scan, claim: Claim) -> bool:
    """Whether the words of `claim` tell nothing of the incident."""
    return any(test(scan, claim) for test in _TESTS)
