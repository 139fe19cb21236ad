"""Which day a date expression means, where the sentence alone leaves it open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from affidavit.extract.dates.dates import EARLIEST, WEEKDAYS, Expression, as_date, iso, joined
from affidavit.model.regex import regex

#: A text can be dated a little before what it tells (time zones, registers that fill in a day).
_TOLERANCE = timedelta(days=3)
_HAPPENED = regex(
    r"\b(?:breach|hack|(?:cyber)?attack|stole|theft|thie[fv]|incident|compromis|leak|intru|expos|lost\b|fraud|infect|"
    r"unauthori[sz]ed|burgl|broke|ransom|malware|phish)"
)
#: A text that gives only years so long before its publication goes on with them: "in 2019 ... On 3 May".
_LONG_AGO = 2
_DAYS = {"day": 1, "week": 7}
_FULL, _PUBLISHED = "2024-09-17", "the publication date"
#: Feasts that fall on one day of the year: month and day; and how far others are from Easter Sunday.
_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31),
}  # fmt: skip
_FROM_EASTER = {"easter sunday": 0, "easter monday": 1, "good friday": -2}
#: Between a date and the days that passed since something else: "told them on May 9, two days after".
_APART = regex(r"[^;]{0,120}?(?:, | - )(?:(?:some|about|only|just|roughly|nearly|almost|and) )?$")


class When(NamedTuple):
    """A resolved date, or run of days: `[start, end)` in its sentence, partial ISO dates, and what to know of it."""

    start: int
    end: int
    value: str
    until: str | None = None
    note: str | None = None
    relative: bool = False
    run: bool = False
    #: "three days after hearing of it": what comes next says of what it is the day.
    opens: bool = False


class Calendar:
    """Resolves one document's date expressions in the order of the text."""

    def __init__(self, published: str | None, years: Iterable[date]) -> None:
        """Count from `published`, where there is one; `years` are the full dates of the text, in order."""
        self.published = as_date(published, last=True)
        self._exact = published is not None and len(published) >= 10 and self.published is not None
        self._limit = (self.published or date.today()) + _TOLERANCE
        self._ahead = list(years)
        self._last: date | None = None
        self._last_value = ""
        self._year_told: int | None = None
        #: The last year that the sentence before told of, where the text tells of years ago and of none since.
        self._then: date | None = None
        self._long_ago = self.published is not None and all(
            day.year <= self.published.year - _LONG_AGO for day in self._ahead
        )

    def resolve(self, sentence: str, found: list[Expression]) -> list[When]:
        """The dates of a sentence; ends of a run are put together, what cannot be resolved is left out."""
        near = next((day for one in found if (day := full(one)) is not None), None)
        out: list[When] = []
        index = 0
        while index < len(found):
            first = found[index]
            second = found[index + 1] if index + 1 < len(found) else None
            if second is not None and joined(sentence, first, second):
                if "weekday" not in first.relative:  # "Monday through Friday" are opening hours
                    self._add(out, self._run(first, second, near))
                index += 2
                continue
            if _counts_from(first) != "after":
                self._add(out, self._one(first, near))
            elif out and len(out[-1].value) == len("2024-09-17") and _APART.search(sentence, out[-1].end, first.start):
                self._add(out, self._before(first, out[-1]))
            index += 1
        self._count_on(out)
        years = [date(one.year, one.month or 1, one.day or 1) for one in found if one.year is not None]
        if found:
            opens = self._then is None and found[0].year is None  # such a text begins with its year
            self._long_ago = self._long_ago and not opens and not any(one.relative for one in found)
        if found and self._long_ago and _HAPPENED.search(sentence):
            self._then = years[-1] if years else self._then if out else None
        return out

    def _count_on(self, out: list[When]) -> None:
        """Go on from the day of a sentence, not from of its telling: "on 3 May, he said on Monday. A day later"."""
        fixed = next((when for when in reversed(out) if not when.relative and len(when.value) == len(_FULL)), None)
        if fixed is not None and out[-1].relative and _PUBLISHED in (out[-1].note or ""):
            self._last, self._last_value = as_date(fixed.value), fixed.value

    def _add(self, out: list[When], when: When | None) -> None:
        if when is None:
            return
        day = as_date(when.value)
        if day is None or day > self._limit or day.year < EARLIEST:
            return
        if when.relative or self._year_told is None or _PUBLISHED not in (when.note or ""):
            self._year_told = day.year  # and no year that only the publication gives
        if len(when.value) >= 7:
            self._last, self._last_value = day, when.value
        out.append(when)

    def _before(self, one: Expression, day: When) -> When | None:
        """So many days before `day`, of which the sentence says that it came after what it goes on to tell."""
        value = _moved(as_date(day.value), -int(one.relative[1]), one.relative[2])
        note = f"“{one.words}”, counted from {day.value}"
        return When(one.start, one.end, value, note=note, relative=True, opens=True) if value else None

    def _one(self, one: Expression, near: date | None) -> When | None:
        value, note = self._value(one, near)
        if value is None:
            return None
        until = f"{value[:8]}{one.until:02}" if one.until and len(value) == 10 else None
        return When(one.start, one.end, value, until, note, bool(one.relative), until is not None)

    def _run(self, first: Expression, second: Expression, near: date | None) -> When | None:
        """A run of days; an end without a year takes the other's ("between April and May 2024")."""
        until, note = self._value(second, near)
        value, _ = self._value(first, near)
        closing = as_date(until, last=True)
        if first.month and not first.year and not first.relative and closing is not None:
            value = iso(closing.year - (first.month > closing.month), first.month, first.day)
        opening = as_date(value)
        if second.month and not second.year and not second.relative and first.year and opening is not None:
            until = iso(opening.year + (second.month < opening.month), second.month, second.day)
        if value is None:
            return None
        return When(first.start, second.end, value, until, note, bool(first.relative), run=True)

    def _value(self, one: Expression, near: date | None) -> tuple[str | None, str | None]:
        """The partial ISO date, and what was done to find it."""
        if one.relative:
            return self._relative(one, one.relative)
        if one.year is not None:
            return iso(one.year, one.month, one.day), f"“{one.words}”" if one.vague else None
        year = self._year(one.month or 1, one.day or 1, near)
        if year is None:
            return None, None
        return iso(year, one.month, one.day), self._year_note(one, near)

    def _year_note(self, one: Expression, near: date | None) -> str:
        if near is None and self._then is None and self.published is not None:
            return f"“{one.words}”, the year counted from the publication date {self.published.isoformat()}"
        return f"“{one.words}”, the year taken from the dates beside it"

    def _year(self, month: int, day: int, near: date | None) -> int | None:
        """The year that puts the day nearest to a full date of its sentence, or to the past of the publication."""
        beside = near or (None if self.published else self._last or next(iter(self._ahead), None))
        if beside is not None:
            return min(
                (beside.year + step for step in (-1, 0, 1)), key=lambda year: self._distance(year, month, day, beside)
            )
        if self.published is None:
            return None
        if self._then is not None and self._then.year <= self.published.year - _LONG_AGO:
            return self._then.year + ((month, day) < (self._then.month, self._then.day))
        return self.published.year - ((month, day) > (self.published.month, self.published.day))

    def _distance(self, year: int, month: int, day: int, beside: date) -> int:
        there = as_date(iso(year, month, min(day, 28)))
        assert there is not None
        return abs((there - beside).days) + (10_000 if there > self._limit else 0)

    def _relative(self, one: Expression, relative: tuple[str, ...]) -> tuple[str | None, str | None]:
        match relative:
            case ("count", count, unit, way):
                return self._counted(one, int(count), unit, way)
            case ("weekday", name, which):
                return self._from_publication(one, self._weekday(name, which))
            case ("span", which, span):
                return self._from_publication(one, self._span(which, span))
            case ("feast", name):
                return self._feast(one, name)
            case ("nth",):
                return self._day_of_month(one)
            case ("this year" | "last year" as which,):
                year = self.published.year - (which == "last year") if self.published else None
                return self._from_publication(one, iso(year, one.month, one.day) if year else None)
        return self._from_told(one, relative)

    def _from_told(self, one: Expression, relative: tuple[str, ...]) -> tuple[str | None, str | None]:
        """What is counted from the month or year that the text gave last: "the same month", "June of that year"."""
        if relative[0] == "month":
            value = _moved(self._last, int(relative[1]), "month")
            return value, f"“{one.words}”, counted from {self._last_value}" if value else None
        if self._year_told is None:
            return None, None
        year = self._year_told + (relative[0] == "the following year")
        return iso(year, one.month, one.day), f"“{one.words}”, counted from {self._last_value or self._year_told}"

    def _from_publication(self, one: Expression, value: str | None) -> tuple[str | None, str | None]:
        if value is None or self.published is None:
            return None, None
        return value, f"“{one.words}”, counted from the publication date {self.published.isoformat()}"

    def _feast(self, one: Expression, name: str) -> tuple[str | None, str | None]:
        """The day of a feast, or its month where it is of several days; the last one, where no year is given."""
        if one.year is not None:
            return _feast(one.year, name), f"“{one.words}”"
        if self.published is None:
            return None, None
        this = _feast(self.published.year, name)
        year = self.published.year - (this > self.published.isoformat())
        return self._from_publication(one, _feast(year, name))

    def _counted(self, one: Expression, count: int, unit: str, way: str) -> tuple[str | None, str | None]:
        """So many days, weeks, months or years ago, or from the date that the text gave last."""
        if way == "ago":
            return self._from_publication(one, _moved(self.published, -count, unit) if self._exact else None)
        if self._last is None or (unit == "day" and len(self._last_value) < 10):
            return None, None
        value = _moved(self._last, count if way == "later" else -count, unit)
        return value, f"“{one.words}”, counted from {self._last_value}"

    def _day_of_month(self, one: Expression) -> tuple[str | None, str | None]:
        """The day of a bare "the 28th": in the month that the text gave last, else the latest before publication."""
        beside = self._last if len(self._last_value) >= len("2024-09") else None
        if beside is not None:
            return iso(beside.year, beside.month, one.day), f"“{one.words}”, of the month of {self._last_value}"
        if self.published is None or not self._exact:
            return None, None
        months = self.published.year * 12 + self.published.month - 1 - ((one.day or 0) > self.published.day)
        return self._from_publication(one, iso(months // 12, months % 12 + 1, one.day))

    def _weekday(self, name: str, which: str) -> str | None:
        if not self._exact or self.published is None:
            return None
        back = (self.published.weekday() - WEEKDAYS.index(name)) % 7
        if back == 0 and which in ("last", "past", "previous", "since"):
            back = 7
        if which == "week":  # "Thursday of last week"
            back = self.published.weekday() - WEEKDAYS.index(name) + 7
        return (self.published - timedelta(days=back)).isoformat()

    def _span(self, which: str, span: str) -> str | None:
        if self.published is None or not self._exact:
            return None
        if span == "year":
            return iso(self.published.year - (which == "last"))
        if which == "this":
            return iso(self.published.year, self.published.month)
        if span == "month":
            before = self.published.replace(day=1) - timedelta(days=1)
            return iso(before.year, before.month)
        back = self.published - timedelta(days=self.published.weekday() + (7 if span == "week" else 1))
        return iso(back.year, back.month)


def _feast(year: int, name: str) -> str:
    """The partial ISO date of a feast in a year."""
    if name in _FEASTS:
        return iso(year, *_FEASTS[name])
    sunday = _easter(year)
    if name in _FROM_EASTER:
        return (sunday + timedelta(days=_FROM_EASTER[name])).isoformat()
    return iso(year, sunday.month)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the anonymous algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _counts_from(one: Expression) -> str:
    """Where an expression counts its days or weeks from: "ago", "later", "earlier", "after", or none ("")."""
    return one.relative[3] if one.relative[:1] == ("count",) else ""


def full(one: Expression) -> date | None:
    """The day of an expression that names day (or month) and year itself."""
    if one.year is None or one.month is None:
        return None
    return date(one.year, one.month, one.day or 1)


def _moved(start: date | None, count: int, unit: str) -> str | None:
    """`start` moved by so many units, as precisely as the unit allows."""
    if start is None:
        return None
    if unit in _DAYS:
        day = start + timedelta(days=count * _DAYS[unit])
        return day.isoformat() if unit == "day" else iso(day.year, day.month)
    if unit == "year":
        return iso(start.year + count)
    months = start.year * 12 + start.month - 1 + count
    return iso(months // 12, months % 12 + 1)
