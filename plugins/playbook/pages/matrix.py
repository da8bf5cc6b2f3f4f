"""The stage x role matrix, and a page with a permanent address for each of its cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import Facet
from playbook.pages import standing
from playbook.relations import Cell
from playbook.texts import Texts


def pages(edition: Edition) -> Iterator[Page]:
    """The matrix and its cells, row by row, where the playbook has axes."""
    if not edition.playbook.axes:
        return
    down, across = edition.playbook.axes
    yield Page(
        route=routes.MATRIX,
        kind="matrix",
        title=edition.say("matrix.title"),
        summary=edition.described(
            routes.MATRIX, edition.say("matrix.summary" if across.split else "matrix.summary_plain")
        ),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"cells": edition.cells, "data": partial(standing.cells, edition, routes.MATRIX)},
        aliases=edition.say.words("matrix.aliases"),
    )
    for cell in edition.cells.values():
        yield _cell(edition, cell, down, across)


def _cell(edition: Edition, cell: Cell, stages: Facet, roles: Facet) -> Page:
    return Page(
        route=routes.cell(cell.stage, cell.role),
        kind="cell",
        title=edition.say(
            "cell.title" if roles.split else "cell.title_plain",
            role=roles.label(cell.role),
            stage=stages.label(cell.stage),
        ),
        summary=_summary(edition.say, cell, stages.label(cell.stage), roles),
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


def _summary(say: Texts, cell: Cell, stage: str, roles: Facet) -> str:
    role, plain = roles.label(cell.role), "" if roles.split else "_plain"
    if not cell.count:
        return say(f"cell.summary{plain}_none", role=role, stage=stage)
    if plain:
        return say("cell.summary_plain", role=role, stage=stage, count=cell.count)
    return say("cell.summary", role=role, stage=stage, lead=len(cell.lead), support=len(cell.support))
