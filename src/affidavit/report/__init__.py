"""Reports: an analysis in, Markdown, HTML, PDF, terminal text or JSON out."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module

from affidavit.errors import UsageError
from affidavit.model.incident import Analysis
from affidavit.model.machine import analysis_row
from affidavit.report.build import report
from affidavit.report.model import Report

__all__ = ["FORMATS", "render", "report"]

#: The formats of the report, each with the function that writes it; its module is loaded when it is asked for.
_RENDERERS = {
    "markdown": "markdown:markdown",
    "html": "html:html",
    "pdf": "pdf:pdf",
    "terminal": "terminal:terminal",
}
#: All formats that `render` knows; `json` is the machine format.
FORMATS = (*_RENDERERS, "json")


def render(analysis: Analysis, format: str = "markdown") -> str | bytes:
    """The report of `analysis`: bytes for `pdf`, text for every other format of `FORMATS`.

    Raises UsageError for a format that there is none of, RenderError where one cannot be written here.
    """
    if format == "json":
        return json.dumps(analysis_row(analysis), ensure_ascii=False, indent=2) + "\n"
    if format not in _RENDERERS:
        raise UsageError(f"no report format {format!r}; there are {', '.join(FORMATS)}")
    module, name = _RENDERERS[format].split(":")
    renderer: Callable[[Report], str | bytes] = getattr(import_module(f"{__name__}.{module}"), name)
    return renderer(report(analysis))
