"""Incidents from the short notation of the playbook's examples: `{vector: phishing, suspected data: [Names]}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

from affidavit.model.claim import ANNOUNCED, Claim, Evidence, Speaker, Status
from affidavit.model.incident import Finding, Incident
from affidavit.model.span import Span
from affidavit.model.value import Count, Money, Value

#: Where the words of one finding after another stand, far apart.
_PLACES = count(0, 1000)


def incident(example: Mapping[str, Any]) -> Incident:
    """The incident with these findings; each has its own words as evidence, `quote` is that of the last field.

    What is `announced` has the note that extraction gives to what is only said to come.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    for written, values in example.items():
        if written == "quote":
            continue
        status, _, field = written.rpartition(" ")
        many = values if isinstance(values, list) else [values]
        quote = example.get("quote")
        found[field] = (*found.get(field, ()), *(finding(field, value, status or "stated", quote) for value in many))
    return Incident("incident-1", "An incident", found, ("sha256:0",))


def finding(field: str, written: Any, status: str = "stated", quote: str | None = None) -> Finding:
    words = quote or str(written)
    start = next(_PLACES)
    evidence = Evidence("sha256:0", start, start + len(words), words, Span(start, start + len(words)))
    given = None if status == "withheld" else value(field, written)
    note = ANNOUNCED if status == "announced" else None
    said = Status.STATED if note else Status(status)
    return Finding(Claim(field, given, said, Speaker.PRESS, 0.9, "an-extractor", (evidence,), note=note))


def value(field: str, written: Any) -> Value:
    if field == "affected":
        number, _, unit = written.partition(" ")
        return Count(int(number), unit)
    if field == "money":
        return Money(written, 1_500_000, "USD")
    if isinstance(written, date):
        return written.isoformat()
    return "yes" if written is True else str(written)
