"""What the scripts of home and matrix know: the plays of each cell, stage and role, and the moments."""

from __future__ import annotations

from collections.abc import Iterable

from playbook import routes
from playbook.edition import Edition
from playbook.model import Play
from playbook.relations import start_with
from playbook.routes import Route, linker

Numbers = list[int]


def cells(edition: Edition, here: Route) -> dict[str, object]:
    """Every play once, as title and link, and the plays of each cell by their numbers: those to lead, those to support.

    The keys of cells are the ids of a stage and a role with a space between them.
    """
    link, place = linker(here), _places(edition)
    return {
        "plays": [[play.title, link(routes.play(play))] for play in edition.playbook.plays],
        "cells": {
            f"{stage} {role}": [_numbers(cell.lead, place), _numbers(cell.support, place)]
            for (stage, role), cell in edition.cells.items()
        },
    }


def sentence(edition: Edition, here: Route) -> dict[str, object]:
    """The same, and what answers the reader's sentence where it names no cell: a page and its plays, by id."""
    playbook, link, place = edition.playbook, linker(here), _places(edition)
    stages, roles = playbook.stage_facet, playbook.role_facet
    return cells(edition, here) | {
        "stages": {
            stage.id: [link(routes.term(stages, stage)), _numbers(edition.links.tagged(stages, stage), place)]
            for stage in stages.terms
        },
        "roles": {
            role.id: [link(routes.term(roles, role)), _numbers(start_with(playbook, role), place)]
            for role in roles.terms
        },
        "moments": [
            [
                moment.title,
                link(routes.moment(moment)),
                moment.advice,
                [place[id] for id in moment.plays if id in place],
            ]
            for moment in playbook.moments
        ],
    }


def _places(edition: Edition) -> dict[str, int]:
    return {play.id: number for number, play in enumerate(edition.playbook.plays)}


def _numbers(plays: Iterable[Play], place: dict[str, int]) -> Numbers:
    return [place[play.id] for play in plays]
