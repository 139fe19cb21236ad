"""What `affidavit export` takes from the register, and how `affidavit add` takes it in again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from affidavit.cli import registers
from affidavit.cli.output import complain, opened
from affidavit.errors import ReadError, UsageError

if TYPE_CHECKING:
    from affidavit.model.incident import Analysis
    from affidavit.predicted import Predictions
    from affidavit.register import Register

#: The format in which one register is taken in by another.
REGISTER = "register"
_NONE = "no incident of the register fits, so that nothing is exported"
#: So many predictions that were left out are named.
_NAMED = 5
_BEGINS = b'{"format":"affidavit-register/'


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be exported: sources, or ids of incidents, a query or all. UsageError where it is several of these."""

    given: Sequence[str]
    query: str | None = None
    all: bool = False

    def __post_init__(self) -> None:
        """Raise UsageError for nothing, or for what does not go together."""
        ways = (bool(self.given), self.query is not None, self.all)
        if sum(ways) != 1:
            raise UsageError("export takes one of SOURCE..., ID..., --query and --all")
        sources = [one for one in self.given if _is_source(one)]
        ids = [one for one in self.given if not _is_source(one)]
        if sources and ids:
            raise UsageError(f"{sources[0]} is a source, and {ids[0]} neither a file nor a URL, so an incident's id; "
                             "export either")  # fmt: skip

    @property
    def stored(self) -> bool:
        """Whether it is in the register."""
        return self.all or self.query is not None or not _is_source(self.given[0])

    def ids(self, register: Register) -> list[str]:
        """The ids of the incidents."""
        if self.query is not None:
            return list(register.search(self.query).ids)
        return list(register.ids()) if self.all else list(self.given)

    def analyses(self, register: Register) -> Iterator[Analysis]:
        """The incidents, each with its documents; UsageError where there is none."""
        ids = self.ids(register)
        if not ids:
            raise UsageError(_NONE)
        try:
            yield from register.incidents(ids)
        except UsageError as error:
            if not self.given:
                raise
            raise UsageError(f"{error.message}; what is no file and no URL is taken for an id") from error

    def write_register(self, where: str | None, output: Path | None) -> None:
        """Write what another register takes in, line by line."""
        if not self.stored:
            raise UsageError(f"--to {REGISTER} is for incidents of the register; `affidavit add` takes sources")
        with registers.opened(where) as register:
            ids = None if self.all else self.ids(register)
            if ids == []:
                raise UsageError(_NONE)
            lines = register.export(ids)
            head = next(lines)  # an id that is none leaves no empty file behind
            with opened(output) as file:
                for line in chain([head], lines):
                    file.write(f"{line}\n".encode("utf-8", "surrogatepass"))


def _is_source(one: str) -> bool:
    """Whether an argument of export is a document's: a file, a folder, a URL, standard input, or what looks so."""
    return one == "-" or "://" in one or Path(one).exists() or Path(one).suffix != "" or "/" in one


def is_register(name: str) -> bool:
    """Whether a source is what another register wrote."""
    path = Path(name)
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return False


def take(register: Register, names: Sequence[str]) -> None:
    """Take in what other registers wrote, and tell of it on stderr."""
    for name in names:
        try:
            with Path(name).open("rb") as file:
                taken = register.take(file, name)
        except OSError as error:
            raise ReadError(f"cannot be read ({error.strerror})", name) from error
        parts = ((taken.documents, "document"), (taken.incidents, "incident"), (taken.decisions, "decision"))
        told = ", ".join(f"{number:,} {word}{'s' * (number != 1)}" for number, word in parts)
        left = f"; {taken.unproven:,} claims that nothing proves were left out" if taken.unproven else ""
        complain(f"{name}: a register; {told} added{left}")


def predicted(path: Path) -> Predictions:
    """The predictions of a file; UsageError where it holds none."""
    from affidavit.predicted import Predictions

    try:
        with path.open("rb") as file:
            return Predictions.of(file, str(path))
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", str(path)) from error


def tell_refused(predictions: Predictions) -> None:
    """Tell on stderr which predictions were left out, and why; the first of them by name."""
    for line in predictions.named[:_NAMED]:
        complain(f"left out: {line}")
    for reason, number in predictions.refused.most_common():
        complain(f"left out: {number:,} claim{'s' * (number != 1)}: {reason}")
    if predictions.missing:
        one = predictions.missing == 1
        complain(f"left out: {predictions.missing:,} document{'s' * (not one)} of which nothing is predicted")
