"""Indicators as STIX patterns and observables, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from affidavit.exchange.stix.data import table
from affidavit.exchange.stix.objects import Objects
from affidavit.model.regex import regex
from affidavit.model.value import Indicator

#: One comparison of a pattern, as `file:hashes.'SHA-256' = '...'`.
_COMPARISON = regex(r"([a-z0-9-]{1,60}):([\w.'\"-]{1,120}?) ?= ?(?:'((?:[^'\\]|\\.){1,2000})'|(\d{1,10}))")
#: Patterns that say more than that one of several values is there.
_MORE = regex(r"\b(?:NOT|MATCHES|LIKE|FOLLOWEDBY|ISSUBSET|ISSUPERSET|IN)\b|!=|[<>]")
_LONGEST_PATTERN = 20_000
#: What values of a type look like, where the standard's validator asks for more than text.
_SHAPES = {
    "url": regex(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s\x00-\x20\x7f-\xa0<>\"{}|^`]{1,2000}"),
    "email": regex(r"[\w.+%-]{1,64}@[\w.-]{1,250}", re.ASCII),
}
_SHAPES["domain"] = _SHAPES["onion"] = regex(r"(?:[\w-]{1,63}\.){1,20}[\w-]{2,63}")
_ADDRESSES = ("ipv4", "ipv6", "cidr")
_SLASHES = regex(r"[\\/]")


def pattern(indicator: Indicator) -> str | None:
    """The STIX pattern that finds the indicator; None where STIX has no object of its kind (a CVE)."""
    if indicator.type == "file_path":
        return _path_pattern(indicator.value)
    row = _row(indicator)
    if row is None:
        return None
    value = _number(indicator.value) if row["type"] == "asn" else _quoted(indicator.value)
    fixed = [f"{row['object']}:{name} = {_quoted(given)}" for name, given in _fixed(row)]
    tests = [*fixed, f"{row['object']}:{row['property']} = {value}"]
    return f"[{' AND '.join(tests)}]" if value else None


def observe(objects: Objects, indicator: Indicator) -> str | None:
    """Put the indicator's observable into the bundle; None where it has none that can stand alone."""
    if indicator.type == "file_path":
        return _observe_path(objects, indicator.value)
    row = _row(indicator)
    value = _number(indicator.value) if row and row["type"] == "asn" else indicator.value
    if row is None or not row["sco"] or not value or not _encodes(value) or not _fits(indicator):
        return None
    name, _, key = row["property"].partition(".")
    held: Any = {key.strip("'"): value} if key else value
    return objects.observe(row["object"], **dict(_fixed(row)), **{name: held})


def from_pattern(text: str) -> Iterator[Indicator]:
    """The values that a pattern looks for, where it says no more than that one of them is there."""
    if len(text) > _LONGEST_PATTERN or _MORE.search(re.sub(r"'(?:[^'\\]|\\.){0,2000}'", "''", text)):
        return
    tests = [(m[1], m[2], m[4] or re.sub(r"\\(.)", r"\1", m[3])) for m in _COMPARISON.finditer(text)]
    for kind, path, value in tests:
        fixed = {name: given for other, name, given in tests if other == kind}
        if found := read(kind, path, value, fixed):
            yield Indicator(found, f"AS{value}" if found == "asn" else value, "attacker")


def from_object(row: dict[str, Any]) -> Iterator[Indicator]:
    """The values that an observable holds."""
    kind = str(row.get("type"))
    flat = {name: value for name, value in row.items() if isinstance(value, str | int)}
    hashes = row.get("hashes")
    flat |= {f"hashes.{name}": value for name, value in hashes.items()} if isinstance(hashes, dict) else {}
    for name, value in flat.items():
        if found := read(kind, name, str(value), flat):
            yield Indicator(found, f"AS{value}" if found == "asn" else str(value))


def read(kind: str, path: str, value: str, fixed: dict[str, Any]) -> str | None:
    """The type of indicator that an object's property holds; None where it holds none."""
    plain = path.replace("'", "").replace('"', "")
    for row in table("indicators").values():
        if (row["object"], row["property"].replace("'", "")) == (kind, plain) and dict(
            _fixed(row)
        ).items() <= fixed.items():
            return _finer(row["type"], value)
    return "cidr" if kind == "ipv6-addr" and plain == "value" and "/" in value else None


def _finer(found: str, value: str) -> str:
    """The type among those that STIX does not tell apart."""
    if found in {"ipv4", "ipv6"}:
        return "cidr" if "/" in value else found
    return "onion" if found == "domain" and value.endswith(".onion") else found


def _row(indicator: Indicator) -> dict[str, str] | None:
    row = table("indicators").get(indicator.type)
    v6 = indicator.type == "cidr" and ":" in indicator.value
    return {**row, "object": "ipv6-addr"} if row and v6 else row


def _fixed(row: dict[str, str]) -> list[tuple[str, str]]:
    name, equals, value = row["fixed"].partition("=")
    return [(name, value)] if equals else []


def _path_pattern(path: str) -> str:
    folder, name = _split(path)
    parts = [f"file:name = {_quoted(name)}"] if name else []
    parts += [f"file:parent_directory_ref.path = {_quoted(folder)}"] if folder and name else []
    return f"[{' AND '.join(parts) or f'directory:path = {_quoted(folder)}'}]"


def _observe_path(objects: Objects, path: str) -> str | None:
    folder, name = _split(path)
    if not _encodes(path):
        return None
    within = objects.observe("directory", path=folder) if folder else None
    return objects.observe("file", name=name, parent_directory_ref=within) if name else within


def _split(path: str) -> tuple[str, str]:
    """The folder and the file's name of a path of any system."""
    at = max((match.end() for match in _SLASHES.finditer(path)), default=0)
    folder = path[: at - 1] if at > 1 and not path[: at - 1].endswith(":") else path[:at]
    return folder, path[at:]


def _number(value: str) -> str:
    digits = value.upper().removeprefix("AS")
    return digits if digits.isascii() and digits.isdigit() else ""


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _fits(indicator: Indicator) -> bool:
    """Whether a value is what its type says, as far as the validator looks."""
    if indicator.type in _ADDRESSES:
        try:
            found = f"ipv{ip_network(indicator.value, strict=False).version}"
            return indicator.type in {found, "cidr"}
        except ValueError:
            return False
    shape = _SHAPES.get(indicator.type)
    return shape is None or shape.fullmatch(indicator.value) is not None


def _encodes(value: str) -> bool:
    """Whether the value is whole characters, as ids of observables need."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
