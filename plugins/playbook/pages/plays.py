"""One page a play, one for each retired play, and the index of all plays."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.authoring.unfinished import is_unfinished
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import UNDECIDED, Play
from playbook.pages.page import Page, View
from playbook.relations import at_stage, helps_reach


def pages(view: View) -> Iterator[Page]:
    """The pages of plays."""
    yield _index(view)
    for play in view.playbook.plays:
        yield _play(view, play)
    for play in view.playbook.retired:
        heir = view.links.by_id.get(play.replaced_by)
        yield Page(
            route=routes.play(play),
            kind="retired",
            title=play.title,
            summary=play.summary,
            updated=play.reviewed,
            edit=play.path,
            context={"play": play, "heir": heir},
            moved_to=routes.play(heir) if heir else None,
        )


def _index(view: View) -> Page:
    groups = [(stage, at_stage(view.playbook, stage)) for stage in view.playbook.stages]
    # A preview shows drafts, whose stage may be open.
    if waiting := at_stage(view.playbook, UNDECIDED):
        groups.insert(0, (UNDECIDED, waiting))
    return Page(
        route=routes.PLAYS,
        kind="plays",
        title=view.say("plays.title"),
        summary=view.described(routes.PLAYS, view.say("plays.summary", playbook=view.playbook.title)),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"groups": groups},
    )


def _play(view: View, play: Play) -> Page:
    return Page(
        route=routes.play(play),
        kind="play",
        title=play.title,
        summary=play.summary,
        updated=play.reviewed,
        edit=play.path,
        context={
            "play": play,
            "helps_reach": helps_reach(view.playbook, play),
            "do_first": view.links.do_first(play),
            "next_steps": view.links.next_steps(play),
            "related": view.links.related_to(play),
            "unfinished": is_unfinished(play),
        },
        play=play,
        aliases=play.aliases,
        tagged=tuple((tags.facet, term) for tags in play.tags for term in tags.all if term.number),
    )
