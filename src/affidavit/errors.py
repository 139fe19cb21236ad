"""Everything Affidavit raises on purpose, under one root, each saying where it went wrong."""

from __future__ import annotations


class AffidavitError(Exception):
    """The root of all errors. `where` names the source (path, URL, rule file and line)."""

    def __init__(self, message: str, where: str | None = None) -> None:
        """Keep the message and the place apart, so that a caller can show either."""
        super().__init__(message)
        self.message = message
        self.where = where

    def __str__(self) -> str:
        """One line: `where: message`."""
        return f"{self.where}: {self.message}" if self.where else self.message


class ReadError(AffidavitError):
    """A source could not be turned into a document."""


class FetchError(ReadError):
    """A URL could not, or must not, be fetched."""


class RuleError(AffidavitError):
    """A rule, case or playbook file does not say what it must."""


class RenderError(AffidavitError):
    """A report could not be rendered in the asked format."""


class ExchangeError(AffidavitError):
    """What another system wrote could not be read, or an incident not be written for it."""


class RegisterError(AffidavitError):
    """The register could not be opened, read or written."""


class UsageError(AffidavitError):
    """The caller asked for something that does not exist (a field, a format)."""


class QueryError(UsageError):
    """A query that says nothing: `query`, and `at` the character where it goes wrong."""

    def __init__(self, message: str, query: str, at: int) -> None:
        """Keep the query and the place, so that it can be pointed at."""
        super().__init__(message, f"query, character {at + 1}")
        self.query = query
        self.at = at
