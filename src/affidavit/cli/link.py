"""`affidavit link`: whether two texts tell of one incident, and why; or that a document tells of an incident."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer
from typer.core import TyperGroup

from affidavit.cli import decide, registers
from affidavit.cli.exits import NOTHING, OK, PARTLY
from affidavit.cli.options import AllowPrivate, Output
from affidavit.cli.output import complain, write
from affidavit.cli.sources import Sources, options
from affidavit.errors import ReadError
from affidavit.model.document import Document
from affidavit.model.incident import Incident

if TYPE_CHECKING:
    from affidavit.merge.linking import Comparison, Profile


class _Linking(TyperGroup):
    """`affidavit link DOCUMENT ID` decides; `pairs` and `explain` are commands of their own."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command that the first word names, else the one that decides."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["document", *args])


_HELP = """Tell whether texts are of one incident, or decide it.

`affidavit link DOCUMENT ID` says that a document of the register tells of an incident.
"""

app = typer.Typer(cls=_Linking, help=_HELP, no_args_is_help=True, rich_markup_mode=None)
app.command("document")(decide.link_command)


#: An incident, and the documents that tell of it.
Told = tuple[Incident, list[Document]]


class Format(StrEnum):
    """What the verdicts on pairs are written as."""

    TERMINAL = "terminal"
    JSONL = "jsonl"


@app.command("pairs")
def pairs(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl")],
    format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.TERMINAL,
    output: Output = None,
) -> int:
    """Tell of each pair of texts whether both are of one incident.

    Each line of FILE.jsonl is a row with `id` and `text`, a JSON list of the two texts. A wrong row is named on
    stderr, and the rest is done.
    """
    lines, failed = [], 0
    for outcome in read_pairs(file):
        if isinstance(outcome, ReadError):
            complain(str(outcome))
            failed += 1
        else:
            lines.append(_line(outcome[0], compared(*outcome[1]), format))
    write("".join(lines), output)
    return OK if not failed else PARTLY if lines else NOTHING


@app.command("explain")
def explain(
    a: Annotated[str, typer.Argument(metavar="A")],
    b: Annotated[str, typer.Argument(metavar="B")],
    register: registers.Where = None,
    allow_private: AllowPrivate = False,
) -> int:
    """Tell whether two sources are of one incident, and why.

    A and B are files, http(s) URLs, or ids of incidents in the register; of a source that tells of several incidents
    the main one is compared.
    """
    told: list[Told] = []
    for name in (a, b):
        if not _is_source(name):
            told.append(_kept(name, register))
            continue
        source = Sources([name], options(None, allow_private=allow_private))
        document = next(iter(source), None)
        if document is None:
            return source.exit_code
        told.append((main_incident(document), [document]))
    for line in explained(*told):
        typer.echo(line)
    return OK


def _is_source(name: str) -> bool:
    return name == "-" or name.startswith(("http://", "https://")) or Path(name).exists() or "." in name


def _kept(name: str, register: str | None) -> Told:
    """An incident of the register."""
    with registers.opened(register) as opened:
        found = opened.incident(name)
    return found.incidents[0], list(found.documents)


def read_pairs(file: Path) -> Iterator[tuple[str, tuple[str, str]] | ReadError]:
    """The pairs of a file with their ids, or the error that says which line is wrong and why.

    Raises ReadError where there is no such file.
    """
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        yield ReadError(f"cannot be read ({error.strerror})", str(file))
        return
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield _pair(line)
        except ReadError as error:
            yield ReadError(error.message, f"{file}, line {number}")


def _pair(line: bytes) -> tuple[str, tuple[str, str]]:
    row = _json(line, "this line is no JSON")
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise ReadError("a row needs an `id`, as text")
    texts = row.get("text")
    texts = _json(texts, "`text` is no JSON list of two texts") if isinstance(texts, str) else texts
    if not isinstance(texts, list) or len(texts) != 2 or not all(isinstance(text, str) for text in texts):
        raise ReadError("`text` is no JSON list of two texts")
    return row["id"], (texts[0], texts[1])


def _json(text: str | bytes, complaint: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ReadError(complaint) from None


def compared(one: str, other: str) -> Comparison:
    """The comparison of what two texts tell."""
    from affidavit.merge.linking import compare

    return compare(profile(Document.of(one)), profile(Document.of(other)))


def profile(document: Document) -> Profile:
    """The profile of a document's main incident."""
    from affidavit.merge.linking import Profile

    return Profile.of(main_incident(document), [document])


def main_incident(document: Document) -> Incident:
    """The main incident that a document tells of; one without findings where it tells of none."""
    from affidavit.extract import extract
    from affidavit.merge import merge

    found = merge([extract(document)]).incidents
    return found[0] if found else Incident(document.id, "No incident was found", {}, (document.id,))


def explained(one: Told, other: Told) -> Iterator[str]:
    """Both titles, the verdict, and the reasons as a table, line by line."""
    from affidavit.merge.linking import Profile, compare

    found = compare(Profile.of(*one), Profile.of(*other))
    for name, (incident, _) in zip("AB", (one, other), strict=True):
        yield f"{name}: {incident.title}"
    alike = "Alike, but kept apart: two organisations" if found.victims_differ else "The same incident"
    yield f"{alike if found.same else 'Not the same incident'} (score {found.score:.2f})"
    width = max((len(reason.name) for reason in found.because), default=0)
    for reason in found.because:
        yield f"  {reason.weight:+.2f}  {reason.name:<{width}}  {reason.text}"


def _line(key: str, found: Comparison, format: Format) -> str:
    if format is Format.TERMINAL:
        first = found.because[0].text if found.because else ""
        return f"{key}\t{'same' if found.same else 'different'}\t{found.score:.2f}\t{first}\n"
    because = [{"name": r.name, "weight": r.weight, "text": r.text} for r in found.because]
    row = {"id": key, "same": int(found.same), "score": round(found.score, 4), "because": because}
    return json.dumps(row, ensure_ascii=False) + "\n"
