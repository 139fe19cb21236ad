"""The field technique where a report names ATT&CK ids; what it describes in words is for the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from affidavit.model.claim import Claim
from affidavit.model.vocabulary import terms

if TYPE_CHECKING:
    from affidavit.extract.scan import Scan

_ID = re.compile(r"(?<![\w.])t1\d{3}(?:\.\d{3})?(?![\w])")


def claims(scan: Scan) -> Iterator[Claim]:
    """One claim for each mention of an id that the ATT&CK table knows."""
    if "t1" not in scan.lower:
        return
    known = terms("technique")
    for line in scan.body:
        for match in _ID.finditer(line.lower):
            if match[0].upper() in known:
                start, end = line.start + match.start(), line.start + match.end()
                yield scan.claim(
                    line, start, end, field="technique", value=match[0].upper(), by="technique.id", confidence=0.95
                )
