"""Reports of texts in a language that is not supported: what was not read is not said to be unreported."""

from __future__ import annotations

from typing import TypeVar

from affidavit.model.struct import replace
from affidavit.report.model import Report, Statement, Tone
from affidavit.report.say import NOT_REPORTED

Part = TypeVar("Part")

_NOT_READ = Statement("Not read: the language is not supported yet", Tone.UNKNOWN)


def unread(report: Report) -> Report:
    """`report` with each "Not reported" turned into "Not read"."""
    return _turned(report)


def _turned(part: Part) -> Part:
    if part == NOT_REPORTED:
        return _NOT_READ  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(map(_turned, part))  # type: ignore[return-value]
    if names := getattr(part, "__match_args__", ()):
        return replace(part, **{name: _turned(getattr(part, name)) for name in names})
    return part
