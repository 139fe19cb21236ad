"""The report as PDF, set by typst from the same model; the text is handed over as data, never as markup."""

from __future__ import annotations

import json
from importlib import resources

from affidavit.errors import RenderError
from affidavit.report.model import Report
from affidavit.report.pdf.data import plain


def pdf(report: Report) -> bytes:
    """The PDF; RenderError where typst is not installed or cannot set the report."""
    try:
        import typst
    except ImportError as missing:
        raise RenderError(
            "PDF needs typst: pip install typst, or in a clone of Affidavit pip install '.[pdf]'"
        ) from missing
    template = (resources.files(__package__) / "template.typ").read_bytes()
    try:
        return bytes(typst.compile(template, sys_inputs={"report": json.dumps(plain(report), ensure_ascii=False)}))
    except typst.TypstError as failed:
        raise RenderError(f"typst could not set the report: {failed}") from failed
