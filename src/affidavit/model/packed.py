"""Claims and incidents as plain lists, for stores: nothing is lost, unlike in the machine format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.fields import FIELDS
from affidavit.model.span import Span
from affidavit.model.telling import Telling
from affidavit.model.value import Advice, Count, Indicator, Money, Value

Packed = list[Any]

_MADE_OF: dict[str, Callable[..., Value]] = {"count": Count, "money": Money, "indicator": Indicator}


def pack_telling(telling: Telling) -> Packed:
    """A telling as lists, strings and numbers."""
    return [
        telling.document, telling.published, telling.name, telling.main, telling.order,
        [pack_claim(claim) for claim in telling.claims], telling.kind,
    ]  # fmt: skip


def unpack_telling(packed: Packed) -> Telling:
    """The telling again."""
    document, published, name, main, order, claims, kind = packed
    return Telling(document, published, [unpack_claim(claim) for claim in claims], name, main, order, kind)


def pack_claim(claim: Claim) -> Packed:
    """A claim as lists, strings and numbers."""
    return [
        claim.field, pack_value(claim.value), str(claim.status), str(claim.speaker), claim.confidence, claim.by,
        [_pack_evidence(evidence) for evidence in claim.evidence],
        claim.note, claim.superseded, [pack_claim(other) for other in claim.follows_from],
    ]  # fmt: skip


def unpack_claim(packed: Packed) -> Claim:
    """The claim again."""
    field, value, status, speaker, confidence, by, evidence, note, superseded, rests_on = packed
    return Claim(
        field, unpack_value(field, value), Status(status), Speaker(speaker), confidence, by,
        tuple(map(_unpack_evidence, evidence)), note, superseded, _all(unpack_claim, rests_on),
    )  # fmt: skip


def pack_value(value: Value | None) -> Any:
    """A value as a string, or an object of its parts."""
    if value is None or isinstance(value, str):
        return value
    return {name: getattr(value, name) for name in value.__match_args__}


def unpack_value(field: str, packed: Any) -> Value | None:
    """The value of a field again; TypeError where the parts are not those of its type."""
    if packed is None or isinstance(packed, str):
        return packed
    kind = FIELDS[field].type
    if kind == "advice":
        return Advice(**{**packed, "references": tuple((str(a), str(b)) for a, b in packed.get("references", ()))})
    return _MADE_OF[kind](**packed)


def _all(unpack: Callable[[Packed], Claim], packed: Iterable[Packed]) -> tuple[Claim, ...]:
    return tuple([unpack(one) for one in packed])


def _pack_evidence(e: Evidence) -> Packed:
    return [e.document, e.start, e.end, e.quote, e.sentence.start, e.sentence.end]


def _unpack_evidence(packed: Packed) -> Evidence:
    document, start, end, quote, first, last = packed
    return Evidence(document, start, end, quote, Span(first, last))
