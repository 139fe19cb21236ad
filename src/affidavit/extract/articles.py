"""Which texts are whole articles: those tell of more than their incident, and in words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from affidavit.extract.technique import technique

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

#: So many characters has an article with a headline, and one without.
_HEADED, _LONG = 600, 1200


def is_article(scan: Scan) -> bool:
    """Whether the text is an article, and neither a notice in few words nor a report on how attackers work.

    The models that were taught by articles read only these: notices are told in the usual words, which rules know, and
    researchers have words of their own.
    """
    headed = any(line.title for line in scan.lines[:1])
    return len(scan.text) >= (_HEADED if headed else _LONG) and not technique.is_report(scan)
