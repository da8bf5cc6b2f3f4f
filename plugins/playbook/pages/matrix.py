"""The stage x role matrix, and a page with a permanent address for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES
from playbook.pages import standing
from playbook.relations import Cell
from playbook.texts import Texts


def pages(edition: Edition) -> Iterator[Page]:
    """The matrix, then its cells, stage by stage."""
    yield Page(
        route=routes.MATRIX,
        kind="matrix",
        title=edition.say("matrix.title"),
        summary=edition.described(routes.MATRIX, edition.say("matrix.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"cells": edition.cells, "data": partial(standing.cells, edition, routes.MATRIX)},
        aliases=edition.say.words("matrix.aliases"),
    )
    for cell in edition.cells.values():
        yield _cell(edition, cell)


def _cell(edition: Edition, cell: Cell) -> Page:
    stages, roles = edition.playbook.facet(STAGES), edition.playbook.facet(ROLES)
    return Page(
        route=routes.cell(cell.stage, cell.role),
        kind="cell",
        title=edition.say("cell.title", role=cell.role.name, stage=stages.label(cell.stage)),
        summary=_summary(edition.say, cell, stages.label(cell.stage)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"cell": cell, "stages": stages, "roles": roles},
        listing=Listing(
            (
                RowGroup(cell, cell.lead, edition.say("cell.lead"), "to-lead"),
                RowGroup(cell, cell.support, edition.say("cell.support"), "to-support"),
            )
        ),
        tagged=((stages, cell.stage), (roles, cell.role)),
    )


def _summary(say: Texts, cell: Cell, stage: str) -> str:
    role = cell.role.name
    if not cell.count:
        return say("cell.summary_none", role=role, stage=stage)
    return say("cell.summary", role=role, stage=stage, lead=len(cell.lead), support=len(cell.support))
