"""The register: documents, claims and incidents, what changed and why, and who was behind whom."""

from __future__ import annotations

from affidavit.register.decisions import Decided, Why
from affidavit.register.intake import Joined, Outcome
from affidavit.register.prepared import Choice, Close, Part, Prepared, Steps
from affidavit.register.register import Register
from affidavit.register.search import Results, SearchOptions

__all__ = [
    "Choice", "Close", "Decided", "Joined", "Outcome", "Part", "Prepared", "Register", "Results", "SearchOptions",
    "Steps", "Why",
]  # fmt: skip
