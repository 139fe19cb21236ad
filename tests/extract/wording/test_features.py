"""What the model sees of a sentence."""

from affidavit.extract.wording.features import pair_rows, stem, tokens


def test_names_and_numbers_are_masked() -> None:
    found = tokens("On Monday the Velmora Tessaly told 1,204 of its crew.")
    assert [token.word for token in found] == ["on", "NAME", "the", "NAME", "told", "0", "of", "its", "crew"]


def test_a_token_keeps_its_place() -> None:
    sentence = "They reset 12 keys"
    assert [sentence[token.start : token.end].lower() for token in tokens(sentence)] == ["they", "reset", "12", "keys"]


def test_stems_join_the_forms_of_a_word() -> None:
    assert stem("notified") == stem("notifying")
    assert stem("keys") == stem("key")
    assert stem("NAME") == "NAME"


def test_pairs_are_of_neighbours() -> None:
    assert pair_rows(["reset", "the", "keys"]) == pair_rows(["reset", "the", "key"])
    assert len(pair_rows(["reset"])) == 0


def test_a_long_sentence_is_cut() -> None:
    assert len(tokens("word " * 500)) == 90
