"""The layout for terminals: it breaks lines where rich does, and keeps tables within the width."""

from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from affidavit.report.layout import Words, cells, cut, rows, table, wrapped

TEXTS = (
    "",
    "Northfield Dental told its patients of a breach on 4 May 2024.",
    "one  two   three    four     five      six",
    "https://northfield-dental.example/notices/2024/a-very-long-address-that-fits-no-line and more words",
    "  leading spaces here\nand a second line\n",
    "日本語の報告書は長い単語を含みます and Latin letters ⟦between⟧ them",
    "naïve café e\u0301 👩\u200d💻 family \ufe0f",
)


def plain(lines: list[Words]) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


@pytest.mark.parametrize("fold", [True, False])
@pytest.mark.parametrize("width", [8, 13, 40, 100])
@pytest.mark.parametrize("text", TEXTS)
def test_lines_break_where_rich_breaks_them(text: str, width: int, fold: bool) -> None:
    lines = Text(text).wrap(Console(file=StringIO()), width, overflow="fold" if fold else "ellipsis")
    half = len(text) // 2
    assert plain(wrapped([(text[:half], "dim"), (text[half:], "")], width, fold=fold)) == [
        line.plain.rstrip().replace(" …", "…")  # rich leaves a space of a wide letter that it cuts in two
        for line in lines
    ]


def test_styles_go_with_their_words() -> None:
    assert wrapped([("Northfield told ", "bold"), ("its patients", "")], 15) == [
        [("Northfield told", "bold")],
        [("", "bold"), ("its patients", "")],
    ]


def test_what_is_cut_ends_with_an_ellipsis() -> None:
    assert plain([cut([("Northfield ", "bold"), ("Dental", "")], 13)]) == ["Northfield D…"]


def test_rows_stand_beside_their_labels() -> None:
    laid = rows([([("1", "dim")], [[("first words", "")], [("second", "")]])], 3, right=True, gap=1)(12)
    assert plain(laid) == ["  1 first", "    words", "    second"]


@pytest.mark.parametrize("width", [24, 30, 50, 110])
def test_the_widest_columns_of_a_table_give_way(width: int) -> None:
    cell = "Names, addresses and dates of birth of patients"
    lines = plain(table([[[(cell, "")], [("no", "")], [(cell, "")]]])(width))
    assert max(map(cells, lines)) <= width
    assert (len(lines) > 1) is (width < 110)
