"""The paths: from each stage to the next, its plays in the order in which they build on one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import STAGES
from playbook.pages.page import Page, View
from playbook.relations import at_stage, in_order


def pages(view: View) -> Iterator[Page]:
    """The index of paths, then one page for each step between neighbouring stages."""
    stages = view.playbook.facet(STAGES)
    steps = [
        (stage, following, in_order(at_stage(view.playbook, stage))) for stage, following in pairwise(stages.terms)
    ]
    yield Page(
        route=routes.PATHS,
        kind="paths",
        title=view.say("paths.title"),
        summary=view.described(routes.PATHS, view.say("paths.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"steps": steps, "stages": stages},
    )
    for stage, following, plays in steps:
        yield Page(
            route=routes.step(stage, following),
            kind="path",
            title=view.say("path.title", stage=stage.name, next=following.name),
            summary=view.say("path.summary", stage=stages.label(stage), next=stages.label(following)),
            updated=view.updated,
            edit=PLAYBOOK_FILE,
            context={"stage": stage, "following": following, "plays": plays, "stages": stages, "links": view.links},
            tagged=((stages, stage),),
        )
