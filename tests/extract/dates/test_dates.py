"""Date expressions: found in all their forms, resolved to partial ISO dates, and none invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.extract.dates import chronology
from affidavit.extract.dates.calendar import Calendar
from affidavit.extract.dates.dates import as_date, expressions
from affidavit.extract.rulebook import by_rule
from affidavit.extract.scan import Scan
from affidavit.model.document import Document

PUBLISHED = "2024-10-02"  # a Wednesday


def whens(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str | None]]:
    """(words, value, until) of every date in `text`."""
    scan = Scan(Document.of(text))
    by_rule.mark(scan)
    dated = chronology.dated_lines(scan)
    calendar = Calendar(published, chronology.full_days(dated))
    return [
        (text[line.start + when.start : line.start + when.end], when.value, when.until)
        for line, found in dated
        for when in calendar.resolve(line.lower, found)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was on September 17, 2024 that", "2024-09-17"),
        ("It was on 17 September 2024 that", "2024-09-17"),
        ("It was on the 17th of September 2024 that", "2024-09-17"),
        ("It was on Sept. 17, 2024 that", "2024-09-17"),
        ("It was on Tuesday, September 17th that", "2024-09-17"),
        ("It was on Tuesday, 17 September that", "2024-09-17"),
        ("It was on 9/17/2024 that", "2024-09-17"),
        ("It was on 17/9/2024 that", "2024-09-17"),
        ("It was on 9/17/24 that", "2024-09-17"),
        ("It was on 17.09.2024 that", "2024-09-17"),
        ("It was on 2024-09-17 that", "2024-09-17"),
        ("It was on December 6 of 2010 that", "2010-12-06"),
        ("In mid-April 2024 it was", "2024-04"),
        ("In April of 2024 it was", "2024-04"),
        ("Since at least January it was", "2024-01"),
        ("In November it was", "2023-11"),
        ("In late 2015 it was", "2015"),
        ("In the summer of 2013 it was", "2013"),
        ("In Q3 2019 it was", "2019"),
        ("It was in 2012 that", "2012"),
    ],
)
def test_absolute(text: str, value: str) -> None:
    assert [one[1] for one in whens(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was today", "2024-10-02"),
        ("It was yesterday", "2024-10-01"),
        ("It was last night", "2024-10-01"),
        ("It was on Tuesday", "2024-10-01"),
        ("It was on Wednesday", "2024-10-02"),
        ("It was last Wednesday", "2024-09-25"),
        ("It was last Friday", "2024-09-27"),
        ("It was last week", "2024-09"),
        ("It was last month", "2024-09"),
        ("It was earlier this year", "2024"),
        ("It was last year", "2023"),
        ("It was three days ago", "2024-09-29"),
        ("It was two weeks ago", "2024-09"),
        ("It was a year ago", "2023"),
        ("It was in March of last year", "2023-03"),
    ],
)
def test_counted_from_the_publication(text: str, value: str) -> None:
    assert [one[1] for one in whens(text)] == [value]
    assert whens(text, None) == []


def test_counted_from_the_date_before() -> None:
    text = "It began on May 3, 2021, was seen two days later and ended a month later. It was closed the same day."
    assert [one[1] for one in whens(text)] == ["2021-05-03", "2021-05-05", "2021-06"]
    assert whens("It began in May 2021. They noticed the following month.")[1][1] == "2021-06"
    assert whens("It began in May 2021 and was seen in March of the following year.")[1][1] == "2022-03"


@pytest.mark.parametrize(
    ("text", "value", "until"),
    [
        ("between July 22nd and July 28th, 2013", "2013-07-22", "2013-07-28"),
        ("from April 14, 2024, to May 24, 2024", "2024-04-14", "2024-05-24"),
        ("August 21 through September 5", "2024-08-21", "2024-09-05"),
        ("between December 20 and January 4, 2022", "2021-12-20", "2022-01-04"),
        ("between late February and March 2023", "2023-02", "2023-03"),
        ("from September 4-27, 2019", "2019-09-04", "2019-09-27"),
        ("between April 9 and 11", "2024-04-09", "2024-04-11"),
        ("from March 2020 until 4 May 2021", "2020-03", "2021-05-04"),
    ],
)
def test_runs(text: str, value: str, until: str) -> None:
    assert [one[1:] for one in whens(f"It was {text}.")] == [(value, until)]


@pytest.mark.parametrize(
    "text",
    [
        "It was on 32 May.", "It was on February 30, 2021.", "It was in 2525.", "It was in 1012.",
        "It affected 2024 people.", "Call 555-2024 today's desk at 1-800-2013.", "It ran version 9.1.2024 of the tool.",
        "It may 3 times fail.", "They march on.", "The offer ends on December 1, 2024.", "It was at 10:24.",
        "It cost $2,019.", "It scored 3/4.", "It grew 2020% in size.",
    ],
)  # fmt: skip
def test_nothing_is_invented(text: str) -> None:
    assert [one for one in whens(text) if one[0] != "today"] == []


def test_year_from_the_sentence_and_the_text() -> None:
    assert whens("On May 3 it was seen; on June 1, 2019 it was closed.", None)[0][1] == "2019-05-03"
    assert whens("It began on June 1, 2019. It ended on July 3.", None)[1][1] == "2019-07-03"
    assert whens("It ended on July 3.", None) == []


@given(
    st.text(alphabet="0123456789/-., aMy'tJunedhr", max_size=200), st.sampled_from([None, "2024-10-02", "2024", "x"])
)
def test_any_text_yields_only_real_days(text: str, published: str | None) -> None:
    for words, value, until in whens(text, published):
        assert words
        assert as_date(value) is not None
        assert until is None or as_date(until) is not None


def test_a_day_of_a_year_long_past_is_no_day_of_this_year() -> None:
    sentence = "It was founded on 3 May 1911 and hacked on 4 June."
    place = [(sentence.index(month), sentence.index(month) + 3) for month in ("May", "June")]
    assert [one.words for one in expressions(sentence.lower(), sentence, place)] == ["4 June"]
