"""What a template leaves open: "<Company>", "{{First Name}}", "[Insert name]"."""

from __future__ import annotations

from affidavit.model.regex import regex

_BLANK = regex(
    r"<[^<>\n]{1,60}>|\{[^{}\n]{1,60}\}|\[(?:(?i:insert|variable|redacted|name|first|last|date|address|company|client|"
    r"customer|recipient|addressee|state|number|url))\b[^\]\n]{0,60}\]"
)


def blanks_of(plain: str) -> list[tuple[int, int]]:
    """Where `plain` has blanks, brackets included."""
    if not any(mark in plain for mark in "<{["):
        return []
    return [match.span() for match in _BLANK.finditer(plain)]
