"""What entries refer to: frameworks and laws, each reference held against the package's tables."""

from __future__ import annotations

from functools import cache

from affidavit.errors import RuleError
from affidavit.model.packaged import packaged

#: The frameworks and their tables; every other table row names its own law.
_TABLES = {"ATT&CK": "attack", "NIST CSF 2.0": "csf", "CIS Controls v8.1": "cis"}


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The rows of `tables/NAME.tsv` by their first column."""
    text = packaged(__package__, "tables", f"{name}.tsv").decode("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: tuple(row[1:]) for row in rows[1:]}


def reference(written: str, where: str) -> list[str]:
    """`ATT&CK M1017` as framework and id; RuleError where its table does not have it."""
    if written in table("law"):
        framework, name, *_ = table("law")[written]
        return [framework, name]
    framework, _, name = written.rpartition(" ")
    if framework not in _TABLES or name not in table(_TABLES[framework]):
        raise RuleError(f"no table has the reference {written}", where)
    return [framework, name]
