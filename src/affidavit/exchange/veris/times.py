"""The timeline of VERIS: when it happened, and how long it took to be found and contained."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from affidavit.exchange.facts import Facts
from affidavit.exchange.veris.sheet import Sheet
from affidavit.exchange.veris.tables import shape
from affidavit.model.document import Document

_PARTS = ("year", "month", "day")
_YEARS, _MONTHS = 365, 28
#: What the year of the incident is taken from where nobody says when it began, and how that reads.
_INSTEAD = {
    "ended": "its end",
    "discovered": "its discovery",
    "disclosed": "its disclosure",
    "contained": "its containment",
}


def put_times(facts: Facts, sheet: Sheet, documents: tuple[Document, ...], made: date) -> str | None:
    """The timeline. What the year was taken from is returned where no source says when the incident began."""
    began = _first(facts, "started")
    instead = None if began else _instead(facts, documents, made)
    _put_date(sheet, "timeline.incident", began or (instead or ("", ""))[1][:4])
    _put_gap(sheet, "discovery", began, _first(facts, "discovered"))
    _put_gap(sheet, "containment", _first(facts, "discovered"), _first(facts, "contained"))
    return instead[0] if instead else None


def parts(value: str) -> dict[str, int]:
    """A partial date as VERIS writes it."""
    return {name: int(part) for name, part in zip(_PARTS, value.split("-"), strict=False)}


def gap(start: str, end: str) -> dict[str, Any]:
    """The time between two partial dates: days where both are known, else the unit that it must have been."""
    (first, first_last), (last_first, last) = _span(start), _span(end)
    least, most = (last_first - first_last).days, (last - first).days
    if most < 0:
        return {"unit": "Unknown"}  # the dates contradict each other
    if least == most:
        return {"unit": "Days", "value": least}
    return {"unit": "Years" if least >= _YEARS else "Months" if least >= _MONTHS and most < 2 * _YEARS else "Unknown"}


def _first(facts: Facts, key: str) -> str | None:
    return next(iter(facts.terms(key)), None)


def _instead(facts: Facts, documents: tuple[Document, ...], made: date) -> tuple[str, str]:
    """The next best date for the year that VERIS must have, and what it is the date of."""
    for key, of in _INSTEAD.items():
        if found := _first(facts, key):
            return of, found
    published = sorted(document.published for document in documents if document.published)
    return ("the first publication", published[0]) if published else ("this record", made.isoformat())


def _put_date(sheet: Sheet, path: str, value: str) -> None:
    limits = shape()["timeline.incident.year"].range or (1950, 2050)
    for name, number in parts(value).items():
        clipped = min(max(number, limits[0]), limits[1]) if name == "year" else number
        sheet.put(f"{path}.{name}", clipped)


def _put_gap(sheet: Sheet, name: str, start: str | None, end: str | None) -> None:
    if start and end:
        for part, value in gap(start, end).items():
            sheet.put(f"timeline.{name}.{part}", value)


def _span(value: str) -> tuple[date, date]:
    """The first and the last day that a partial date can be."""
    given = parts(value)
    year, month = given["year"], given.get("month")
    if "day" in given and month:
        day = date(year, month, given["day"])
        return day, day
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
