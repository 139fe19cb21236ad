"""The report as one self-contained HTML file."""

from __future__ import annotations

from affidavit.report.html.page import html

__all__ = ["html"]
