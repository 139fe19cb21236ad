"""The checks that addresses carry in themselves: base58check, bech32 and bech32m, EIP-55, Monero's, onion services'."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

_BASE58 = {c: n for n, c in enumerate("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")}
_BECH32 = {c: n for n, c in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32_SUMS = {0: 1, 1: 0x2BC830A3}  # the checksum constant by witness version; versions above 1 have the one of 1
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def is_base58_bitcoin(address: str) -> bool:
    """Whether a legacy address (`1...`, `3...`) has a right version and checksum."""
    number = 0
    for character in address:
        if character not in _BASE58:
            return False
        number = number * 58 + _BASE58[character]
    if number.bit_length() > 200:
        return False
    raw = number.to_bytes(25, "big")
    digest = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()
    return raw[0] in (0, 5) and digest[:4] == raw[21:]


def is_bech32_bitcoin(address: str) -> bool:
    """Whether a segregated-witness address (`bc1...`) is of one case and has a right length and checksum."""
    if address not in (address.lower(), address.upper()) or not 14 <= len(address) <= 90:
        return False
    body = address.lower()[3:]
    if any(character not in _BECH32 for character in body):
        return False
    words = [_BECH32[character] for character in body]
    version, size = words[0], (len(words) - 7) * 5 // 8
    right_size = size in (20, 32) if version == 0 else 2 <= size <= 40
    return version <= 16 and right_size and _polymod(words) == _BECH32_SUMS[min(version, 1)]


def _polymod(words: list[int]) -> int:
    check = 1
    for word in (3, 3, 0, 2, 3, *words):  # "bc", spread out
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ word
        for bit, generator in enumerate(_GENERATORS):
            check ^= generator if top >> bit & 1 else 0
    return check


def is_ethereum(address: str) -> bool:
    """Whether an address `0x` + 40 digits is of one case, or has its checksum in the case of its letters (EIP-55)."""
    digits = address[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    digest = keccak256(digits.lower().encode()).hex()
    return all(not c.isalpha() or c.isupper() == (int(digest[n], 16) >= 8) for n, c in enumerate(digits))


_MONERO_BLOCKS = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
_MONERO_NETWORKS = frozenset({18, 19, 42})


def is_monero(address: str) -> bool:
    """Whether an address (`4...`, `8...`) has a right network byte and checksum."""
    raw = b""
    for start in range(0, len(address), 11):
        block = address[start : start + 11]
        number = 0
        for character in block:
            number = number * 58 + _BASE58.get(character, 1 << 70)
        size = _MONERO_BLOCKS.get(len(block), 0)
        if number >> 8 * size:
            return False
        raw += number.to_bytes(size, "big")
    return len(raw) > 5 and raw[0] in _MONERO_NETWORKS and keccak256(raw[:-4])[:4] == raw[-4:]


def is_onion(label: str) -> bool:
    """Whether an onion service's label is right: version 3 by its checksum; version 2 has none."""
    if len(label) == 16:
        return all(c in "abcdefghijklmnopqrstuvwxyz234567" for c in label)
    try:
        raw = base64.b32decode(label.upper())
    except ValueError:
        return False
    if len(raw) != 35 or raw[34] != 3:
        return False
    return hashlib.sha3_256(b".onion checksum" + raw[:32] + raw[34:]).digest()[:2] == raw[32:34]


_MASK = (1 << 64) - 1
_TURNS = (
    (0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56), (27, 20, 39, 8, 14),
)  # fmt: skip


def _round_constants() -> list[int]:
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            constant |= (register & 1) << ((1 << power) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return constants


_ROUNDS = tuple(_round_constants())


def _turn(word: int, by: int) -> int:
    return (word << by | word >> (64 - by)) & _MASK


def _permute(state: list[list[int]]) -> list[list[int]]:
    """Keccak-f[1600] on five columns of five words."""
    five = range(5)
    for constant in _ROUNDS:
        parity = [state[x][0] ^ state[x][1] ^ state[x][2] ^ state[x][3] ^ state[x][4] for x in five]
        mix = [parity[(x - 1) % 5] ^ _turn(parity[(x + 1) % 5], 1) for x in five]
        moved = [[0] * 5 for _ in five]
        for x in five:
            for y in five:
                moved[y][(2 * x + 3 * y) % 5] = _turn(state[x][y] ^ mix[x], _TURNS[x][y])
        state = [[moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y]) for y in five] for x in five]
        state[0][0] ^= constant
    return state


@lru_cache(maxsize=256)
def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum and Monero use it (the padding of before SHA-3 became a standard)."""
    rate = 136
    padded = bytearray(data + b"\x01" + b"\x00" * (-(len(data) + 1) % rate))
    padded[-1] |= 0x80
    state = [[0] * 5 for _ in range(5)]
    for start in range(0, len(padded), rate):
        for lane in range(rate // 8):
            word = int.from_bytes(padded[start + lane * 8 : start + lane * 8 + 8], "little")
            state[lane % 5][lane // 5] ^= word
        state = _permute(state)
    return b"".join(state[lane % 5][lane // 5].to_bytes(8, "little") for lane in range(4))
