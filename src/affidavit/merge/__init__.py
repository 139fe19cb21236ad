"""Merging: extractions in, incidents out."""

from __future__ import annotations

from affidavit.merge.assemble import merge

__all__ = ["merge"]
