"""The trained reader: what it sees, how it decides, and that it only fills what the rules leave open."""

from __future__ import annotations

from importlib import resources

import pytest

from affidavit.extract import extract, reader, scanned
from affidavit.extract.organizations.third_party import role_in
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
    assert {"mailed", ("clerk", "mailed"), ("mailed", "forms")} <= set(features(line(text)))
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


NURSE = "A nurse was found to have accessed the names and notes of patients without a work-related reason."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (NURSE, "misuse"),
        ("The names of 900 patients were accessible on the site of Northfield Dental for three weeks.", "error"),
    ],
)
def test_a_sentence_proves_what_no_rule_tells(text, value):
    (claim,) = told(f"{WEATHER} {text}")
    assert (claim.field, claim.value, claim.by) == ("action", value, "reader.action")
    assert [evidence.quote for evidence in claim.evidence] == [text]


def test_nothing_is_said_of_a_field_that_is_told():
    scan = scanned(Document.of(NURSE))
    assert [claim.field for claim in reader.claims(scan, {"data"})] == ["action"]
    assert list(reader.claims(scan, {"data", "action"})) == []


def test_nothing_is_said_where_nothing_happened():
    assert list(reader.claims(scanned(Document.of(NURSE)), {"organization", "sector"})) == []


def test_long_texts_are_left_to_the_rules():
    assert told(NURSE + f" {WEATHER}" * (reader.LONGEST // len(WEATHER) + 1)) == []


def test_a_vendor_is_told_by_its_role():
    scan = scanned(
        Document.of("We use a program of an outside vendor. A person whom we had retained a vendor to find left.")
    )
    first, second = scan.lines
    assert scan.text[slice(*role_in(scan, first))] == "outside vendor"
    assert role_in(scan, second) is None


@pytest.mark.parametrize("text", [WEATHER, "", "!!! ... 42"])
def test_nothing_is_read_into_other_texts(text):
    assert told(text) == []
