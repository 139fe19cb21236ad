"""The query language: what is wrong is pointed at, and nothing else is ever raised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from affidavit.errors import QueryError, UsageError
from affidavit.register.search import parsed
from affidavit.register.search.names import NAMES


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("foo (bar", 4, r"this \( is never closed"),
        ("foo) bar", 3, r"this \) closes nothing"),
        ('say "hello', 4, 'this " is never closed'),
        ("AND x", 0, "expected before AND"),
        ("x OR", 4, "a word or a filter is expected"),
        ("NOT", 3, "a word or a filter is expected"),
        ("()", 1, "no place for"),
        ("venor:okta", 0, "did you mean vendor"),
        ("http://x", 0, "no field is called 'http'"),
        ("vendor:", 7, "a value is expected"),
        ("vendor>x", 0, "vendor has no order"),
        ("data:password", 5, None),
        ("data:phone", 5, "may be .*phone numbers"),
        ("data:Pasword", 5, "did you mean passwords"),
        ("data:zz*", 5, "no term of data"),
        ("country:Frnace", 8, "did you mean France"),
        ("affected>lots", 9, "a number is written like"),
        ("affected:9..1", 9, "the lower end stands first"),
        ("fine:$1..\u00a32", 5, "one currency"),
        ("started>soon", 8, "a date is written like"),
        ("started:2024-13", 8, "a date is written like"),
        ("started:2024..2023", 8, "the earlier end"),
        ("started:..", 8, "one end at least"),
        ("data:Names[denyed]", 11, "did you mean denied"),
        ("data:Names[]", 11, "a status or a speaker is expected"),
        ("data:Names[denied", 10, r"this \[ is never closed"),
        ("kind:x", 5, "an incident's kind is"),
        ("kind:incident[any]", 13, "no status"),
        ("ransomware:no", 11, "ransomware:none"),
        ("vendor.x:1", 0, "has no parts"),
        ("affected.peple>1", 9, "did you mean people"),
        ("fo*o", 2, r"a \* can only end a word"),
        ("foo &", 4, "letters or digits"),
        ("*", 0, "letters or digits"),
        ("(" * 40, 31, "inside each other"),
        ("x " * 200, 200, "at most 100"),
        ("x" * 5000, 4000, "at most 4,000"),
    ],
)
def test_what_is_wrong_is_pointed_at(query: str, at: int, said: str | None) -> None:
    if said is None:
        assert parsed(query)
        return
    with pytest.raises(QueryError, match=said) as raised:
        parsed(query)
    assert raised.value.at == at
    assert raised.value.query == query
    assert f"character {at + 1}" in str(raised.value)


@pytest.mark.parametrize(
    "query",
    ["x-y", "don't", "AT&T", "ANDROID", "-x", "x -y", "3rd", "\u5317\u4eac", "x AND NOT y", "vendor: Okta", "NOT-x",
     'data:"email addresses"', "affected > 1", "indicator:\"evil[.]example\"", "third-party:x", "Affected.People>1"],
)  # fmt: skip
def test_what_is_right(query: str) -> None:
    assert parsed(query)


LIKELY = st.lists(
    st.sampled_from([*NAMES, *'()[]":<>=*-, .', "AND", "OR", "NOT", "..", "2024", "1k", "x", "none", "denied", "$5"]),
    max_size=12,
).map("".join)


@given(st.one_of(st.text(max_size=80), LIKELY))
def test_any_string_is_read_or_pointed_into(query: str) -> None:
    wrong: UsageError | None = None
    try:
        parsed(query)
    except UsageError as error:
        wrong = error
    if wrong is not None:
        assert isinstance(wrong, QueryError)
        assert 0 <= wrong.at <= len(query)
        assert wrong.message
