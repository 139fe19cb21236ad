"""Searching the register: a small query language, documented in docs/search.md."""

from __future__ import annotations

from affidavit.register.search.parsing import parsed
from affidavit.register.search.running import Results, SearchOptions, search
from affidavit.register.search.tree import All, Node

__all__ = ["All", "Node", "Results", "SearchOptions", "parsed", "search"]
