"""A page for each facet and for each of its terms; stages and roles have templates of their own."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import ROLES, STAGES, Facet, Term
from playbook.pages.page import Page, View
from playbook.relations import keep_doing, start_with

# Facets that say more about a term than which plays carry it.
TEMPLATES = {STAGES: "stage", ROLES: "role"}


def pages(view: View) -> Iterator[Page]:
    """The pages of facets and terms, in the playbook's order."""
    for facet in view.playbook.facets:
        yield _facet(view, facet)
        for term in facet.terms:
            yield _term(view, facet, term)


def _facet(view: View, facet: Facet) -> Page:
    route = routes.facet(facet)
    counts = {term.id: len(view.links.tagged(facet, term)) for term in facet.terms}
    return Page(
        route=route,
        kind="facet",
        title=facet.name,
        summary=view.described(route, view.say("facet.summary", facet=facet.name, playbook=view.playbook.title)),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"facet": facet, "counts": counts, "playbook": view.playbook},
    )


def _term(view: View, facet: Facet, term: Term) -> Page:
    route = routes.term(facet, term)
    context: dict[str, object] = {"facet": facet, "term": term, "playbook": view.playbook}
    context |= _CONTEXTS.get(facet.id, _plain)(view, facet, term)
    return Page(
        route=route,
        kind=TEMPLATES.get(facet.id, "term"),
        title=facet.label(term),
        summary=view.described(route, term.definition),
        updated=view.updated,
        edit=route.file if route.file in view.prose else PLAYBOOK_FILE,
        context=context,
        aliases=term.aliases,
        tagged=((facet, term),),
    )


def _plain(view: View, facet: Facet, term: Term) -> dict[str, object]:
    plays = view.links.tagged(facet, term)
    return {"groups": [(stage, [play for play in plays if stage in play.stages]) for stage in view.playbook.stages]}


def _stage(view: View, facet: Facet, stage: Term) -> dict[str, object]:
    number = stage.number
    return {
        "cells": [view.cells[stage.id, role.id] for role in view.playbook.roles],
        "plays": view.links.tagged(facet, stage),
        "keep_doing": keep_doing(view.playbook, stage),
        "before": facet.terms[number - 2] if number > 1 else None,
        "following": facet.terms[number] if number < len(facet.terms) else None,
    }


def _role(view: View, facet: Facet, role: Term) -> dict[str, object]:
    return {
        "cells": [view.cells[stage.id, role.id] for stage in view.playbook.stages],
        "start": start_with(view.playbook, role),
    }


_CONTEXTS = {STAGES: _stage, ROLES: _role}
