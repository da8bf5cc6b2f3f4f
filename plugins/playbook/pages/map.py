"""The map: all plays in one picture, stage by stage, with what builds on what; and the piece of it around a play."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.edition import Edition, Later, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import Play
from playbook.pages.drawing import Drawing, neighbourhood, whole_map
from playbook.relations import Links, in_order

# With more plays than this a picture shows nothing any more, and the map is a list of stages with their numbers.
MOST_DRAWN = 150
MOST_AROUND = 4  # on each side of a play


def pages(edition: Edition) -> Iterator[Page]:
    """The map, where there are plays at stages."""
    if not any(play.stage.number for play in edition.playbook.plays):
        return
    yield Page(
        route=routes.MAP,
        kind="map",
        title=edition.say("map.title"),
        summary=edition.described(routes.MAP, edition.say("map.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context=Later(partial(_context, edition)),
        aliases=edition.say.words("map.aliases"),
    )


def _context(edition: Edition) -> dict[str, object]:
    stages = edition.playbook.stage_facet
    # One that is used at several stages stands once.
    groups = [
        (stage, in_order([play for play in edition.links.tagged(stages, stage) if play.stage == stage]))
        for stage in stages.terms
    ]
    drawn = sum(len(plays) for _, plays in groups) <= MOST_DRAWN
    return {
        "groups": groups,
        "drawing": whole_map([plays for _, plays in groups]) if drawn else None,
        "links": edition.links,
    }


def around(links: Links, play: Play) -> Drawing | None:
    """A play between what comes before and what builds on it; None where it stands alone."""
    before, after = links.do_first(play)[:MOST_AROUND], links.next_steps(play)[:MOST_AROUND]
    return neighbourhood(before, play, after) if before or after else None
