"""The incidents that a document may tell of: those that share a key with it, the rarest keys' first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from affidavit.register.ready import Ready

#: So many candidates are compared at most: those that share the rarest keys.
_MOST_CANDIDATES = 16
#: A key that more incidents share tells nothing.
_MOST_SHARING = 200
#: The incidents of a key, each with how many there are; of a key that many share as much is read as says so.
_OF_KEY = f"""
    SELECT incident, count(*) OVER () AS sharing
    FROM (SELECT incident FROM block WHERE key = {{key}} ORDER BY incident DESC LIMIT {_MOST_SHARING + 1}) AS few"""
#: Those that share the most; what a key is worth is a whole number, so that both stores add up the same.
_BEST = f"""
    WITH best AS (
        SELECT incident, sum(1000000 / sharing) AS worth FROM ({{shared}}) AS shared
        WHERE sharing <= {_MOST_SHARING} GROUP BY incident ORDER BY worth DESC, incident LIMIT {_MOST_CANDIDATES})
    SELECT no, id, title, profile FROM best JOIN incident ON no = best.incident
    WHERE told_by > 0 ORDER BY worth DESC, no"""
_OF_KEYS = f"""
    SELECT found.* FROM unnest(CAST(:keys AS text[])) AS wanted, LATERAL ({_OF_KEY.format(key="wanted")}) AS found"""
_POSTGRESQL = Ready(text(_BEST.format(shared=_OF_KEYS)))


class Candidate(NamedTuple):
    """An incident that shares a key; `profile` is JSON."""

    no: int
    id: str
    title: str
    profile: str


def asked_for(connection: Connection, keys: Sequence[str]) -> Any:
    """The incidents that share a key, as far as the rarity of what they share puts them before the others.

    Gives the cursor of rows as `Candidate`, None where there are no keys.
    """
    if not keys:
        return None
    if connection.dialect.name != "sqlite":
        return _POSTGRESQL.ask(connection, keys=list(keys))
    return _for_sqlite(len(keys)).ask(connection, **{f"key{at}": key for at, key in enumerate(keys)})


@cache
def _for_sqlite(number: int) -> Ready:
    """The statement for what shares so many keys."""
    each = (f"SELECT * FROM ({_OF_KEY.format(key=f':key{at}')})" for at in range(number))
    return Ready(text(_BEST.format(shared=" UNION ALL ".join(each))))
