"""Predictions made elsewhere, in the machine format: read in place of our own extraction, and proven like it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from affidavit.errors import ExchangeError, UsageError
from affidavit.exchange.values import value_of
from affidavit.model.claim import Claim, Evidence, Speaker, Status
from affidavit.model.document import Document
from affidavit.model.fields import REPORTED
from affidavit.model.gate import proven
from affidavit.model.incident import INCIDENT_KINDS
from affidavit.model.span import Span
from affidavit.model.telling import Telling
from affidavit.model.value import Value

#: A longer line is no prediction.
_LONGEST = 64 * 1024 * 1024
#: So many of the claims that were left out are named.
_NAMED = 20
_KINDS = ("incident", "multiple", "denied", "aftermath", "not_incident")


@dataclass(slots=True)
class Predicted:
    """What was predicted of one document: its kind, and what it tells of each incident; the first is the main one."""

    kind: str
    tellings: tuple[Telling, ...]


@dataclass(slots=True)
class Predictions:
    """The predictions of a file by their documents' keys.

    `refused` are the claims that were left out, by the reason; `missing` the documents without a prediction, and
    `named` some claims that were refused, in words.
    """

    rows: Mapping[str, bytes]
    refused: Counter[str] = field(default_factory=Counter)
    named: list[str] = field(default_factory=list)
    missing: int = 0

    @classmethod
    def of(cls, lines: Iterable[bytes], name: str) -> Predictions:
        """Read a file's lines; UsageError, with the line, for one that is no row of the machine format."""
        rows: dict[str, bytes] = {}
        for at, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line[:_LONGEST])
                key, _ = row["id"], row.get("incidents", [])
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise UsageError("is no row of the machine format with an id", f"{name}, line {at}") from error
            if not isinstance(key, str) or key in rows:
                raise UsageError(f"the id {key!r:.60} is no text, or stands there twice", f"{name}, line {at}")
            rows[key] = line
        return cls(rows)

    def of_document(self, document: Document) -> Predicted | None:
        """What is predicted of a document, as far as its text proves it; None where nothing is."""
        line = self.rows.get(document.key or "") or self.rows.get(document.id)
        if line is None:
            self.missing += 1
            return None
        row = json.loads(line)
        given = _list(row, "incidents")
        found = [self._telling(document, incident, at) for at, incident in enumerate(given)]
        if given and isinstance(given[0], dict) and "kind" not in given[0] and row.get("kind") in INCIDENT_KINDS:
            found[0].kind = row["kind"]  # what was written before each incident had a kind of its own
        tellings = tuple(telling for telling in found if telling.claims)
        kind = row.get("kind")
        if not tellings:
            return Predicted("not_incident", ())
        return Predicted(kind if kind in _KINDS else "incident" if len(tellings) == 1 else "multiple", tellings)

    def _telling(self, document: Document, incident: Any, at: int) -> Telling:
        claims = list(self._claims(document, incident))
        names = [claim for claim in claims if claim.field == "organization" and claim.asserted]
        name = str(names[0].value) if names else None
        kind = incident.get("kind") if isinstance(incident, dict) else None
        told = kind if kind in INCIDENT_KINDS else INCIDENT_KINDS[0]
        return Telling(document.id, document.published, claims, name, main=at == 0, order=at, kind=told)

    def _claims(self, document: Document, incident: Any) -> Iterator[Claim]:
        """The claims of an incident that hold; what was chosen first, then those that agree or disagree with it."""
        known = {document.id: document}
        findings = incident.get("findings") if isinstance(incident, dict) else None
        for key, held in (findings if isinstance(findings, dict) else {}).items():
            for row in _flat(held):
                try:
                    claim = _claim(key, row, document)
                    if not proven(claim, known):
                        raise _Refused("its words do not stand where it says")
                except _Refused as error:
                    self._refuse(document, key, row, str(error))
                except (KeyError, TypeError, ValueError, AttributeError):
                    self._refuse(document, key, row, "it is no claim of the machine format")
                else:
                    yield claim

    def _refuse(self, document: Document, key: str, row: Any, reason: str) -> None:
        self.refused[reason] += 1
        value = row.get("value") if isinstance(row, dict) else row
        if len(self.named) < _NAMED:
            self.named.append(f"{document.key or document.id}: {key:.40} {value!r:.60}: {reason}")


class _Refused(ValueError):
    """A claim that cannot be one, and why."""


def _list(row: Any, key: str) -> list[Any]:
    held = row.get(key)
    return held if isinstance(held, list) else []


def _flat(held: Any) -> Iterator[Any]:
    for row in held if isinstance(held, list) else [held]:
        yield row
        if isinstance(row, dict):
            for name in ("agree", "disagree", "superseded"):
                yield from _list(row, name)


def _claim(key: str, row: dict[str, Any], document: Document) -> Claim:
    """The claim that a row makes; a quote that is left out is what stands at its offsets."""
    if key not in REPORTED:
        raise _Refused("it is of no field that sources tell of")
    status = Status(row.get("status", "stated"))
    if status is Status.DERIVED:
        raise _Refused("it is derived, and what it follows from is not told")
    confidence, by = float(row.get("confidence", 1.0)), row.get("by", "prediction")
    if not 0 <= confidence <= 1 or not isinstance(by, str) or not 0 < len(by) <= 200:
        raise _Refused("its confidence is not between 0 and 1, or `by` is no name")
    note = row.get("note")
    return Claim(
        key, _value(key, row.get("value")), status, Speaker(row.get("speaker", "press")), confidence, by,
        tuple([_evidence(one, document) for one in row["evidence"]]), note if isinstance(note, str) else None,
    )  # fmt: skip


def _value(key: str, given: Any) -> Value | None:
    try:
        return None if given is None else value_of(key, given)
    except ExchangeError as error:
        raise _Refused(f"its value is none of {key}") from error


def _evidence(row: dict[str, Any], document: Document) -> Evidence:
    start, end = row["start"], row["end"]
    if not (isinstance(start, int) and isinstance(end, int)):
        raise _Refused("its offsets are no whole numbers")
    first, last = row.get("sentence") or (start, end)
    quote = row.get("quote", document.text[max(0, start) : max(0, end)])
    return Evidence(str(row.get("document", document.id)), start, end, str(quote), Span(int(first), int(last)))
