"""Date expressions: where they stand, and which partial ISO date each one means.

`expressions` finds them in a sentence; `Calendar` resolves what the sentence alone leaves open (a missing year,
"last month", "two days later") against the publication date and the dates that the text gave before.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from affidavit.model.regex import regex

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = dict(
    zip(
        "a an one two three four five six seven eight nine ten eleven twelve".split(),
        (1, 1, *range(1, 13)),
        strict=True,
    )
)
EARLIEST = 1980
_AROUND = 36
_LAST_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d%])"
_YEAR = r"(?:19[89]\d|20[0-4]\d)(?![\d%])"
_WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
_NAMED = rf"(?:\(?{_WEEKDAY}\)?,? (?:the )?)?"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
_VAGUE = r"(?:(?:early|mid|late|beginning of|middle of|end of)(?: in)?[ -])"
_SEASON = r"(?:(?:spring|summer|autumn|fall|winter|q[1-4]|(?:first|second|third|fourth) (?:quarter|half))(?: of| in)? )"
_JOIN = r"(?: ?- ?| to | and | or | through | & )"
_HOURS = r"(?:morning|afternoon|evening|night)"
_PART = rf"(?:day|{_HOURS})"
_WHOSE = r"(?: (?:of )?(?P<whose{}>this year|that year|that same year|the same year|last year|the following year))"


def _begins(words: Iterable[str]) -> str:
    """A pattern for text that begins with one of `words`: the first letter rules most of them out."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items())


#: Behind "two days before": that it was found, so that these days are counted on.
_FOUND_OUT = (
    r"(?= (?:any(?:one|body)|some(?:one|body)|staff|(?:it|the \w+) (?:was|were) (?:noticed|found|discovered|"
    r"spotted|detected|caught)|(?:they|it|he|she|the \w+) (?:noticed|found|reali[sz]ed|learned|learnt|spotted|knew)))"
)
#: A year before EARLIEST, behind a day or month.
_LONG_PAST = regex(r" ?[,.]? ?(?:of |in )?1(?:8\d\d|9[0-7]\d)(?![\d%])")
_IT_WAS = regex(
    r"\b(?:it (?:was|took|would be|had been)|took (?:it|them))(?: (?:about|some|nearly|almost|another|"
    r"over|only|just))* $"
)


#: How an expression can begin: most words of a sentence fail here, before each form is tried.
_OPENING = (
    r"(?=[\d(]|an?[ -]|new year's|on (?:on )?[mtwfs]|"
    r"th(?:e|at) (?:very |next|following|same|previous|past|\d|weekend|morning|afternoon|evening|night)|"
    r"(?:next|same) (?:day|morning|afternoon|evening|night)|q[1-4]|"
    + _begins(
        {*MONTHS, *WEEKDAYS, *NUMBERS} - {"a", "an"}
        | set("beginning middle end early mid late last this past previous since earlier later".split())
        | set("easter christmas boxing within good".split())
        | set("yesterday today tonight spring summer autumn fall winter first second third fourth".split())
    )
    + ")"
)
# One alternation, the longer forms first; every repeat is bounded, so that no sentence can make it run away.
_EXPRESSION = regex(
    rf"\b{_OPENING}(?:(?<![\w.,/$-])(?:(?P<iso>(?P<iy>{_YEAR})-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))"
    r"|(?P<slash>(?P<s1>\d{1,2})(?P<sep>[/.-])(?P<s2>\d{1,2})(?P=sep)(?P<sy>(?:19|20)\d\d|\d\d)(?![\w/-]|\.\d)))"
    rf"|\b(?:(?P<mdy>{_NAMED}(?P<m1>{_MONTH}) (?:the )?(?P<d1>{_DAY})(?! ?(?:million|percent|:\d))"
    rf"(?:(?P<join>{_JOIN})(?P<d1b>{_DAY}))?(?: ?[,.]? ?(?:of |in )?(?P<y1>{_YEAR})|{_WHOSE.format(1)})?)"
    rf"|(?P<dmy>{_NAMED}(?P<d2>{_DAY})(?:{_JOIN}(?P<d2b>{_DAY}))? (?:day )?(?:of )?"
    rf"(?P<m2>{_MONTH})(?: ?,? ?(?P<y2>{_YEAR})|{_WHOSE.format(2)})?)"
    rf"|(?P<my>{_VAGUE}?(?P<m3>{_MONTH})(?: ?,? (?:of |in )?(?P<y3>{_YEAR})|{_WHOSE.format(3)})?)"
    rf"|(?P<ago>(?:(?P<n>{_COUNT})(?: (?:full|short|more))?[ -](?P<unit>day|week|month|year)s?"
    rf" (?P<way>ago|later|earlier|after(?= (?!that\b|this\b|which\b)[a-z\"])|before{_FOUND_OUT})(?! than\b)"
    rf"|(?:the|that) (?:very )?(?P<step>next|following|same|previous) {_PART}|(?P<then>that) {_HOURS}"
    rf"|(?P<at>next|same) {_PART}|"
    r"(?P<soon>within (?:the hour|an hour|(?:\w{3,8} )?minutes)(?= ?[.,;:]|$| (?:and|by|of)))))"
    r"|(?P<feast>(?P<fd>easter (?:weekend|sunday|monday|holidays?|break)|christmas (?:day|eve)|boxing day|good friday"
    rf"|new year's (?:day|eve))(?:,? (?:of |in )?(?P<y5>{_YEAR}))?)"
    r"|(?P<nth>the (?P<nd>\d{1,2})(?:st|nd|rd|th)(?= ?(?:$|[.,;:)]|(?:of this month|and|but|that|when|at|to|"
    r"by|an?|the|it|its|we|they|he|she|after|before|from|with|as|because|while|until|announced|said|told)\b)))"
    r"|(?P<ends>(?:over|at|during|on) the weekend(?! of\b))"
    rf"|(?P<week>(?:(?P<which>last|this|this past|past|previous|on|late|early|since)(?: on)? )?(?P<wd>{_WEEKDAY})"
    r"(?P<wk> (?:of )?last week)?)"
    rf"(?!,? (?:the )?(?:{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}))"
    r"|(?P<word>yesterday|today|tonight|last night|this morning|this afternoon)"
    r"|(?P<rel>(?:earlier |later |late |early )?(?:this|last|(?:the )?past|previous) (?P<span>week|month|year))"
    r"|(?P<moved>the (?P<to>previous|same|following|next) month)"
    rf"|(?P<year>(?:{_VAGUE}|{_SEASON})?(?P<y4>{_YEAR})))"
    r"(?![\w]))"
)
# What must stand before a bare year or a bare month, so that no number and no verb is taken for a date.
_PREPOSITION = (
    "in|since|during|of|from|until|before|after|around|about|approximately|circa|between|early|late|mid|to|and|or|"
    "through|by|least|over"
)
_BEFORE_YEAR = regex(rf"(?:\b(?:{_PREPOSITION}|year)[ -]|\b(?:throughout|sometime in|back to|prior to|the|a) |\()$")
_BEFORE_MONTH = regex(rf"\b(?:{_PREPOSITION}|last|this|the|a|an|its|every)[ -]$")
_NOT_MONTH = regex(
    r" (?:have|be|not|also|contain|include|lead|affect|result|still|well|use|need|want|choose|get|see)\b"
)
#: What stands before a weekday that is a feast, a sale or a day of patches, and behind one that is a newspaper.
_NAMED_DAY = regex(
    r"\b(?:black|cyber|good|giving|patch|exploit|update|easter|whit|shrove|ash|maundy|palm|super|holy|fat|mardi|plough|"
    r"bloody|casual|small business) $"
)
_PAPER = regex(
    r"(?:\.com| (?:times|mail|telegraph|mirror|herald|independent|post|express|world|school|night football))\b"
)
_VERSION = regex(r"\b(?:versions?|v|v\.|release|build|firmware) ?$")
_BETWEEN = regex(r"\b(?:between|from)(?: the)?(?: \w+ of)? (?:\w+ )?$")
_RANGE = regex(
    r",? ?(?:to|and|through|until|till|thru|up to|-)"
    r"(?: (?:on|about|around|at least|approximately|or about|the|shortly|just|before|after|midnight|midday|noon|dawn|"
    r"\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|"
    r"early|late|(?:morning|evening|night|afternoon|end|small hours) of)){0,5},? ?"
)


class Expression(NamedTuple):
    """A date expression at `[start, end)` of its sentence; what it leaves open is None.

    `until` is the last day of a run of days ("September 4-27"); `relative` the words that need something to
    count from; `vague` that the words say less than a month does ("late 2015", "summer of 2013").
    """

    start: int
    end: int
    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None
    relative: tuple[str, ...] = ()
    vague: bool = False


def expressions(sentence: str, cased: str, places: list[tuple[int, int]]) -> list[Expression]:
    """The date expressions of a sentence, given in lower case and as written, around the words at `places`."""
    found = []
    for start, end in _windows(places):
        for match in _EXPRESSION.finditer(sentence, start, end):
            one = _expression(match, sentence, cased)
            if one is not None and _exists(one) and not _is_long_past(one, sentence):
                found.append(one._replace(words=cased[one.start : one.end]))
    return found


def _windows(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where expressions can lie that hold the words at `places`: only there is it worth looking."""
    windows: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if windows and start - _AROUND <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end + _AROUND)
        else:
            windows.append((max(0, start - _AROUND), end + _AROUND))
    return windows


def _is_long_past(one: Expression, sentence: str) -> bool:
    """Whether a year stands behind that is before `EARLIEST`: "founded on 3 May 1911"."""
    return one.year is None and one.month is not None and _LONG_PAST.match(sentence, one.end) is not None


def _exists(one: Expression) -> bool:
    """Whether there is such a day: no 32 May, no 30 February."""
    if one.month is None:
        return True
    if not 1 <= one.month <= 12:
        return False
    last = 29 if one.month == 2 and isleap(one.year or 2024) else _LAST_DAYS[one.month]
    return (one.day is None or 1 <= one.day <= last) and (one.until is None or 1 <= one.until <= last)


def _expression(match: re.Match[str], sentence: str, cased: str) -> Expression | None:
    if cased[match.start()].islower() and _lower_month(match, cased):
        return None
    return _READERS[match.lastgroup or ""](match, sentence)  # each form is one group, which closes last


def _lower_month(match: re.Match[str], cased: str) -> bool:
    """Whether the month is a verb: "may 3 people", "the march 5"; written small where names are not."""
    for name in ("m1", "m2", "m3"):
        if match[name] in ("may", "march", "mar", "dec", "jan"):
            return cased[match.start(name)].islower()
    return False


def _place(match: re.Match[str]) -> tuple[int, int, str]:
    return match.start(), match.end(), match.group()


def _number(text: str | None) -> int | None:
    """The number that a day ("3rd") or a year begins with."""
    return int(text.rstrip("stndrh")) if text else None


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS[name[:3]]


def _iso(match: re.Match[str], sentence: str) -> Expression:
    return Expression(*_place(match), year=int(match["iy"]), month=int(match["im"]), day=int(match["id"]))


def _slash(match: re.Match[str], sentence: str) -> Expression | None:
    """Month first, unless that is impossible; with stops the day comes first."""
    first, second, year = int(match["s1"]), int(match["s2"]), int(match["sy"])
    if match["sep"] != "/" and (len(match["sy"]) < 4 or _VERSION.search(sentence, 0, match.start())):
        return None
    day_first = match["sep"] == "." or first > 12
    month, day = (second, first) if day_first else (first, second)
    year += 0 if year > 99 else 1900 if year >= EARLIEST % 100 else 2000
    return Expression(*_place(match), year=year, month=month, day=day) if year >= EARLIEST else None


def _mdy(match: re.Match[str], sentence: str) -> Expression:
    until = _number(match["d1b"])
    if match["join"] == " and " and not _BETWEEN.search(sentence, max(0, match.start() - 40), match.start()):
        until = None
    return Expression(
        *_place(match), month=_month_number(match["m1"]), day=_number(match["d1"]), until=until,
        year=_number(match["y1"]), relative=(match["whose1"],) if match["whose1"] else (),
    )  # fmt: skip


def _dmy(match: re.Match[str], sentence: str) -> Expression:
    return Expression(
        *_place(match), day=_number(match["d2"]), until=_number(match["d2b"]),
        month=_month_number(match["m2"]), year=_number(match["y2"]),
        relative=(match["whose2"],) if match["whose2"] else (),
    )  # fmt: skip


def _my(match: re.Match[str], sentence: str) -> Expression | None:
    start, end, words = _place(match)
    month, year, whose = _month_number(match["m3"]), _number(match["y3"]), match["whose3"]
    if year is None and not whose:
        bare = match["m3"] == words
        if _NOT_MONTH.match(sentence, end) or (bare and not _BEFORE_MONTH.search(sentence, max(0, start - 12), start)):
            return None
    return Expression(start, end, words, year, month, relative=(whose,) if whose else ())


_STEPS = {
    "next": ("1", "later"), "following": ("1", "later"), "same": ("0", "later"), "previous": ("1", "before"),
}  # fmt: skip


def _feast(match: re.Match[str], sentence: str) -> Expression:
    return Expression(*_place(match), year=_number(match["y5"]), relative=("feast", match["fd"]))


def _ago(match: re.Match[str], sentence: str) -> Expression | None:
    if match["soon"]:
        return Expression(*_place(match), relative=("count", "0", "day", "later"))
    if step := match["step"] or match["at"] or (match["then"] and "same"):
        count, way = _STEPS[step]
        return Expression(*_place(match), relative=("count", count, "day", way))
    number = NUMBERS.get(match["n"]) or int(match["n"])
    if match["way"] == "before":
        counted = _IT_WAS.search(sentence, max(0, match.start() - 40), match.start())
        return counted and Expression(*_place(match), relative=("count", str(number), match["unit"], "later"))
    return Expression(*_place(match), relative=("count", str(number), match["unit"], match["way"]))


def _week(match: re.Match[str], sentence: str) -> Expression | None:
    which = match["which"] or "on"
    if _NAMED_DAY.search(sentence, max(0, match.start("wd") - 16), match.start("wd")):
        return None
    if _PAPER.match(sentence, match.end()):
        return None
    start = match.start("wd") if which == "on" else match.start()
    words = sentence[start : match.end()]
    return Expression(start, match.end(), words, relative=("weekday", match["wd"], "week" if match["wk"] else which))


def _word(match: re.Match[str], sentence: str) -> Expression:
    back = "1" if match["word"] in ("yesterday", "last night") else "0"
    return Expression(*_place(match), relative=("count", back, "day", "ago"))


def _rel(match: re.Match[str], sentence: str) -> Expression:
    this = " this " in f" {match['rel']}"
    return Expression(*_place(match), relative=("span", "this" if this else "last", match["span"]))


def _nth(match: re.Match[str], sentence: str) -> Expression:
    return Expression(*_place(match), day=int(match["nd"]), relative=("nth",))


def _ends(match: re.Match[str], sentence: str) -> Expression:
    return Expression(*_place(match), relative=("span", "last", "weekend"))


def _moved(match: re.Match[str], sentence: str) -> Expression:
    step = {"previous": "-1", "same": "0"}.get(match["to"], "1")
    return Expression(*_place(match), relative=("month", step))


def _year(match: re.Match[str], sentence: str) -> Expression | None:
    start, end, words = _place(match)
    vague = match["y4"] != words
    if not vague and not _BEFORE_YEAR.search(sentence, max(0, start - 16), start):
        return None
    return Expression(start, end, words, year=_number(match["y4"]), vague=vague)


_READERS = {
    "iso": _iso, "slash": _slash, "mdy": _mdy, "dmy": _dmy, "my": _my,
    "ago": _ago, "feast": _feast,
    "nth": _nth, "ends": _ends, "week": _week, "word": _word, "rel": _rel, "moved": _moved, "year": _year,
}  # fmt: skip


def joined(sentence: str, first: Expression, second: Expression) -> bool:
    """Whether the two are the ends of a run of days: "from A to B", "between A and B", "A through B"."""
    gap = sentence[first.end : second.start]
    if len(gap) > 40 or not _RANGE.fullmatch(gap):
        return False
    return "and" not in gap or _BETWEEN.search(sentence, max(0, first.start - 40), first.start) is not None


_ISO = regex(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def iso(year: int, month: int | None = None, day: int | None = None) -> str:
    """A partial ISO date."""
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def as_date(value: str | None, *, last: bool = False) -> date | None:
    """The first (or last) day of a partial ISO date; None where it is none."""
    match = _ISO.match(value or "")
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None
