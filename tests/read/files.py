"""Files of every format, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: str | bytes, extra: bytes = b"") -> bytes:
    """A PDF of pages: a string is set in lines, bytes are a page's content stream, deflated, as they are."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for page in pages:
        packed = page if isinstance(page, bytes) else zlib.compress(_set(page))
        number = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % number
        )
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
    return _file(objects, extra)


def _set(text: str) -> bytes:
    lines = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252") for line in text.split("\n"))
    return b"BT /F1 12 Tf 14 TL 72 720 Td\n" + lines + b"ET"


def _file(objects: list[bytes], extra: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        extra,
        len(out),
    )


def word(*paragraphs: str, title: str | None = None) -> bytes:
    """A DOCX file; a paragraph that begins with a dash is an item of a list."""
    document = docx.Document()
    if title:
        document.add_heading(title, 0)
    for text in paragraphs:
        item = text.startswith("- ")
        document.add_paragraph(text.removeprefix("- "), style="List Bullet" if item else None)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_of(xml: str | bytes) -> bytes:
    """A DOCX file whose text part is `xml`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def mail(body: str, subject: str = "Notice of an incident") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office <press@northfield.example>"
    message["To"] = "list@example.org"
    message["Subject"] = subject
    message["Date"] = "Thu, 05 Sep 2024 23:30:00 -0500"
    message["Message-ID"] = "<1@northfield.example>"
    message.set_content(body)
    return message


def page(article: str, head: str = "", around: str = "") -> bytes:
    """A web page with an article in it."""
    return f"<!doctype html><html><head>{head}</head><body>{around}<article>{article}</article></body></html>".encode()


STORY = (
    "Northfield Dental said on Thursday that an intruder had copied the records of about 12,000 patients. "
    "The practice discovered the intrusion on August 3 and told the police the same day."
)
MORE = (
    "Its systems were back in operation a week later, and every patient concerned has been written to. "
    "The practice has hired a security firm to look into how the intruder came in."
)
