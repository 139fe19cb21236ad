"""Reading what the command line names: the documents, the complaints, and the exit code that follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from affidavit.cli.exits import NOTHING, OK, PARTLY
from affidavit.cli.output import complain
from affidavit.errors import ReadError, UsageError
from affidavit.model.document import Document
from affidavit.model.struct import field, mutable, replace
from affidavit.read import ReadOptions, read_all

#: How many of the files that were passed over are named unasked.
_NAMED = 3


@mutable
class Sources:
    """The sources of one command: iterate for their documents; what cannot be read is named on stderr."""

    names: Sequence[str]
    options: ReadOptions = field(default_factory=ReadOptions)
    read: int = 0
    failed: int = 0
    verbose: bool = False
    passed_over: list[ReadError] = field(default_factory=list)

    def __iter__(self) -> Iterator[Document]:
        """The documents, one after the other, past those that cannot be read."""
        options = replace(self.options, passed_over=self.passed_over.append)
        for outcome in read_all(self.names, options):
            if isinstance(outcome, ReadError):
                self.failed += 1
                complain(str(outcome))
            else:
                self.read += 1
                yield outcome
        if self.passed_over:
            self._tell_passed_over()

    def _tell_passed_over(self) -> None:
        """Count the files of folders that hold no words, and name the first of them; all of them when asked."""
        shown = self.passed_over if self.verbose else self.passed_over[:_NAMED]
        more = len(self.passed_over) - len(shown)
        rest = f" and {more} more (--verbose names all)" if more else ""
        names = ", ".join(error.where or "" for error in shown)
        number = len(self.passed_over)
        complain(f"passed over {number} {'file that is' if number == 1 else 'files that are'} no text: {names}{rest}")

    def spare(self, output: Path) -> None:
        """UsageError where a result written to `output` would replace a source, or be read as one the next time."""
        target = output.resolve()
        for source in (path.resolve() for path in self._paths()):
            if source == target and not source.is_dir():
                raise UsageError("is a source; it would be overwritten", str(output))
            if source.is_dir() and (source == target or source in target.parents):
                raise UsageError(f"lies in {source}, which is read; name a place outside it", str(output))

    def names_in(self, folder: Path) -> set[str]:
        """The names of the sources that stand in `folder`, in lower case, which no result may take."""
        return {path.name.casefold() for path in self._paths() if path.resolve().parent == folder.resolve()}

    def _paths(self) -> list[Path]:
        return [path for path in map(Path, self.names) if path.exists()]

    @property
    def exit_code(self) -> int:
        """0 when all was read, 1 when some was, 3 when nothing was."""
        if not self.failed:
            return OK
        return PARTLY if self.read else NOTHING


def options(published: str | None, *, allow_private: bool = False) -> ReadOptions:
    """The reading options; UsageError for a date that is none."""
    if published is not None:
        from affidavit.read.dates import iso_date

        if iso_date(published) != published or len(published) != len("2024-01-31"):
            raise UsageError(f"--published takes a date like 2024-09-17, not {published!r}")
    return ReadOptions(published=published, allow_private=allow_private)
