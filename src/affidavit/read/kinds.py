"""What bytes are: told by their content first, by the name of the file only where the content leaves it open."""

from __future__ import annotations

import json
import re
from functools import cache

from affidavit.errors import ReadError
from affidavit.model.packaged import packaged_lines
from affidavit.model.regex import regex
from affidavit.read.decode import decoded

_HEAD = 4_096
_BY_EXTENSION = {
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("md", "markdown", "mdown"), "markdown"),
    **dict.fromkeys(("jsonl", "ndjson"), "jsonl"),
    **dict.fromkeys(("eml", "mht", "mhtml"), "eml"),
    "txt": "plain",
}
_BY_MEDIA_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "message/rfc822": "eml",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_TAG = r"(?:html|head|body|article|main|div|section|title|meta|p|h[1-6]|table|span|ul)\b"
_HTML = regex(
    rf"\s{{0,500}}(?:<\?xml[^>]{{0,300}}>\s{{0,99}})?(?:<!--.{{0,2000}}?-->\s{{0,99}})?<(?:!doctype html|{_TAG})",
    re.I | re.S,
)
#: As a text begins that nobody named, from a pipe: a heading or front matter, and an empty line.
_MARKDOWN = regex(r"\ufeff?(?:---[ \t]*\r?\n[A-Za-z_-]{1,40}:|#{1,6} [^\r\n]{1,300}\r?\n[ \t]{0,99}\r?\n)")
_XML = regex(r"\s{0,99}<(?:\?xml\s|rss\b|feed\b|rdf:RDF\b)", re.I)
_HEADER = regex(r"^([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.M)
_MAIL = frozenset({"mime-version", "message-id", "received", "return-path", "content-type", "delivered-to"})
# Those that texts have are left out: tabs, line and page ends, escapes.
_CONTROL = regex("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/", "a spreadsheet (XLSX)"),
    ("ppt/", "a presentation (PPTX); save it as PDF"),
    ("content.xml", "an OpenDocument file; save it as DOCX or PDF"),
    ("META-INF/container.xml", "an EPUB book"),
)


class UnreadableKindError(ReadError):
    """The bytes are of a kind that holds no readable words; `media` when nobody would expect any."""

    def __init__(self, what: str, where: str | None = None, *, media: bool = False) -> None:
        """`what` names the kind."""
        super().__init__(f"cannot be read: this is {what}", where)
        self.media = media


class JsonError(UnreadableKindError):
    """The bytes are JSON that is no row of documents."""

    def __init__(self) -> None:
        """Say what JSON would be read."""
        super().__init__(
            'JSON; documents are read from .jsonl files, an object with a "text" on each line; other systems\' files '
            "(STIX, MISP, VERIS) by `affidavit import` (--add puts them into the register)"
        )


def kind_of(data: bytes, name: str = "", media_type: str | None = None) -> str:
    """The format of `data`: plain, markdown, html, pdf, docx, eml, rtf or jsonl.

    Raises UnreadableKindError for what is none of them.
    """
    if signed := _signed(data, name):
        return signed
    head = decoded(data[:_HEAD])
    named = _BY_EXTENSION.get(_extension(name))
    told = _by_content(head) or _BY_MEDIA_TYPE.get(media_type or "") or named
    if told == "html" and named == "markdown":
        return named  # which may begin with a tag
    if told in {None, "plain", "markdown"}:
        _refuse_data(head, data)
    unnamed = "markdown" if not name and _MARKDOWN.match(head) else "plain"
    return told or unnamed


def _refuse_data(head: str, data: bytes) -> None:
    """Raise UnreadableKindError for what a text reader would take for words, and is none."""
    if _is_binary(head):
        raise UnreadableKindError("neither a text nor any format that is known", media=True)
    if _XML.match(head):
        raise UnreadableKindError("an XML file (of a feed, read the pages it leads to)")
    if head.lstrip("\ufeff \t\r\n")[:1] in {"{", "["} and _is_json(data):
        raise JsonError


def _is_json(data: bytes) -> bool:
    try:
        json.loads(decoded(data))
    except (ValueError, RecursionError):
        return False
    return True


def is_row(line: bytes) -> bool:
    """Whether `line` is a row of a .jsonl file of documents: an object on one line that has a text."""
    if not line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        row = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row


def is_jsonl_name(name: str) -> bool:
    """Whether a file of this name is a .jsonl file, whatever its first row looks like."""
    return _BY_EXTENSION.get(_extension(name)) == "jsonl"


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _signed(data: bytes, name: str) -> str | None:
    for offset, magic, kind, what in _signatures():
        if data.startswith(magic, offset):
            if kind == "zip":
                return _zipped(data, name)
            if kind in {"media", "document"}:
                raise UnreadableKindError(what, media=kind == "media")
            return kind
    # a PDF may have some bytes before its mark, which viewers forgive
    return "pdf" if b"%PDF-" in data[:1024] else None


@cache
def _signatures() -> tuple[tuple[int, bytes, str, str], ...]:
    lines = packaged_lines(__package__, "signatures.tsv")
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((int(offset), bytes.fromhex(magic), kind, what) for offset, magic, kind, what in rows)


def _zipped(data: bytes, name: str) -> str:
    """What a ZIP archive holds, by the names in it (they stand uncompressed at both ends of the file)."""
    for part, what in _ZIPPED:
        if part.encode() in data:
            if what == "docx":
                return what
            raise UnreadableKindError(what)
    if name.lower().endswith(".docx"):
        raise UnreadableKindError("a damaged DOCX, or another archive under its name")
    raise UnreadableKindError("a ZIP archive; unpack it first")


def _by_content(head: str) -> str | None:
    if is_row(head.partition("\n")[0].encode("utf-8", "replace")):
        return "jsonl"
    if _HTML.match(head):
        return "html"
    top = head.partition("\n\n")[0].replace("\r\n\r\n", "\n\n").partition("\n\n")[0]
    names = {name.lower() for name in _HEADER.findall(top)}
    return "eml" if names & {"from", "subject", "date"} and names & _MAIL else None


def _is_binary(head: str) -> bool:
    """Whether more than a twentieth of `head` is control characters or fits no encoding."""
    return len(_CONTROL.findall(head)) * 20 > len(head)
