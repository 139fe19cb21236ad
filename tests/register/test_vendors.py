"""Vendors, exposure, relations and campaigns, the same on both stores."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from affidavit.model.document import Document
from affidavit.register import Register, Why
from affidavit.register.exposure import VENDOR, VICTIM, readings
from affidavit.register.names_told import Kind, said
from affidavit.registering import add


def document(key: str, published: str, text: str) -> Document:
    return Document.of(text, published=published, key=key, origin=f"https://news.example/{key}")


VENDOR_NOTICE = document(
    "larkfield", "2024-08-05",
    "Larkfield Payroll says attackers broke into its systems\n"
    "Larkfield Payroll, Inc. said on 5 August 2024 that attackers broke into its systems on 26 July 2024 and stole the "
    "names of 38 employees.",
)  # fmt: skip
TOWN = document(
    "town", "2024-08-14",
    "Alderbrook discloses data breach at payroll vendor\n"
    "The City of Alderbrook said on 14 August 2024 that the names and Social Security numbers of 1,950 employees were "
    "stolen in a data breach at its payroll vendor, Larkfield Payroll.",
)  # fmt: skip
DENTAL = document(
    "dental", "2024-09-02",
    "Northfield Dental says 69,000 patients affected by vendor breach\n"
    "Northfield Dental said the email addresses of 69,000 patients were exposed in a data breach at its vendor "
    "LARKFIELD PAYROLL LLC in August 2024.",
)  # fmt: skip
UNNAMED = document(
    "energy", "2023-04-02",
    "Brightwater Energy says customers' data was exposed\n"
    "Brightwater Energy said a data breach at a third-party vendor exposed the names of 12,000 customers in March.",
)  # fmt: skip
LATE = document(
    "late", "2019-04-02",
    "Osprey Bank says data was stolen from vendor\n"
    "Osprey Bank said the names of 500 customers were stolen in a data breach at its vendor Larkfield Payroll in "
    "February 2019.",
)  # fmt: skip


@pytest.fixture
def filled(register: Register) -> dict[str, str]:
    """The incidents by their document's key."""
    return added(register, [VENDOR_NOTICE, TOWN, DENTAL, UNNAMED, LATE])


def added(register: Register, documents: Sequence[Document]) -> dict[str, str]:
    outcomes = list(add(register, documents))
    return {one.name: one.joined[0].incident for one in outcomes if one.joined}


def test_each_tells_of_its_own_incident(filled: dict[str, str]) -> None:
    assert len(set(filled.values())) == 5


def test_vendors_are_counted_under_all_ways_to_write_them(register: Register, filled: dict[str, str]) -> None:
    found = register.vendors()
    (larkfield,) = found.vendors
    assert len(larkfield.behind) == 3
    assert [brief.id for brief in larkfield.own] == [filled["larkfield"]]
    assert (
        larkfield.customers() == ["Osprey Bank", "Alderbrook", "Northfield Dental"] or len(larkfield.customers()) == 3
    )
    assert larkfield.people == 1_950 + 69_000 + 500
    assert found.unnamed == 1
    assert register.vendors(limit=0).vendors == []


def test_exposure_tells_roles_and_what_was_lost(register: Register, filled: dict[str, str]) -> None:
    (found,) = register.exposures(["larkfield payroll inc"])
    assert [hit.incident.id for hit in found.of(VICTIM)] == [filled["larkfield"]]
    assert {hit.incident.id for hit in found.of(VENDOR)} == {filled["town"], filled["dental"], filled["late"]}
    assert found.doubtful == []
    town = next(hit for hit in found.hits if hit.incident.id == filled["town"])
    assert {one.text for one in town.incident.asserted("data")} == {"names", "Social Security numbers"}
    assert town.incident.sources == ["https://news.example/town"]


def test_near_names_are_doubtful_and_marked(register: Register, filled: dict[str, str]) -> None:
    for name, why in (
        ("Larkfeild Payroll", "spelt nearly the same"),
        ("Larkfield Payroll Services", 'without "services"'),
    ):
        (found,) = register.exposures([name])
        assert found.hits
        assert not any(hit.sure for hit in found.hits)
        assert {hit.how.why for hit in found.hits} == {why}
        assert found.of(VENDOR) == []


def test_nothing_found_and_nobody_named(register: Register, filled: dict[str, str]) -> None:
    nothing, nobody = register.exposures(["Kestrel Freight", "vendor"])
    assert (nothing.hits, nothing.problem) == ([], None)
    assert nobody.problem == "names nobody"


@pytest.mark.parametrize("name", ["' OR 1=1 --", '"', "%_%", "a" * 5_000, "NEAR(", "*", "ß&'\u202e"])
def test_a_hostile_name_finds_nothing(register: Register, filled: dict[str, str], name: str) -> None:
    (found,) = register.exposures([name])
    assert [hit for hit in found.hits if hit.sure] == []


ALIASES = document(
    "alias", "2024-10-01",
    "Osprey Pay, a subsidiary of Kestrel Bank, said that hackers stole the names of 900 customers of Osprey Pay in "
    "September 2024. Its supplier Larkfield Payroll (formerly known as Lapwing Wages) was not involved.",
)  # fmt: skip


def test_other_names_count_only_where_a_document_says_so(register: Register, filled: dict[str, str]) -> None:
    (before,) = register.exposures(["LPS"])
    assert before.hits == []
    list(add(register, [ALIASES]))
    (formerly,) = register.exposures(["Lapwing Wages"])
    assert {hit.how.why for hit in formerly.hits} == {"also called Larkfield Payroll"}
    assert all(hit.sure and hit.how.said and "formerly known as" in hit.how.said.quote for hit in formerly.hits)
    (parent,) = register.exposures(["Kestrel Bank"])
    assert any(hit.sure and hit.how.why == "Osprey Pay belongs to it" for hit in parent.hits)


def test_initials_of_several_names_are_doubtful(register: Register) -> None:
    added(register, [
        document("a", "2024-01-05", "Pinegate Health Systems (PHS) said hackers stole the names of 900 patients."),
        document("b", "2024-06-05", "Pelican Home Supplies (PHS) said a laptop with the names of 70 buyers was lost."),
    ])  # fmt: skip
    (found,) = register.exposures(["PHS"])
    assert {hit.sure for hit in found.hits if hit.how.why} == {False}


def test_relations_by_name_and_time(register: Register, filled: dict[str, str]) -> None:
    under = register.relations(filled["larkfield"])
    assert {one.incident.id for one in under.under} == {filled["town"], filled["dental"]}  # 2019 is too early
    assert under.above == ()
    above = register.relations(filled["town"][:8])
    assert [one.incident.id for one in above.above] == [filled["larkfield"]]
    assert above.under == ()
    assert above.notes[0].startswith("The vendor's incident above this one: ")
    assert register.relations(filled["late"]).above == ()


def test_relations_follow_decisions(register: Register, filled: dict[str, str]) -> None:
    register.correct(filled["town"], ("third_party", "Larkfield Payroll", "rejected"), Why())
    assert {one.incident.id for one in register.relations(filled["larkfield"]).under} == {filled["dental"]}
    assert register.relations(filled["town"]).above == ()


CAMPAIGN = [
    document("dental", "2023-06-02", "Northfield Dental said on 2 June 2023 that a ransomware gang exploited "
             "CVE-2023-11111 in its file transfer server and stole the names of 9,100 patients."),
    document("energy", "2023-06-20", "Hackers took the bank account numbers of 4,411 employees of the utility "
             "Brightwater Energy through CVE-2023-11111, a spokesperson said on 20 June."),
    document("freight", "2023-07-09", "A cyberattack stopped the trucks of Kestrel Freight for a week. The attackers "
             "used CVE-2023-22222, the carrier said on 9 July 2023."),
    document("bank", "2024-07-09", "Osprey Bank has told 3,333 customers that their passports were stolen in a breach "
             "on 1 July 2024. The bank had not patched CVE-2023-11111, which the intruders exploited."),
]  # fmt: skip


def test_campaigns_are_bound_by_actor_means_and_time(register: Register) -> None:
    found = added(register, CAMPAIGN)
    assert len(set(found.values())) == 4
    for key, no in found.items():
        register.correct(no, ("actor", "Silent Heron", "suspected" if key == "energy" else "stated"), Why())
        if "exploited_vulnerability" in register.incident(no).incidents[0].values("vector"):
            register.correct(no, ("vector", "exploited_vulnerability", "rejected"), Why())
    (campaign,) = register.campaigns(60)
    assert [brief.id for brief in campaign.incidents] == [found["dental"], found["energy"]]
    assert [(bond.field, bond.value, bond.incidents) for bond in campaign.bonds] == [
        ("vulnerability", "CVE-2023-11111", 2)
    ]
    assert campaign.suspected == {found["energy"]}
    assert [len(one.incidents) for one in register.campaigns(500)] == [3]


@pytest.mark.parametrize(
    ("text", "kind", "one", "other"),
    [
        ("Files of Pinegate Health Systems (PHS) were taken.", Kind.SAME, "Pinegate Health Systems", "PHS"),
        ("SwiftHeron, made by Larkfield Software, was hit.", Kind.PART, "SwiftHeron", "Larkfield Software"),
        ("Larkfield Software Inc., the maker of SwiftHeron, said", Kind.PART, "SwiftHeron", "Larkfield Software Inc."),
        ("Kestrel Bank, formerly known as Osprey Savings, said", Kind.SAME, "Kestrel Bank", "Osprey Savings"),
        ("Kestrel Bank was formerly known as Osprey Savings.", Kind.SAME, "Kestrel Bank", "Osprey Savings"),
        ("Osprey Pay's parent company, Kestrel Bank, said", Kind.PART, "Osprey Pay", "Kestrel Bank"),
        ("Kestrel Bank, which owns Osprey Pay, said", Kind.PART, "Osprey Pay", "Kestrel Bank"),
    ],
)  # fmt: skip
def test_what_documents_say_of_names(text: str, kind: Kind, one: str, other: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.one, found.other) == (kind, one, other)
    assert found.quote in text


@pytest.mark.parametrize("text", [
    "Ann Lee (CEO) said so.", "Northfield Dental (NYSE: NFD) said", "a server owned by Kestrel Bank", "Its (IT) team",
    "Kestrel Bank's SwiftHeron instance was hit.",
])  # fmt: skip
def test_what_says_nothing_of_names(text: str) -> None:
    assert list(said(text)) == []


def test_what_lists_write_of_two_names() -> None:
    assert readings("Kestrel Ltd (formerly Osprey)")[1:] == ["Kestrel Ltd", "Osprey"]
    assert readings("Kestrel dba Osprey Pay")[1:] == ["Kestrel", "Osprey Pay"]
    assert readings("Kestrel (UK)") == ["Kestrel (UK)", "Kestrel"]
    assert readings("Kestrel") == ["Kestrel"]
