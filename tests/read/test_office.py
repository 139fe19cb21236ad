"""DOCX, RTF and Markdown."""

from __future__ import annotations

import docx
import pytest

from affidavit.errors import ReadError
from tests.read.files import WORD, saved, word, word_of


def test_paragraphs_lists_and_title(one):
    document = one(word("It was found in May.", "- names", "- addresses", "The end.", title="A notice"))
    assert document.text == "A notice\n\nIt was found in May.\n- names\n- addresses\n\nThe end."
    assert document.title == "A notice"
    assert document.place(document.text.index("addresses")) == "paragraph 4"


def test_tables_in_their_place(one):
    made = docx.Document()
    made.add_paragraph("Before.")
    table = made.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells), ("Date", "Event", "3 May", "Found"), strict=True
    ):
        cell.text = text
    made.add_paragraph("After.")
    document = one(saved(made))
    assert document.text == "Before.\nDate | Event\n3 May | Found\n\nAfter."
    assert document.place(document.text.index("3 May")) == "table 1, row 2"


def test_a_table_within_a_table_is_read_once(one):
    made = docx.Document()
    cell = made.add_table(1, 1).cell(0, 0)
    cell.text = "Outer."
    cell.add_table(1, 1).cell(0, 0).text = "Inner."
    assert one(saved(made)).text == "Outer. Inner."


def test_wrapped_and_deleted_words(one):
    xml = (
        f"<w:document {WORD}><w:body><w:sdt><w:sdtContent><w:p><w:r><w:t>In a </w:t></w:r><w:hyperlink><w:r><w:t>co"
        "ntrol</w:t></w:r></w:hyperlink><w:del><w:r><w:delText> gone</w:delText></w:r></w:del><w:ins><w:r>"
        "<w:t> now</w:t></w:r></w:ins></w:p></w:sdtContent></w:sdt></w:body></w:document>"
    )
    assert one(word_of(xml)).text == "In a control now"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (word_of(b" " * 300_000_000), "limit"),
        (word_of("<broken"), "not well-formed"),
        (word_of(f"<w:document {WORD}/>"), "no body"),
        (word("Some text.")[:700], "damaged"),
        (word("Some text.")[:-100], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "save it as DOCX or PDF"),
        (b"PK\x03\x04 xl/workbook.xml", "spreadsheet"),
        (b"PK\x03\x04 something", "damaged DOCX"),
    ],
)
def test_what_is_no_docx_says_why(one, data, said):
    with pytest.raises(ReadError, match=said):
        one(data, "notice.docx")


def test_entities_are_not_followed(one):
    bomb = '<!DOCTYPE a [<!ENTITY x "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    xml = f"{bomb}<w:document {WORD}><w:body><w:p><w:r><w:t>Text &f;</w:t></w:r></w:p></w:body></w:document>"
    assert one(word_of(xml)).text == "Text"


def test_rtf(one):
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 Caf\'e9 Lumen\par\par It\u8217?s \b known\b0  since May.}"
    )
    document = one(data)
    assert document.text == "Café Lumen\n\nIt’s known since May."
    assert document.title == "Café Lumen"


def test_rtf_with_letters_that_should_have_been_escaped(one):
    assert one(b"{\\rtf1\\ansi\\ansicpg1252 Caf\xe9 Lumen}").text == "Café Lumen"


MARKDOWN = """---
title: "Northfield Dental: notice"
date: 2024-09-05
---
# What happened

About **12,000** [patients](https://northfield.example) were\nconcerned; see `evil_file_name.exe`.

- names
- *dates* of birth

> A quote.

| Kind | Value |
|------|-------|
| ip   | 192.0.2.1 |

```
hxxp://bad[.]example
```
"""


def test_markdown(one):
    document = one(MARKDOWN.encode(), "notice.md")
    assert document.text == (
        "Northfield Dental: notice\n\nWhat happened\n\n"
        "About 12,000 patients were concerned; see evil_file_name.exe.\n- names\n- dates of birth\n\nA quote.\n\n"
        "Kind | Value\nip | 192.0.2.1\n\nhxxp://bad[.]example"
    )
    assert (document.title, document.published) == ("Northfield Dental: notice", "2024-09-05")
    assert document.place(document.text.index("12,000")) == 'section "What happened"'


def test_the_first_heading_is_the_title(one):
    assert one(b"# A notice\n\nText.", "a.md").title == "A notice"
    assert one(b"Text.\n\n# Not it\n", "a.md").title is None
