"""Searching: each condition, sorting, pages, snippets, what is kept; and all against the slow way, on both stores."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affidavit.errors import QueryError, UsageError
from affidavit.model.document import Document
from affidavit.register import Register, SearchOptions
from affidavit.register.search import parsed
from affidavit.register.search.snippets import snippet
from affidavit.register.search.tree import Told
from affidavit.registering import add
from tests.cli.conftest import Run
from tests.register.naive import fits
from tests.register.texts import FIRST, FOLLOW_UP, NOTHING, OTHER

MORE = [
    Document.of(
        "Soci\u00e9t\u00e9 Valmont fined over cyberattack\nSoci\u00e9t\u00e9 Valmont, a retailer in France, was fined "
        "\u20ac1.5 million after attackers used phishing e-mails to steal the passwords of 1.2 million customers in "
        "2022.",
        published="2023-05-09", origin="https://www.paper.example/valmont", key="valmont",
    ),
    Document.of(
        "Harrowgate Council hit through supplier\nHarrowgate Council, a council in the United Kingdom, said on 4 June "
        "2024 that data of about 12,000 residents was stolen through its supplier Pelican Software. It declined to say "
        "whether a ransom was paid. Passwords were not affected.",
        published="2024-06-05", origin="https://news.example/harrowgate", key="harrowgate",
    ),
]  # fmt: skip


@pytest.fixture
def filled(register: Register) -> Register:
    list(add(register, [FIRST, FOLLOW_UP, OTHER, NOTHING, *MORE]))
    return register


def titles(register: Register, query: str, **options) -> list[str]:
    found = register.search(query, SearchOptions(**options))
    return [summary.organization.split()[0] for summary in register.summaries(found.ids)]


NORTHFIELD, BRIGHTWATER, VALMONT, HARROWGATE = "Northfield", "Brightwater", "Soci\u00e9t\u00e9", "Harrowgate"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {NORTHFIELD, BRIGHTWATER, VALMONT, HARROWGATE}),
        ("laptop", {BRIGHTWATER}),
        ("LAPTOP car", {BRIGHTWATER}),
        ("laptop OR phishing", {BRIGHTWATER, VALMONT}),
        ("stolen -laptop", {NORTHFIELD, HARROWGATE}),
        ("stolen AND NOT (laptop OR supplier)", {NORTHFIELD}),
        ('"ransomware attack of 3"', {NORTHFIELD}),
        ('"attack ransomware"', set()),
        ("societe", {VALMONT}),
        ("soci\u00e9t\u00e9", {VALMONT}),
        ("lapt*", {BRIGHTWATER}),
        ('"was stolen fr"*', {BRIGHTWATER}),
        ("69,000", {NORTHFIELD}),
        ("affected>=69000", {NORTHFIELD, VALMONT}),
        ("affected > 69k", {VALMONT}),
        ("affected:1k..12,000", {BRIGHTWATER, HARROWGATE}),
        ("affected.people<2k", {BRIGHTWATER}),
        ("started:2024", {NORTHFIELD}),
        ("started:2024-09", {NORTHFIELD}),
        ("started>2024-09-03", set()),
        ("started<=2023-03", {BRIGHTWATER, VALMONT}),
        ("started:2022-03", set()),
        ("started:none", {HARROWGATE}),
        ("organization:northfield", {NORTHFIELD}),
        ("organization:north", set()),
        ("organization:north*", {NORTHFIELD}),
        ("organization=northfield", set()),
        ('victim="Northfield Dental"', {NORTHFIELD}),
        ("vendor:Pelican", {HARROWGATE}),
        ("country:us", {NORTHFIELD}),
        ('country:"united kingdom"', {HARROWGATE}),
        ("country:uk OR country:France", {HARROWGATE, VALMONT}),
        ("sector:health", {NORTHFIELD}),
        ("data:password*", {VALMONT}),
        ("data:Passwords[denied]", {HARROWGATE}),
        ("data:(Passwords OR Names)", {NORTHFIELD, VALMONT}),
        ("data:passwords[any]", {HARROWGATE, VALMONT}),
        ("money.fine>1M", {VALMONT}),
        ("fine>\u20ac1M", {VALMONT}),
        ("fine>$1M", set()),
        ("money:fine", {VALMONT}),
        ("money:none", {NORTHFIELD, BRIGHTWATER, HARROWGATE}),
        ("ransomware:yes", {NORTHFIELD}),
        ("ransomware:none", {BRIGHTWATER, VALMONT, HARROWGATE}),
        ("technique:T1566", {VALMONT}),
        ("vector:phishing", {VALMONT}),
        ("source:news.example", {NORTHFIELD, BRIGHTWATER, HARROWGATE}),
        ("source:valmont", {VALMONT}),
        ("documents>1", {NORTHFIELD}),
        ("published:2024-06", {HARROWGATE}),
        ("changed>=today-1d", {NORTHFIELD, BRIGHTWATER, VALMONT, HARROWGATE}),
        ("changed<2020", set()),
    ],
)  # fmt: skip
def test_what_is_found(filled: Register, query: str, wanted: set[str]) -> None:
    assert set(titles(filled, query)) == wanted


def test_the_order(filled: Register) -> None:
    assert titles(filled, "", sort="affected") == [VALMONT, NORTHFIELD, HARROWGATE, BRIGHTWATER]
    assert titles(filled, "", sort="affected-asc")[0] == BRIGHTWATER
    assert titles(filled, "", sort="started") == [NORTHFIELD, BRIGHTWATER, VALMONT, HARROWGATE]  # unknown ones last
    assert titles(filled, "", sort="started-asc") == [VALMONT, BRIGHTWATER, NORTHFIELD, HARROWGATE]
    assert titles(filled, "", sort="title") == [BRIGHTWATER, HARROWGATE, NORTHFIELD, VALMONT]
    assert titles(filled, "") == [HARROWGATE, VALMONT, BRIGHTWATER, NORTHFIELD]
    assert titles(filled, "passwords OR stolen OR names")[-1] == BRIGHTWATER


def test_pages(filled: Register) -> None:
    whole = filled.search("")
    assert whole.total == len(whole.ids) == 4
    page = filled.search("", SearchOptions(limit=2, offset=1))
    assert (page.ids, page.total) == (whole.ids[1:3], 4)
    assert filled.search("", SearchOptions(offset=9)).ids == ()


@pytest.mark.parametrize(
    "query",
    ["", "stolen", "names stolen", "country:* -laptop", "affected>1", "-ransomware:yes", "affected>1 OR country:none",
     "kind:dismissed", "documents>0 changed>=today-1d", "names affected>1", "data:* -(country:US affected>10)"],
)  # fmt: skip
@pytest.mark.parametrize("limit", [1, 2, 4])
def test_the_first_of_many_are_the_first_of_all(
    filled: Register, monkeypatch: pytest.MonkeyPatch, query: str, limit: int
) -> None:
    whole = filled.search(query)
    monkeypatch.setattr("affidavit.register.search.first._LARGE", 0)
    monkeypatch.setattr("affidavit.register.search.first._FIRST", 1)
    for offset in (0, 1):
        page = filled.search(query, SearchOptions(limit=limit, offset=offset))
        assert page.ids == whole.ids[offset : offset + limit]
        assert page.total == whole.total if page.counted else page.total <= whole.total


def test_it_is_told_that_not_all_were_counted(
    filled: Register, monkeypatch: pytest.MonkeyPatch, affidavit: Run, address: str
) -> None:
    monkeypatch.setattr("affidavit.register.search.first._LARGE", 0)
    monkeypatch.setattr("affidavit.register.search.first._FIRST", 1)
    assert filled.search("affected>1", SearchOptions(limit=2)).counted is False
    shown = affidavit("search", "affected>1", "--limit", 2, "-r", address)
    assert shown.err == "affidavit: 1 to 2 of at least 2 incidents; --offset 2 shows more\n"


@pytest.mark.parametrize("query", ["", "stolen", "country:* -laptop", "affected>1"])
def test_many_are_found_as_few_are(filled: Register, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    few = [filled.search(query, SearchOptions(sort, 3)) for sort in ("changed", "affected", "relevance", "title")]
    monkeypatch.setattr("affidavit.register.search.sets._MANY", 0)
    monkeypatch.setattr("affidavit.register.search.sets._FEW", 0)
    assert few == [
        filled.search(query, SearchOptions(sort, 3)) for sort in ("changed", "affected", "relevance", "title")
    ]


@pytest.mark.parametrize("options", [{"sort": "size"}, {"sort": "changed-up"}, {"limit": -1}, {"offset": -1}])
def test_options_that_are_none(options: dict) -> None:
    with pytest.raises(UsageError):
        SearchOptions(**options)


def test_snippets(filled: Register) -> None:
    found = filled.search("laptop")
    made = filled.snippets(found.ids, "laptop")[found.ids[0]]
    assert [made.text[start:end].lower() for start, end in made.marks] == ["laptop", "laptop"]
    assert filled.snippets(found.ids, "affected>1") == {}


def test_a_snippet_is_one_safe_line() -> None:
    made = snippet("word " * 50 + "here\x1b[31m it\n\n is " + "word " * 50, [Told(("it",)), Told(("is",))], 60)
    assert made is not None
    assert made.text.isprintable()
    assert [made.text[start:end] for start, end in made.marks] == ["it", "is"]
    assert (made.text[:4], made.text[-4:]) == ("... ", " ...")
    assert snippet("nothing", [Told(("it",))], 60) is None


def test_kept_searches(filled: Register) -> None:
    assert not filled.save_search("big", "affected>1M")
    assert filled.save_search(" big ", "affected>2M")
    filled.save_search("a", "laptop")
    assert [(one.name, one.query) for one in filled.saved_searches()] == [("a", "laptop"), ("big", "affected>2M")]
    assert filled.saved_search("big") == "affected>2M"
    filled.forget_search("a")
    with pytest.raises(UsageError, match="'bug'; did you mean big"):
        filled.saved_search("bug")
    with pytest.raises(UsageError):
        filled.forget_search("a")
    with pytest.raises(QueryError):
        filled.save_search("bad", "(")
    with pytest.raises(UsageError):
        filled.save_search(" ", "laptop")


PIECES = (
    "stolen", "laptop", "n*", '"email addresses"', '"3 september"', "2024", "patients", "soci\u00e9t\u00e9", "the",
    "country:US", "country:*", "country:none", "affected>=12000", "affected:1k..69k", "affected<5k", "started:2024",
    "started<2024", "disclosed:*", "started>=2022..", "data:Names", "data:*[denied]", "data:(Names OR Passwords)",
    "data:none[any]", "org:dental", "org:n*", "vendor:*", "ransomware:yes", "money.fine>1M", "money>1[USD]",
    "technique:T1566", "technique:*", "response:*", "source:news.example", "source:example", "documents>1",
    "published<2024", "kind:incident", "kind:aftermath", "id:0", "data:*[press]", "affected:*[disputed]", "sector:62",
    "data:*[organization, stated]", "behavior:stole*", "indicator:*", "asset:laptop", "actor:*[any]",
)  # fmt: skip
QUERIES = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR "]), inner).map("".join),
        inner.map("({})".format),
        inner.map("NOT ({})".format),
        inner.map("-({})".format),
    ),
    max_leaves=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(queries=st.lists(QUERIES, min_size=10, max_size=10))
def test_results_are_those_of_the_slow_way(filled: Register, queries: list[str]) -> None:
    all_of_them = list(filled.incidents(filled.ids()))
    for query in queries:
        try:
            node = parsed(query)
        except QueryError:
            continue
        wanted = {analysis.id for analysis in all_of_them if fits(node, analysis)}
        assert set(filled.search(query).ids) == wanted, query


@pytest.mark.parametrize(
    "query",
    [
        'organization:"The Northfield-Dental, Inc."',
        'organization="NORTHFIELD DENTAL LLC"',
        'company:"northfield dental"',
    ],
)
def test_an_organisation_is_found_however_its_name_is_written(filled: Register, query: str) -> None:
    assert titles(filled, query) == [NORTHFIELD]
    assert NORTHFIELD not in titles(filled, f"-{query}")
