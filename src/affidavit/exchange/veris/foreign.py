"""Others' records of VERIS: the summary as running text, the values as fields, each in our terms where we have one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from affidavit.errors import ExchangeError
from affidavit.exchange.values import one_line, value_of
from affidavit.exchange.veris.checked import number, rows, text, texts
from affidavit.exchange.veris.tables import meanings, read_paths
from affidavit.model import vocabulary
from affidavit.model.claim import Speaker, Status
from affidavit.model.dates import is_date
from affidavit.model.record import Entry, Record, RecordWriter
from affidavit.model.regex import regex

_CONFIDENCE = {"High": 0.9, "Medium": 0.75, "Low": 0.5, "None": 0.3}
_STATUS = {"Suspected": Status.SUSPECTED, "Near miss": Status.SUSPECTED, "False positive": Status.DENIED}
_NOTHING = frozenset({"", "unknown", "other", "na", "n/a", "none", "not applicable", "anonymous victim", "undisclosed"})
_CVE = regex(r"\bCVE-\d{4}-\d{4,7}\b", re.ASCII)
_COINS = {"XBT": "BTC", "Ether": "ETH", "Litecoin": "LTC"}
_LONGEST_PROSE, _MOST_NAMES = 100_000, 200
#: Fields that are names, and where VERIS has them.
_NAMES = (
    ("organization", "victim.victim_id"),
    ("organization", "victim.secondary.victim_id"),
    ("country", "victim.country"),
    ("actor", "actor.external.name"),
    ("third_party", "actor.partner.name"),
)
#: What is taken over as it is, for people to read.
_REMARKS = (
    "notes",
    "discovery_notes",
    "victim.notes",
    "impact.notes",
    "attribute.confidentiality.notes",
    "asset.notes",
)
#: Indicators that can be told by their form alone.
_FORMS = {
    "ipv4": regex(r"\d{1,3}(?:\.\d{1,3}){3}", re.ASCII),
    "md5": regex(r"[0-9a-f]{32}", re.IGNORECASE),
    "sha1": regex(r"[0-9a-f]{40}", re.IGNORECASE),
    "sha256": regex(r"[0-9a-f]{64}", re.IGNORECASE),
    "url": regex(r"https?://\S{1,2000}", re.IGNORECASE),
}


def write_down(row: Mapping[str, Any], by: str, origin: str) -> Record:
    """A record of VERIS (checked) as a document with claims."""
    certainty = text(row, "security_incident")
    status = _STATUS.get(certainty, Status.STATED)
    doubt = f"the record says of the incident: {one_line(certainty, 40)}" if status is not Status.STATED else None
    writer = RecordWriter(by, text(row, "summary")[:_LONGEST_PROSE], doubt=doubt)
    confidence = _CONFIDENCE.get(text(row, "confidence"), 0.8)
    for part in _PARTS:
        for entry in part(row):
            firm = entry.status is Status.STATED and entry.field != "organization"
            writer.add(replace(entry, status=status if firm else entry.status, confidence=confidence))
    for path in _REMARKS:
        if remark := one_line(text(row, path)):
            writer.add(Entry(_label(path), remark))
    if not writer.prose.strip() and not any(entry.field for entry in writer.entries):
        raise ExchangeError("says nothing that can be taken over")
    return writer.record(_about(row, origin))


def _about(row: Mapping[str, Any], origin: str) -> dict[str, str | None]:
    reference = one_line(text(row, "reference"), 1000)
    created = one_line((row.get("plus") or {}).get("created"), 40)[:10]
    return {
        "key": one_line(text(row, "incident_id"), 100) or None,
        "origin": reference if reference.startswith(("http://", "https://")) and " " not in reference else origin,
        "published": created if is_date(created) else None,
        "publisher": one_line(text(row, "source_id"), 100) or None,
    }


def _names(row: Mapping[str, Any]) -> Iterator[Entry]:
    for key, path in _NAMES:
        for name in list(texts(row, path))[:_MOST_NAMES]:
            if name.strip().lower() not in _NOTHING:
                yield from _entry(path, name, key, name)


def _sector(row: Mapping[str, Any]) -> Iterator[Entry]:
    """The two digits of NAICS that make a sector of ours."""
    industry = text(row, "victim.industry") or str(number(row, "victim.industry") or "")
    for sector in vocabulary.terms("sector"):
        first, _, last = sector.partition("-")
        if first <= industry[:2] <= (last or first) and industry[:2].isdigit():
            yield from _entry("victim.industry", industry, "sector", sector)


def _dates(row: Mapping[str, Any]) -> Iterator[Entry]:
    for key, path in (("started", "timeline.incident"), ("disclosed", "plus.timeline.notification")):
        year, month, day = (number(row, f"{path}.{name}") for name in ("year", "month", "day"))
        if year:
            parts = [f"{year:04d}", *([f"{month:02d}", *([f"{day:02d}"] if day else [])] if month else [])]
            yield from _entry(path, "-".join(parts), key, "-".join(parts))
    for name in ("discovery", "containment"):
        if unit := text(row, f"timeline.{name}.unit"):
            length = number(row, f"timeline.{name}.value")
            yield Entry(_label(f"timeline.{name}"), f"{length} {unit}" if length else unit)


def _actions(row: Mapping[str, Any]) -> Iterator[Entry]:
    for action in row.get("action") or ():
        yield from _entry("action", action, "action", action)
    for section in ("malware", "hacking"):
        for number_of in _CVE.findall(text(row, f"action.{section}.cve")[:10_000])[:_MOST_NAMES]:
            yield from _entry(f"action.{section}.cve", number_of, "vulnerability", number_of)
    for name in re.split(r"[;,]", text(row, "action.malware.name")[:10_000])[:_MOST_NAMES]:
        if name.strip().lower() not in _NOTHING:
            yield from _entry("action.malware.name", name.strip(), "malware", name.strip())


def _terms(row: Mapping[str, Any]) -> Iterator[Entry]:
    """All values that are terms of ours, each term once."""
    told: set[tuple[str, str]] = set()
    for path in read_paths():
        for value in texts(row, path):
            for home in meanings().get((path, value), ()):
                if (home.field, home.term) not in told:
                    told.add((home.field, home.term))
                    yield from _entry(path, value, home.field, home.term, _disclosed(row, path))


def _disclosed(row: Mapping[str, Any], path: str) -> Status:
    """How firmly data is told of: whether it was disclosed is one value for all of it."""
    if not path.startswith("attribute.confidentiality"):
        return Status.STATED
    said = text(row, "attribute.confidentiality.data_disclosure")
    return {"Yes": Status.STATED, "No": Status.DENIED}.get(said, Status.SUSPECTED)


def _counts(row: Mapping[str, Any]) -> Iterator[Entry]:
    """How many records, else how many organisations beside the victim."""
    kinds = rows(row, "attribute.confidentiality.data")
    alone = "attribute.confidentiality.data.amount" if len(kinds) == 1 else "attribute.confidentiality.data_total"
    for path, unit in (
        ("attribute.confidentiality.data_total", "records"),
        (alone, "records"),
        ("victim.secondary.amount", "organisations"),
    ):
        if found := number(row, path):
            value = {"number": found, "unit": unit}
            yield from _entry(path, f"{found:,}", "affected", value, _disclosed(row, path))
            return


def _losses(row: Mapping[str, Any]) -> Iterator[Entry]:
    """Losses in a currency that is named; what kind of cost a loss was, VERIS does not tell apart as we do."""
    currency = text(row, "impact.iso_currency_code")
    overall = [{"variety": "overall", "amount": found}] if (found := number(row, "impact.overall_amount")) else []
    for loss in [*rows(row, "impact.loss"), *overall]:
        amount, variety = number(loss, "amount"), text(loss, "variety")
        known = variety == "overall" or any(
            home.field == "money" for home in meanings().get(("impact.loss.variety", variety), ())
        )
        if not amount or not currency:
            continue
        words = f"{variety} {amount:,} {currency}"
        value = {"kind": "cost", "amount": amount, "currency": _COINS.get(currency, currency)}
        yield from _entry("impact.loss", words, "money", value) if known else [Entry(_label("impact.loss"), words)]


def _indicators(row: Mapping[str, Any]) -> Iterator[Entry]:
    for found in texts(row, "ioc.indicator"):
        kind = next((name for name, form in _FORMS.items() if form.fullmatch(found[:2100])), None)
        value = {"type": kind, "value": found, "role": "attacker"}
        yield from _entry("ioc", found, "indicator", value) if kind else [Entry(_label("ioc"), one_line(found))]


def _entry(path: str, said: str, key: str, value: object, status: Status = Status.STATED) -> Iterator[Entry]:
    """The entry that claims a value; without the claim where the value is none of the field's."""
    words = one_line(said)
    try:
        claimed = value_of(key, value)
    except ExchangeError:
        yield Entry(_label(path), words)
        return
    yield Entry(_label(path), words, key, claimed, status, Speaker.PRESS)


def _label(path: str) -> str:
    """A path in words: `action.hacking.vector` is `Action, hacking, vector`."""
    said = path.replace("_", " ").replace(".", ", ")
    return said[:1].upper() + said[1:]


_PARTS: tuple[Callable[[Mapping[str, Any]], Iterator[Entry]], ...] = (
    _names, _sector, _dates, _actions, _terms, _counts, _losses, _indicators,
)  # fmt: skip
