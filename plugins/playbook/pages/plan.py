"""The reader's own plan and the meeting kit: both are filled in by the reader's browser, from data in the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES, Play
from playbook.pages.page import Page, View
from playbook.rendering.templating import effort_said
from playbook.texts import Texts


def pages(view: View) -> Iterator[Page]:
    """The plan and the meeting kit, where there are plays to put into them."""
    if not view.playbook.plays:
        return
    yield Page(
        route=routes.PLAN,
        kind="plan",
        title=view.say("plan.title"),
        summary=view.described(routes.PLAN, view.say("plan.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"stages": view.playbook.facet(STAGES), "data": partial(_data, view, routes.PLAN)},
        aliases=view.say.words("plan.aliases"),
    )
    yield Page(
        route=routes.MEET,
        kind="meet",
        title=view.say("meet.title"),
        summary=view.described(routes.MEET, view.say("meet.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"data": partial(_data, view, routes.MEET)},
        shows={play.path: play.id for play in view.playbook.plays},
        aliases=view.say.words("meet.aliases"),
    )


# Templates call this when a page is rendered: a check, which renders few pages, is spared it.
def _data(view: View, here: routes.Route) -> dict[str, object]:
    """What the scripts need to know of the plays; `moved` leads from ids that plays once had to those of today."""
    playbook = view.playbook
    stages = playbook.facet(STAGES)
    moved = {redirect.old: redirect.new for redirect in playbook.redirects}
    moved |= {play.id: play.replaced_by for play in playbook.retired if play.replaced_by}
    return {
        "name": playbook.title,
        "stages": [stages.label(stage) for stage in stages.terms],
        "roles": [{"id": role.id, "name": role.name} for role in playbook.facet(ROLES).terms],
        "plays": [_play(play, here, view.say) for play in playbook.plays if play.decided],
        "moved": moved,
    }


def _play(play: Play, here: routes.Route, say: Texts) -> dict[str, object]:
    return {
        "id": play.id,
        "title": play.title,
        "summary": play.summary,
        "url": routes.relative(here.url, routes.play(play).url),
        "stage": play.stages[0].number,
        "lead": [role.id for role in play.lead],
        "support": [role.id for role in play.support],
        "facts": effort_said(say, play.effort, play.time),
        "effort": str(play.effort),
        "time": [play.time.least, play.time.most] if play.time else None,
        "requires": list(play.requires),
    }
