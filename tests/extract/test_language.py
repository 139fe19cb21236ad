"""The language of a text, and what is read of a text that is not English."""

from __future__ import annotations

import pytest

from affidavit.extract import extract
from affidavit.extract.language import language
from affidavit.model.document import Document

TEXTS = {
    "en": "Northfield Dental said on Tuesday that the names of its patients were taken from a server.",
    "fr": "La société Northfield a annoncé que les données de ses clients ont été volées dans une attaque.",
    "de": "Die Firma Northfield teilte mit, dass bei einem Angriff die Daten der Kunden gestohlen wurden.",
    "es": "La empresa Northfield confirmó que los datos de sus clientes fueron robados en un ataque.",
    "it": "La società Northfield ha comunicato che i dati dei clienti sono stati sottratti in un attacco.",
    "nl": "Het bedrijf Northfield meldt dat de gegevens van klanten bij een aanval zijn gestolen door een bende.",
    "pt": "A empresa Northfield informou que os dados dos seus clientes foram roubados em um ataque.",
    "sv": "Företaget Northfield säger att uppgifter om kunder har blivit stulna i en attack på det nät som används.",
    "da": "Virksomheden Northfield siger, at oplysninger om kunder er blevet stjålet af en gruppe, som også er kendt.",
    "pl": "Firma Northfield podała, że dane klientów zostały skradzione przez grupę, która nie jest znana.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_language(code: str) -> None:
    assert language(TEXTS[code]) == code


@pytest.mark.parametrize("text", ["", "42", "Northfield Dental", "Компания сообщила, что данные клиентов украдены."])
def test_unknown(text: str) -> None:
    assert language(text) == "und"


def test_names_in_another_language_do_not_hide_english() -> None:
    text = "Banco de la Costa and Hospital de San Juan de Dios were hit by the group, and both told the police."
    assert language(text) == "en"


def test_english_rules_do_not_read_other_languages() -> None:
    extraction = extract(Document.of(TEXTS["de"] + " Es gibt credit monitoring für alle. Server: 203.0.113.77x"))
    assert extraction.language == "de"
    assert not [claim for claim in extraction.claims if claim.field == "response"]


def test_a_short_text_is_read_as_english() -> None:
    extraction = extract(Document.of("Northfield offers credit monitoring."))
    assert {claim.value for claim in extraction.claims if claim.field == "response"} == {"credit_monitoring"}
