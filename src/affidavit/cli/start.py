"""The start of the program, and what happens to errors: one line each on stderr, and the right exit code."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from affidavit.cli.exits import INTERNAL, INTERRUPTED, OK, USAGE
from affidavit.cli.output import complain, pointed
from affidavit.errors import AffidavitError, QueryError

if TYPE_CHECKING:
    import click

#: The environment's variable by which a shell asks for completions.
COMPLETION = "_AFFIDAVIT_COMPLETE"
#: A suggestion that two libraries make, each in the same words.
_TWICE = re.compile(r"( Did you mean '[^']{1,80}'\?)\1")


def run() -> int:
    """Run the command that the arguments name; returns the exit code."""
    _mend_streams()
    return _let_go(_run(sys.argv[1:]))


def _run(arguments: Sequence[str]) -> int:
    try:
        code = _analyze(arguments[1:]) if _names_sources(arguments) else _call(arguments)
        sys.stdout.flush()
    except SystemExit as leaving:
        return _left(leaving, leaving.code)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except AffidavitError as error:
        complain(str(error))
        if isinstance(error, QueryError):
            pointed(error)
        return USAGE
    except Exception as error:
        return _unexpected(error)
    return code if isinstance(code, int) else OK


def _names_sources(arguments: Sequence[str]) -> bool:
    """Whether the arguments are `analyze` and sources, with no options: what reads options takes long to load."""
    plain = len(arguments) > 1 and arguments[0] == "analyze" and COMPLETION not in os.environ
    return plain and not any(one.startswith("-") and one != "-" for one in arguments)


def _analyze(sources: Sequence[str]) -> int:
    from affidavit.cli.reports import analyze

    return analyze(sources)


def _call(arguments: Sequence[str]) -> object:
    from affidavit.cli.app import call

    return call(arguments)


def _mend_streams() -> None:
    """Put an empty stream where one was closed, and write what the terminal has no letter for as a question mark."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        setattr(sys, name, stream)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _reader_gone() -> int:
    """The reader of our output has gone, as `head` does: no error, and nothing more is written when Python ends."""
    _drop_output()
    return OK


def _let_go(code: int) -> int:
    """Drop what of the output cannot be written, else Python tries again when it ends, and leaves with its own code."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
    except OSError as error:
        _drop_output()
        if code == OK:
            complain(str(error.strerror or error))
            return USAGE
    return code


def _drop_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _left(leaving: BaseException, code: object) -> int:
    if isinstance(leaving.__context__, BrokenPipeError):
        return _reader_gone()
    return code if isinstance(code, int) else OK


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "affidavit"
    message = _TWICE.sub(r"\1", error.format_message()).rstrip(".")
    return f"{message} (see {command} --help)"


def _unexpected(error: Exception) -> int:
    """An error of click's own is wrong usage; any other a defect: one line, the traceback only on request."""
    import click

    if isinstance(error, click.exceptions.Exit):
        return _left(error, error.exit_code)
    if isinstance(error, click.exceptions.Abort):
        return INTERRUPTED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return USAGE
    if isinstance(error, click.ClickException):
        complain(_usage(error))
        return USAGE
    if os.environ.get("AFFIDAVIT_DEBUG"):
        raise error
    if isinstance(error, OSError):  # a full disk, too many open files
        complain(str(error.strerror or error))
        return USAGE
    complain(f"internal error: {type(error).__name__}: {' '.join(str(error).split())} (AFFIDAVIT_DEBUG=1 shows where)")
    return INTERNAL
