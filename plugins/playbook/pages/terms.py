"""A page for each facet and for each of its terms; stages and roles have templates of their own."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES, Facet, Term
from playbook.relations import is_ordered, keep_doing, start_with

# Facets that say more about a term than which plays carry it.
TEMPLATES = {STAGES: "stage", ROLES: "role"}
# Roles for which a row of a stage has room beside its play.
_ROLES_BESIDE = 30


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of facets and terms, in the playbook's order."""
    for facet in edition.playbook.facets:
        yield _facet(edition, facet)
        for term in facet.terms:
            yield _term(edition, facet, term)


def _facet(edition: Edition, facet: Facet) -> Page:
    route = routes.facet(facet)
    counts = {term.id: len(edition.links.tagged(facet, term)) for term in facet.terms}
    return Page(
        route=route,
        kind="facet",
        title=facet.name,
        summary=edition.described(
            route, edition.say("facet.summary", facet=facet.name, playbook=edition.playbook.title)
        ),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"facet": facet, "counts": counts, "playbook": edition.playbook},
        listing=Listing((RowGroup(facet, facet.terms),)),
    )


def _term(edition: Edition, facet: Facet, term: Term) -> Page:
    route = routes.term(facet, term)
    own, listing = _CONTEXTS.get(facet.id, _plain)(edition, facet, term)
    return Page(
        route=route,
        kind=TEMPLATES.get(facet.id, "term"),
        title=facet.label(term),
        summary=edition.described(route, term.definition),
        updated=edition.updated,
        edit=route.file if route.file in edition.prose else PLAYBOOK_FILE,
        context={"facet": facet, "term": term, "playbook": edition.playbook, **own},
        listing=listing,
        aliases=term.aliases,
        tagged=((facet, term),),
    )


def _plain(edition: Edition, facet: Facet, term: Term) -> tuple[dict[str, object], Listing]:
    stages, ids = edition.playbook.facet(STAGES), {play.id for play in edition.links.tagged(facet, term)}
    at = edition.links.tagged
    groups = (
        RowGroup(
            stage, tuple(play for play in at(stages, stage) if play.id in ids), stages.label(stage), f"at-{stage.id}"
        )
        for stage in stages.terms
    )
    return {}, Listing(tuple(groups))


def _stage(edition: Edition, facet: Facet, stage: Term) -> tuple[dict[str, object], Listing]:
    number, roles = stage.number, edition.playbook.roles
    plays = RowGroup(stage, edition.links.tagged(facet, stage))
    # A row has a cell for each role.
    return {
        "cells": [edition.cells[stage.id, role.id] for role in roles],
        "ordered": is_ordered(edition.playbook, stage),
        "moments": edition.links.moments_tagged(facet, stage),
        "keep_doing": keep_doing(edition.playbook, stage),
        "before": facet.terms[number - 2] if number > 1 else None,
        "following": facet.terms[number] if number < len(facet.terms) else None,
    }, Listing((plays,), weigh=lambda _: 1 + len(roles) // _ROLES_BESIDE)


def _role(edition: Edition, facet: Facet, role: Term) -> tuple[dict[str, object], Listing]:
    stages = edition.playbook.facet(STAGES)
    cells = (edition.cells[stage.id, role.id] for stage in stages.terms)
    return {
        "start": start_with(edition.playbook, role),
        "moments": edition.links.moments_tagged(facet, role),
        "sequences": edition.links.sequences_for(role),
    }, Listing(
        tuple(
            RowGroup(cell, cell.lead + cell.support, stages.label(cell.stage), f"at-{cell.stage.id}") for cell in cells
        )
    )


_CONTEXTS = {STAGES: _stage, ROLES: _role}
