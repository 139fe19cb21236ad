"""What the patterns hand on: an indicator with its place, before anybody asks whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.model.struct import frozen

if TYPE_CHECKING:
    from affidavit.extract.scan import Line


@frozen
class Found:
    """An indicator at `[start, end)` of the document's text.

    `host` is the host that it names (of a URL, an email address, a domain), in lower case; `defanged` whether it
    was written so that nobody follows it; `linked` whether it is only the target of a link in Markdown.
    """

    type: str
    value: str
    start: int
    end: int
    line: Line
    host: str = ""
    defanged: bool = False
    linked: bool = False
