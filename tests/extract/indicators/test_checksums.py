"""The checksums of addresses, by the examples of their specifications."""

from __future__ import annotations

import hashlib

import pytest

from affidavit.extract.indicators import checksums


def test_keccak() -> None:
    assert checksums.keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert checksums.keccak256(b"a" * 300) != hashlib.sha3_256(b"a" * 300).digest()


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (checksums.is_base58_bitcoin, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"),
        (
            checksums.is_bech32_bitcoin,
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj1",
        ),
        (
            checksums.is_bech32_bitcoin,
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            "BC1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        (
            checksums.is_ethereum,
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xfb6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        ),
        (
            checksums.is_monero,
            "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
            "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3J",
        ),
        (
            checksums.is_onion,
            "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd",
            "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscrya",
        ),
    ],
)
def test_checks(check, right: str, wrong: str) -> None:
    assert check(right)
    assert not check(wrong)


def test_a_version_2_onion_has_no_checksum() -> None:
    assert checksums.is_onion("expyuzz4wqqyqhjn")
    assert not checksums.is_onion("expyuzz4wqqyqhj1")
