"""Classes of values behave as dataclasses of the same fields do."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from affidavit.model.struct import field, frozen, mutable, ordered, replace


@frozen
class Named:
    """A class of values."""

    name: str
    kinds: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)


@ordered
class Part:
    """A class of ordered values."""

    start: int
    end: int = 0


@frozen
class Single:
    """A class of one field."""

    only: int


@mutable
class Draft:
    """A class of values that may change."""

    words: list[str] = field(default_factory=list)


def test_fields_are_given_by_place_or_name_and_have_defaults() -> None:
    assert repr(Named("a", kinds=("b",))) == "Named(name='a', kinds=('b',), rows={})"
    assert Draft().words is not Draft().words
    with pytest.raises(TypeError, match="name"):
        Named()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="more"):
        Named("a", more=1)  # type: ignore[call-arg]


def test_values_are_equal_by_their_fields_and_class() -> None:
    assert Part(1, 2) == Part(1, 2) != Part(1, 3)
    assert Part(1, 2) != (1, 2)
    assert {Part(1, 2), Part(1, 2), Single(1)} == {Single(1), Part(1, 2)}
    assert sorted([Part(2), Part(1, 5), Part(1)]) == [Part(1), Part(1, 5), Part(2)]
    with pytest.raises(TypeError):
        hash(Draft())
    with pytest.raises(TypeError):
        _ = Part(1) < (2, 0)  # type: ignore[operator]


def test_only_mutable_values_change() -> None:
    draft = Draft()
    draft.words = ["a"]
    assert draft == Draft(["a"])
    for change in (lambda: setattr(Part(1), "start", 2), lambda: delattr(Part(1), "start")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    with pytest.raises(AttributeError):
        draft.more = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("value", [Named("a", ("b",), {"c": 1}), Part(1), Single(3), Draft(["a"])])
def test_values_are_copied_and_passed_between_processes(value: object) -> None:
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_the_functions_of_dataclasses_work_on_them() -> None:
    value = Named("a", rows={"c": 1})
    assert dataclasses.is_dataclass(value)
    assert [one.name for one in dataclasses.fields(Named)] == ["name", "kinds", "rows"]
    assert dataclasses.asdict(value) == {"name": "a", "kinds": (), "rows": {"c": 1}}
    assert dataclasses.replace(value, name="b") == replace(value, name="b") == Named("b", rows={"c": 1})  # type: ignore[type-var]


def test_values_can_be_matched() -> None:
    match Part(1, 2):
        case Part(start, end):
            assert (start, end) == (1, 2)
