"""The executive summary: three to seven sentences, composed of findings by a small grammar."""

from __future__ import annotations

from affidavit.report.summary.compose import summary

__all__ = ["summary"]
