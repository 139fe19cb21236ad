"""Affidavit reads what is disclosed about a security incident and writes the report, each statement with its proof.

The public names, each the step of the same name (loaded at first use, so that `import affidavit` costs nothing):

- `read(source)`: a path, URL or folder -> documents; `read_all` goes on past what cannot be read
- `extract(document)`: what it says, claim by claim
- `merge(extractions)`: incidents, from any number of documents
- `advise(incident)`: with lessons, recommendations and duties
- `analyze(documents)`: all of that; `analyze_each` one by one
- `render(analysis, format)`: the report
- `export(analysis, to)`: the incident in another system's format; `import_from(path)` the records of one, which
  `analyze_records` analyses
- `open_register(path)`: the register, into which `add` takes documents
- `analysis_row(analysis)`: the machine format; `json_schema()` its schema
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from affidavit.version import __version__ as __version__

if TYPE_CHECKING:
    from affidavit.advise import advise
    from affidavit.errors import (
        AffidavitError,
        ExchangeError,
        FetchError,
        ReadError,
        RenderError,
        RuleError,
        UsageError,
    )
    from affidavit.exchange import ExportOptions, export, import_from
    from affidavit.extract import extract
    from affidavit.merge import merge
    from affidavit.model.claim import Claim, Evidence, Speaker, Status
    from affidavit.model.document import Document
    from affidavit.model.extraction import Extraction
    from affidavit.model.incident import Analysis, Finding, Incident
    from affidavit.model.machine import analysis_row
    from affidavit.model.record import Entry, Record, RecordWriter
    from affidavit.model.schema import json_schema
    from affidavit.model.span import Span
    from affidavit.model.value import Advice, Count, Indicator, Money
    from affidavit.pipeline import analyze, analyze_each, analyze_records
    from affidavit.read import ReadOptions, read, read_all, read_bytes
    from affidavit.register import Outcome, Register, Why
    from affidavit.registering import add, open_register
    from affidavit.report import render

_HOMES = {
    "advise": ("advise",),
    "errors": (
        "AffidavitError",
        "ExchangeError",
        "FetchError",
        "ReadError",
        "RegisterError",
        "RenderError",
        "RuleError",
        "UsageError",
    ),
    "exchange": ("ExportOptions", "export", "import_from"),
    "extract": ("extract",),
    "merge": ("merge",),
    "model.claim": ("Claim", "Evidence", "Speaker", "Status"),
    "model.document": ("Document",),
    "model.extraction": ("Extraction",),
    "model.incident": ("Analysis", "Finding", "Incident"),
    "model.machine": ("analysis_row",),
    "model.record": ("Entry", "Record", "RecordWriter"),
    "model.schema": ("json_schema",),
    "model.span": ("Span",),
    "model.value": ("Advice", "Count", "Indicator", "Money"),
    "pipeline": ("analyze", "analyze_each", "analyze_records"),
    "read": ("ReadOptions", "read", "read_all", "read_bytes"),
    "register": ("Outcome", "Register", "Why"),
    "registering": ("add", "open_register"),
    "report": ("render",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Advice",
    "AffidavitError",
    "Analysis",
    "Claim",
    "Count",
    "Document",
    "Entry",
    "Evidence",
    "ExchangeError",
    "ExportOptions",
    "Extraction",
    "FetchError",
    "Finding",
    "Incident",
    "Indicator",
    "Money",
    "Outcome",
    "ReadError",
    "ReadOptions",
    "Record",
    "RecordWriter",
    "Register",
    "RegisterError",
    "RenderError",
    "RuleError",
    "Span",
    "Speaker",
    "Status",
    "UsageError",
    "Why",
    "add",
    "advise",
    "analysis_row",
    "analyze",
    "analyze_each",
    "analyze_records",
    "export",
    "extract",
    "import_from",
    "json_schema",
    "merge",
    "open_register",
    "read",
    "read_all",
    "read_bytes",
    "render",
]


class _Root(ModuleType):
    """The root package, in which a step's package never takes the place of the verb that has its name."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a name; Python puts each package that is imported into the one above it, as `extract` here."""
        if name not in _HOME or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Root


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'affidavit' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"affidavit.{_HOME[name]}"), name)
    return value
