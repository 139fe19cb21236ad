"""Analysis -> report model: what every renderer shows."""

from __future__ import annotations

from collections.abc import Iterable

from affidavit.model import words
from affidavit.model.claim import Speaker
from affidavit.model.incident import Analysis, Incident
from affidavit.report import say
from affidavit.report.model import Entry, Event, Report, Section, Statement, Tone
from affidavit.report.proofs import Ledger
from affidavit.report.sections import sections
from affidavit.report.summary import summary
from affidavit.report.unread import unread

SUMMARY, OTHERS = "Executive Summary", "Other Incidents in These Documents"
_MOMENTS = {"discovered": "Discovered", "contained": "Contained", "disclosed": "Made public"}
_DATED = 3
#: What the reader must know of the text as a whole.
_KINDS = {
    "multiple": ("The text tells of several incidents, none of them its main subject.",),
    "aftermath": ("The text tells of what followed an older incident.",),
}
#: The same where there are several texts.
_SEVERAL = {"multiple": ("The documents tell of several incidents.",)}


def report(analysis: Analysis) -> Report:
    """The report of an analysis: its main incident in full, the others in short."""
    made = _numbered(analysis)
    return unread(made) if analysis.kind == "unread" else made


def _numbered(analysis: Analysis) -> Report:
    ledger = Ledger(analysis)
    written = _written(analysis, ledger)
    used = {cite.number for said in written.statements() for part in (said, *said.notes) for cite in part.cites}
    if used == ledger.numbers():
        return written
    ledger.keep(used)  # what was found but is not told of (an unlikely figure) needs no number
    return _written(analysis, ledger)


def _written(analysis: Analysis, ledger: Ledger) -> Report:
    main = analysis.incidents[0] if analysis.incidents else None
    kinds = _KINDS | _SEVERAL if len(analysis.documents) > 1 else _KINDS
    return Report(
        title=_title(analysis, main),
        subtitle=_subtitle(analysis),
        notes=(*kinds.get(analysis.kind, ()), *map(words.sentence, analysis.notes)),
        sections=tuple(_sections(analysis, main, ledger)),
        events=tuple(_events(analysis, main, ledger)) if main else (),
        sources=ledger.sources(analysis.documents),
    )


def _title(analysis: Analysis, main: Incident | None) -> str:
    if main and (first := main.first("organization")):
        return str(first.value)
    titles = [document.title for document in analysis.documents if document.title]
    if titles:
        return titles[0]
    if analysis.kind == "unread":
        return "A text that was not read"
    if main and main.of_threats:
        return "A report on attackers"
    return "An organisation that is not named" if main else "No security incident"


def _subtitle(analysis: Analysis) -> str:
    decisions = len(_decisions(analysis))
    n = len(analysis.documents) - decisions
    what = "Incident report" if analysis.kind != "not_incident" else "No incident"
    sources = "one document" if n == 1 else f"{n} documents"
    decided = "" if not decisions else " and one decision" if decisions == 1 else f" and {decisions} decisions"
    return f"{what}, drawn from {sources}{decided}"


def _decisions(analysis: Analysis) -> set[str]:
    """The documents that are decisions of a person, which stand beside the sources."""
    found = (finding for incident in analysis.incidents for held in incident.findings.values() for finding in held)
    claims = (
        claim for one in found for claim in (one.claim, *one.agree, *one.disagree, *one.superseded, *one.passed_over)
    )
    return {e.document for claim in claims if claim.speaker is Speaker.ANALYST for e in claim.evidence}


def _sections(analysis: Analysis, main: Incident | None, ledger: Ledger) -> Iterable[Section]:
    if main is None or analysis.kind == "unread":
        reason = analysis.reason or "The text tells of no security incident."
        yield Section(SUMMARY, (Entry(None, (Statement(words.sentence(reason), Tone.UNKNOWN),)),), prose=True)
        if main is None and analysis.kind != "unread":
            return  # where nothing happened, there is nothing to be unknown
        main = main or Incident("none", "none")
    else:
        said = summary(main, analysis.kind, analysis.documents, ledger)
        yield Section(SUMMARY, (Entry(None, said),), prose=True)
    yield from sections(main, ledger)
    if others := analysis.incidents[1:]:
        yield Section(OTHERS, sections=tuple(_short(incident, analysis, ledger) for incident in others))


def _short(incident: Incident, analysis: Analysis, ledger: Ledger) -> Section:
    named = incident.first("organization")
    documents = [d for d in analysis.documents if d.id in incident.documents] or list(analysis.documents)
    said = summary(incident, "incident", documents, ledger)
    return Section(str(named.value) if named else incident.title, (Entry(None, said),), prose=True)


def _events(analysis: Analysis, main: Incident, ledger: Ledger) -> Iterable[Event]:
    """What the time line shows: when access began and ended, the moments that followed, and the publications."""
    span = [f for key in ("started", "ended") if (f := main.first(key))]
    if span:
        first, last = sorted(str(f.value) for f in (span[0], span[-1]))
        said = Statement(words.spanned(first, last), say.tone(span[0]), say.cites(span, ledger))
        yield Event("Incident", first, last, said)
    for key, label in _MOMENTS.items():
        if found := main.first(key):
            day = str(found.value)
            yield Event(label, day, day, Statement(words.date(day), say.tone(found), say.cites([found], ledger)))
    for source in ledger.sources(analysis.documents)[:_DATED]:
        if published := source.document.published:
            yield Event(f"Document {source.letter} published", published, published, Statement(words.date(published)))
