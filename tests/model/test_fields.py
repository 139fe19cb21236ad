"""The fields and their vocabularies."""

from __future__ import annotations

from importlib import resources

import pytest

from affidavit.model.fields import FIELDS, REPORTED
from affidavit.model.vocabulary import label, terms

TYPES = {
    "name", "term", "date", "count", "money", "flag", "indicator", "text", "sector", "country", "technique", "advice",
}  # fmt: skip
#: Those that hold a term of a vocabulary, or a part that is one (a count's unit).
CLOSED = {"term", "sector", "country", "technique", "count", "money", "indicator"}
SECTIONS = [
    "Incident Details", "Timeline of Events", "Attack Methodology", "Impact Assessment", "Indicators of Compromise",
    "Response Actions", "Lessons Learned", "Recommendations", "Notification Duties",
]  # fmt: skip
VOCABULARIES = sorted(
    path.name.removesuffix(".tsv")
    for path in resources.files("affidavit.model.vocabulary").iterdir()
    if path.name.endswith(".tsv")
)


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_each_declaration_holds(field) -> None:
    assert field.type in TYPES
    assert field.section in SECTIONS
    assert field.label
    assert (field.vocabulary is not None) == (field.type in CLOSED)
    if field.vocabulary:
        assert terms(field.vocabulary)


def test_no_two_fields_have_one_label_in_a_section() -> None:
    places = [(field.section, field.label) for field in FIELDS.values()]
    assert len(set(places)) == len(places)


def test_advice_is_never_unknown() -> None:
    assert set(FIELDS) - set(REPORTED) == {"lesson", "recommendation", "duty"}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_each_vocabulary_is_a_clean_table(name: str) -> None:
    lines = (resources.files("affidavit.model.vocabulary") / f"{name}.tsv").read_text("utf-8").splitlines()
    assert lines[0].startswith("# Source: ")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][0] == "term"
    assert len({row[0] for row in rows}) == len(rows)
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_labels() -> None:
    assert label("country", "FR") == "France"
    assert label("fate", "no_such_term") == "no such term"
    with pytest.raises(FileNotFoundError):
        terms("no_such_vocabulary")
