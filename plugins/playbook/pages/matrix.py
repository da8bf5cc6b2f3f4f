"""The stage x role matrix, and a page with a permanent address for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES
from playbook.pages.page import Page, View
from playbook.relations import Cell
from playbook.texts import Texts


def pages(view: View) -> Iterator[Page]:
    """The matrix, then its cells, stage by stage."""
    yield Page(
        route=routes.MATRIX,
        kind="matrix",
        title=view.say("matrix.title"),
        summary=view.described(routes.MATRIX, view.say("matrix.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"playbook": view.playbook, "cells": view.cells},
        aliases=view.say.words("matrix.aliases"),
    )
    for cell in view.cells.values():
        yield _cell(view, cell)


def _cell(view: View, cell: Cell) -> Page:
    stages, roles = view.playbook.facet(STAGES), view.playbook.facet(ROLES)
    return Page(
        route=routes.cell(cell.stage, cell.role),
        kind="cell",
        title=view.say("cell.title", role=cell.role.name, stage=stages.label(cell.stage)),
        summary=_summary(view.say, cell, stages.label(cell.stage)),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"cell": cell, "stages": stages, "roles": roles},
        tagged=((stages, cell.stage), (roles, cell.role)),
    )


def _summary(say: Texts, cell: Cell, stage: str) -> str:
    role = cell.role.name
    if not cell.count:
        return say("cell.summary_none", role=role, stage=stage)
    return say("cell.summary", role=role, stage=stage, lead=len(cell.lead), support=len(cell.support))
