"""The event report: the incident in Markdown, each statement with references to what proves it and what it proves."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from affidavit.exchange.misp.drawn import Drawn
from affidavit.exchange.misp.sources import name_of
from affidavit.exchange.misp.words import claimed, escaped, label, quoted
from affidavit.exchange.statements import findings
from affidavit.model.fields import FIELDS
from affidavit.model.incident import Finding
from affidavit.model.value import Advice

_ADVICE = ("lesson", "recommendation", "duty")
_HEAD = (
    "Each statement is followed by the words that prove it and by the annotation that holds them; what is suspected, "
    "denied or not disclosed says so."
)


def story(drawn: Drawn) -> str:
    """The report's Markdown."""
    lines = [f"# {escaped(drawn.incident.title)}", "", _HEAD]
    told = list(enumerate(findings(drawn.incident)))
    for section, found in groupby(sorted(told, key=_place), key=lambda each: FIELDS[each[1][0]].section):
        lines += ["", f"## {section}", ""]
        lines += [_statement(drawn, key, finding, str(number)) for number, (key, finding) in found]
    return "\n".join([*lines, *_advice(drawn), *_sources(drawn)]) + "\n"


def _place(told: tuple[int, tuple[str, Finding]]) -> tuple[int, int]:
    """Where a statement stands: its section as the report has them, then its own number."""
    sections = list(dict.fromkeys(field.section for field in FIELDS.values()))
    return sections.index(FIELDS[told[1][0]].section), told[0]


def _statement(drawn: Drawn, key: str, finding: Finding, number: str) -> str:
    own = drawn.id("statement", number)
    disputed = [f" Disputed: {escaped(claimed(other))} {escaped(quoted(other))}." for other in finding.disagree]
    refers = f"@[object]({own})" + _target(drawn, own)
    said = f"{escaped(claimed(finding.claim))}: {escaped(quoted(finding.claim))}."
    return f"- **{label(key)}**: {said}{''.join(disputed)} {refers}"


def _target(drawn: Drawn, own: str) -> str:
    found = drawn.targets.get(own)
    kind = "attribute" if found in drawn.attributes else "object"
    return f" @[{kind}]({found})" if found else ""


def _advice(drawn: Drawn) -> Iterator[str]:
    for key in _ADVICE:
        found = [f.value for f in drawn.incident.all(key) if isinstance(f.value, Advice)]
        if found:
            yield from ("", f"## {FIELDS[key].section}", "")
        for advice in found:
            references = ", ".join(f"{framework} {name}" for framework, name in advice.references)
            yield f"- {escaped(advice.text)}" + (f" ({escaped(references)})" if references else "")


def _sources(drawn: Drawn) -> Iterator[str]:
    yield from ("", "## Sources", "")
    for document in drawn.documents:
        published = f", {document.published}" if document.published else ""
        yield f"- {escaped(name_of(document))}{published} @[object]({drawn.id('document', document.id)})"
