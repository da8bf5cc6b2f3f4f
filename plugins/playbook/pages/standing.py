"""What the scripts of home and matrix know: the plays of each cell, stage and role, and the moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from sys import maxsize

from playbook import routes
from playbook.edition import Edition
from playbook.model import Play
from playbook.relations import Cell, start_with
from playbook.routes import Route

Numbers = list[int]
# With more plays than this a cell tells how many it has, and the titles of the first of them.
_WHOLE = 200
# Titles in a list of a cell, and in all lists of all cells together.
_FIRST, _ALL = 12, 600
# Moments that the sentence offers: nobody looks through a longer list, and there is a page of all.
MOMENTS = 100


def cells(edition: Edition, here: Route) -> dict[str, object]:
    """Every play once, as title and link, and the plays of each cell by their numbers: those to lead, those to support.

    The keys of cells are the ids of a stage and a role with a space between them. Of many plays a cell holds the first
    of each list, and then how many it has in all.
    """
    return _cells(edition, here, ())


def _cells(edition: Edition, here: Route, others: Iterable[Play]) -> dict[str, object]:
    """The same, with `others` among the plays."""
    link, few, place = edition.layout.linker(here), _few(edition), _places(edition, others)
    return {
        "plays": [[play.title, link(routes.play(play))] for play in edition.playbook.plays if play.id in place],
        "cells": {
            f"{stage} {role}": [*(_numbers(some[:few], place) for some in (cell.lead, cell.support)), *_rest(cell, few)]
            for (stage, role), cell in edition.cells.items()
        },
    }


def _rest(cell: Cell, few: int) -> Numbers:
    return [cell.count] if max(len(cell.lead), len(cell.support)) > few else []


def sentence(edition: Edition, here: Route) -> dict[str, object]:
    """The same, and what answers the reader's sentence where it names no cell: a page and its plays, by id."""
    playbook, link, few = edition.playbook, edition.layout.linker(here), _few(edition)
    stages, roles = playbook.stage_facet, playbook.role_facet
    at = {stage.id: edition.links.tagged(stages, stage)[:few] for stage in stages.terms}
    start = {role.id: start_with(playbook, role) for role in roles.terms}
    moments = playbook.moments[:MOMENTS]
    helping = {id for moment in moments for id in moment.plays}
    others = (*chain(*at.values(), *start.values()), *(play for play in playbook.plays if play.id in helping))
    place = _places(edition, others)
    return _cells(edition, here, others) | {
        "stages": {
            stage.id: [link(routes.term(stages, stage)), _numbers(at[stage.id], place)] for stage in stages.terms
        },
        "roles": {role.id: [link(routes.term(roles, role)), _numbers(start[role.id], place)] for role in roles.terms},
        "moments": [
            [
                moment.title,
                link(routes.moment(moment)),
                moment.advice,
                [place[id] for id in moment.plays if id in place],
            ]
            for moment in moments
        ],
    }


def _few(edition: Edition) -> int:
    """How many plays a list shows."""
    if len(edition.playbook.plays) <= _WHOLE:
        return maxsize
    return max(1, min(_FIRST, _ALL // max(1, len(edition.cells))))


def _places(edition: Edition, others: Iterable[Play]) -> dict[str, int]:
    """The plays that are shown, by their numbers."""
    few, plays = _few(edition), edition.playbook.plays
    if len(plays) > few:
        lists = (some[:few] for cell in edition.cells.values() for some in (cell.lead, cell.support))
        held = {play.id for play in chain(chain(*lists), others)}
        plays = tuple(play for play in plays if play.id in held)
    return {play.id: number for number, play in enumerate(plays)}


def _numbers(plays: Sequence[Play], place: dict[str, int]) -> Numbers:
    return [place[play.id] for play in plays]
