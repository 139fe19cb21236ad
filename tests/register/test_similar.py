"""The incidents that are like one."""

from __future__ import annotations

import pytest

from affidavit.errors import UsageError
from affidavit.model.document import Document
from affidavit.register import Register
from affidavit.registering import add
from tests.register.texts import FIRST, NOTHING, OTHER

DENTAL = Document.of(
    "Letters from an orthodontist\nIn May 2022 ransomware reached the servers of Westbrook Orthodontics, a "
    "clinic in Oregon. Its 41,000 patients were told in June that their names and email addresses were stolen.",
    published="2022-06-09", origin="https://journal.example/letters", key="dental",
)  # fmt: skip
SHOP = Document.of(
    "Fernhill Outfitters hit by ransomware\nFernhill Outfitters, an online clothing store in Canada, said hackers "
    "stole the names of customers in a ransomware attack in May 2021.", published="2021-06-01", key="shop",
)  # fmt: skip


@pytest.fixture
def ids(register: Register) -> dict[str, str]:
    outcomes = add(register, [FIRST, OTHER, DENTAL, SHOP, NOTHING])
    return {outcome.name: outcome.joined[0].incident for outcome in outcomes if outcome.joined}


def test_the_nearest_stands_first_with_the_reasons(register: Register, ids: dict[str, str]) -> None:
    nearest, *others = register.similar(ids["first"])
    assert nearest.id == ids["dental"]
    assert {"sector", "data", "affected"} <= {shared.field for shared in nearest.shared}
    told = ", ".join(map(str, nearest.shared))
    assert "sector (Health Care and Social Assistance)" in told
    assert "size (10,000 to 100,000 people)" in told
    assert ids["shop"] in [one.id for one in others]
    assert [one.score for one in others] == sorted((one.score for one in others), reverse=True)
    assert nearest.score == pytest.approx(sum(shared.part for shared in nearest.shared), abs=0.005)


def test_it_is_not_like_itself(register: Register, ids: dict[str, str]) -> None:
    found = register.similar(ids["first"])
    assert ids["first"] not in [one.id for one in found]
    assert all(0 < one.score <= 1 for one in found)


def test_limit_and_the_beginning_of_an_id(register: Register, ids: dict[str, str]) -> None:
    assert [one.id for one in register.similar(ids["first"][:12], 1)] == [ids["dental"]]


def test_an_incident_that_went_into_another_is_not_named(register: Register, ids: dict[str, str]) -> None:
    from affidavit.register import Why

    register.merge(ids["dental"], [ids["shop"]], Why())
    assert ids["shop"] not in [one.id for one in register.similar(ids["first"])]


def test_no_such_incident(register: Register) -> None:
    with pytest.raises(UsageError):
        register.similar("0000000")


def test_a_vendor_and_its_customers_stand_first(register: Register) -> None:
    vendor = Document.of(
        "Pelican Software hacked\nPelican Software said on 3 May 2023 that hackers stole files from its servers.",
        published="2023-05-03", key="vendor",
    )  # fmt: skip
    customers = [
        Document.of(
            f"{name} says vendor breach exposed data\n{name} said on {day} June 2023 that the names of {count} "
            "customers were exposed in a data breach at its vendor, Pelican Software.",
            published=f"2023-06-{day}", key=name,
        )
        for name, day, count in (("Harrowgate Bank", 11, "4,100"), ("Westmere College", 19, "930,000"))
    ]  # fmt: skip
    outcomes = add(register, [FIRST, OTHER, DENTAL, SHOP, vendor, *customers])
    ids = {outcome.name: outcome.joined[0].incident for outcome in outcomes}
    family = {ids["vendor"], ids["Harrowgate Bank"], ids["Westmere College"]}
    for one in family:
        nearest = register.similar(one, 2)
        assert {found.id for found in nearest} == family - {one}
        assert all(found.shared[0].field == "third_party" for found in nearest)
