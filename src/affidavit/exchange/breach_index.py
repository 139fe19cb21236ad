"""The JSON of a public breach index: an entry a breach (Name, Title, BreachDate, PwnCount, Description and more)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.formats import Content, Importer
from affidavit.exchange.values import many_lines, one_line
from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.dates import is_date
from affidavit.model.record import Entry, Record, RecordWriter
from affidavit.model.regex import regex
from affidavit.model.value import Count, Indicator, Value

_KEYS = frozenset({"Name", "BreachDate", "PwnCount", "DataClasses"})
_LONGEST_TEXT, _MOST_CLASSES, _MOST_PEOPLE = 20_000, 500, 10**12
_BLOCK = regex(r"</?(?:p|br|li|ul|ol|div|h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)
_UNSEEN = regex(r"<(script|style)\b[^<>]{0,500}>[^<]{0,20000}</\1\s{0,9}>", re.IGNORECASE)
_TAG = regex(r"</?[a-z][^<>]{0,2000}>|<!--[^<>]{0,2000}-->", re.IGNORECASE)
_DOMAIN = regex(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}", re.ASCII)
#: What an entry says of itself: what stands in the record then, and whether it makes all the rest doubtful.
_DOUBTS = {
    ("IsFabricated", True): "the index holds this breach to be fabricated",
    ("IsVerified", False): "the index could not verify this breach",
}
_NO_BREACH = ("IsSpamList", "IsMalware", "IsStealerLog")
_REMARKS = {
    "IsSensitive": "sensitive: the index does not show it to the public",
    "IsRetired": "retired: the index has taken it down",
    "IsSpamList": "a spam list",
    "IsMalware": "gathered by malware",
    "IsStealerLog": "logs of information stealers",
}


def knows(content: Content) -> bool:
    """Whether the file is such an index, or some of its entries."""
    try:
        first = next(_rows(content), None)
    except ExchangeError:
        return False
    return isinstance(first, Mapping) and len(_KEYS & first.keys()) >= len(_KEYS) - 1


def records(content: Content) -> Iterator[Record | ExchangeError]:
    """A record for each entry: a list, one entry, or an entry a line; an error in the place of a bad one."""
    seen: set[str] = set()
    number = 0
    for number, row in enumerate(_rows(content), 1):
        try:
            yield _record(row, content.name, seen)
        except ExchangeError as error:
            yield ExchangeError(f"entry {number} {error.message}", content.name)
    if not number:
        raise ExchangeError("holds no entry", content.name)


def _rows(content: Content) -> Iterator[Any]:
    """The entries; a file that is no JSON is one if its first line is."""
    whole = content.json
    if isinstance(whole, list):
        yield from whole
    elif whole is not None:
        yield whole
    else:
        lines = filter(None, map(bytes.strip, content.data.splitlines()))
        first = _line(next(lines, b""))
        if first is not None:
            yield first
            yield from map(_line, lines)


def _line(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _record(row: Any, origin: str, seen: set[str]) -> Record:
    if not isinstance(row, Mapping):
        raise ExchangeError("is no object")
    name = one_line(_text(row, "Name"), 200) or one_line(_text(row, "Title"), 200)
    if not name:
        raise ExchangeError("has no name")
    if name in seen:
        raise ExchangeError(f"bears the name of another ({name})")
    seen.add(name)
    written = RecordWriter(
        "import.breach-index", plain(_text(row, "Description")), nobodys=not _named(row), doubt=_doubt(row)
    )
    for label, field, said, value in _claims(row):
        written.add(_entry(row, label, field, said, value))
    for key, remark in _REMARKS.items():
        if row.get(key) is True:
            written.add(Entry("Remark", remark))
    title, added = one_line(_text(row, "Title"), 300) or name, _text(row, "AddedDate")[:10]
    return written.record({"key": name, "origin": origin, "title": title, "published": _date(added)})


def _entry(row: Mapping[str, Any], label: str, field: str | None, said: str, value: Value | None) -> Entry:
    doubt = _doubt(row)
    status = Status.SUSPECTED if doubt else Status.STATED
    return Entry(label, said, field, value, status, Speaker.THIRD_PARTY, note=doubt)


def _doubt(row: Mapping[str, Any]) -> str | None:
    """Why the index itself doubts the breach, where it does."""
    return next((note for (key, worst), note in _DOUBTS.items() if row.get(key) is worst), None)


def _claims(row: Mapping[str, Any]) -> Iterator[tuple[str, str | None, str, Value | None]]:
    """What an entry says, as label, field, words and value; a spam list or a stealer's log is nobody's breach."""
    named = _named(row)
    for key, reader in _READERS.items():
        if row.get(key) in (None, "") or (key in _OF_ORGANIZATION and not named):
            continue
        yield from ((key, *claim) for claim in reader(row[key]))


def _named(row: Mapping[str, Any]) -> bool:
    """Whether what an entry tells of happened to somebody."""
    return not any(row.get(key) is True for key in _NO_BREACH)


def _title(title: Any) -> Iterator[tuple[str, str, Value]]:
    if name := one_line(_of_type(title, str, "Title"), 200):
        yield "organization", name, name


def _domain(domain: Any) -> Iterator[tuple[str, str, Value]]:
    name = _of_type(domain, str, "Domain")[:300].strip().lower()
    if _DOMAIN.fullmatch(name):
        yield "indicator", name, Indicator("domain", name, "victim")


def _started(date: Any) -> Iterator[tuple[str, str, Value]]:
    day = _date(_of_type(date, str, "BreachDate")[:10])
    if day is None:
        raise ExchangeError("has a BreachDate that is no date")
    yield "started", day, _as_known(day)


def _as_known(day: str) -> str:
    """The date as far as it says something: an index writes a month as its first day, and a year so as well."""
    return day[:4] if day.endswith("-01-01") else day[:7] if len(day) == 10 and day.endswith("-01") else day


def _accounts(count: Any) -> Iterator[tuple[str, str, Value]]:
    number = _of_type(count, int, "PwnCount")
    if not 0 <= number <= _MOST_PEOPLE:
        raise ExchangeError("has a PwnCount that can count no accounts")
    if number:
        yield "affected", f"{number:,} accounts", Count(number, "accounts")


def _classes(given: Any) -> Iterator[tuple[str | None, str, Value | None]]:
    """The classes of data; one that the vocabulary does not have is kept as a remark."""
    for one in _of_type(given, list, "DataClasses")[:_MOST_CLASSES]:
        name = one_line(_of_type(one, str, "DataClasses"), 100)
        known = name in vocabulary.terms("data")
        yield ("data", name, name) if known else (None, name, None)


_READERS: dict[str, Callable[[Any], Iterator[tuple[str | None, str, Value | None]]]] = {
    "Title": _title,
    "Domain": _domain,
    "BreachDate": _started,
    "PwnCount": _accounts,
    "DataClasses": _classes,
}
_OF_ORGANIZATION = frozenset({"Title", "Domain"})


def plain(markup: str) -> str:
    """The text of a description in HTML."""
    shown = _UNSEEN.sub(" ", many_lines(markup, _LONGEST_TEXT))
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n", shown)))
    return "\n".join(filter(None, (one_line(line, _LONGEST_TEXT) for line in text.split("\n"))))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    return "" if value is None else str(_of_type(value, str, key))


def _of_type(value: Any, kind: type[Any], key: str) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise ExchangeError(f"has a {key} that is {type(value).__name__}, not {kind.__name__}")
    return value


def _date(text: str) -> str | None:
    return text if is_date(text) else None


IMPORTER = Importer(
    "breach-index", "the JSON of a public breach index: a list, one entry, or an entry a line", knows, records
)
