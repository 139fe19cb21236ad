"""docs/exchange.md: the table of fields by format has every field, in the order of the report."""

from __future__ import annotations

import re
from pathlib import Path

from affidavit.model.fields import FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "exchange.md"


def test_the_table_has_every_field() -> None:
    table = PAGE.read_text("utf-8").partition("## Fields by format")[2].partition("\n## ")[0]
    assert re.findall(r"^\| (\w+) \|", table, re.MULTILINE)[1:] == list(FIELDS)
