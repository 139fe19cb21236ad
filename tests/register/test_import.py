"""Other systems' records in the register: linked and kept like documents, and never read anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from affidavit.exchange import ExportOptions, export, import_content
from affidavit.exchange.formats import Content
from affidavit.model.document import Document
from affidavit.model.record import Record
from affidavit.register import Register, Why
from affidavit.registering import add, add_records, open_register, reread
from tests.cli.conftest import Run
from tests.examples.files import analysis
from tests.register.texts import FIRST, FOLLOW_UP

ENTRY = {
    "Name": "Larkfield", "Title": "Larkfield Forum", "BreachDate": "2021-06-14", "PwnCount": 4100,
    "Description": "In June 2021, Larkfield Forum suffered a data breach.", "DataClasses": ["Email addresses"],
}  # fmt: skip


def records(data: bytes) -> list[Record]:
    found = list(import_content(Content("given.json", data)))
    assert all(isinstance(one, Record) for one in found)
    return [one for one in found if isinstance(one, Record)]


@pytest.mark.parametrize("texts", [False, True])
def test_incidents_of_one_text_come_into_the_register_with_their_ids_and_in_order(
    register: Register, texts: bool
) -> None:
    given = analysis("news-recalls")
    data = export(given, "stix", ExportOptions(at="2026-01-31T12:00:00Z", texts=texts))
    outcomes = list(add_records(register, records(data)))
    assert [one.what for one in outcomes] == ["new"] * (1 if texts else len(given.incidents))
    assert [joined.incident for one in outcomes for joined in one.joined] == [one.id for one in given.incidents]
    assert [register.incident(one.id).incidents[0].title for one in given.incidents] == [
        one.title for one in given.incidents
    ]
    again = list(add_records(register, records(data)))
    assert {one.what for one in again} == {"known"}


def test_a_denied_incident_stays_denied(register: Register) -> None:
    data = export(analysis("denial"), "veris", ExportOptions(at="2026-01-31T12:00:00Z"))
    list(add_records(register, records(data)))
    (found,) = [register.incident(one) for one in register.ids()]
    assert found.incidents[0].kind == "denied"


def test_a_record_is_linked_to_what_a_document_told(register: Register) -> None:
    text = "Larkfield Forum suffered a data breach on 14 June 2021. It said 4,100 accounts were affected."
    (first,) = add(register, [Document.of(text, published="2021-08-01")])
    (second,) = add_records(register, records(json.dumps([ENTRY]).encode()))
    assert second.joined[0].incident == first.joined[0].incident
    assert not second.joined[0].opened


def test_a_record_is_not_read_anew(register: Register) -> None:
    list(add_records(register, records(json.dumps([ENTRY]).encode())))
    (incident,) = register.ids()
    held = register.incident(incident).incidents[0]
    assert list(reread(register, everything=True)) == []
    assert register.incident(incident).incidents[0] == held


def test_the_command_adds(affidavit: Run, address: str, tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text(json.dumps([ENTRY, {**ENTRY, "Name": ""}, 7]))
    ran = affidavit("import", tmp_path / "index.json", "--register", address)
    assert ran.code == 1
    assert "Larkfield: new; opened" in ran.out
    assert "documents: 1 new" in ran.err
    assert "Larkfield Forum" in affidavit("list", "-r", address).out
    assert affidavit("import", tmp_path / "index.json", "-r", address, "-o", tmp_path / "x.md").code == 2
    assert affidavit("import", tmp_path / "index.json", "-r", address, "-f", "html").code == 2


def test_add_says_what_takes_other_systems_files(affidavit: Run, address: str, tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text('{"type": "bundle", "objects": []}')
    assert "affidavit import" in affidavit("add", tmp_path / "bundle.json", "-r", address).err


def test_an_incident_of_several_documents_and_decisions_comes_in_as_one(register: Register, tmp_path: Path) -> None:
    told = list(add(register, [FIRST, FOLLOW_UP]))
    incident = told[0].joined[0].incident
    register.correct(incident, ("sector", "62", "stated"), Why("ana", "their site"))
    data = export(register.incident(incident), "veris", ExportOptions(at="2026-01-31T12:00:00Z"))
    with open_register(str(tmp_path / "other.db")) as other:
        outcomes = list(add_records(other, records(data)))
        assert [joined.opened for one in outcomes for joined in one.joined] == [True, False, False]
        assert list(other.ids()) == [incident]
