"""E-mail: subject, body and the text of its attachments as one document, each attachment a place of its own."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from affidavit.errors import ReadError
from affidavit.read.content import Content, Hints, Piece
from affidavit.read.kinds import UnreadableKindError

_DEEPEST = 10
_MOST_PARTS = 500
_TOO_DEEP = ("attachments", f"some lie deeper than {_DEEPEST} parts, the limit")
_BODIES = {"text/plain": "plain", "text/html": "mail_html"}


def content(data: bytes, hints: Hints) -> Content:
    """The words of a message. Images and the like are passed over; an attachment that fails is a problem, no more.

    Messages attached to messages are followed ten deep.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    pieces: list[Piece] = []
    problems: list[tuple[str, str]] = []
    for part, label in _parts(message, problems):
        try:
            pieces += _read(part, label, hints)
        except UnreadableKindError as error:
            problems += [] if error.media else [(label or "body", error.message)]
        except ReadError as error:
            problems.append((label or "body", error.message))
    subject = _header(message, "subject")
    if subject:
        pieces.insert(0, Piece(subject))
    return Content(
        tuple(pieces),
        title=subject,
        author=parseaddr(_header(message, "from") or "")[0] or None,
        published=_header(message, "date"),
        problems=tuple(problems),
    )


def _parts(message: EmailMessage, problems: list[tuple[str, str]]) -> Iterator[tuple[EmailMessage, str | None]]:
    """The parts that have bytes, with the label of the attachment they are; of two versions of a body, the plain."""
    stack: list[tuple[EmailMessage, str | None, int]] = [(message, None, 0)]
    seen = 0
    while stack:
        part, label, depth = stack.pop()
        seen += 1
        if seen > _MOST_PARTS:
            problems.append(("attachments", f"there are more than {_MOST_PARTS} parts, the limit"))
            return
        if depth > _DEEPEST:
            if _TOO_DEEP not in problems:
                problems.append(_TOO_DEEP)
            continue
        if not part.is_multipart():
            yield part, label or _attachment(part, seen)
            continue
        inner = [child for child in part.iter_parts() if isinstance(child, EmailMessage)]
        if part.get_content_type() == "message/rfc822":
            label = f"attached message {_header(inner[0], 'subject') or seen}" if inner else label
        elif part.get_content_type() == "multipart/alternative":
            inner = _preferred(inner)
        stack += [(child, label, depth + 1) for child in reversed(inner)]


def _preferred(versions: list[EmailMessage]) -> list[EmailMessage]:
    plain = [part for part in versions if part.get_content_type() == "text/plain" and _payload(part).strip()]
    return plain[:1] or versions[-1:]


def _attachment(part: EmailMessage, number: int) -> str | None:
    """`attachment NAME`, for parts that are not the body itself."""
    name = part.get_filename()
    if name or part.get_content_disposition() == "attachment" or part.get_content_type() not in _BODIES:
        return f"attachment {name or number}"
    return None


def _read(part: EmailMessage, label: str | None, hints: Hints) -> list[Piece]:
    """The words of one part, through the reader of its format, each place named within the attachment."""
    from affidavit.read.formats import parse
    from affidavit.read.kinds import kind_of

    data = _payload(part)
    if not data.strip():
        return []
    body = None if label and label.startswith("attachment ") else _BODIES.get(part.get_content_type())
    charset = part.get_content_charset()
    named = Hints(part.get_filename() or "", charset, hints.max_text, hints.max_pages)
    kind = body or kind_of(data, named.name, part.get_content_type())
    inner = parse(kind, data, named)
    return [Piece(piece.text, _within(label, piece.label), piece.before) for piece in inner.pieces]


def _within(label: str | None, place: str | None) -> str | None:
    return ", ".join(filter(None, (label, place))) or None


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's text; the standard library's parser fails in many ways on damaged ones, which then say nothing."""
    try:
        value = message.get(name)
        return str(value) if value else None
    except Exception:
        return None
