from __future__ import annotations

import zlib

import pytest

from affidavit.errors import ReadError
from tests.read.files import pdf

WRAPPED = (
    "Northfield Dental discovered on September 3, 2024 that an\n"
    "unauthorised party had accessed its systems. About 12,000\n"
    "patients are concerned.\n"
    "What happened\n"
    "The party came in through a vendor."
)


def test_wrapped_lines_are_joined(one):
    assert one(pdf(WRAPPED)).text == (
        "Northfield Dental discovered on September 3, 2024 that an unauthorised party had accessed its systems. "
        "About 12,000 patients are concerned.\n\nWhat happened\n\nThe party came in through a vendor."
    )


def test_pages_are_places(one):
    document = one(pdf("The first page ends here.", "The second one\nbegins and", "runs on over its end."))
    assert document.text == "The first page ends here.\n\nThe second one begins and runs on over its end."
    assert document.place(0) == "page 1"
    assert document.place(document.text.index("The second")) == "page 2"
    assert document.place(document.text.index("runs on")) == "page 3"


def test_what_stands_on_every_page_is_left_out(one):
    story = "It was in May.", "Record 17 was copied.", "Record 18 was copied.", "That was all."
    pages = [f"Northfield Dental, Notice\n{part}\nPage {at} of 4" for at, part in enumerate(story, 1)]
    text = one(pdf(*pages)).text
    assert text == "\n\n".join(story)


def test_broken_words_are_joined(one):
    typst = pytest.importorskip("typst")
    source = (
        "#set page(width: 8cm, height: 12cm)\n#set text(hyphenate: true, size: 12pt)\n#set par(justify: true)\n"
        "The misappropriation of confidential telecommunications infrastructure documentation was unprecedented."
    )
    text = one(typst.compile(source.encode())).text
    assert text == source.splitlines()[-1]


def test_an_item_is_a_line_of_its_own(one):
    assert one(pdf("The following kinds of information were copied by them:\n- names\n- dates of birth")).text == (
        "The following kinds of information were copied by them:\n- names\n- dates of birth"
    )


def test_a_scan(one):
    with pytest.raises(ReadError, match="it looks like a scan; run OCR first"):
        one(pdf(zlib.compress(b"q 10 0 0 10 0 0 cm 0 0 1 1 re f Q")))


def test_an_encrypted_file(one):
    key = b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>/ID[(x)(x)]"
    with pytest.raises(ReadError, match="encrypted"):
        one(pdf("secret", extra=key))


@pytest.mark.parametrize("part", [9, 100, 400])
def test_a_truncated_file(one, part):
    with pytest.raises(ReadError, match=r"notice\.pdf"):
        one(pdf("Some text.")[:part], "notice.pdf")


def test_too_many_pages(one):
    with pytest.raises(ReadError, match=r"3 pages, the limit is 2 \(max_pages\)"):
        one(pdf("a", "b", "c"), max_pages=2)


def test_a_page_that_unpacks_without_end_is_given_up(one):
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"BT /F1 12 Tf 72 700 Td (Northfield) Tj ET\n" * 50_000) for _ in range(60))
    with pytest.raises(ReadError):
        one(pdf(packed + packer.flush()), seconds=2)
    assert one(pdf("The next one is read.")).text == "The next one is read."
