"""Counts by fields and over time, and their pictures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from affidavit.errors import UsageError
from affidavit.model.document import Document
from affidavit.register import Register
from affidavit.register.search import parsed
from affidavit.register.stats import ALL, Asked, Stats, _after
from affidavit.register.stats_facts import UNKNOWN, Time
from affidavit.register.stats_html import page, sheet
from affidavit.register.stats_svg import svg
from affidavit.registering import add
from tests.register.texts import FIRST, FOLLOW_UP, NOTHING, OTHER

VAGUE = Document.of(
    "Harborline Clinics hit by ransomware\nHarborline Clinics, a hospital operator in Texas, said hackers stole the "
    "names of 500 patients in a ransomware attack in 2024.", published="2024-12-01", key="vague",
)  # fmt: skip
#: Three incidents: September 2024 (69,000 people), March 2023 (1,204), some time in 2024 (500).
DOCUMENTS = (FIRST, FOLLOW_UP, OTHER, VAGUE, NOTHING)


@pytest.fixture
def filled(register: Register) -> Register:
    list(add(register, DOCUMENTS))
    return register


def cells(stats: Stats) -> dict[tuple[str, ...], int]:
    return {
        (*([period] if period else []), *(bucket.key for bucket in buckets)): number
        for period, buckets, number in stats.cells()
    }


def test_one_field(filled: Register) -> None:
    assert cells(filled.stats(Asked(("ransomware",)))) == {("yes",): 2, ("unknown",): 1}
    assert cells(filled.stats(Asked(("started",)))) == {("2023",): 1, ("2024",): 2}


def test_sizes_are_buckets_in_their_order(filled: Register) -> None:
    stats = filled.stats(Asked(("affected",)))
    assert [bucket.label for bucket in stats.axes[0]] == ["1–999", "1,000–9,999", "10,000–99,999"]


def test_two_fields_with_sums_that_count_an_incident_once(filled: Register) -> None:
    stats = filled.stats(Asked(("data", "ransomware")))
    assert cells(stats)["names", "yes"] == 2
    assert (stats.number(ALL, "yes"), stats.number(ALL, ALL), stats.total) == (2, 3, 3)
    assert any("several values" in note for note in stats.notes)


def test_people(filled: Register) -> None:
    stats = filled.stats(Asked(("ransomware",), measure="people"))
    assert cells(stats) == {("yes",): 69_500, ("unknown",): 1_204}


def test_periods_fill_the_gaps_and_say_what_is_vague(filled: Register) -> None:
    stats = filled.stats(Asked(("ransomware",), over="month"))
    assert (stats.periods[0], stats.periods[-2:], len(stats.periods)) == ("2023-03", ("2024-09", UNKNOWN), 20)
    assert cells(stats)[UNKNOWN, "yes"] == 1
    assert any("1 of 3" in note and "less exactly" in note for note in stats.notes)
    assert filled.stats(Asked(("ransomware",), over="quarter")).periods[0] == "2023-Q1"
    assert filled.stats(Asked(("ransomware",), over="year")).periods == ("2023", "2024")


def test_by_publication_it_is_the_first_document(filled: Register) -> None:
    stats = filled.stats(Asked(("ransomware",), over="month", by="published"))
    assert cells(stats) == {("2023-04", "unknown"): 1, ("2024-10", "yes"): 1, ("2024-12", "yes"): 1}


def test_the_rest_is_one(filled: Register) -> None:
    stats = filled.stats(Asked(("organization",), top=1))
    assert [bucket.key for bucket in stats.axes[0]][1:] == ["other"]
    assert stats.number("other") == 2


def test_only_what_a_query_finds(filled: Register) -> None:
    assert filled.stats(Asked(("ransomware",), where=parsed("affected>1000 ransomware:yes"))).total == 1


def test_an_empty_register(register: Register) -> None:
    stats = register.stats(Asked(("sector", "vector"), over="year"))
    assert (stats.total, list(stats.cells())) == (0, [])
    ET.fromstring(svg(stats))
    assert "</html>" in page(stats)


@pytest.mark.parametrize(
    "asked",
    [
        {"fields": ("colour",)}, {"fields": ("behavior",)}, {"fields": ("lesson",)}, {"fields": ("data", "data")},
        {"fields": ()}, {"fields": ("data",), "over": "week"}, {"fields": ("data",), "by": "luck"},
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Asked(**asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("over", "period", "after"),
    [("year", "2023", "2024"), ("month", "2023-12", "2024-01"), ("quarter", "2023-Q4", "2024-Q1")],
)
def test_what_period_follows(over: str, period: str, after: str) -> None:
    assert _after(period, over) == after


def test_a_date_that_spans_two_periods_lies_in_none() -> None:
    assert Time("quarter").period("2024-01-01", "2024-12-31") is None
    assert Time("quarter").period("2024-04-01", "2024-04-30") == "2024-Q2"
    assert Time("year").period("2024-01-01", "2024-12-31") == "2024"


SHAPES = [(fields, over) for fields in (("data",), ("data", "ransomware")) for over in (None, "year", "month")]


@pytest.mark.parametrize(("fields", "over"), SHAPES)
def test_pictures_are_whole_and_need_nothing_else(filled: Register, fields: tuple[str, ...], over: str | None) -> None:
    stats = filled.stats(Asked(fields, over, top=2))
    picture = ET.fromstring(svg(stats))
    assert picture.get("role") == "img"
    assert (picture[0].tag[-5:], picture[1].tag[-4:]) == ("title", "desc")
    written = page(stats)
    assert "<script" not in written
    assert "http" not in written.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert all(len(row) == len(next(sheet(stats))) for row in sheet(stats))


def test_hostile_names_are_text_in_pictures(register: Register) -> None:
    text = "Acme <b>&\u202e Dental Ltd said that hackers stole the names of 500 patients of Acme <b>& Dental Ltd."
    list(add(register, [Document.of(text, key="x")]))
    stats = register.stats(Asked(("organization",)))
    ET.fromstring(svg(stats))
    assert "<b>" not in svg(stats) + page(stats)


def test_what_is_denied_is_left_out_and_counted(register: Register) -> None:
    denial = Document.of(
        "Quillmark Bank denies breach after hacker offers records for sale\nQuillmark Bank has denied that its systems "
        "were breached after a hacker advertised a database of 2 million of its customers. Quillmark Bank said that no "
        "customer data had been compromised.",
        published="2024-05-09", key="denial",
    )  # fmt: skip
    list(add(register, [FIRST, denial]))
    counted = register.stats(Asked(("sector",)))
    assert counted.total == 1
    assert counted.notes[0].startswith("1 incident that is denied is left out")
    assert register.stats(Asked(("sector",), where=parsed("kind:denied"))).total == 1
    assert [one.what for one in register.summaries(list(register.ids()))] == [
        "security incident (denied)",
        "ransomware attack",
    ]
