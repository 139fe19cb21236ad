"""What a confidence is worth: how often findings of a confidence are right, by field, over the labelled sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.sets import Measured

#: The fields of which the scorer judges the first value only.
FIRST = frozenset({"organization", "sector", "country", "started", "discovered", "disclosed", "affected"})
#: The fields that it judges by another thing than their values.
_NOT_BY_VALUE = frozenset({"kind", "data.denied", "third_party", "third_party.name", "ransomware", "extortion"})
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01))
_ASSERTED = frozenset({"stated", "suspected", "derived"})

#: (field, confidence, whether right)
Judged = tuple[str, float, bool]


def judged(measured: Measured) -> Iterator[Judged]:
    """Each finding that the scorer judged, with its confidence and whether it was right."""
    for field, tally in measured.tallies.items():
        if field in _NOT_BY_VALUE:
            continue
        wrong: dict[str, list[object]] = {}
        for document, what, value in tally.errors:
            if what == "wrong":
                wrong.setdefault(document, []).append(value)
        for document, prediction in measured.predictions.items():
            found = _found(prediction, field)
            for value, confidence in found[:1] if field in FIRST else found:
                yield field, confidence, not _among(value, wrong.get(document, []))


def _found(prediction: dict[str, object], field: str) -> list[tuple[object, float]]:
    incidents = prediction.get("incidents") or []
    if not isinstance(incidents, list) or prediction.get("kind") == "multiple":
        return []  # round-ups are judged by other rules
    found = incidents[0]["findings"].get(field, []) if incidents else []
    return [(row.get("value"), row["confidence"]) for row in found if row["status"] in _ASSERTED]


def _among(value: object, wrong: Sequence[object]) -> bool:
    number = value.get("number") if isinstance(value, dict) else None
    return value in wrong or (number is not None and number in wrong)


def table(findings: Sequence[Judged]) -> str:
    """A Markdown table: a row a field, a column a span of confidence; how many of how many were right."""
    heads = [f"{low:g} to {min(high, 1):g}" for low, high in BINS]
    lines = [f"| field | {' | '.join(heads)} | said | right |", "|---|" + "---|" * (len(BINS) + 2)]
    for field in sorted({field for field, _, _ in findings}):
        own = [(confidence, right) for name, confidence, right in findings if name == field]
        cells = [_cell([right for confidence, right in own if low <= confidence < high]) for low, high in BINS]
        said = sum(confidence for confidence, _ in own) / len(own)
        share = sum(right for _, right in own) / len(own)
        lines.append(f"| {field} | {' | '.join(cells)} | {said:.2f} | {share:.2f} |")
    return "\n".join(lines) + "\n"


def _cell(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.2f} of {len(right)}" if right else ""
