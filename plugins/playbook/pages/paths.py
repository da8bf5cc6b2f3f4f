"""The paths: from each stage to the next, its plays in the order in which they build on one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.relations import is_ordered


def pages(edition: Edition) -> Iterator[Page]:
    """The index of paths and one page for each step between neighbouring stages, where plays lead upward."""
    stages = edition.playbook.stage_facet
    if not stages.upward:
        return
    steps = [(stage, following, edition.links.tagged(stages, stage)) for stage, following in pairwise(stages.terms)]
    yield Page(
        route=routes.PATHS,
        kind="paths",
        title=edition.say("paths.title"),
        summary=edition.described(routes.PATHS, edition.say("paths.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"steps": steps, "stages": stages},
    )
    for stage, following, plays in steps:
        yield Page(
            route=routes.step(stage, following),
            kind="path",
            title=edition.say("path.title", stage=stage.name, next=following.name),
            summary=edition.say("path.summary", stage=stages.label(stage), next=stages.label(following)),
            updated=edition.updated,
            edit=PLAYBOOK_FILE,
            context={
                "stage": stage,
                "following": following,
                "stages": stages,
                "links": edition.links,
                "ordered": is_ordered(edition.playbook, stage),
            },
            tagged=((stages, stage),),
            listing=Listing((RowGroup(stage, plays),)),
        )
