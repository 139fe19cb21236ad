"""Advising: an incident in, the same incident with lessons, recommendations and notification duties out."""

from __future__ import annotations

from affidavit.advise.advice import advise

__all__ = ["advise"]
