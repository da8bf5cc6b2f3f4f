"""The stage x role matrix, and a page with a permanent address for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES
from playbook.pages.page import Page, View
from playbook.relations import Cell


def pages(view: View) -> Iterator[Page]:
    """The matrix, then its cells, stage by stage."""
    yield Page(
        route=routes.MATRIX,
        kind="matrix",
        title="Stage by role",
        summary=view.described(routes.MATRIX, "Find your stage and your role: each cell holds the plays for both."),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"playbook": view.playbook, "cells": view.cells},
        aliases=("matrix", "table"),
    )
    for cell in view.cells.values():
        yield _cell(view, cell)


def _cell(view: View, cell: Cell) -> Page:
    stages, roles = view.playbook.facet(STAGES), view.playbook.facet(ROLES)
    title = f"{cell.role.name} at {stages.label(cell.stage)}"
    return Page(
        route=routes.cell(cell.stage, cell.role),
        kind="cell",
        title=title,
        summary=_summary(cell, stages.label(cell.stage)),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"cell": cell, "stages": stages, "roles": roles},
        tagged=((stages, cell.stage), (roles, cell.role)),
    )


def _summary(cell: Cell, stage: str) -> str:
    if not cell.count:
        return f"No play is written yet for the {cell.role.name} at {stage}."
    return (
        f"The plays for the {cell.role.name} at {stage}: {len(cell.lead)} to lead and {len(cell.support)} to support."
    )
