from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage

import pytest

from affidavit.errors import ReadError
from affidavit.read import ReadOptions, read_bytes
from affidavit.read.source import _stream
from tests.read.files import mail, pdf, word


def outcomes(message: EmailMessage):
    import io

    return list(_stream(io.BytesIO(message.as_bytes()), "notice.eml", "notice.eml", ReadOptions()))


def test_a_message(one):
    document = one(mail("Dear patient,\n\nit was discovered in May.\n").as_bytes())
    assert document.text == "Notice of an incident\n\nDear patient,\n\nit was discovered in May."
    assert document.title == "Notice of an incident"
    assert document.author == "Press Office"
    assert document.published == "2024-09-05"


def test_attachments_are_places_of_the_message(one):
    message = mail("See attached.")
    message.add_attachment(pdf("On page one.", "On page two."), "application", "pdf", filename="notice.pdf")
    message.add_attachment(word("In the letter."), "application", "octet-stream", filename="letter.docx")
    message.add_attachment(b"\x89PNG\r\n\x1a\n....", "image", "png", filename="logo.png")
    document = one(message.as_bytes())
    assert document.text.endswith("See attached.\n\nOn page one.\n\nOn page two.\n\nIn the letter.")
    assert document.place(document.text.index("On page two")) == "attachment notice.pdf, page 2"
    assert document.place(document.text.index("In the letter")) == "attachment letter.docx, paragraph 1"


def test_of_two_versions_the_plain_one(one):
    message = mail("The plain version.")
    message.add_alternative("<p>The <b>other</b> version.</p>", subtype="html")
    assert one(message.as_bytes()).text == "Notice of an incident\n\nThe plain version."


def test_a_message_in_html_alone(one):
    message = EmailMessage()
    message["From"], message["Subject"], message["MIME-Version"] = "a@example.org", "S", "1.0"
    message.set_content("<table><tr><td><p>All of</p><p>its words.</p></td></tr></table>", subtype="html")
    assert one(message.as_bytes(), "a.eml").text == "S\n\nAll of\n\nits words."


def test_an_attachment_that_fails_leaves_the_rest():
    message = mail("See attached.")
    message.add_attachment(pdf("x")[:200], "application", "pdf", filename="bad.pdf")
    document, error = outcomes(message)
    assert document.text.endswith("See attached.")
    assert str(error) == "notice.eml, attachment bad.pdf: this PDF is damaged: it cannot be opened"
    with pytest.raises(ReadError, match=r"bad\.pdf"):
        read_bytes(message.as_bytes(), "notice.eml")


def test_fifty_messages_deep():
    inner = mail("The innermost.", "level 50")
    for level in range(49, 0, -1):
        outer = mail(f"Body {level}.", f"level {level}")
        outer.add_attachment(inner)
        inner = outer
    document, error = outcomes(inner)
    assert "Body 1.\n\nBody 2." in document.text
    assert "Body 40." not in document.text
    assert "deeper than" in str(error)


def test_damaged_headers(one):
    data = (
        b"From: \xff\xfe <\x00\nSubject: =?utf-8?b?!!!?= =?x?q?y?=\nMessage-ID: <\nDate: 99 Foo\n\nThe body is there.\n"
    )
    assert one(data, "a.eml").text.endswith("The body is there.")
    assert message_from_bytes(data)  # and the library reads it too


def test_a_text_that_only_begins_like_a_message(one):
    document = one(b"Subject: a notice\nFrom: the press office\n\nIt was discovered.")
    assert document.text.startswith("Subject: a notice")
