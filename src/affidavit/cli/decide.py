"""What people decide in the register: `merge`, `split`, `unlink`, `correct`, `undo`, `review`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from affidavit.cli import registers
from affidavit.errors import UsageError
from affidavit.model import words
from affidavit.model.fields import FIELDS

if TYPE_CHECKING:
    from affidavit.model.incident import Analysis
    from affidavit.register import Decided, Why

Others = Annotated[list[str], typer.Argument(metavar="ID...")]
Documents = Annotated[list[str], typer.Argument(metavar="DOCUMENT...", help="Documents by id, key, origin or title.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document by id, key, origin or title.")]


def _why(who: str | None, because: str | None) -> Why:
    from affidavit.register import Why

    return Why(who, because)


def _tell(decided: Decided) -> None:
    ids = ", ".join(one[:8] for one in decided.incidents)
    typer.echo(f"decision {decided.number} on {ids} (affidavit undo {decided.number} takes it back)")


def merge_command(
    into: registers.IncidentId,
    others: Others,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:
    """Make one incident of several.

    The first keeps its id, and takes in the documents of the others.
    """
    with registers.opened(register) as opened:
        _tell(opened.merge(into, others, _why(who, because)))


def split_command(
    incident: registers.IncidentId,
    documents: Documents,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:
    """Take documents out of an incident into a new one."""
    with registers.opened(register) as opened:
        _tell(opened.split(incident, documents, _why(who, because)))


def link_command(
    document: DocumentId,
    incident: registers.IncidentId,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:
    """Say that a document tells of an incident."""
    with registers.opened(register) as opened:
        _tell(opened.link(document, incident, _why(who, because)))


def unlink_command(
    document: DocumentId,
    incident: registers.IncidentId,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:
    """Say that a document does not tell of an incident.

    What it tells becomes an incident of its own.
    """
    with registers.opened(register) as opened:
        _tell(opened.unlink(document, incident, _why(who, because)))


def correct_command(  # noqa: PLR0913 - the options are the interface
    incident: registers.IncidentId,
    field: Annotated[str, typer.Argument(metavar="FIELD")],
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]")] = None,
    status: Annotated[
        str, typer.Option(help="stated, suspected, denied, withheld, or rejected (the value is wrong).")
    ] = "stated",
    wrong: Annotated[str | None, typer.Option("--not", metavar="VALUE", help="This value is wrong.")] = None,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:  # fmt: skip
    """Say what a field of an incident holds.

    It wins over what was read, and stays when documents are read anew. Of a field that holds many values the one that
    is named is changed. With --not (the status rejected) a value is taken away, with whatever else was read in the same
    statement: what another statement says then holds, or nothing, and it is said which.
    """
    from affidavit.register.values import parsed

    if field not in FIELDS:
        raise UsageError(f"no field is called {field!r} (affidavit fields lists them)")
    if wrong is not None:
        if value is not None or status != "stated":
            raise UsageError("--not VALUE stands alone; what is right instead is another correction")
        value, status = wrong, "rejected"
    given = parsed(field, value) if value is not None else None
    with registers.opened(register) as opened:
        decided = opened.correct(incident, (field, given, status), _why(who, because))
        held = opened.incident(decided.incidents[0])
    _tell(decided)
    typer.echo(_now_held(held, field))


def _now_held(analysis: Analysis, field: str) -> str:
    """What a field holds after it was corrected, and whose word that is."""
    found = analysis.incidents[0].all(field)
    if not found:
        return f"{field}: not known now; nothing else is told of it"
    shown = []
    for finding in found:
        said = words.value(field, finding.value) if finding.value is not None else "not disclosed"
        document = analysis.document(finding.evidence[0].document)
        quote = " ".join(finding.evidence[0].quote.split())
        status = "" if finding.status in {"stated", "withheld"} else f" ({finding.status})"
        source = f"by {document.key or document.title or document.origin}: “{quote}”"
        shown.append(f"{said}{status}, {'as was decided' if finding.speaker == 'analyst' else source}")
    return "\n".join(f"{field}: {one}" for one in shown)


def dismiss_command(
    incident: registers.IncidentId,
    register: registers.Where = None,
    who: registers.Who = None,
    because: registers.Because = None,
) -> None:
    """Say that there is no such incident.

    It is kept with its history, and left out of lists, searches, counts and alerts; kind:dismissed in a query finds it.
    A further document on it opens a new incident.
    """
    with registers.opened(register) as opened:
        _tell(opened.dismiss(incident, _why(who, because)))


def undo_command(
    decision: Annotated[int, typer.Argument(metavar="NUMBER")], register: registers.Where = None
) -> None:  # fmt: skip
    """Take a decision back."""
    with registers.opened(register) as opened:
        decided = opened.undo(decision)
    typer.echo(f"decision {decided.number} undone on {', '.join(one[:8] for one in decided.incidents)}")


def review_command(
    register: registers.Where = None,
    apart: Annotated[
        tuple[str, str] | None, typer.Option(metavar="ID ID", help="Say that these two are not one incident.")
    ] = None,
) -> None:  # fmt: skip
    """List the pairs that may be one incident.

    They were left apart, because more than one candidate was close, or the one was doubtful (the number is how likely
    it is that they are one). Under each pair stand what speaks for it and against it, and the commands that decide.
    """
    with registers.opened(register) as opened:
        if apart is not None:
            opened.apart(*apart)
        pairs = opened.reviews()
    if not pairs:
        typer.echo("Nothing to decide on.")
    for one, title, other, other_title, score, because in pairs:
        a, b = one[:8], other[:8]
        typer.echo(f"{score:.2f}  {a} {title}  |  {b} {other_title}")
        typer.echo(f"      {because}" if because else "      nothing speaks for it in words")
        typer.echo(f"      affidavit merge {a} {b}, or affidavit review --apart {a} {b}")
