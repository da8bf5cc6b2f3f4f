"""A page for each facet and for each of its terms; stages and roles have templates of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, Facet, Play, Term
from playbook.relations import is_ordered, keep_doing, start_with


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
    )


def _term(edition: Edition, facet: Facet, term: Term) -> Page:
    route = routes.term(facet, term)
    context: dict[str, object] = {"facet": facet, "term": term, "playbook": edition.playbook}
    kind, more = _kind(facet)
    context |= more(edition, facet, term)
    return Page(
        route=route,
        kind=kind,
        title=facet.label(term),
        summary=edition.described(route, term.definition),
        updated=edition.updated,
        edit=route.file if route.file in edition.prose else PLAYBOOK_FILE,
        context=context,
        aliases=term.aliases,
        tagged=((facet, term),),
    )


def _plain(edition: Edition, facet: Facet, term: Term) -> dict[str, object]:
    ids = {play.id for play in edition.links.tagged(facet, term)}
    groups = [(stage, [play for play in plays if play.id in ids]) for stage, plays in grouped(edition)]
    return {"groups": groups, "below": facet.below(term), "above": _above(facet, term)}


def grouped(edition: Edition) -> list[tuple[Term, tuple[Play, ...]]]:
    """All plays by the terms of the facet that groups them, those without one last."""
    facet = edition.playbook.stage_facet
    return [(term, edition.links.tagged(facet, term)) for term in (*facet.terms, NOWHERE)]


def _above(facet: Facet, term: Term) -> Term | None:
    return next((one for one in facet.terms if one.id == term.parent), None)


def _stage(edition: Edition, facet: Facet, stage: Term) -> dict[str, object]:
    number = stage.number
    return {
        "plays": edition.links.tagged(facet, stage),
        "ordered": is_ordered(edition.playbook, stage),
        "moments": edition.links.moments_tagged(facet, stage),
        "keep_doing": keep_doing(edition.playbook, stage) if facet.upward else (),
        "before": facet.terms[number - 2] if number > 1 else None,
        "following": facet.terms[number] if facet.upward and number < len(facet.terms) else None,
    }


def _role(edition: Edition, facet: Facet, role: Term) -> dict[str, object]:
    plays = edition.links.tagged(facet, role)
    groups = (
        (stage, [play for play in plays if stage in (play.stages or (NOWHERE,))])
        for stage in (*edition.playbook.stages, NOWHERE)
    )
    return {
        "groups": [
            (stage, [play for play in at if role in play.lead], [play for play in at if role in play.support])
            for stage, at in groups
        ],
        "start": start_with(edition.playbook, role),
        "moments": edition.links.moments_tagged(facet, role),
        "sequences": edition.links.sequences_for(role),
    }


def _kind(facet: Facet) -> tuple[str, Callable[[Edition, Facet, Term], dict[str, object]]]:
    """Facets that say more about a term than which plays carry it have a kind of page of their own."""
    return ("stage", _stage) if facet.groups else ("role", _role) if facet.split else ("term", _plain)
