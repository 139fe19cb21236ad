"""A filter as it is written, before its names and values are looked up; each part knows its place in the query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Given:
    """A word or a phrase, and where it begins; `goes_on` is where a * stands behind it."""

    text: str
    at: int
    goes_on: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter: its field, its operator, its values, and what stands in brackets behind them."""

    name: str
    at: int
    op: str
    values: tuple[Given, ...]
    brackets: tuple[Given, ...]


class Misread(Exception):
    """What is wrong with a query, and at which character; never leaves the parser, which makes a QueryError of it."""

    def __init__(self, message: str, at: int) -> None:
        """Keep both."""
        super().__init__(message)
        self.message, self.at = message, at
