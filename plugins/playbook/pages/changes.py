"""What changed for readers, day by day: the notes on plays, and the plays that came after the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import Play, Playbook


@dataclass(frozen=True, slots=True)
class News:
    """A play that changed on a day, and what is different; empty where the play is new."""

    day: date
    play: Play
    what: str = ""


def pages(edition: Edition) -> Iterator[Page]:
    """The one page, where somebody noted a change."""
    if not any(play.changes for play in edition.playbook.plays):
        return
    told = news(edition.playbook)
    yield Page(
        route=routes.CHANGES,
        kind="changes",
        title=edition.say("changes.title"),
        summary=edition.described(routes.CHANGES, edition.say("changes.summary")),
        updated=told[0].day,
        edit=PLAYBOOK_FILE,
        listing=Listing(
            tuple(
                RowGroup(day, tuple(some), edition.say.day(day), day.isoformat())
                for day, some in groupby(told, lambda one: one.day)
            )
        ),
    )


def news(playbook: Playbook) -> list[News]:
    """All that changed, the newest first; of one day new plays come first, then all by title.

    The plays that were there on the first day are not new: then all was.
    """
    first = min((play.added for play in playbook.plays if play.added), default=date.min)
    told = [News(play.added, play) for play in playbook.plays if play.added and play.added > first]
    told += [News(change.day, play, change.what) for play in playbook.plays for change in play.changes]
    return sorted(told, key=lambda one: (-one.day.toordinal(), bool(one.what), one.play.title.casefold(), one.what))
