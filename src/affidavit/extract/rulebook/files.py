"""Rule files: reading `rules/*.yaml`, checking them, and compiling them for `rulebook`.

Only `affidavit rules` and the tests come here; an analysis reads the compiled form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import re2
import yaml

from affidavit.errors import RuleError
from affidavit.extract.rulebook.branches import branches
from affidavit.extract.rulebook.needed import needed
from affidavit.extract.rulebook.rulebook import Rule, needed_by, stored_rule
from affidavit.extract.rulebook.shape import faults
from affidavit.model.struct import replace

_HERE = Path(__file__).parent
FOLDER = _HERE.parent / "rules"
COMPILED, NEEDS = _HERE / "compiled_rules.tsv", _HERE / "compiled_needs.txt"
#: Alternations that many patterns share; `%people%` in a pattern stands for the words of `people` there.
WORDS = _HERE.parent / "words.yaml"
#: RE2 writes no log of its own about a pattern that is wrong.
_QUIET = re2.Options()
_QUIET.log_errors = False
_PATTERNS = ("where", "unless")


@dataclass(frozen=True, slots=True)
class WrittenRule:
    """A rule as people write it: with examples that match (evidence in ⟦ ⟧) and that must not, and its place."""

    rule: Rule
    matches: tuple[str, ...]
    misses: tuple[str, ...]
    where: str


def read_rules(folder: Path = FOLDER) -> list[WrittenRule]:
    """All rules of a folder, checked; RuleError names the file and the rule that is wrong."""
    written = [rule for path in sorted(folder.glob("*.yaml")) for rule in _read_file(path)]
    seen: set[str] = set()
    for one in written:
        if one.rule.id in seen:
            raise RuleError(f"two rules have the id {one.rule.id}", one.where)
        seen.add(one.rule.id)
    return written


def _read_file(path: Path) -> list[WrittenRule]:
    try:
        rows = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read ({error})", path.name) from error
    except yaml.YAMLError as error:
        raise RuleError(" ".join(str(error).split()), path.name) from error
    if not isinstance(rows, list):
        raise RuleError("a rule file is a list of rules", path.name)
    return [_written(row, f"{path.name}: {row.get('id', '?') if isinstance(row, dict) else row}") for row in rows]


def _written(row: Any, where: str) -> WrittenRule:
    if fault := next(faults(row), None):
        raise RuleError(fault, where)
    row |= {key: _expanded(row[key], where) for key in _PATTERNS if key in row}
    rule = Rule(
        id=row["id"],
        any=tuple(map(str, _many(row["any"]))),
        gives={key: tuple(map(str, _many(values))) for key, values in row["gives"].items()},
        cased=bool(row.get("cased", False)),
        confidence=float(row["confidence"]) if "confidence" in row else None,
        status=row.get("status"),
        **{key: ((row[key], ()),) for key in _PATTERNS if row.get(key)},
    )
    return WrittenRule(rule, tuple(_many(row["matches"])), tuple(_many(row.get("misses", []))), where)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@cache
def _words() -> dict[str, str]:
    return {name: "|".join(lines.splitlines()) for name, lines in yaml.safe_load(WORDS.read_text("utf-8")).items()}


def _expanded(pattern: str, where: str) -> str:
    """`pattern` with each `%name%` replaced by its words, checked to compile."""
    try:
        full = re.sub(r"%([a-z_]+)%", lambda name: f"(?:{_words()[name.group(1)]})", pattern.strip())
        re2.compile(full, _QUIET)
    except KeyError as error:
        raise RuleError(f"words.yaml has no {error}", where) from error
    except re2.error as error:
        raise RuleError(f"pattern does not compile: {_reason(error)}", where) from error
    return full


def _reason(error: Exception) -> str:
    given = error.args[0] if error.args else error
    return given.decode("utf-8", "replace") if isinstance(given, bytes) else str(given)


def compiled() -> dict[Path, str]:
    """What the compiled files hold: a rule a line, without examples, and how the texts begin that patterns need."""
    rules = [_in_branches(one.rule) for one in read_rules()]
    return {COMPILED: _joined(map(stored_rule, rules)), NEEDS: _joined(needed_by(rules))}


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _in_branches(rule: Rule) -> Rule:
    return replace(
        rule,
        where=[(one, needed(one, rule.any)) for pattern, _ in rule.where for one in branches(pattern)],
        unless=[(one, needed(one)) for pattern, _ in rule.unless for one in branches(pattern)],
    )


def compile_rules() -> None:
    """Write the compiled form of the rule files."""
    for path, text in compiled().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    compile_rules()
