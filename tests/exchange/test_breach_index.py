"""A public breach index: entries as records, their text as any document's, their doubts as doubts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from affidavit.errors import ExchangeError
from affidavit.exchange import import_content
from affidavit.exchange.breach_index import plain
from affidavit.exchange.formats import Content
from affidavit.model.claim import Claim, Speaker, Status
from affidavit.model.fields import REPORTED as FIELDS
from affidavit.model.record import Record
from affidavit.model.value import Count, Indicator
from affidavit.pipeline import analyze_records
from tests.exchange.making import outcomes

ENTRY: dict[str, Any] = {
    "Name": "LarkfieldForum",
    "Title": "Larkfield Forum",
    "Domain": "forum.larkfield.example.com",
    "BreachDate": "2021-06-14",
    "AddedDate": "2021-08-02T11:00:00Z",
    "PwnCount": 1_512_300,
    "Description": 'In June 2021, <a href="https://x.example">Larkfield Forum</a> suffered a data breach.<br>'
    "Attackers exploited a vulnerability &amp; took 1.5M accounts.<script>alert('x')</script>",
    "DataClasses": ["Email addresses", "Passwords", "Shoe sizes"],
    "IsVerified": True,
    "IsFabricated": False,
    "IsSensitive": True,
    "IsSpamList": False,
}


def record(**changes: Any) -> Record:
    (found,) = outcomes(json.dumps([{**ENTRY, **changes}]).encode(), "breach-index")
    assert isinstance(found, Record), found
    return found


def claims(**changes: Any) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in record(**changes).claims:
        found.setdefault(claim.field, []).append(claim)
    return found


def test_an_entry_is_a_record() -> None:
    found = {field: [claim.value for claim in held] for field, held in claims().items()}
    assert found == {
        "organization": ["Larkfield Forum"],
        "indicator": [Indicator("domain", "forum.larkfield.example.com", "victim")],
        "started": ["2021-06-14"],
        "affected": [Count(1_512_300, "accounts")],
        "data": ["Email addresses", "Passwords"],
    }
    made = record()
    assert {claim.speaker for claim in made.claims} == {Speaker.THIRD_PARTY}
    assert "DataClasses: Shoe sizes" in made.document.text
    assert "Remark: sensitive" in made.document.text
    assert (made.document.key, made.document.published) == ("LarkfieldForum", "2021-08-02")


def test_its_description_is_read_as_a_document() -> None:
    (incident,) = analyze_records([record()]).incidents
    assert incident.values("vector") == ["exploited_vulnerability"]
    assert incident.values("affected")[0] == Count(1_512_300, "accounts")


@pytest.mark.parametrize("doubt", [{"IsVerified": False}, {"IsFabricated": True}])
def test_what_the_index_doubts_is_suspected(doubt: dict[str, bool]) -> None:
    held = [claim for found in claims(**doubt).values() for claim in found]
    assert {claim.status for claim in held} == {Status.SUSPECTED}
    assert all(claim.note for claim in held)


@pytest.mark.parametrize("mark", ["IsSpamList", "IsMalware", "IsStealerLog"])
def test_a_list_is_nobodys_breach(mark: str) -> None:
    assert not claims(**{mark: True}).keys() & {"organization", "indicator"}


@pytest.mark.parametrize(
    ("date", "known"),
    [("2021-06-01", "2021-06"), ("2021-01-01", "2021"), ("2021-06-02", "2021-06-02"), ("2021", "2021")],
)
def test_a_first_day_is_a_month_or_year(date: str, known: str) -> None:
    assert claims(BreachDate=date)["started"][0].value == known


@pytest.mark.parametrize(
    "wrong",
    [
        {"PwnCount": "many"},
        {"PwnCount": -1},
        {"PwnCount": True},
        {"PwnCount": 10**20},
        {"BreachDate": "soon"},
        {"BreachDate": 2021},
        {"DataClasses": "Passwords"},
        {"DataClasses": [1]},
        {"Title": ["x"]},
        {"Description": {}},
        {"Name": "", "Title": ""},
    ],
)
def test_a_bad_entry_is_one_error_and_the_rest_goes_on(wrong: dict[str, Any]) -> None:
    rows = [{**ENTRY, **wrong}, {**ENTRY, "Name": "Other"}]
    bad, good = outcomes(json.dumps(rows).encode(), "breach-index")
    assert isinstance(bad, ExchangeError)
    assert str(bad).startswith("given.json: entry 1 has ")
    assert isinstance(good, Record)


def test_a_list_one_entry_or_an_entry_a_line() -> None:
    other = {**ENTRY, "Name": "Other"}
    for data in (json.dumps([ENTRY, other]), f"{json.dumps(ENTRY)}\n{json.dumps(other)}\n", json.dumps(ENTRY)):
        found = list(import_content(Content("x.json", data.encode())))
        assert [one.document.key for one in found if isinstance(one, Record)] == ["LarkfieldForum", "Other"][
            : len(found)
        ]


def test_markup_becomes_text() -> None:
    assert plain("<p>A &lt;b&gt; &amp; C</p><ul><li>one<li>two</ul><!-- no -->") == "A <b> & C\none\ntwo"
    assert plain("x < y and <script>evil()</script>z") == "x < y and z"


def test_a_spam_list_is_nobodys_breach_whoever_its_description_names() -> None:
    about = {
        "Description": "In 2021 Fernhill Outfitters suffered a data breach. It was given by J. Doe.",
        "PwnCount": 10,
    }
    (incident,) = analyze_records([record(IsSpamList=True, **about)]).incidents
    assert not incident.all("organization")


@pytest.mark.parametrize("flag", [{"IsFabricated": True}, {"IsVerified": False}])
def test_what_the_index_doubts_is_doubted_in_its_description_too(flag: dict[str, bool]) -> None:
    said = "In June 2021, hackers stole the names and physical addresses of 1,204 people at Larkfield Forum."
    (incident,) = analyze_records([record(Description=said, **flag)]).incidents
    statuses = {finding.status for key, found in incident.findings.items() if key in FIELDS for finding in found}
    assert "Names" in incident.values("data")
    assert statuses - {Status.DERIVED} == {Status.SUSPECTED}
    (incident,) = analyze_records([record(Description=said)]).incidents
    assert {finding.status for finding in incident.all("data")} == {Status.STATED}
