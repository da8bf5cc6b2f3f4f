"""The reader's own plan and the meeting kit: both are filled in by the reader's browser, from data in the page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES, Play
from playbook.rendering.templating import effort_told
from playbook.texts import Texts


def pages(edition: Edition) -> Iterator[Page]:
    """The plan and the meeting kit, where there are plays to put into them."""
    if not edition.playbook.plays:
        return
    yield Page(
        route=routes.PLAN,
        kind="plan",
        title=edition.say("plan.title"),
        summary=edition.described(routes.PLAN, edition.say("plan.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"stages": edition.playbook.facet(STAGES), "data": partial(_data, edition, routes.PLAN)},
        shows={play.path: play.id for play in edition.playbook.plays},
        aliases=edition.say.words("plan.aliases"),
    )
    yield Page(
        route=routes.MEET,
        kind="meet",
        title=edition.say("meet.title"),
        summary=edition.described(routes.MEET, edition.say("meet.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"data": partial(_meeting, edition)},
        shows={play.path: play.id for play in edition.playbook.plays},
        aliases=edition.say.words("meet.aliases"),
    )


# Templates call this when a page is rendered: a check, which renders few pages, is spared it.
def _data(edition: Edition, here: routes.Route) -> dict[str, object]:
    """What the scripts need to know of the plays; `moved` leads from ids that plays once had to those of today."""
    playbook = edition.playbook
    stages = playbook.facet(STAGES)
    moved = {redirect.old: redirect.new for redirect in playbook.redirects}
    moved |= {play.id: play.replaced_by for play in playbook.retired if play.replaced_by}
    return {
        "name": playbook.title,
        "stages": [stages.label(stage) for stage in stages.terms],
        "roles": [{"id": role.id, "name": role.name} for role in playbook.facet(ROLES).terms],
        "plays": [_play(play, here, edition.say) for play in playbook.plays if play.decided],
        "moved": moved,
    }


def _meeting(edition: Edition) -> dict[str, object]:
    """The same for the meeting kit, with the questions that two sides may answer differently."""
    questions = [
        {
            "id": question.id,
            "name": question.name,
            "asks": question.asks,
            "says": [words for _, words in question.statements],
        }
        for question in edition.playbook.assessment
    ]
    return _data(edition, routes.MEET) | {"questions": questions}


def _play(play: Play, here: routes.Route, say: Texts) -> dict[str, object]:
    return {
        "id": play.id,
        "title": play.title,
        "summary": play.summary,
        "url": routes.relative(here.url, routes.play(play).url),
        "stage": play.stages[0].number,
        "until": play.stages[-1].number,
        "lead": [role.id for role in play.lead],
        "support": [role.id for role in play.support],
        "facts": say("list.comma").join(effort_told(say, play)),
        "effort": str(play.effort),
        "time": [play.time.least, play.time.most] if play.time else None,
        "requires": list(play.requires),
    }
