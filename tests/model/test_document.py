"""Documents, places and spans."""

from __future__ import annotations

import dataclasses

import pytest

from affidavit.model.document import Document, Place
from affidavit.model.span import Span


def test_the_id_is_made_of_the_text_alone() -> None:
    assert Document.of("a", title="x").id == Document.of("a", title="y").id != Document.of("b").id
    assert Document.of("abc").id == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_lone_surrogates_have_an_id() -> None:
    assert Document.of("\ud800").id.startswith("sha256:")


def test_documents_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Document.of("a").text = "b"  # type: ignore[misc]


def test_place() -> None:
    document = Document.of("a" * 30, places=(Place(5, "page 1"), Place(10, "page 2"), Place(20, "page 3")))
    labels = [document.place(offset) for offset in (0, 4, 5, 9, 10, 19, 20, 29, 99)]
    assert labels == [None, None, "page 1", "page 1", "page 2", "page 2", "page 3", "page 3", "page 3"]
    assert Document.of("a").place(0) is None


def test_span() -> None:
    assert Span(2, 5).of("0123456") == "234"
    assert Span(2, 5).covers(Span(2, 5))
    assert Span(2, 5).covers(Span(3, 4))
    assert not Span(2, 5).covers(Span(1, 4))
    assert not Span(2, 5).covers(Span(4, 6))
    assert sorted([Span(3, 4), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(3, 4)]
