"""Merging: extractions in, incidents out."""

from __future__ import annotations

from affidavit.merge.assemble import Told, combine, merge, tell, tell_together

__all__ = ["Told", "combine", "merge", "tell", "tell_together"]
