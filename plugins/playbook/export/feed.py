"""feed.xml: an Atom feed (RFC 4287) of plays that are new, have changed or were read over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from playbook import routes
from playbook.edition import Edition
from playbook.export.xml import xml
from playbook.model import Play, Playbook

# What a reader who comes back after months may have missed; more would only cost every fetch.
MOST_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A play as the feed tells of it. `name` is its id for readers of feeds."""

    play: Play
    name: str

    @property
    def updated(self) -> date:
        return self.play.updated or date.min

    @property
    def changed(self) -> tuple[str, ...]:
        """What is different since that day."""
        return tuple(change.what for change in self.play.changes if change.day == self.updated)

    @property
    def why(self) -> str:
        """Why it stands there: it is `new`, was `changed` with a note, or was read over (`reviewed`)."""
        return "changed" if self.changed else "new" if self.updated == self.play.added else "reviewed"


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The newest entries, newest first. The feed is dated by its content, never by the day of the build."""
    newest = entries(edition.playbook)[:MOST_ENTRIES]
    updated = newest[0].updated if newest else edition.updated or date.min
    yield routes.FEED, xml(edition, "feed.xml", entries=newest, updated=updated)


def entries(playbook: Playbook) -> list[FeedEntry]:
    """Every play of which a day is known, the one that changed last first; those of one day by title."""
    names = first_names(playbook)
    told = [FeedEntry(play, names.get(play.id, play.id)) for play in playbook.plays if play.updated]
    return sorted(told, key=lambda entry: (-entry.updated.toordinal(), entry.play.title.casefold(), entry.play.id))


def first_names(playbook: Playbook) -> dict[str, str]:
    """The id that renamed plays bore first, by today's: an entry keeps its id, so that no reader gets it twice.

    Redirects keep no order, so of several old ids it is the first of the alphabet.
    """
    return {
        redirect.new: redirect.old for redirect in sorted(playbook.redirects, key=lambda one: one.old, reverse=True)
    }
