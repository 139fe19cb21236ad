"""The trained reader: what it sees, how it decides, and that it only fills what the rules leave open."""

from __future__ import annotations

from importlib import resources

import pytest

from affidavit.extract import extract, reader, scanned
from affidavit.extract.reader import Model, best, models
from affidavit.extract.reader_features import features, places
from affidavit.model.document import Document
from affidavit.model.vocabulary import terms

WEATHER = "A new kettle from a small maker boils a litre of water in two minutes and comes in green and white."


def line(text):
    (only,) = scanned(Document.of(text)).lines
    return only


def told(text):
    return [claim for claim in extract(Document.of(text)).claims if claim.by.startswith("reader.")]


def test_words_and_pairs_are_seen_where_they_stand():
    text = "A clerk mailed 12 forms."
    assert {"mailed", ("clerk", "mailed"), ("mailed", "forms")} <= features(line(text))
    for feature, start, end in places(line(text)):
        words = (feature,) if isinstance(feature, str) else feature
        assert text[start:end].lower().startswith(words[0])
        assert text[start:end].lower().endswith(words[-1])


def test_what_staff_do_is_told_apart():
    assert ("staff", "home") in features(line("A nurse forwarded the files to her home."))
    assert ("staff", "home") not in features(line("The files were forwarded to a home."))


def test_cues_of_the_rules_are_seen():
    assert ("cue", "vendor") in features(line("A vendor of Larkfield lost the files."))


MODEL = Model(("x", "y"), (0.5, 0.5), (-2.0, -2.0), {"lost": ((0, 4.0),), ("was", "lost"): ((1, 3.0),)})


def test_rating_adds_what_each_feature_weighs():
    x, y = MODEL.rate(["lost", "unheard"])
    assert x == pytest.approx(0.881, abs=0.001)
    assert y == pytest.approx(0.119, abs=0.001)


def test_what_speaks_for_another_value_takes_from_the_best():
    assert best([[0.9, 0.0], [0.1, 0.6]]) == (0, pytest.approx(0.6))
    assert best([[0.4, 0.2]]) == (0, 0.4)


def test_models_speak_the_vocabulary_and_are_small():
    assert set(models()) == set(reader.FIELDS)
    for field, model in models().items():
        assert field == reader.THIRD_PARTY or set(model.values) <= set(terms(field))
        assert len(model.least) == len(model.bias) == len(model.values)
        assert all(0.3 <= least <= 1.0 for least in model.least)
    assert (resources.files("affidavit.extract") / "weights" / "reader.json").stat().st_size < 2_000_000


@pytest.mark.parametrize("text", [WEATHER, "", "!!! ... 42"])
def test_nothing_is_read_into_other_texts(text):
    assert told(text) == []
