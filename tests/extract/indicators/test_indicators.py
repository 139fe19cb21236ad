"""Indicators: what is one, what only looks like one, how it is written, and whose it is."""

from __future__ import annotations

import pytest

from affidavit.extract import indicators
from affidavit.extract.scan import Scan
from affidavit.model.claim import Claim
from affidavit.model.document import Document
from affidavit.model.value import Indicator

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
SHA1 = "a94a8fe5ccb19ba61c4c0873d391e987982fbbd3"
MD5 = "098f6bcd4621d373cade4e832627b4f6"


def claims(text: str, **about: str) -> list[Claim]:
    found = list(indicators.claims(Scan(Document.of(text, **about))))
    for claim in found:
        evidence = claim.evidence[0]
        assert text[evidence.start : evidence.end] == evidence.quote
    return found


def read(text: str, **about: str) -> set[tuple[str, str]]:
    values = [claim.value for claim in claims(text, **about)]
    return {(value.type, value.value) for value in values if isinstance(value, Indicator)}


def roles(text: str, **about: str) -> dict[str, str]:
    values = [claim.value for claim in claims(text, **about)]
    return {value.value: value.role for value in values if isinstance(value, Indicator)}


@pytest.mark.parametrize(
    ("written", "type_", "value"),
    [
        ("198.51.100.23", "ipv4", "198.51.100.23"),
        ("198[.]51[.]100[.]23", "ipv4", "198.51.100.23"),
        ("198.51.100[.]23:8443", "ipv4", "198.51.100.23"),
        ("198.51.100.0/24", "cidr", "198.51.100.0/24"),
        ("2001:db8:0:1::7", "ipv6", "2001:db8:0:1::7"),
        ("login-brightwater[.]example[.]com", "domain", "login-brightwater.example.com"),
        ("evil(.)example(.)com", "domain", "evil.example.com"),
        ("evil{.}example{.}com", "domain", "evil.example.com"),
        ("evil[dot]example[dot]com", "domain", "evil.example.com"),
        ("evil dot example dot com", "domain", "evil.example.com"),
        ("evil [.] example [.] com", "domain", "evil.example.com"),
        (r"evil\.example\.com", "domain", "evil.example.com"),
        ("hxxp://evil[.]example.com/a/b.php", "url", "http://evil.example.com/a/b.php"),
        ("hxxps[:]//evil.example.com/x", "url", "https://evil.example.com/x"),
        ("hXXps://evil.example.com:8080/x?y=1&z=2", "url", "https://evil.example.com:8080/x?y=1&z=2"),
        ("http[://]198.51.100.9/sh", "url", "http://198.51.100.9/sh"),
        ("example[.]com/path/to.php", "url", "example.com/path/to.php"),
        ("help[@]evil[.]example", "email", ""),
        ("help[@]evil[.]com", "email", "help@evil.com"),
        ("help[at]evil[dot]com", "email", "help@evil.com"),
        ("help (at) evil (dot) com", "email", "help@evil.com"),
        (SHA256, "sha256", SHA256),
        (SHA1.upper(), "sha1", SHA1),
        (MD5, "md5", MD5),
        (SHA256 * 2, "sha512", SHA256 * 2),
        ("CVE-2024-12345", "cve", "CVE-2024-12345"),
        ("CVE\u20112024\u201112345", "cve", "CVE-2024-12345"),
        ("cve-2024-1234", "cve", "CVE-2024-1234"),
        ("invoice_2024.pdf.exe", "file_name", "invoice_2024.pdf.exe"),
        (r"C:\Users\Public\Program Data\run.dll", "file_path", r"C:\Users\Public\Program Data\run.dll"),
        (r"%APPDATA%\Updates\run.exe", "file_path", r"%APPDATA%\Updates\run.exe"),
        (r"\\files01\share$\run.exe", "file_path", r"\\files01\share$\run.exe"),
        ("/tmp/.cache/run.sh", "file_path", "/tmp/.cache/run.sh"),
        (
            r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Run",
            "registry_key",
            r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Run",
        ),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            "bitcoin",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        ),
        (
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "ethereum",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        ),
        ("AS64500", "asn", "AS64500"),
        ("t.me/northfield_leaks", "telegram", "@northfield_leaks"),
        ("Telegram account @northfield_leaks", "telegram", "@northfield_leaks"),
        ('User-Agent: "Mozilla/5.0 (odd; 1.2.3.4)"', "user_agent", "Mozilla/5.0 (odd; 1.2.3.4)"),
    ],
)
def test_types_and_ways_of_writing(written: str, type_: str, value: str) -> None:
    found = read(f"The attackers' malware used {written} in this attack.")
    assert found == ({(type_, value)} if value else set())


@pytest.mark.parametrize(
    "text",
    [
        "The malware hits version 1.2.3.4 of the tool.",
        "The malware hits versions 1.2.3.4, 1.2.3.5 and 1.2.3.6.",
        "The malware hits Harbour Transfer 10.2.3.4 and earlier.",
        "The attackers came in with Chrome/98.0.4758.102 as their browser.",
        "4.3.2.1 Malware found",
        "The attackers read 300.1.2.3 as an address.",
        "Booking.com and Salesforce.com were hit by the attackers.",
        "The attackers know ASP.NET, node.js and Socket.IO well.",
        "The attackers left.In fact they came back.",
        "The malware was gone.It came back.",
        "The malware ran at 12:30:45 on 10:20:30.",
        "The malware's card was 00:1b:44:11:3a:b7 or 00:1b:44:11:3a:b7:aa:bb.",
        "The malware had the id 123e4567-e89b-12d3-a456-426614174000.",
        "The attackers came on 12.11.2024 at 10.30 a.m. in the U.S. e.g. with 2.5 million records.",
        "The attackers' commit " + SHA1 + " is public.",
        "The attackers counted 12345678901234567890123456789012 files.",
        "The attackers used std::string and a::b.",
        "The attackers took AS400 machines.",
        "The wallet of the attackers is 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb.",
        "The wallet of the attackers is bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5.",
        "The wallet of the attackers is 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD.",
        "The attackers ran powershell.exe and C:\\Windows\\System32\\cmd.exe there.",
        "The attackers' page was http://example.com/a-long-na... and so on.",
        "The attackers [...] left (see above) at 5 a.m. [sic].",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert read(text) == set()


@pytest.mark.parametrize("text", ["The office keeps report.doc on paper.", "Staff wrote config.py and readme.txt."])
def test_a_file_outside_an_attack_is_no_indicator(text: str) -> None:
    assert read(text) == set()


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("(hxxp://example.com/a_(b)).", "http://example.com/a_(b)"),
        ("hxxp://example.com/a_(b)).", "http://example.com/a_(b)"),
        ('"hxxp://example.com/a", and', "http://example.com/a"),
        ("<hxxp://example.com/a>;", "http://example.com/a"),
        ("hxxp://example.com/a(Any", "http://example.com/a"),
        ("hxxp://example.com/a\u2014and", "http://example.com/a"),
    ],
)
def test_urls_end_where_they_end(written: str, url: str) -> None:
    assert read(f"The malware asked {written}") == {("url", url)}


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (r'"C:\Users\ann\User Data\Local State"', r"C:\Users\ann\User Data\Local State"),
        (r"C:\\Users\\ann\\run.exe", r"C:\Users\ann\run.exe"),
        (r"(C:\Users\ann\run.exe).", r"C:\Users\ann\run.exe"),
    ],
)
def test_paths_end_where_they_end(written: str, path: str) -> None:
    assert read(f"The malware wrote to {written}") == {("file_path", path)}


def test_a_path_with_a_part_left_out_is_none() -> None:
    assert read(r"The malware wrote to C:\Users\<name>\run and HKCU\Software\[random]\a.") == set()


def test_names_in_programs_are_no_hosts() -> None:
    assert read("The malware logs f.filename, f.directory and zeek.server.name there.") == set()


def test_the_evidence_is_the_text_as_written() -> None:
    (claim,) = claims("The malware asked hxxps[:]//evil[.]example[.]com/x) for orders.")
    assert claim.evidence[0].quote == "hxxps[:]//evil[.]example[.]com/x"


def test_a_glued_sentence_does_not_hide_a_host() -> None:
    assert read("Customers of northfieldshop.com.The shop is closed.") == {("domain", "northfieldshop.com")}
    assert read("Please write to privacy@northfield.edu.CallSend us a note.") == {("email", "privacy@northfield.edu")}


@pytest.mark.parametrize(
    ("text", "value", "role"),
    [
        ("The loader connects to 198.51.100.7 every hour.", "198.51.100.7", "attacker"),
        ("The attackers logged in from 198.51.100.7.", "198.51.100.7", "attacker"),
        ("Files were opened from 198.51.100[.]7 on Monday.", "198.51.100.7", "attacker"),
        ("The malware connects to 10.0.0.7 first.", "10.0.0.7", "unknown"),
        ("The malware asks the server 8.8.8.8 for its name.", "8.8.8.8", "unknown"),
        ("The mail led to the phishing page login-brightwater.com at once.", "login-brightwater.com", "attacker"),
        ("The mail led to login-brightwater[.]com at once.", "login-brightwater.com", "attacker"),
        ("Northfield Dental was breached, and northfielddental.com is down.", "northfielddental.com", "victim"),
        ("Customers of northfieldshop.com were told.", "northfieldshop.com", "victim"),
        ("Intruders hacked northfieldshop.com and left.", "northfieldshop.com", "victim"),
        ("For more information, visit www.northfieldfacts.com today.", "www.northfieldfacts.com", "contact"),
        ("Please contact privacy@northfieldfacts.com with questions.", "privacy@northfieldfacts.com", "contact"),
        ("The attackers told victims to contact pay@locked-files.com.", "pay@locked-files.com", "attacker"),
        ("The letter is at https://example.org/letter.pdf for all.", "https://example.org/letter.pdf", "source"),
        ("The data were provided by breachfinder.pw last year.", "breachfinder.pw", "source"),
        (
            "The ransom was paid to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "attacker",
        ),
    ],
)
def test_roles(text: str, value: str, role: str) -> None:
    assert roles(text) == {value: role}


@pytest.mark.parametrize(
    "text",
    [
        "Malicious code was found on our site, northfieldshop.com, in May.",
        "There were fraudulent charges on cards used on northfieldshop.com in May.",
        "The site northfieldshop.com was redirected by the attackers.",
        "Customers of northfieldshop.com should beware of phishing.",
    ],
)
def test_a_victims_host_is_never_the_attackers(text: str) -> None:
    assert "attacker" not in roles(text).values()


def test_well_known_and_own_hosts_are_no_indicators() -> None:
    assert read("The attackers put the files on pastebin.com and wrote from gmail.com.") == set()
    text = "The attackers' story is told at news-of-brightwater.com as well."
    assert read(text, origin="https://www.news-of-brightwater.com/2024/a") == set()
    assert read("The group [wrote](https://example.org/a) of its malware.") == set()


def test_lists_of_indicators_are_the_attackers() -> None:
    text = f"It ran for a week.\n\nIndicators of Compromise\n\n198.51.100.7\n\n{SHA256}\n\nThe office is open."
    assert roles(text) == {"198.51.100.7": "attacker", SHA256: "attacker"}


def test_one_indicator_has_one_role() -> None:
    text = "The server was 198.51.100.7 then. The malware connects to 198.51.100.7 today."
    assert [claim.value for claim in claims(text)] == [Indicator("ipv4", "198.51.100.7", "attacker")] * 2
