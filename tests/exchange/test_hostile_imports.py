"""Files from anywhere: every importer gives a record or one clear error for each record, in bounded time."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from affidavit.errors import ExchangeError
from affidavit.exchange import import_content
from affidavit.exchange.formats import EXPORTERS, IMPORTERS, Content, names
from affidavit.model.claim import Speaker, Status
from affidavit.model.gate import admit
from affidavit.model.record import Record
from affidavit.model.value import Count, Indicator
from affidavit.pipeline import analyze_records
from tests.exchange.making import analysis_of, exported, finding, outcomes

INDEX = [
    {
        "Name": "Northfield",
        "Title": "Northfield Forums",
        "Domain": "northfield.example.com",
        "BreachDate": "2019-03-14",
        "AddedDate": "2020-05-01T10:00:00Z",
        "PwnCount": 1_500_000,
        "Description": "In March 2019, hackers stole the data of <a href='x'>Northfield Forums</a>.",
        "DataClasses": ["Email addresses", "Passwords"],
        "IsVerified": True,
        "IsFabricated": False,
    }
]
#: What each format's file is made of beside our own export.
OTHERS: dict[str, Callable[[], Any]] = {"breach-index": lambda: INDEX}
EVERY = pytest.mark.parametrize("format", names(IMPORTERS))
#: What no field expects; the long text is put in apart.
WRONG: list[Any] = [None, True, 0, -1, 10**30, 1.5e308, "", "\ud800\x00\u202e", [], {}, [[]], [None], {"a": {"a": []}}]
LONG = b"x" * 10_000_000
#: What patterns may run away on.
BAITS = ("<" * 200_000, "<![" * 50_000, "&" * 200_000, "@[a](" * 40_000, '="' * 80_000, "a-" * 90_000, " " * 200_000)
#: What one import of one small file may take of the processor, on a slow machine.
SECONDS = 5.0


@cache
def sample(format: str, *, texts: bool) -> str:
    """A small file of the format, as JSON."""
    made = OTHERS.get(format)
    if made is not None:
        return json.dumps(made())
    assert format in names(EXPORTERS), f"give the tests a sample of {format}"
    other = finding("affected", Count(50_000, "people"), quote="passwords").claim
    found = analysis_of(
        finding("organization", "Northfield Dental"),
        finding("data", "Names", status=Status.SUSPECTED, speaker=Speaker.ATTACKER, note="as the gang says"),
        finding("affected", Count(69_000, "people", "about"), disagree=(other,)),
        finding("indicator", Indicator("domain", "evil.example.net", "attacker")),
        finding("technique", "T1566.001"),
    )
    return exported(found, format, texts=texts).decode()


def places(held: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all that a JSON value holds."""
    yield path
    inner = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def one_of_each(held: Any) -> list[tuple[Any, ...]]:
    """One path of each shape: in lists, that of the first thing of each kind."""
    shapes: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for path in places(held):
        shapes.setdefault(tuple(_shape(held, path)), path)
    return list(shapes.values())


def texts_of(held: Any) -> list[tuple[Any, ...]]:
    """The paths of texts, one of each shape."""
    return [path for path in one_of_each(held) if isinstance(at(held, path), str)]


def _shape(held: Any, path: tuple[Any, ...]) -> Iterator[Any]:
    for key in path:
        held = held[key]
        kind = [str(held.get(name)) for name in _KINDS] if isinstance(held, dict) else type(held).__name__
        yield (str(kind) if isinstance(key, int) else key)


#: What tells one sort of thing from another in a list.
_KINDS = ("type", "object_relation", "relationship_type")


def with_(held: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value at the path."""
    if not path:
        return value
    made = copy.deepcopy(held)
    at = made
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return made


def check(data: bytes, format: str, *, analyse: bool = False) -> list[Any]:
    """Import a file that may be anything: whatever comes is a record whose claims hold, or an error in one line."""
    started = time.process_time()
    try:
        found = outcomes(data, format)
    except ExchangeError as error:
        found = [error]
    assert time.process_time() - started < SECONDS
    for one in found:
        assert isinstance(one, Record | ExchangeError), one
        if isinstance(one, ExchangeError):
            assert len(str(one)) < 500
            assert "\n" not in str(one)
        else:
            assert admit(one.claims, {one.document.id: one.document}) == list(one.claims)
    if analyse and (records := [one for one in found if isinstance(one, Record)]):
        analyze_records(records)
    return found


@EVERY
@pytest.mark.parametrize("texts", [False, True])
def test_wrong_types_anywhere(format: str, texts: bool) -> None:
    held = json.loads(sample(format, texts=texts))
    for number, path in enumerate(one_of_each(held)):
        for value in WRONG[number % 3 :: 3]:
            check(json.dumps(with_(held, path, value)).encode(), format, analyse=number % 9 == 0)


@EVERY
def test_texts_of_ten_megabytes(format: str) -> None:
    held = json.loads(sample(format, texts=False))
    for path in texts_of(held):
        check(json.dumps(with_(held, path, "@LONG@")).encode().replace(b"@LONG@", LONG), format)


@EVERY
def test_texts_that_bait_patterns(format: str) -> None:
    held = json.loads(sample(format, texts=False))
    for number, path in enumerate(texts_of(held)):
        for bait in (BAITS[number % len(BAITS)], BAITS[(number // 2) % len(BAITS)]):
            check(json.dumps(with_(held, path, bait)).encode(), format)


@EVERY
def test_deep_nesting(format: str) -> None:
    held = json.loads(sample(format, texts=False))
    deep: Any = "end"
    for _ in range(200):
        deep = [{"a": deep}]
    for path in one_of_each(held):
        check(json.dumps(with_(held, path, deep)).encode(), format)
    for open_, close in (("[", "]"), ('{"a":', "}")):
        (error,) = check((open_ * 100_000 + close * 100_000).encode(), format)
        assert isinstance(error, ExchangeError)


@EVERY
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0" * 99,
        b"\xff\xfe{}",
        b"null",
        b"[]",
        b"{}",
        b"[[]]",
        b'"x"',
        b"1",
        b'{"a": NaN}',
        b"{" * 9,
        b"a,b\n1,2",
    ],
)
def test_files_of_no_record_are_one_error(data: bytes, format: str) -> None:
    found = check(data, format)
    assert all(isinstance(one, ExchangeError) for one in found)
    assert len(found) == 1


@EVERY
def test_a_record_twice(format: str) -> None:
    """The same record again is one error beside the record, or the record once."""
    held = json.loads(sample(format, texts=False))
    twice = {
        "misp": lambda: {"response": [held, held]},
        "stix": lambda: {**held, "objects": held["objects"] * 2},
        "veris": lambda: [held, held] if isinstance(held, dict) else held * 2,
    }.get(format, lambda: held * 2)()
    once = [one for one in check(json.dumps(held).encode(), format) if isinstance(one, Record)]
    found = check(json.dumps(twice).encode(), format)
    assert [one.document.text for one in found if isinstance(one, Record)] == [one.document.text for one in once]
    assert len([one for one in found if isinstance(one, ExchangeError)]) <= len(once)


@EVERY
def test_references_in_circles(format: str) -> None:
    """Whatever refers to another is made to refer to itself and on to the first."""
    held = json.loads(sample(format, texts=False))
    ids = [
        at(held, path)
        for path in places(held)
        if path and path[-1] in {"id", "uuid"} and isinstance(at(held, path), str)
    ]
    for path in places(held):
        value = at(held, path)
        if ids and isinstance(value, str) and value in ids and path[-1] not in {"id", "uuid"}:
            held = with_(held, path, ids[(ids.index(value) + 1) % len(ids)])
    check(json.dumps(held).encode(), format, analyse=True)


def at(held: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        held = held[key]
    return held


@EVERY
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_anything_at_all(format: str, data: st.DataObject) -> None:
    held = json.loads(sample(format, texts=data.draw(st.booleans())))
    anything = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=6,
    )
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from(list(places(held))))
        held = with_(held, path, data.draw(anything))
    check(json.dumps(held).encode(), format)


def test_a_file_in_no_format_is_refused() -> None:
    with pytest.raises(ExchangeError, match="in no format"):
        import_content(Content("x.json", b'{"hello": "world"}'))


@EVERY
def test_each_file_is_known_for_what_it_is(format: str) -> None:
    data = sample(format, texts=False).encode()
    found = list(import_content(Content("x.json", data)))
    assert [one.document.text for one in found] == [one.document.text for one in check(data, format)]
