"""Names that share words and tell of two kinds of body are of two organisations."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.merge import merge
from affidavit.merge.linking import Profile, compare
from affidavit.merge.linking.bodies import other_bodies
from affidavit.model.document import Document

LETTER = (
    "{0} has reported that the health information of {1} patients was compromised in the February 2025 cyberattack on "
    "its benefits software vendor, Quillstone Data Services. The Clop ransomware gang listed Quillstone on its leak "
    "site in March, claiming to have taken 1.2 TB of data."
)
ALIKE = [
    (
        "Ashton Bank of Ohio said that hackers stole the names and email addresses of 2,221 customers on 3 April 2025, "
        "after an employee fell for a phishing email.",
        "Ashton Academy of Ohio said that hackers stole the names and email addresses of 1,888 customers on "
        "9 April 2025, after an employee fell for a phishing email.",
    ),
    (
        "Cedar Valley Dental said that hackers stole the names of 2,221 patients on 3 April 2025 after an employee "
        "fell for a phishing email.",
        "Cedar Valley Bank said that hackers stole the names of 1,990 customers on 9 April 2025 after an employee "
        "fell for a phishing email.",
    ),
    (
        "Saint Brannoc Hospital in Devon said on 4 June 2025 that ransomware had locked its booking system on "
        "1 June 2025.",
        "Saint Brannoc University in Devon said on 6 June 2025 that ransomware had locked its booking system on "
        "2 June 2025.",
    ),
]


def profile(text: str) -> Profile:
    document = Document.of(text)
    return Profile.of(merge([extract(document)]).incidents[0], [document])


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_documents_alike_on_two_kinds_of_body_are_kept_apart(one: str, other: str) -> None:
    for found in (compare(profile(one), profile(other)), compare(profile(other), profile(one))):
        assert found.victims_differ
        assert found.joining == 0


def test_the_same_documents_on_one_of_them_are_not() -> None:
    text = ALIKE[2][0]
    assert compare(profile(text), profile(text.replace("Saint Brannoc Hospital", "Saint Brannoc"))).joining > 0


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Cedar Valley Credit Union", "Cedar Valley Bank"),
        ("Ashton County", "City of Ashton"),
        ("Ashton University Hospital", "Ashton University Credit Union"),
        ("Ashton College", "Ashton University"),
    ],
)
def test_two_kinds_are_two_organisations(a: str, b: str) -> None:
    assert other_bodies([a], [b])
    assert other_bodies([b], [a])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Saint Brannoc", "Saint Brannoc Hospital"),
        ("Ashton County", "Ashton County Schools"),
        ("Ashton Academy", "Ashton School District"),
        ("Saint Brannoc Medical Center", "Saint Brannoc Hospital"),
        ("Ashton University School of Medicine", "Ashton University Hospital"),
    ],
)
def test_one_kind_or_none_may_be_one(a: str, b: str) -> None:
    assert not other_bodies([a], [b])
    assert not other_bodies([b], [a])


def test_what_was_joined_keeps_the_kind_of_all_its_names() -> None:
    assert other_bodies(["Saint Brannoc", "Saint Brannoc Hospital"], ["Saint Brannoc University"])
    assert not other_bodies(["Saint Brannoc Hospital", "Saint Brannoc University"], ["Saint Brannoc University"])
    assert not other_bodies([], ["Saint Brannoc University"])


def test_customers_of_one_vendor_are_kept_apart() -> None:
    one, other = (
        profile(LETTER.format("Fennimore Clinics", "2,318")),
        profile(LETTER.format("Marisol Health", "8,214")),
    )
    assert (one.names[0], other.names[0]) == ("Fennimore Clinics", "Marisol Health")
    assert "Quillstone Data Services" in one.names
    assert compare(one, other).joining == 0
