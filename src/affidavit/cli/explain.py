"""`affidavit explain`: why a field holds what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from affidavit.cli.completion import field_keys
from affidavit.cli.fields import known
from affidavit.cli.options import AllowPrivate, Published
from affidavit.cli.sources import Sources, options
from affidavit.model.claim import Claim, Status
from affidavit.model.incident import Analysis, Finding, Incident
from affidavit.model.machine import value_row


def command(
    source: Annotated[str, typer.Argument(metavar="SOURCE")],
    field: Annotated[str, typer.Argument(metavar="FIELD", autocompletion=field_keys)],
    published: Published = None,
    allow_private: AllowPrivate = False,
) -> int:
    """Tell why a field holds what it holds.

    SOURCE is a file, a folder, an http(s) URL, or - for standard input; FIELD a key that `affidavit fields` lists.
    Told is for each finding: the sentence, the rule, the status, who says it, and what lost against it.
    """
    from affidavit.pipeline import analyze

    known(field)
    found = Sources([source], options(published, allow_private=allow_private), verbose=True)
    documents = list(found)
    if documents:
        for line in explained(analyze(documents), field):
            typer.echo(line)
    return found.exit_code


def explained(analysis: Analysis, field: str) -> Iterator[str]:
    """The explanation, line by line."""
    if not analysis.incidents:
        yield f"No incident: {analysis.reason or 'the text tells of none'}."
    for number, incident in enumerate(analysis.incidents):
        found = incident.all(field)
        if number == 0 or found:
            yield f"{'Incident' if number == 0 else 'Other incident'}: {incident.title}"
            yield from _of(analysis, incident, field)


def _of(analysis: Analysis, incident: Incident, field: str) -> Iterator[str]:
    found = incident.all(field)
    if not found:
        yield f"  {field}: not reported; no sentence of this incident gives it"
    for finding in found:
        yield from _finding(analysis, field, finding)


def _finding(analysis: Analysis, field: str, finding: Finding) -> Iterator[str]:
    yield f"  {field}: {_value(finding.claim)}  [{finding.status}]"
    yield from _claim(analysis, finding.claim, "    ")
    for claim in finding.agree:
        yield f"    agrees: {_quoted(analysis, claim)}"
    for claim in finding.disagree:
        because = f" (lost: {finding.rule})" if finding.rule else ""
        yield f"    disagrees: {_value(claim)}{because}: {_quoted(analysis, claim)}"
    for claim in finding.passed_over:
        yield f"    passed over, a less likely reading: {_value(claim)}: {_quoted(analysis, claim)}"
    for claim in finding.superseded:
        yield f"    earlier figure: {_value(claim)}: {_quoted(analysis, claim)}"


def _claim(analysis: Analysis, claim: Claim, margin: str) -> Iterator[str]:
    yield f"{margin}said by {claim.speaker.replace('_', ' ')}, confidence {claim.confidence:.2f}, found by {claim.by}"
    if claim.note:
        yield f"{margin}{claim.note}"
    yield f"{margin}proof: {_quoted(analysis, claim)}"


def _value(claim: Claim) -> str:
    if claim.value is None or claim.status is Status.WITHHELD:
        return "withheld"
    row = value_row(claim.value)
    return row if isinstance(row, str) else ", ".join(f"{key} {part}" for key, part in row.items())


def _quoted(analysis: Analysis, claim: Claim) -> str:
    """The sentence with the cited words in ⟦ ⟧, and where it stands."""
    evidence = claim.evidence[0]
    document = analysis.document(evidence.document)
    low, high = evidence.sentence.start, max(evidence.sentence.end, evidence.end)
    before, after = document.text[low : evidence.start], document.text[evidence.end : high]
    sentence = " ".join(f"{before}⟦{evidence.quote}⟧{after}".split())
    place = document.place(evidence.start)
    where = document.key or document.origin or document.id[:14]
    return f"“{sentence}” ({where}{f', {place}' if place else ''}, offset {evidence.start})"
