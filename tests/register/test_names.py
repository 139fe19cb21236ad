"""Names: the same after folding, doubtful where near, none where only a role is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.register.names import Names, key, near, split

SAME = [
    ("Acme Software Inc.", "Acme Software"),
    ("The Acme-Software Company", "ACME SOFTWARE"),
    ("Kestrel & Sons", "Kestrel and Sons, Ltd."),
    ("Société du Lac S.A.", "Societe du Lac"),
    ("Larkfield N.V.", "Larkfield B.V."),
    ("O'Hara Freight", "O’Hara Freight"),
    ("Nordhavn A/S", "Nordhavn"),
    ("ShinyKestrel", "Shiny Kestrel"),
    ("Northfield & Co.", "Northfield"),
]
DOUBTFUL = [
    ("Kestrel-Benz", "Kestrel-Bens", "spelt nearly the same"),
    ("Larkfield", "Larkfield CRM", 'without "crm"'),
    ("PHS", "Pinegate Health Systems", "its initials"),
]
APART = [
    ("Northern Larkfield", "Southern Larkfield"),
    ("United", "United Larkfield"),
    ("Area 11 Networks", "Area 12 Networks"),
    ("Larkfield", "Larkfield of the Upper Valley"),
    ("Apple", "Apply"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_after_folding(one: str, other: str) -> None:
    assert key(one) == key(other)
    assert key(one) is not None


@pytest.mark.parametrize(("one", "other", "why"), DOUBTFUL)
def test_near_is_doubtful(one: str, other: str, why: str) -> None:
    assert key(one) != key(other)
    for a, b in ((one, other), (other, one)):
        found = Names([b]).near(a)
        assert [how.why for how in found.values()] == [why]
        assert all(0.5 < how.score < 1 for how in found.values())


@pytest.mark.parametrize(("one", "other"), APART)
def test_apart(one: str, other: str) -> None:
    assert near(split(one), split(other)) is None
    assert Names([other]).near(one) == {}


@pytest.mark.parametrize("role", ["vendor", "Vendor", "third-party IT service provider", "Third-Party Service Provider",
                                  "in a system used by", "", "--"])  # fmt: skip
def test_roles_name_nobody(role: str) -> None:
    assert key(role) is None


@pytest.mark.parametrize("name", ["adidas", "Network Solutions", "eBay", "U.S. Larkfield", "株式会社"])
def test_names_name_somebody(name: str) -> None:
    assert key(name)


@given(st.text(max_size=200))
def test_any_text_folds(text: str) -> None:
    own = key(text)
    assert own == key(f" {text} ")
    assert Names([text]).near(text) == {}
