"""Of what a date is the day, by the words around it and its place among the dates of the text: a trained model.

Rules (`chronology`) know the verbs that tell of a day; the model has learned from marked texts how such days are told
in other words, and where they stand. It gives a date where no rule has found one of its kind, and takes back what it
finds next to impossible.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from affidavit.extract.around import around
from affidavit.extract.articles import is_article
from affidavit.extract.dates.calendar import When
from affidavit.extract.dates.dates import MONTHS, WEEKDAYS, as_date
from affidavit.extract.dates.governing import is_of_step
from affidavit.model.claim import Claim, Evidence, Status
from affidavit.model.linear import Linear, linear
from affidavit.model.regex import regex
from affidavit.model.struct import replace

if TYPE_CHECKING:
    from affidavit.extract.scan import Line, Scan

#: What a date can be of, in the order of the weights.
ROLES = ("none", "started", "discovered", "disclosed", "ended")
BY = "chronology.learned"
#: The roles that it gives where no rule does, how likely they must be, and how likely beside a rule's.
_GIVEN, _LIKELY, _LIKELIER = ("started", "discovered", "disclosed"), 0.38, 0.73
#: A rule's date is taken back where the model gives it less; measured on texts that neither had seen.
_UNLIKELY = 0.018
_SUREST = 0.6
#: What stands before the day of what was said: "in a statement on", "a letter sent to customers".
_STATEMENT = regex(
    r"\b(?:statement|announcement|release|notice|letter|e-?mail|post|filing|update|tweet|interview|report|bulletin)s?"
    r"(?: [a-z]+){0,4} $"
)
_NEAR_STATEMENT = 60
#: The end of a review is made known to nobody: "it took until Oct. 12 to finish reviewing the mailboxes".
_REVIEW = r"(?:re-?view|analys[ei]|inventor|investigat|examin|inspect|search)(?:s|y|ies|ing|ion|ed|is)?\b"
_REVIEWED = regex(
    rf"\b{_REVIEW}[^.;]{{0,60}}\b(?:until|completed?|finished|concluded|ended|done|over)\b[^.;]{{0,15}}$"
    rf"|\b(?:finish|complet|conclud|end)\w*[^.;]{{0,25}}\b{_REVIEW}[^.;]{{0,40}}$"
    r"|\b(?:forensics?|investigat\w+|security|response|consult\w+) (?:company|firm|team|experts?|specialists?|"
    r"consultants?|examiners?) (?:had |has )?(?:reported|concluded|delivered|reported back|told (?:it|them|us))"
    r"(?: \w+){0,3} $"
)
#: What a reporter, or a house, told one body is no news to the public: "we told Larkfield on 3 February".
_WE_TOLD = regex(
    r"(?:^|[.;:\"] ?)we (?:told|contacted|alerted|notified|informed|wrote to|rang|e-?mailed) "
    r"(?!(?:all|our|those|you|everyone|affected|customers|patients|clients|members|users|people|individuals|parents|"
    r"staff|employees|residents|students)\b)[\w'-]+(?: [\w'-]+)? on $"
)
_TO_REVIEW = regex(rf"[^.;]{{0,20}}?\bto (?:finish|complete|conclude)\b[^.;]{{0,25}}?\b{_REVIEW}")

_FORMS = (
    ("year", regex(r"\d{4}")),
    ("weekday", regex("|".join(WEEKDAYS))),
    ("month", regex("|".join(MONTHS))),
    ("day", regex(r"\b\d{1,2}\b")),
    ("last", regex(r"\b(?:last|this|past|previous)\b")),
    ("later", regex(r"later|after|following|next")),
    ("ago", regex(r"ago|yesterday|today|earlier")),
)
#: Marks of a sentence, beside those of the rules of dates, that tell what its dates are of.
_MARKS = frozenset({"aftermath", "recall", "many", "tenant"})
#: How many days before the publication a date lies, told apart in these steps.
_STEPS = (0, 1, 3, 7, 14, 30, 60, 120, 240, 400, 800)


#: How far down the text its sentence stands, likewise.
_SENTENCES = (0, 1, 2, 4, 7, 11, 16)
#: Until when something is hoped to be mended: "expects to have all gates running by May 18".
_HOPED_FOR = regex(
    r"\b(?:expect\w*|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|intend\w*|target(?:s|ed|ing)|scheduled|due|"
    r"set|promis\w+)(?: \w+){0,2}? to (?:be|have|reopen|re-open|resume|restore|return|bring|get|complete|"
    r"finish|recover|"
    r"rebuild|reconnect|go|come|start|begin|launch|switch)\b[^.;]{0,100}$"
)
#: Behind the day of an alarm: that nobody heeded it.
_UNHEEDED = regex(
    r"[^.;]{0,40}?\b(?:not|n't|never) (?:\w+ )?(?:read|seen|noticed|opened|acted on|looked at|spotted|followed up|"
    r"picked up|heeded|noted|escalated)\b|[^.;]{0,40}?\b(?:was|were|went) (?:ignored|unnoticed|overlooked|"
    r"missed|unread)\b"
)


class Told(NamedTuple):
    """A date of a text, with the sentence that it stands in, and what the model sees of it."""

    line: Line
    when: When
    features: set[str]


def weighed(scan: Scan, resolved: Sequence[tuple[Line, list[When]]], told: list[Claim]) -> list[Claim]:
    """`told` of the dates `resolved`, less what is next to impossible, and with what only the model finds."""
    if not is_article(scan) or not any(whens for _, whens in resolved):
        return told
    chances = [(one, dict(zip(ROLES, model().chances(one.features), strict=True))) for one in read(scan, resolved)]
    others = scan.of_others
    kept = [claim for claim in told if not _is_unlikely(claim, chances, others)]
    given = [one for role in _GIVEN if (one := _given(scan, role, chances, kept)) is not None]
    return kept + given + [end for one in given if (end := _end_of_run(resolved, one, kept)) is not None]


@cache
def model() -> Linear:
    """The trained model (made by bench/train/roles.py)."""
    return linear("affidavit.extract", "weights", "dates.json")


def _is_unlikely(claim: Claim, chances: Sequence[tuple[Told, dict[str, float]]], others: Collection[int]) -> bool:
    """Whether no reader would take a rule's date for that of the incident, and no other organisation is spoken of."""
    if claim.field not in _GIVEN:
        return False
    place = claim.evidence[0]
    own = [
        chance[claim.field]
        for (line, when, _), chance in chances
        if when.value == claim.value and place.start <= line.start + when.start < place.end and line.index not in others
    ]
    return bool(own) and max(own) < _UNLIKELY


def _given(
    scan: Scan, role: str, chances: Sequence[tuple[Told, dict[str, float]]], kept: Sequence[Claim]
) -> Claim | None:
    """The likeliest date of a role, where it is likely enough and no rule has found it."""
    asked = [one for one in chances if not _is_of_else(scan, role, one[0], kept)]
    if not asked:
        return None
    (line, when, _), chance = max(asked, key=lambda one: one[1][role])
    ruled = [claim for claim in kept if claim.field == role and claim.status is Status.STATED]
    if chance[role] < (_LIKELIER if ruled else _LIKELY) or any(claim.value == when.value for claim in ruled):
        return None
    sure = chance[role] if ruled else min(_SUREST, chance[role])
    given = scan.claim(
        line, line.start + when.start, line.start + when.end, field=role, value=when.value, by=BY,
        confidence=round(sure, 2), note=when.note,
    )  # fmt: skip
    return given if given.status is Status.SUSPECTED else replace(given, status=Status.STATED)


def _end_of_run(resolved: Sequence[tuple[Line, list[When]]], claim: Claim, kept: Sequence[Claim]) -> Claim | None:
    """The end of the days that a found beginning opens: "between 1 May and 29 July an employee copied"."""
    if claim.field != "started" or any(other.field == "ended" for other in kept):
        return None
    runs = (when for line, whens in resolved for when in whens if line.start + when.start == claim.start)
    until = next((when.until for when in runs if when.until is not None), None)
    return None if until is None else replace(claim, field="ended", value=until)


def _is_of_else(scan: Scan, role: str, told: Told, kept: Sequence[Claim]) -> bool:
    """Whether the words beside a date make it that of something else than `role`, or a rule does."""
    lower, when = told.line.lower, told.when
    if never_was(lower, when, role):
        return True
    if role == "disclosed":
        found = [claim.evidence[0] for claim in kept if claim.field == "discovered"]
        return is_of_a_review(lower, when) or _lies_in(told, found) or _WE_TOLD.search(lower[: when.start]) is not None
    if role == "discovered" and is_of_step(lower, when):
        return True
    shut = [claim.evidence[0] for claim in kept if claim.field == "contained"]
    return _is_of_a_statement(scan, told) or _lies_in(told, shut)


def never_was(lower: str, when: When, event: str) -> bool:
    """Whether a date is of what is only hoped for, or of an alarm that nobody heeded."""
    if event == "discovered":
        return _UNHEEDED.match(lower, when.end) is not None
    return event in ("started", "ended", "contained") and _HOPED_FOR.search(lower, 0, when.start) is not None


def is_of_a_review(lower: str, when: When) -> bool:
    """Whether a date is that on which somebody was done with looking through what was taken."""
    before = lower[max(0, when.start - 2 * _NEAR_STATEMENT) : when.start]
    return _REVIEWED.search(before) is not None or _TO_REVIEW.match(lower, when.end) is not None


def _lies_in(told: Told, places: Sequence[Evidence]) -> bool:
    """Whether the date is one that `places` cite: what was closed on a day was mostly found before."""
    return any(place.start <= told.line.start + told.when.start < place.end for place in places)


def _is_of_a_statement(scan: Scan, told: Told) -> bool:
    """Whether the date is that of what was said: "in a statement on 8 May"."""
    start = told.line.start + told.when.start
    return _STATEMENT.search(scan.lower[max(told.line.start, start - _NEAR_STATEMENT) : start]) is not None


def read(scan: Scan, resolved: Sequence[tuple[Line, list[When]]]) -> Iterator[Told]:
    """The dates of a text, with the features of each."""
    dates = [(line, when) for line, whens in resolved for when in whens]
    values = sorted({when.value for _, when in dates})
    often = Counter(when.value for _, when in dates)
    seen: list[str] = []
    for line, whens in resolved:
        lower, places = line.lower, [(when.start, when.end) for when in whens]
        cased = scan.text[line.start : line.end]
        for when in whens:
            told = around(cased, (when.start, when.end), places)
            told.update(_of_form(lower[when.start : when.end]))
            told.update(f"mark {mark}" for mark in line.marks if mark.startswith("when") or mark in _MARKS)
            told.update(_of_place(scan, line, when))
            told.update(_among(when.value, values, often[when.value], seen))
            seen.append(when.value)
            yield Told(line, when, told)


def _of_form(words: str) -> Iterator[str]:
    forms = [name for name, pattern in _FORMS if pattern.search(words)]
    yield f"form {' '.join(forms)}"
    yield from (f"has {name}" for name in forms)


def _of_place(scan: Scan, line: Line, when: When) -> Iterator[str]:
    """How much the date says, how far it is from the publication, and how far down the text it stands."""
    yield f"length {len(when.value)}"
    published, day = _middle(scan.document.published), _middle(when.value)
    if published is not None and day is not None:
        if len(when.value) >= len("2024-09"):
            days = (published - day).days
            yield f"days before {next((step for step in _STEPS if days <= step), 'more')}"
        else:
            yield f"years before {min(5, published.year - day.year)}"
    yield f"sentence {next((number for number in _SENTENCES if line.index <= number), 'more')}"
    if when.relative:
        yield "relative"
    if when.run:
        yield "run"


def _among(value: str, values: Sequence[str], often: int, seen: Sequence[str]) -> Iterator[str]:
    """What a date is among the dates of the text, in their order of time and in that of telling."""
    rank = values.index(value)
    yield f"rank {4 * rank // len(values)}"
    yield f"dates {min(6, len(values))}"
    yield f"told {min(3, often)} times"
    if rank == 0:
        yield "earliest"
    if rank == 1:
        yield "second"
    if rank == len(values) - 1:
        yield "latest"
    if not seen:
        yield "first told"
        return
    if value in seen:
        yield "told before"
    if value != seen[-1]:
        yield "later than the last told" if value > seen[-1] else "earlier than the last told"


def _middle(value: str | None) -> date | None:
    """A day in the middle of what a partial date leaves open."""
    day = as_date(value)
    if day is None or value is None or len(value) >= len("2024-09-17"):
        return day
    return day.replace(day=15) if len(value) >= len("2024-09") else day.replace(month=6, day=15)
