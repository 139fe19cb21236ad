"""What stands around a date or a sum, as the models see it."""

from affidavit.extract.around import around

SENTENCE = "The mill noticed on 3 May, and told its workers on 9 June in a letter."
NOTICED, TOLD = (SENTENCE.index("3 May"), SENTENCE.index(",")), (SENTENCE.index("9 June"), SENTENCE.index(" in a"))


def test_words_are_told_apart_by_side_and_distance() -> None:
    told = around(SENTENCE, TOLD, [NOTICED, TOLD])
    assert {"before told", "close before its", "behind letter", "with mill", "next before on"} <= told
    assert not {"behind told", "before letter"} & told


def test_the_place_itself_says_nothing_and_another_date_is_one_word() -> None:
    told = around(SENTENCE, TOLD, [NOTICED, TOLD])
    assert "before OTHER" in told
    assert not any("june" in one or "may" in one.split() for one in told)


def test_a_place_without_words_beside_it_has_no_next() -> None:
    assert "next before " in around("3 May was the day", (0, 5), [(0, 5)])


def test_pairs_are_of_neighbours_on_one_side() -> None:
    told = around("they heard of it on 3 May", (20, 25), [(20, 25)])
    assert "pair before on it" in told
    assert not any(one.startswith("pair behind") for one in told)
