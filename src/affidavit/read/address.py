"""Which addresses may be fetched from: public ones, judged after the name was resolved."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable

from affidavit.errors import FetchError
from affidavit.model.regex import regex

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: A resolver: (host, port) -> every address of the host.
Resolver = Callable[[str, int], list[str]]

# Beyond what the standard library calls private: cloud metadata behind public addresses, shared and test networks.
_REFUSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "100.64.0.0/10 168.63.129.16/32 192.0.0.0/24 192.88.99.0/24 198.18.0.0/15 240.0.0.0/4 "
            "100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 64:ff9b:1::/48 fd00:ec2::254/128"
        ).split(),
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A host whose last label is a number is an address to every C library, in decimal, octal or hexadecimal.
_NUMERIC = regex(r"(?:.{0,250}\.)?(?:\d{1,40}|0x[0-9a-f]{0,40})\.?", re.I)


def resolve(host: str, port: int) -> list[str]:
    """Every address of `host`, by the system's resolver. Raises FetchError when there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("its host has no address") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, resolver: Resolver, *, allow_private: bool) -> list[str]:
    """The addresses of `host`, all of which may be connected to.

    Raises FetchError where one of them may not, or the host is an address in disguise (`0x7f.1`, `2130706433`).
    """
    if _NUMERIC.fullmatch(host) and not _is_address(host):
        raise FetchError("its host is an address in disguise")
    addresses = [host] if _is_address(host) else resolver(host, port)
    if not addresses:
        raise FetchError("its host has no address")
    for address in addresses:
        if not allow_private and not is_public(address):
            raise FetchError(
                "its host has an address that is not public (--allow-private lets it be read, in Python allow_private)"
            )
    return addresses


def is_public(address: str) -> bool:
    """Whether `address` lies in the public internet, through whatever it is wrapped in."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    plain = _unwrapped(parsed)
    odd = plain.is_multicast or plain.is_reserved or plain.is_unspecified or getattr(plain, "is_site_local", False)
    return plain.is_global and not odd and not any(plain in network for network in _REFUSED)


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one, where a router would deliver it there (mapped, NAT64, 6to4)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
