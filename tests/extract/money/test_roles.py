"""What a sum is where no rule names it, and what is taken back."""

from affidavit.extract import scanned
from affidavit.extract.money import money, roles
from affidavit.model.document import Document


def seen(text: str) -> list[set[str]]:
    scan = scanned(Document.of(text))
    line = scan.body[0]
    return money.features(scan, line, money.sums(scan, line))


def test_a_sum_is_seen_by_its_words_its_currency_and_its_size() -> None:
    coins, cash = seen("The gang wanted 12 bitcoin while the mill had $4,500 in its till.")
    assert {"coins", "digits 2", "close before gang", "behind OTHER"} <= coins
    assert {"money", "digits 4", "before OTHER", "behind till"} <= cash


def test_what_the_rules_say_stands_unless_it_is_next_to_impossible() -> None:
    (told,) = seen("The regulator fined the mill $40,000 over the leak of its workers' records.")
    assert roles.weighed("fine", told) == "fine"
    (told,) = seen("The firm, which had revenue of $340 million last year, said the hackers had got in by e-mail.")
    assert roles.weighed("ransom_paid", told) is None


def test_a_sum_that_no_rule_names_is_named_only_where_that_is_likely() -> None:
    (told,) = seen("The mill, founded in 1911, has a turnover of $12 million.")
    assert roles.weighed(None, told) is None
    (told,) = seen("The thieves want $2.5 million or they will publish the files.")
    assert roles.weighed(None, told) == "ransom_demand"
