"""When it happened: the fields started, ended, discovered, disclosed and contained.

Dates are found and resolved first (`dates`, `calendar`); then the cue that governs a date, the verb or noun it
belongs to, says which event of the incident the date is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from affidavit.extract.assertion import assertion
from affidavit.extract.dates import roles, whom
from affidavit.extract.dates.calendar import Calendar, When, full
from affidavit.extract.dates.dates import Expression, expressions
from affidavit.extract.dates.governing import COUNTED, ELSEWHERE, NOW, VERB, Cue, cues_of, governing
from affidavit.extract.dates.revisions import revised
from affidavit.extract.heads import dateline_end
from affidavit.extract.scan import Line, Scan
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.regex import regex
from affidavit.model.struct import replace

_SLASHED = regex(r"\d/\d{1,2}/\d")
_LATEST = regex(
    r"\b(?:until|through|till|up to|no later than|ending(?: on)?)"
    r"(?: (?:at least|about|approximately|around|or about|late|early|mid))?[ -]$|"
    r"\bthe last (?:one |of them |trace )?(?:from|on|was on|is from|was from|dates? from|dated from) $"
)
_EARLIEST = regex(
    r"\b(?:as early as|since(?: at least)?|beginning(?: on| in)?|starting(?: on| in| from)?|beg[au]n(?: on| in)?|"
    r"dat(?:ed|es?|ing) (?:back )?(?:to|from)(?: at least)?|as far back as|going back to)"
    r"(?: (?:or )?(?:about|around|approximately|early|late|mid|as early as))?[ -]$"
)
#: Before the day on which the last of them were told.
_LAST_OF = regex(
    r"\bthe last (?:one |of (?:them|these|the \w+) |batch |letters? )?(?:went out |was sent |were sent )?(?:on )?$"
)
_SINCE = regex(r"\bsince (?:at least |early |late |mid-?)?$")
#: Before what looks like a date and is a number: "order no. 07/20/2023".
_NUMBERED = regex(r"(?:\bno\.|\bnumber|\bversion|\bref\.?|#) ?$")
_LISTED = regex(r",? (?:and|as well as)(?: again)?(?: on| from| between)? ")
_NEGATED = regex(r"(?:\b(?:no|not|never|without|neither|nor)|n't)(?: \w+)?\s*$")
_WHO_THAT = regex(r"\b(?:who|which|that|whose|claiming|alleging|saying|stating)\b")
_BROKEN = regex(r"[,;\"]|:(?!\d)|\b(?:that|which|who)\b")

#: One person tells what befell them, in a text on an organisation: "this happened to me last night".
_ALONE = regex(
    r"\b(?:to|of|from|on|hit|hacked|got) me\b|\bi (?:was|got)\b|"
    r"\bmy (?:own )?(?:card|account|bank|info|data|e-?mail|credit|debit|personal|password|name|phone|money|wallet)\b"
)
#: The same of what one was told.
_TOLD_ME = regex(r"\b(?:notified|told|informed|contacted|warned|alerted|e-?mailed|called|wrote(?: to)?|sent) me\b")
#: Behind a date: that it was then that the attack was found.
_WHEN_FOUND = regex(
    r",? (?:which is )?(?:when|the (?:very |same )?(?:day|morning|afternoon|evening|night|week)"
    r"(?: (?:that|on which|when))?) (?:[\w'&.-]+ ){0,6}?$"
)
_COUNTED_FROM = regex(r", counted from \d")
#: What had begun by a day at the latest.
_BY_THEN = " later than"
#: What has gone on since a day: "letters have been going out since", "it has been calling savers since".
_GOING_ON = regex(r"\b(?:has|have|had) been [a-z]+ing\b")
#: The days between which attackers had access tell the start better than the day of one event.
_RUN_BONUS = 0.07
_MONTH_NAMED = regex(r"(?:\w+[ -]){0,2}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d{1,2} (?:of )?[a-z]{3}")
_UNTIL = regex(r"\buntil\b")
#: Who tells now what befell in the past: "is notifying 9,000 people of an attack on April 10".
_TELLS_NOW = regex(r"\b(?:is|are|'s|'re|been|begins?|begun|began|started)(?: (?:now|also|currently|just))? $")
_TELLING = regex(
    r"(?:notifying|warning|alerting|informing|telling|contacting|sending|disclosing|reporting|confirming)\b"
)
_OF_ATTACK = regex(
    r"(?:[^,;.\"]|[,.](?=\d)){0,80}\b(?:of|about|over|after|following|that|in|to|by) "
    r"(?:an?|the|its|this|their|one|another)? ?(?:[\w-]+ ){0,4}?"
    r"(?:attack|cyberattack|breach|hack|incident|intrusion|theft|leak|compromise|break-in)"
    r"(?: (?!and\b|but\b)[\w'-]+){0,6}? (?:on|in|of|from|between|since|around|last|over|"
    r"during)(?: (?:early|late|mid|the))* $"
)
#: Who says a thing says it some day; the month behind "that" or "which" is mostly of the thing.
_SAYS = regex(r"sa(?:ys?|id)\b")
_IN_CLAUSE = regex(
    r"\b(?:that|which|who|whom)\b(?![^.;]{0,200}\b(?:statement|letter|filing|notice|announcement|post|report|interview)\b)"
)
#: From a day on those affected are served, and nothing began that harmed them: "Starting May 3, it also offers".
_FROM_THEN = regex(r"^\W{0,3}(?:starting|beginning|effective|as of)(?: on| from)?(?: \w{3,6}day,?)? $")
_SERVES = regex(
    r"(?![^.;]{0,80}\b(?:attackers?|hackers?|intruders?|thie(?:f|ves)|criminals?|actors?|malware|unauthori[sz]ed|someone|"
    r"somebody|insider|scammers|fraudsters)\b)[^.;]{0,80}?\b(?:will|offers?|offering|mails?|mailing|mailed|sends?|"
    r"sending|notif(?:y|ies|ied|ying)|provid(?:es?|ed|ing)|requires?|can|may)\b"
)
#: Behind what a day is that of another incident than the sentence's own.
_ANOTHER = regex(
    r"\b(?:another|an earlier|a previous|a separate|a prior|an unrelated) (?:[a-z-]+ ){0,2}"
    r"(?:incident|breach|attack|hack|leak|intrusion)s?\b(?! (?:and|but|since)\b)(?:[^,;.]|,(?=\d)){0,60}$"
)
_ANOTHER_REACH = 110
#: In how many sentences of an article its news is told, and of a letter or form what stands at its head.
_LEAD, _HEAD = 4, 15
#: What makes a text that begins with a date on a line of its own a letter to those affected.
_SALUTATION = regex(r"dear\b|(?:re: )?notice of (?:an? )?(?:[a-z]+ ){0,2}(?:breach|incident|event)\b|to (?:our|whom)\b")
#: "Date of report: ...", but not where that is the day of the event.
_DATED = regex(r"(?:.{0,120}\b)?date(?: of (?:this )?(?:report|letter|notice))?:? $")

#: What is made public only after it happened.
_EVENTS = frozenset({"started", "discovered"})

Dated = tuple[Line, list[Expression]]


def claims(scan: Scan) -> Iterator[Claim]:
    """A claim for each date that a cue makes the date of an event, with graded confidence."""
    dated = dated_lines(scan)
    whens = _resolved(scan, dated)
    told = revised(scan, whens, _with_surer_runs(list(_timeline(whens, scan))))
    told = roles.weighed(scan, whens, told)
    yield from told
    if not any(claim.field == "disclosed" for claim in told):
        yield from next(filter(None, (list(_by_head(scan, dated, told)), list(_made_public(scan)))), ())


def resolved(scan: Scan) -> list[tuple[Line, list[When]]]:
    """The sentences of the story that have dates, with these; the day of a dateline is that of the text."""
    return _resolved(scan, dated_lines(scan))


def _resolved(scan: Scan, dated: list[Dated]) -> list[tuple[Line, list[When]]]:
    calendar = Calendar(scan.document.published, full_days(dated))
    whens = ((line, calendar.resolve(line.lower, found), dateline_end(line)) for line, found in dated)
    return [(line, [when for when in found if when.start >= end]) for line, found, end in whens]


def dated_lines(scan: Scan) -> list[Dated]:
    """The sentences of the story that have date expressions, with these."""
    return [
        (line, found)
        for line in scan.body
        if ("date" in line.marks or "/" in line.lower) and (found := _dates(scan, line))
    ]


def full_days(dated: list[Dated]) -> list[date]:
    """The dates that the text gives with their year, in its order."""
    return [day for _, found in dated for one in found if (day := full(one)) is not None]


def _timeline(dated: list[tuple[Line, list[When]]], scan: Scan) -> Iterator[Claim]:
    for line, whens in dated:
        cues = whom.settled(scan, line, cues_of(line))
        governed = [(when, cue) for when in whens if (cue := governing(line.lower, when, cues)) is not None]
        told = list(_joined(line, governed))
        for when, cue in told:
            if cue.event != "other" and not _of_another(line, when, cue):
                yield from _told(scan, line, when, cue)
        for when in whens:
            found = _when_found(line.lower, when, cues)
            own = {cue.event for one, cue in told if one.start == when.start}
            # "was noticed on May 3, when the president said that": nothing was made public by that
            if found is not None and found.event not in own and (found.event, own) != ("disclosed", {"discovered"}):
                yield from _told(scan, line, when, found)


def _of_another(line: Line, when: When, cue: Cue) -> bool:
    """Whether a day of an event is another incident's: "after another breach that hit 9,000 accounts in March"."""
    before = line.lower[max(0, when.start - _ANOTHER_REACH) : when.start]
    return cue.event in _EVENTS and _ANOTHER.search(before) is not None


def _when_found(sentence: str, when: When, cues: list[Cue]) -> Cue | None:
    """The verb of finding or telling in "on March 26, when the company discovered that ..."."""
    behind = next((cue for cue in cues if cue.start >= when.end), None)
    if when.run or behind is None or behind.event not in ("discovered", "disclosed"):
        return None
    return behind if _WHEN_FOUND.match(sentence, when.end, behind.start) else None


def _joined(line: Line, governed: list[tuple[When, Cue]]) -> Iterator[tuple[When, Cue]]:
    """The dates with what governs them; of several days of one thing, listed, a run: "on May 3-4 and June 7"."""
    held: tuple[When, Cue] | None = None
    for when, cue in governed:
        if held is not None and _lists(line, held, when, cue):
            held = held[0]._replace(end=when.end, until=when.until or when.value, run=True), held[1]
            continue
        if held is not None:
            yield held
        held = when, cue
    if held is not None:
        yield held


def _lists(line: Line, before: tuple[When, Cue], when: When, cue: Cue) -> bool:
    first, governs = before
    full_days = len(first.value) == len(when.value) == len("2024-09-17")
    one = (
        governs.event == "started"
        and cue.start < when.start
        and full_days
        and when.value > (first.until or first.value)
    )
    return one and _LISTED.fullmatch(line.lower, first.end, when.start) is not None


def _with_surer_runs(told: list[Claim]) -> list[Claim]:
    """The days between which attackers had access, surer than the rough time that a text begins with ("last month")."""
    ends = {c.evidence[0] for c in told if c.field == "ended"}
    started = [c for c in told if c.field == "started" and c.status is Status.STATED]
    best = max(started, key=lambda claim: claim.confidence, default=None)
    runs = [c for c in started if c.evidence[0] in ends and len(str(c.value)) == len("2024-09-17")]
    if best is None or len(runs) != 1 or len(str(best.value)) > len("2024-09") or best.note is None:
        return told
    run, rough = runs[0], str(best.value)
    size = len(rough)
    if any(
        c.confidence > run.confidence - 0.4 and rough == str(c.value)[:size] < str(c.value)
        for c in started
        if c is not run
    ):
        return told  # a day of the same month that a word tells of
    near = str(run.value)[:size] <= rough <= max(str(c.value) for c in told if c.field == "ended")[:size]
    surer = replace(run, confidence=max(run.confidence, min(best.confidence + 0.01, 0.95)))
    return [surer if claim is run and near else claim for claim in told]


def _made_public(scan: Scan) -> Iterator[Claim]:
    """The month of publication, where the lead of a dated article says that people are being told."""
    published = scan.document.published
    headed = scan.document.title is not None or any(line.title for line in scan.lines[:1])
    if published is None or len(published) < 7 or not headed:
        return
    for line in scan.body[:_LEAD]:
        for start, end in line.marks.get(NOW, ())[:1]:
            yield scan.claim(
                line, start, end, field="disclosed", value=published[:7], by="chronology.publication",
                confidence=0.4, status=Status.STATED, note=f"the month of the text's publication, {published}",
            )  # fmt: skip
            return


def _by_head(scan: Scan, dated: list[Dated], told: list[Claim]) -> Iterator[Claim]:
    """The date that a letter to those affected, or a form, bears at its head: that day it was made public.

    A form's date can be that of the event: nothing is public before what is `told` happened.
    """
    happened = max((str(claim.value) for claim in told if claim.field in _EVENTS), default="")
    letter = next((line.index for line in scan.lines[:_HEAD] if _SALUTATION.match(line.lower)), 0)
    for line, found in dated:
        one = found[0]
        day, before = full(one), line.lower[: one.start]
        alone = not before and one.end == len(line.lower) and line.index < letter
        if day is None or day.isoformat() < happened:
            continue
        if line.index < _HEAD and (alone or _DATED.fullmatch(before)):
            yield scan.claim(
                line, line.start + one.start, line.start + one.end, field="disclosed", value=day.isoformat(),
                by="chronology.head", confidence=0.6, status=Status.STATED, speaker=Speaker.ORGANIZATION,
            )  # fmt: skip
            return


def _dates(scan: Scan, line: Line) -> list[Expression]:
    places = [(start - line.start, end - line.start) for start, end in line.marks.get("date", ())]
    if "/" in line.lower:
        places += [match.span() for match in _SLASHED.finditer(line.lower)]
    found = expressions(line.lower, scan.plain[line.start : line.end], places) if places else []
    return [one for one in found if not _NUMBERED.search(line.lower, max(0, one.start - 12), one.start)]


def _told(scan: Scan, line: Line, when: When, cue: Cue) -> Iterator[Claim]:
    before = line.lower[max(0, when.start - 40) : when.start]
    event, weight = cue.event, cue.weight
    if event == "started" and (COUNTED in line.marks or _serves_from(line.lower, when)):
        return  # "48 attacks hit 310 libraries in 2019"
    if _of_the_teller(line.lower, when, event) or roles.never_was(line.lower, when, event):
        return
    event = "started" if _of_past_attack(line.lower, when, cue) else whom.event(scan, line, cue)
    if event in ("disclosed", "contained") and _SINCE.search(before) and not _GOING_ON.search(line.lower):
        return  # "since 2018 it has disclosed seven breaches"
    if event == "disclosed" and (_LAST_OF.search(before) or _is_no_news(line.lower, when, cue)):
        return
    by_then = line.lower.endswith(_BY_THEN, cue.start, cue.end)
    if event in ("started", "contained") and not when.run and not by_then and _LATEST.search(before):
        event = "ended"
    elif event == "started" and _EARLIEST.search(before):
        weight += 0.02 if len(when.value) > 4 else -0.2
    yield _claim(scan, line, when, Cue(cue.start, cue.end, event, weight))
    if when.until is not None and event == "started":
        yield _claim(scan, line, when._replace(value=when.until), cue._replace(event="ended"))


def _serves_from(lower: str, when: When) -> bool:
    """Whether a sentence opens with the day from which on something is done for those affected."""
    return _FROM_THEN.match(lower[: when.start]) is not None and _SERVES.match(lower, when.end) is not None


def _of_the_teller(lower: str, when: When, event: str) -> bool:
    """Whether the date is that of what befell the one who speaks: "they told me", "it happened to me last night"."""
    if event in ("disclosed", "discovered"):
        return _TOLD_ME.search(lower) is not None
    return event == "started" and when.relative and _ALONE.search(lower) is not None


def _of_past_attack(lower: str, when: When, cue: Cue) -> bool:
    """Whether the date behind a verb of telling that goes on now is the attack's: "is warning of a hack in April"."""
    named = _MONTH_NAMED.match(lower, when.start, when.end) is not None
    if cue.event != "disclosed" or not named or cue.end > when.start or _TELLING.match(lower, cue.start) is None:
        return False
    now = _TELLS_NOW.search(lower[max(0, cue.start - 20) : cue.start])
    return now is not None and _OF_ATTACK.fullmatch(lower, cue.end, when.start) is not None


def _is_no_news(lower: str, when: When, cue: Cue) -> bool:
    """Whether a date is that of a review, or a month that of a deed told in a clause: "the lists, which he took in"."""
    if roles.is_of_a_review(lower, when):
        return True
    if cue.end > when.start or len(when.value) > len("2024-05") or not _SAYS.match(lower, cue.start, cue.end):
        return False
    return _IN_CLAUSE.search(lower, cue.end, when.start) is not None


def _claim(scan: Scan, line: Line, when: When, cue: Cue) -> Claim:
    start, end = line.start + min(when.start, cue.start), line.start + max(when.end, cue.end)
    status, speaker = _judged(line, start, end, cue)
    return scan.claim(
        line, start, end, field=cue.event, value=when.value, status=status, speaker=speaker,
        by=f"chronology.{cue.event}", confidence=_confidence(line, when, cue), note=when.note,
    )  # fmt: skip


def _judged(line: Line, start: int, end: int, cue: Cue) -> tuple[Status, Speaker]:
    """Only the start and the end of the access are told with reserve; what was learned or made public, was."""
    status, speaker = assertion.judge(line, start, end)
    if status is Status.DENIED:
        denied = _NEGATED.search(line.lower[max(0, cue.start - 20) : cue.start])
        late = _UNTIL.search(line.lower, cue.end)  # "was not found until May"
        status = Status.DENIED if denied and not late else Status.STATED
    if cue.event not in ("started", "ended") and status is Status.SUSPECTED:
        status = Status.STATED
    return status, speaker


def _confidence(line: Line, when: When, cue: Cue) -> float:
    """Surer the more the date says and the earlier it stands; less so in talk of other incidents."""
    score = cue.weight - min(line.index, 40) * (0.006 if cue.weight <= VERB else 0.001) + _RUN_BONUS * when.run
    score -= {4: 0.2, 7: 0.04}.get(len(when.value), 0.0)
    if cue.event == "started" and when.relative and _COUNTED_FROM.search(when.note or ""):
        score -= 0.04  # what was done the next day was not the first
    if cue.end <= when.start:
        score -= 0.0 if when.run else 0.0008 * min(when.start - cue.end, 100)
        if _BROKEN.search(line.lower, cue.end, when.start):
            score -= 0.1
    elif _WHO_THAT.search(line.lower, when.end, cue.start):
        score -= 0.2
    if cue.event == "started" and _ALONE.search(line.lower):
        score -= 0.4
    if "recall" in line.marks or ELSEWHERE in line.marks:
        score -= 0.3
    return max(0.05, score)
