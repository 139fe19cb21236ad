"""Reports of texts in a language that is not supported: what was not read is not said to be unreported."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

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
    if is_dataclass(part) and not isinstance(part, type):
        changed: dict[str, Any] = {f.name: _turned(getattr(part, f.name)) for f in fields(part) if f.init}
        return replace(part, **changed)
    return part
