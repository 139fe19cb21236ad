"""Hostile text made harmless: what would steer a screen, and addresses that would run something."""

from __future__ import annotations

import re

from affidavit.model.regex import regex

#: Control characters, marks that turn the direction of writing, and lone surrogates.
_STEERING = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WEB = regex(r"https?://[^\s\"'<>\\]{1,2000}", re.IGNORECASE)


def visible(text: str) -> str:
    """The text with every character that steers instead of being seen spelled out, as `⟨U+202E⟩`."""
    return _STEERING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def web_address(origin: str | None) -> str | None:
    """The origin where it is an http or https address that can be a link, else None."""
    return origin if origin and _WEB.fullmatch(origin) else None
