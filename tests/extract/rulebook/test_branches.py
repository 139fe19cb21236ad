"""The branches of a pattern find together what it finds."""

import pytest

from affidavit.extract.rulebook import branches as module
from affidavit.extract.rulebook.branches import branches
from affidavit.extract.rulebook.files import WrittenRule, read_rules
from affidavit.extract.rulebook.needed import needed
from affidavit.extract.rulebook.pattern import Beginnings, Pattern, Search, beginnings
from affidavit.extract.scan import Scan
from affidavit.model.document import Document


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        (r"hacked|stolen", ["hacked", "stolen"]),
        (r"\b(?:hacked (?:by|in)|lost)\b", [r"\b(?:hacked (?:by|in))\b", r"\b(?:lost)\b"]),
        (r"(?:a|b) and (?:c|d)", ["(?:a|b) and (?:c|d)"]),
        (r"(?:a|b)|\bnot (?:c|d)", ["(?:a)", "(?:b)", r"\bnot (?:c|d)"]),
        (r"[|(]x|y\|z", ["[|(]x", r"y\|z"]),
        (r"(?:a|b)+", ["(?:a|b)+"]),
        (r"by (hackers)|stolen", ["by (hackers)|stolen"]),
    ],
)
def test_a_pattern_is_cut_at_its_top(pattern: str, parts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONG", 0)
    assert branches(pattern) == parts


def test_a_short_pattern_stays_whole() -> None:
    assert branches("hacked|stolen") == ["hacked|stolen"]


def test_the_first_match_is_found_and_of_those_the_first_branch() -> None:
    parts = [("lost files", [["lost"]]), ("stolen", [["stolen"]]), ("stolen files", [["files"]])]
    search, held = Search(parts), Beginnings(beginnings(parts)).held
    places = [search.first(one, held(one)) for one in (b"stolen files and lost files", b"lost files and stolen files")]
    assert places == [(0, 6), (0, 10)]
    assert search.first(b"the files", held(b"the files")) is None
    assert search.fits(b"it was stolen", held(b"it was stolen"))
    assert not search.fits(b"it was lost", held(b"it was lost"))


def test_a_branch_is_searched_where_all_that_it_needs_stands() -> None:
    parts = [(r"stolen\w* (?:passports|passwords)", [["stolen"], ["passports", "passwords"]]), ("lost", [])]
    search, held = Search(parts), Beginnings(beginnings(parts)).held
    assert search.fits(b"stolen passwords", held(b"stolen passwords"))
    assert not search.fits(b"stolen passes", held(b"stolen passes"))
    assert search.first(b"it was lost", held(b"it was lost")) == (7, 11)


@pytest.mark.parametrize("written", read_rules(), ids=lambda one: one.rule.id)
def test_branches_find_what_the_pattern_finds(written: WrittenRule) -> None:
    rule = written.rule
    whole = [
        (pattern, terms) for patterns, terms in ((rule.where, rule.any), (rule.unless, ())) for pattern, _ in patterns
    ]
    searches = [(Pattern(one), Search([(part, needed(part, terms)) for part in branches(one)])) for one, terms in whole]
    for text in (*written.matches, *written.misses):
        for line in Scan(Document.of(text.replace("⟦", "").replace("⟧", ""))).lines:
            for pattern, search in searches:
                if any(term.rstrip("*").lower() in line.lower for term in rule.any):
                    assert search.first(line.folded, line.held) == pattern.search(line.folded)
