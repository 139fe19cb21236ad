"""HTML by construction: whatever is not an element is escaped, so that no text can become markup."""

from __future__ import annotations

from html import escape

from affidavit.report.safe import visible

_EMPTY = {"meta", "line", "rect", "circle"}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(given: str) -> Markup:
    """Plain text as HTML; markup as it is."""
    return given if isinstance(given, Markup) else Markup(escape(visible(given), quote=True))


def el(name: str, /, *children: str | None, **attributes: str | None) -> Markup:
    """An element; children and attributes that are None are left out, `class_` is `class`, `_` in a name is `-`."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{given}>" if name == "meta" else f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{''.join([text(child) for child in children if child is not None])}</{name}>")


def join(*parts: str | None) -> Markup:
    """Parts one after the other."""
    return Markup("".join([text(part) for part in parts if part is not None]))
