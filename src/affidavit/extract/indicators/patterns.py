"""Finding indicators in one sentence: what they look like, and what only looks like them.

Each pattern's repeats are bounded, and none begins inside a word, so that a sentence costs time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ipaddress import AddressValueError, IPv6Address

from affidavit.extract.indicators import checksums
from affidavit.extract.indicators.hosts import is_name, trimmed_host
from affidavit.extract.lists import words
from affidavit.model.regex import regex

#: (type, value, start, end, host) with offsets into the refanged sentence.
Match = tuple[str, str, int, int, str]

#: The type of what is no whole indicator (an address cut short by whoever printed it), but nothing else either.
CUT = ""

_URL = regex(r"(?<![A-Za-z])(?:https?|s?ftp|wss?|tcp|udp)://[^\s<>\"'|^`{}\u2026]{3,900}", re.IGNORECASE)
_AUTHORITY = regex(r"[a-z]{2,5}://(?:[^/@\s]{0,120}@)?(\[[0-9a-f:.]{2,45}\]|[^/:?#\s]{1,253})", re.IGNORECASE)
_EMAIL = regex(r"(?<![\w.%+-])([\w.+-]{1,64})@((?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62})")
_HOST = regex(r"(?<![\w.@/\\%$-])(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62}(?![\w@\\])")
_AFTER_HOST = regex(r"(?::\d{1,5})?/[^\s<>\"'|^`{}\u2026]{1,600}")
_IPV4 = regex(r"(?<![\w.])(?<![a-z]-)(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)(?:/(\d{1,2})(?![\d/.]))?")
_IPV6 = regex(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,8}[0-9a-f]{0,4}(?![\w:.])(?:/(\d{1,3})(?![\d/.]))?", re.IGNORECASE)
_CVE = regex(r"(?<!\w)CVE[- ]((?:19|20)\d{2})-(\d{4,7})(?!\d)", re.IGNORECASE)
_HASH = regex(r"(?<![\w-])[0-9A-Fa-f]{32,128}(?![\w-])")
#: What is told by its characters alone, wallets of one kind aside, is no shorter than this.
_LONG = regex(r"[0-9A-Za-z]{26}")
_BASE58 = regex(r"(?<!\w)(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|[48][1-9A-HJ-NP-Za-km-z]{94}(?:.{11})?)(?!\w)")
_BECH32 = regex(r"(?<!\w)(?:bc1|BC1)[0-9A-Za-z]{11,87}(?!\w)")
_ETHEREUM = regex(r"(?<!\w)0x[0-9A-Fa-f]{40}(?!\w)")
_ASN = regex(r"(?<!\w)AS(?:N ?)?(\d{3,10})(?![\w/-])")
_AGENT = regex(r"user[- ]agents?\b[^\"'\n]{0,60}[\"']([^\"'\n]{6,400})[\"']", re.IGNORECASE)
_TELEGRAM = regex(r"(?<![\w.@/-])(?:https?://)?(?:t|telegram)\.me/(\+?\w{5,40})")
_HANDLE = regex(r"(?<![\w.@/])@([A-Za-z]\w{4,31})(?![\w.@]\w)")
_WINDOWS = regex(
    r"(?<![\w\\])(?:[A-Za-z]:|%[A-Za-z_()0-9]{2,40}%|\\\\[\w.$-]{1,63}(?=\\[^\\]))"
    r"(?:\\{1,2}[\w.$~%()@#+{}-]{1,100}(?: [\w.$~(){}-]{1,60}){0,3}(?=\\)){0,15}\\{1,2}[\w.$~%()@#+{}*-]{1,120}"
)
_UNIX = regex(
    r"(?<![\w./:~-])/(?:etc|tmp|var|usr|bin|sbin|opt|home|root|dev|proc|mnt|srv|lib|boot|run|private|Library|Users|"
    r"Applications|System)/[\w./@%+~*-]{1,200}"
)
_REGISTRY = regex(
    r"(?<!\w)(?:HKEY_[A-Z_]{4,30}|HKLM|HKCU|HKCR|HKU|HKCC):?"
    r"(?:\\{1,2}[\w.${}()@-]{1,100}(?: [\w.${}()@-]{1,60}){0,3}(?=\\)){0,15}\\{1,2}[\w.${}()@*-]{1,120}"
)
_HASHES = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
_NO_HASH = regex(r"(?:key|token|guid|uuid|commit|secret|session|identifier|\bid)\b\W{0,4}$", re.IGNORECASE)
_VERSION_WORDS = frozenset(
    "version versions v ver release releases build builds firmware update updates patch section sections".split()
)
_BETWEEN_VERSIONS = regex(r"[\d.,:;/()\s-]|\b(?:and|or|to|through|before|prior|earlier|later|than|below|up)\b")
_VERSION_AFTER = regex(
    r"\s{0,2}[(,]?\s?(?:(?:and|or) (?:earlier|later|prior|newer|older|below|above)|through \d|firmware|build)"
)


def find(text: str) -> Iterator[Match]:
    """The indicators in the refanged sentence `text`; none overlaps another, the longer kind goes first."""
    taken = bytearray(len(text))
    for signs, finder in FINDERS:
        if not any(sign in text for sign in signs):
            continue
        for match in finder(text):
            kind, _, start, end, _ = match
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\x01" * (end - start)
                if kind != CUT:
                    yield match


def _telegram(text: str) -> Iterator[Match]:
    for match in _TELEGRAM.finditer(text):
        name = match.group(1)
        value = f"https://t.me/{name}" if name.startswith("+") or name == "joinchat" else f"@{name}"
        yield "telegram", value, match.start(), match.end(), ""
    if "elegram" in text:
        for match in _HANDLE.finditer(text):
            yield "telegram", match.group(), match.start(), match.end(), ""


def _urls(text: str) -> Iterator[Match]:
    for match in _URL.finditer(text):
        end = match.start() + len(closed(match.group()))
        url = text[match.start() : end]
        authority = _AUTHORITY.match(url)
        host = _url_host(authority.group(1)) if authority else ""
        whole = host and ".." not in match.group() and text[end : end + 1] != "\u2026"
        yield ("url" if whole else CUT), url.replace("\\_", "_"), match.start(), end, host


def _url_host(authority: str) -> str:
    if authority.startswith("[") or _IPV4.fullmatch(authority):
        return authority.strip("[]").lower()
    host = trimmed_host(authority).lower()
    return host if len(host) == len(authority) and not _is_wrong_onion(host) else ""


def _is_wrong_onion(host: str) -> bool:
    return host.endswith(".onion") and not checksums.is_onion(host.split(".")[-2])


_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}


def closed(url: str) -> str:
    """`url` without the punctuation of the sentence around it: `http://x/a_(b)).` gives `http://x/a_(b)`."""
    surplus = {close: url.count(close) - url.count(opens) for close, opens in _PAIRS.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in ".,;:!?'\"*_\u2019\u201d" and not (last in _PAIRS and surplus[last] > 0):
            break
        end -= 1
    return _without_aside(url[:end])


def _without_aside(url: str) -> str:
    """`url` up to a bracket that opens and does not close: `http://x/a(Any` gives `http://x/a`."""
    surplus = url.count("(") - url.count(")")
    return url[: url.rindex("(")] if surplus > 0 else url


def _emails(text: str) -> Iterator[Match]:
    for match in _EMAIL.finditer(text):
        host = trimmed_host(match.group(2))
        local = match.group(1)
        if host and not local.startswith(".") and ".." not in local:
            end = match.start(2) + len(host)
            yield "email", f"{local}@{host.lower()}", match.start(), end, host.lower()


def _addresses(text: str) -> Iterator[Match]:
    for match in _IPV4.finditer(text):
        address, mask = match.group().partition("/")[0], match.group(1)
        right = all(int(part) < 256 and str(int(part)) == part for part in address.split("."))
        if right and not _is_version(text, match.start(), match.start() + len(address)):
            whole = mask is not None and 8 <= int(mask) <= 32
            kind, value = ("cidr", match.group()) if whole else ("ipv4", address)
            yield kind, value, match.start(), match.start() + len(value), address


_ADDRESS_WORDS = regex(
    r"\b(?:ips?|addresse?s?|servers?|hosts?|c2|c&c|cnc|connect\w{0,5}|port|traffic|infrastructure|subnet|network|proxy|beacon\w{0,3}|"
    r"resolv\w{1,4}|login|logins|from|at|via|ssh|rdp|http)\b", re.IGNORECASE,
)  # fmt: skip


def _is_version(text: str, start: int, end: int) -> bool:
    """Whether four numbers are a version or a section: the words beside them say so, or a product's name does."""
    if _VERSION_AFTER.match(text, end):
        return True
    before = text[max(0, start - 80) : start]
    if start == 0 and all(int(part) < 30 for part in text[start:end].split(".")):
        return True  # the number of a heading
    if before.endswith("/") and before[-2:-1].isalpha() and "://" not in before:
        return True  # Chrome/98.0.4758.102
    said = _BETWEEN_VERSIONS.sub(" ", before).split()
    word = said[-1] if said else ""
    if word.lower() in _VERSION_WORDS or before.rstrip()[-1:] == "\u00a7":
        return True
    product = word[:1].isupper() and len(said) > 1 and before.rstrip().endswith(word)
    return product and _ADDRESS_WORDS.search(text) is None


def _addresses6(text: str) -> Iterator[Match]:
    for match in _IPV6.finditer(text):
        address, mask = match.group().partition("/")[0], match.group(1)
        groups = [group for group in address.split(":") if group]
        if sum(map(len, groups)) < 5 or all(len(group) == 2 for group in groups):
            continue
        try:
            IPv6Address(address)
        except AddressValueError:
            continue
        yield ("cidr" if mask else "ipv6"), match.group().lower(), match.start(), match.end(), address.lower()


def _hosts(text: str) -> Iterator[Match]:
    """Domains, addresses without a scheme, and names of files, which look alike."""
    for match in _HOST.finditer(text):
        name = match.group()
        extension = name.rpartition(".")[2].lower()
        if name.lower() in words("dotted_products") or name.lower() in words("system_files"):
            continue
        if _is_file(name, extension, text):
            yield "file_name", name, match.start(), match.end(), ""
        elif host := trimmed_host(name):
            yield from _domain(text, match.start(), host)


_FILE_WORDS = regex(
    r"\b(?:files?|scripts?|named|called|python|perl|shell|attachments?|archives?|renamed|executables?)\b", re.IGNORECASE
)


def _is_file(name: str, extension: str, text: str) -> bool:
    if extension not in words("file_extensions") or name.lower().startswith("www."):
        return False
    if extension in words("extensions_or_domains"):
        return name.count(".") == 1 and extension != "com" and _FILE_WORDS.search(text) is not None
    return True


def _domain(text: str, start: int, host: str) -> Iterator[Match]:
    end = start + len(host)
    low = host.lower()
    if low.endswith(".onion"):
        if not _is_wrong_onion(low):
            yield "onion", low, start, end, low
        return
    path = _AFTER_HOST.match(text, end)
    if path is not None and not is_name(host):
        rest = closed(path.group())
        if ".." in rest:
            yield CUT, "", start, end + len(rest), ""
            return
        if len(rest) > 1 and not trimmed_host(rest[1:]):
            yield "url", host + rest, start, end + len(rest), low
            return
    yield "domain", low, start, end, low


def _hashes(text: str) -> Iterator[Match]:
    if _LONG.search(text) is None:
        return
    for match in _HASH.finditer(text):
        kind = _HASHES.get(len(match.group()))
        digits = match.group().lower()
        mixed = len(set(digits)) > 5 and not digits.isdigit() and not digits.isalpha()
        if (
            kind
            and mixed
            and not (kind in ("md5", "sha1") and _NO_HASH.search(text, max(0, match.start() - 24), match.start()))
        ):
            yield kind, digits, match.start(), match.end(), ""


def _coins(text: str) -> Iterator[Match]:
    long = _LONG.search(text) is not None
    for match in _BASE58.finditer(text) if long else ():
        address = match.group()
        if len(address) < 40 and checksums.is_base58_bitcoin(address):
            yield "bitcoin", address, match.start(), match.end(), ""
        elif len(address) > 40 and checksums.is_monero(address):
            yield "monero", address, match.start(), match.end(), ""
    for match in _BECH32.finditer(text) if "bc1" in text or "BC1" in text else ():
        if checksums.is_bech32_bitcoin(match.group()):
            yield "bitcoin", match.group().lower(), match.start(), match.end(), ""
    for match in _ETHEREUM.finditer(text) if long else ():
        if checksums.is_ethereum(match.group()):
            yield "ethereum", match.group(), match.start(), match.end(), ""


def _cves(text: str) -> Iterator[Match]:
    for match in _CVE.finditer(text):
        yield "cve", f"CVE-{match.group(1)}-{match.group(2)}", match.start(), match.end(), ""


def _numbers(text: str) -> Iterator[Match]:
    """Autonomous systems; short numbers only where the sentence speaks of networks (AS400 is a machine)."""
    for match in _ASN.finditer(text):
        number = match.group(1)
        if number[0] != "0" and int(number) < 1 << 32 and (len(number) > 3 or "ASN" in text):
            yield "asn", f"AS{number}", match.start(), match.end(), ""


def _plainly(kind: str, pattern: re.Pattern[str], group: int = 0) -> Callable[[str], Iterator[Match]]:
    def finder(text: str) -> Iterator[Match]:
        for match in pattern.finditer(text):
            value = _ended(match.group(group))
            start = match.start(group)
            yield kind, value, start, start + len(value), ""

    return finder


def _ended(value: str) -> str:
    """`value` without the stop of the sentence, or the bracket, that it ends in."""
    bare = value.rstrip(".,;:)")
    return value if bare.count("(") > bare.count(")") else bare


def _registry_keys(text: str) -> Iterator[Match]:
    for match in _REGISTRY.finditer(text):
        end = _path_end(text, match)
        yield (
            CUT if _goes_on(text, end) else "registry_key", _single(text[match.start() : end]), match.start(), end, "",
        )  # fmt: skip


def _single(path: str) -> str:
    """`path` with the backslashes that a program's text doubles written once."""
    share = "\\\\" if path.startswith("\\\\") else ""
    return share + path[len(share) :].replace("\\\\", "\\")


def _path_end(text: str, match: re.Match[str]) -> int:
    """Where a path ends: at the closing quote, if it stands in quotes, for its last part may have spaces."""
    quote = text[match.start() - 1 : match.start()]
    if quote in ("'", '"'):
        close = text.find(quote, match.end(), match.end() + 40)
        if close >= 0 and _REST_OF_NAME.fullmatch(text, match.end(), close):
            return close
    return match.start() + len(_ended(match.group()))


def _goes_on(text: str, end: int) -> bool:
    r"""Whether a part follows that the writer left out: `C:\Users\<name>`."""
    return text[end : end + 1] in ("<", "[") or text[end : end + 2] in ("\\<", "\\[")


_REST_OF_NAME = regex(r"(?: [\w.$~(){}-]{1,40}){1,4}\\{0,2}")
_OF_THE_SYSTEM = regex(r"(?:[a-z]:\\windows|%windir%|%systemroot%)\\", re.IGNORECASE)


def _windows_paths(text: str) -> Iterator[Match]:
    for match in _WINDOWS.finditer(text):
        end = _path_end(text, match)
        value = _single(text[match.start() : end])
        known = _OF_THE_SYSTEM.match(value) and value.rpartition("\\")[2].lower() in words("system_files")
        yield (CUT if known or _goes_on(text, end) else "file_path"), value, match.start(), end, ""


#: In the order in which they may claim characters, each with the signs of which one must stand in the sentence.
FINDERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Match]]], ...] = (
    (("gent",), _plainly("user_agent", _AGENT, 1)),
    (("t.me/", "elegram"), _telegram),
    (("://",), _urls),
    (("@",), _emails),
    (("HK",), _registry_keys),
    (("\\",), _windows_paths),
    (("/",), _plainly("file_path", _UNIX)),
    ((".",), _addresses),
    ((".",), _hosts),
    (("CVE", "cve"), _cves),
    (("",), _hashes),
    (("",), _coins),
    ((":",), _addresses6),
    (("AS",), _numbers),
)
