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
        title="Paths",
        summary=view.described(routes.PATHS, "From each stage to the next: what to do, in the order that works."),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"steps": steps, "stages": stages},
    )
    for stage, following, plays in steps:
        yield Page(
            route=routes.step(stage, following),
            kind="path",
            title=f"From {stage.name} to {following.name}",
            summary=f"What to do at {stages.label(stage)} to reach {stages.label(following)}, in order.",
            updated=view.updated,
            edit=PLAYBOOK_FILE,
            context={"stage": stage, "following": following, "plays": plays, "stages": stages, "links": view.links},
            tagged=((stages, stage),),
        )
