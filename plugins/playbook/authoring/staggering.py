"""Spreads the days on which plays should be read again, so that a month has no more of them than people can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from playbook.model import Evidence, Play

# Without a wish, plays that fall due together are spread over half a year.
_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Sooner:
    """A play that is to be read again sooner: after how many months, and on which day that will be."""

    play: Play
    months: int

    @property
    def due(self) -> date:
        return _due(self.play, self.months)


def usual_most(plays: Sequence[Play]) -> int:
    """How many reviews a month may have where nobody says: a sixth of all plays."""
    return max(1, ceil(len(plays) / _MONTHS))


def staggered(plays: Iterable[Play], today: date, most: int) -> tuple[Sooner, ...]:
    """The plays whose review has to come sooner, by id, so that no month has more than `most` where that can be.

    No review ever comes later than its play asks for, since that is a promise to readers; none is moved into the past
    or to today, and what is due already stays. From a full month the surplus goes to the month before it, the latest
    month first; those go first that rest on the least, inference before practice before articles, then by id. What
    comes out is level, so that a second time nothing moves.
    """
    asked = {play.id: play for play in plays if play.due}
    months = {id: play.review_every or 1 for id, play in asked.items()}

    def month(id: str) -> tuple[int, int]:
        day = _due(asked[id], months[id])
        return day.year, day.month

    def can_move(id: str) -> bool:
        return months[id] > 1 and _due(asked[id], months[id] - 1) > today

    ahead = {id for id in months if _due(asked[id], months[id]) > today}
    latest = max(map(month, ahead), default=(0, 0))
    while latest >= (today.year, today.month):
        here = sorted(id for id in ahead if month(id) == latest)
        movable = sorted((id for id in here if can_move(id)), key=lambda id: (-_weakness(asked[id]), id))
        for id in movable[: max(0, len(here) - most)]:
            months[id] -= 1
        latest = (latest[0], latest[1] - 1) if latest[1] > 1 else (latest[0] - 1, 12)
    return tuple(Sooner(asked[id], count) for id, count in sorted(months.items()) if count != asked[id].review_every)


def with_interval(text: str, months: int) -> str:
    """The text of a play's file with another number of months between its reviews; nothing else in it moves."""
    return re.sub(r"(?m)^([\"']?review_every[\"']?[ \t]*:[ \t]*)\d+", rf"\g<1>{months}", text, count=1)


def _due(play: Play, months: int) -> date:
    return replace(play, review_every=months).due or date.max


def _weakness(play: Play) -> int:
    return tuple(Evidence).index(play.evidence) if play.evidence else 0
