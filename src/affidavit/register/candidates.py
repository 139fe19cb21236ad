"""The incidents that a document may tell of: those that share a key with it, the rarest keys' first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from affidavit.register.ready import Ready

#: So many candidates are compared at most: those that share the rarest keys.
_MOST_CANDIDATES = 16
#: A key that more incidents share tells nothing.
_MOST_SHARING = 200
#: How many share each key, counted as far as says so; then those that share the most. What a key is worth is a whole
#: number, so that both stores add up the same.
_BEST = f"""
    WITH shared AS MATERIALIZED (
        SELECT value AS key, (
            SELECT count(*) FROM (SELECT 1 FROM block WHERE key = value LIMIT {_MOST_SHARING + 1}) AS few) AS sharing
        FROM {{keys}}),
    best AS (
        SELECT incident, sum(1000000 / sharing) AS worth FROM shared CROSS JOIN block
        WHERE block.key = shared.key AND sharing BETWEEN 1 AND {_MOST_SHARING}
        GROUP BY incident ORDER BY worth DESC, incident LIMIT {_MOST_CANDIDATES})
    SELECT no, id, title, profile FROM best JOIN incident ON no = best.incident
    WHERE told_by > 0 ORDER BY worth DESC, no"""
_OF_KEYS = Ready(
    text(_BEST.format(keys="json_each(:keys)")),
    text(_BEST.format(keys="json_array_elements_text(CAST(:keys AS json))")),
)


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
    return _OF_KEYS.ask(connection, keys=json.dumps(keys, ensure_ascii=False)) if keys else None
