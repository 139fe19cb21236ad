"""Encodings, controls, mojibake, dates: how bytes become a clean text."""

from __future__ import annotations

import codecs
import textwrap

import pytest

from affidavit.errors import ReadError
from affidavit.read.clean import clean, storable
from affidavit.read.dates import iso_date
from affidavit.read.decode import decoded
from affidavit.read.mojibake import mended
from affidavit.read.plain import headline

FRENCH = "La société a déclaré qu’un accès non autorisé à ses données avait été découvert à l’été 2024."
RUSSIAN = "Компания сообщила, что злоумышленники получили доступ к данным клиентов в августе."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_without_a_declaration(encoding):
    assert decoded(FRENCH.encode(encoding)) == FRENCH


def test_what_looks_like_another_alphabet_is_detected():
    assert decoded((RUSSIAN * 4).encode("cp1251")) == RUSSIAN * 4


@pytest.mark.parametrize(
    ("encoding", "text"), [("shift_jis", "個人情報が漏洩した"), ("gb18030", "数据泄露"), ("iso-8859-7", "Διαρροή")]
)
def test_a_declaration_is_believed_where_it_fits(encoding, text):
    assert decoded(text.encode(encoding), encoding) == text


def test_a_wrong_declaration_is_not():
    assert decoded(FRENCH.encode(), "iso-8859-1") == FRENCH
    assert decoded(FRENCH.encode("cp1252"), "utf-8") == FRENCH
    assert decoded(FRENCH.encode("cp1252"), "iso-8859-1") == FRENCH  # which has no quotes of this kind
    assert decoded(FRENCH.encode(), "no-such-charset") == FRENCH
    assert decoded(FRENCH.encode(), "rot13") == FRENCH  # a codec, but not of bytes


def test_one_bad_byte_does_not_change_the_encoding():
    assert decoded(FRENCH.encode() + b"\xff") == FRENCH + "\ufffd"
    assert decoded(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00") == "ab\ufffd"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the companyâ€™s patients", "the company’s patients"),
        ("â€œno evidenceâ€\x9d of misuse", "“no evidence” of misuse"),
        ("CafÃ© Lumen", "Café Lumen"),
        ("costs of Â£2 million", "costs of £2 million"),
        ("ðŸ”’ locked", "🔒 locked"),
    ],
)
def test_mojibake_is_mended(broken, whole):
    assert mended(broken) == whole


@pytest.mark.parametrize("text", ["“IRMÃ” disse", "São Paulo’s Ã© and “é”", "Ângela, ânimo, ð, â", "âge", "Ã\u00a0 é"])
def test_what_may_be_meant_is_not_mended(text):
    assert mended(text) == text


def test_what_cannot_be_seen_is_taken_out():
    assert clean("ran\u200bsom\u00adware\x00 \ufeffgroup\u202e!") == "ransomware group!"
    assert clean("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"
    assert clean("con\ufb01dential  \t data \n\n\n\n next") == "confidential data\n\nnext"
    assert clean("e\u0301t\u00e9") == "\u00e9t\u00e9"
    assert clean("a\ud800b") == "a\ufffdb"


def test_storable_keeps_every_offset():
    assert storable("a\x00b\udfffc\u200b") == "a\ufffdb\ufffdc\u200b"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-10-02", "2024-10-02"),
        ("2024-10-02T23:30:00-05:00", "2024-10-02"),
        ("20241002", "2024-10-02"),
        ("2024-10", "2024-10"),
        ("2024", "2024"),
        ("Wed, 02 Oct 2024 10:00:00 GMT", "2024-10-02"),
        ("October 2nd, 2024", "2024-10-02"),
        ("2 Sept. 2024", "2024-09-02"),
        ("02/10/2024", None),
        ("2024-13-02", None),
        ("2023-02-29", None),
        ("0001-01-01", None),
        ("1727827200", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(written, date):
    assert iso_date(written) == date


def test_a_plain_text(one):
    document = one(b"Northfield Dental reports an incident\r\n\r\nIt was discovered in May.\x00\r\n", "notice.txt")
    assert document.text == "Northfield Dental reports an incident\n\nIt was discovered in May."
    assert document.title == "Northfield Dental reports an incident"
    assert document.origin == "notice.txt"
    assert document.published is None
    assert one(b"It was discovered. In May.\n\nOr later.").title is None


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('"Northfield Dental\'s notice"', "Northfield Dental's notice"),
        ("Northfield Dental's notice", "Northfield Dental's notice"),
        ("'It''s all out'", "It's all out"),
        ("A breach: what we know", "A breach: what we know"),
        ("[unclosed", "[unclosed"),
    ],
)
def test_titles_of_front_matter(one, written, title):
    document = one(f"---\ntitle: {written}\ndate: 2024-10-02\n---\nWords.\n".encode(), "a.md")
    assert document.title == title
    assert document.published == "2024-10-02"


def test_markdown_from_a_pipe(one):
    assert one(b"# Northfield Dental\n\nIt was hacked.\n").title == "Northfield Dental"
    assert one(b"---\ntitle: Northfield Dental\n---\nIt was hacked.\n").title == "Northfield Dental"
    assert one(b"# addresses\n192.0.2.1\n192.0.2.2\n").text == "# addresses\n192.0.2.1\n192.0.2.2"


def test_the_same_text_is_the_same_document(one):
    assert one(FRENCH.encode()).id == one(FRENCH.encode("utf-16")).id == one(b"\xef\xbb\xbf" + FRENCH.encode()).id


def test_what_the_caller_says_of_the_date_stands(one):
    assert one(b"Some text.", published="2024-05-01").published == "2024-05-01"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\x00\x00", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 5000])
def test_nothing_to_read(one, data):
    with pytest.raises(ReadError):
        one(data)


def test_limits_are_named(one):
    with pytest.raises(ReadError, match="limit of 1,000 bytes"):
        one(b"word " * 300, max_bytes=1000)
    with pytest.raises(ReadError, match="limit of 1,000 characters"):
        one(b"word " * 300, max_text=1000)


def test_a_long_text_on_one_line(one):
    with pytest.raises(ReadError, match="limit of 20,000,000 characters"):
        one(b"a b c " * 8_000_000)


@pytest.mark.parametrize("width", [60, 72, 80, 100, 120, 132])
def test_wrapped_at_any_usual_width(one, width):
    text = (
        "Northfield Dental, a dental practice in Ohio, said that hackers stole the names and email addresses of about "
        "69,000 patients in a ransomware attack. Payment card numbers were not affected. The practice declined to say "
        "whether it paid a ransom, and has informed the police of the county."
    )
    assert one(f"{textwrap.fill(text, width)}\n".encode()).text == text


def test_long_lines_are_kept_apart(one):
    lines = "\n".join(f"Line {number} says {'a word or more ' * (6 + number % 2)}here" for number in range(4))
    assert one(lines.encode()).text == lines


def test_wrapped_paragraphs_are_joined_and_lists_are_not(one):
    wrapped = (
        "The practice discovered on the third of August that someone at\n"
        "Northfield had opened a letter that was meant for someone else\nat the practice."
    )
    items = (
        "- the names of all of the patients of the practice, and of\n- the people who pay for them, whoever they may be"
    )
    hashes = "\n".join(["d41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e"] * 3)
    joined = wrapped.replace("\n", " ")
    assert one(f"{wrapped}\r\n\r\n{items}\n\n{hashes}\n".encode()).text == f"{joined}\n\n{items}\n\n{hashes}"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Northfield Dental - Data Incident - May 3, 2024", "Northfield Dental - Data Incident"),
        ("3 May 2024 | Northfield Dental hacked", "Northfield Dental hacked"),
        ("*** Northfield Dental: notice ***", "Northfield Dental: notice"),
        ("Northfield Dental \u2013 a notice", "Northfield Dental \u2013 a notice"),
    ],
)
def test_a_title_bears_neither_date_nor_rules(line: str, title: str) -> None:
    assert headline(f"{line}\n\nIntruders stole the names of 900 patients.") == title


def test_the_lines_of_a_head_are_kept_apart(one):
    head = "Notice of a data incident at our payroll provider\nWexcombe Council, 11 November 2025"
    body = "On 20 October our provider told us that a server of its own had been copied by an outsider, and wrote."
    assert one(f"{head}\n\n{body}\n\n{body} {body}".encode()).text.startswith(head)
    wrapped = textwrap.fill(f"{body} {body}", 72)
    assert one(f"{head}\n\n{wrapped}\n".encode()).text == f"{head}\n\n{body} {body}"
