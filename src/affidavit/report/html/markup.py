"""HTML by construction: whatever is not an element is escaped, so that no text can become markup."""

from __future__ import annotations

from functools import cache
from html import escape

from affidavit.model.regex import regex
from affidavit.report.safe import visible

#: What plain ASCII text must not hold to be HTML as it stands; all other text is looked at closely.
_SPECIAL = regex(r"[&<>\"']|[^\t\n\x20-\x7e]")
_EMPTY = {"meta", "line", "rect", "circle"}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(given: str) -> Markup:
    """Plain text as HTML; markup as it is."""
    if type(given) is Markup:
        return given
    return Markup(escape(visible(given), quote=True) if _SPECIAL.search(given) else given)


def el(name: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """An element; children and attributes that are None are left out, `class_` is `class`, `_` in a name is `-`."""
    given = "".join([f' {_key(key)}="{text(value)}"' for key, value in attributes.items() if value is not None])
    if name in _EMPTY:
        return Markup(f"<{name}{given}>" if name == "meta" else f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{''.join([text(child) for child in children if child is not None])}</{name}>")


def join(*parts: str | None) -> Markup:
    """Parts one after the other."""
    return Markup("".join([text(part) for part in parts if part is not None]))


@cache
def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
