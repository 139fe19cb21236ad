"""Indicators as STIX patterns: correct for every type, whatever the value holds, and read back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stix2patterns.v21.pattern import Pattern
from stix2patterns.validator import run_validator

from affidavit.exchange.formats import ExportOptions
from affidavit.exchange.stix import observables
from affidavit.exchange.stix.objects import Objects
from affidavit.model.value import Indicator
from affidavit.model.vocabulary import terms

VALUES = {
    "ipv4": "192.0.2.7",
    "ipv6": "2001:db8::7",
    "cidr": "192.0.2.0/24",
    "domain": "a.example.net",
    "onion": "abcdefghij234567.onion",
    "url": "https://a.example.net/it's?x=\\y",
    "email": "a@example.net",
    "md5": "5d41402abc4b2a76b9719d911017c592",
    "sha1": "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sha512": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" * 2,
    "ssdeep": "3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C",
    "file_name": "o'brien.exe",
    "file_path": "C:\\Users\\o'brien\\a.exe",
    "registry_key": "HKLM\\Software\\Run",
    "bitcoin": "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "monero": "4" * 95,
    "ethereum": "0x" + "a" * 40,
    "asn": "AS64500",
    "user_agent": "Mozilla/5.0 (it's)",
    "mutex": "Global\\vole",
    "telegram": "grey_vole",
}


def test_every_type_has_a_value_here() -> None:
    assert set(VALUES) | {"cve"} == set(terms("indicator"))


@pytest.mark.parametrize("kind", VALUES)
def test_the_pattern_is_correct_and_read_back(kind: str) -> None:
    pattern = observables.pattern(Indicator(kind, VALUES[kind], "attacker"))
    assert pattern is not None
    assert run_validator(pattern, stix_version="2.1") == []
    if kind != "file_path":  # its folder and name are two objects
        assert list(observables.from_pattern(pattern)) == [Indicator(kind, VALUES[kind], "attacker")]


@pytest.mark.parametrize("kind", sorted(set(VALUES) - {"user_agent", "file_path"}))
def test_the_observable_is_read_back(kind: str) -> None:
    objects = Objects(ExportOptions())
    name = observables.observe(objects, Indicator(kind, VALUES[kind]))
    assert name is not None
    assert list(observables.from_object(objects.rows[name])) == [Indicator(kind, VALUES[kind])]


@given(st.text(min_size=1, max_size=60), st.sampled_from(["url", "file_name", "file_path", "registry_key", "mutex"]))
def test_no_value_breaks_out_of_its_quotes(value: str, kind: str) -> None:
    pattern = observables.pattern(Indicator(kind, value, "attacker"))
    assert pattern is not None
    assert len(Pattern(pattern).inspect().comparisons) == 1


def test_a_folder_is_a_directory() -> None:
    assert observables.pattern(Indicator("file_path", "/var/tmp/")) == "[directory:path = '/var/tmp']"
    assert observables.pattern(Indicator("file_path", "C:\\a.exe")) == (
        "[file:name = 'a.exe' AND file:parent_directory_ref.path = 'C:\\\\']"
    )


@pytest.mark.parametrize(
    "pattern",
    [
        "[ipv4-addr:value != '192.0.2.7']",
        "[domain-name:value LIKE '%.example.net']",
        "[url:value MATCHES '^http']",
        "[ipv4-addr:value = '192.0.2.7'] FOLLOWEDBY [domain-name:value = 'a.example.net']",
        "[network-traffic:dst_port = 443]",
        "[" * 50_000,
        "'" * 50_000,
    ],
)
def test_a_pattern_that_says_more_gives_no_indicator(pattern: str) -> None:
    assert list(observables.from_pattern(pattern)) == []
