"""What the sentences of a document tell of: the main incident, others, or none."""

from __future__ import annotations

from collections.abc import Mapping

from affidavit.model.struct import field, frozen

MAIN = 0
#: No part of the story: an aside.
NONE = -1
#: An organisation in general, the attacks on many that the main incident is one of, and what belongs to none.
PORTRAIT, CAMPAIGN, BACKGROUND = -2, -3, -4
#: An incident at another organisation that the text does not name.
ELSEWHERE = -5


@frozen
class Topic:
    """What some sentences tell of: the organisation, and whether it is an earlier incident at the main one."""

    name: str | None
    earlier: bool = False
    #: Which of several earlier ones it is.
    number: int = 0


@frozen
class Subjects:
    """The topics of a document, the main one first, and each sentence's (or NONE, PORTRAIT)."""

    topics: tuple[Topic, ...]
    of: tuple[int, ...]
    #: Of sentences that tell of several others one after the other: where each begins, and its topic.
    parts: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
