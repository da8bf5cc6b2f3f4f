"""A page for each facet and for each of its terms; stages and roles have templates of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from playbook import routes
from playbook.edition import Edition, Later, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, Facet, Play, Term
from playbook.relations import is_ordered, keep_doing, start_with

_Value = TypeVar("_Value")
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
        listing=Listing((RowGroup(facet, tuple(term for term in facet.terms if not term.parent)),)),
    )


def _term(edition: Edition, facet: Facet, term: Term) -> Page:
    route = routes.term(facet, term)
    kind, listed, own = _kind(facet)

    def context() -> dict[str, object]:
        return {"facet": facet, "term": term, "playbook": edition.playbook, **own(edition, facet, term)}

    return Page(
        route=route,
        kind=kind,
        title=facet.label(term),
        summary=edition.described(route, term.definition),
        updated=edition.updated,
        edit=route.file if route.file in edition.prose else PLAYBOOK_FILE,
        context=Later(context),
        listing=listed(edition, facet, term),
        aliases=term.aliases,
        tagged=((facet, term),),
    )


def _plain(_: Edition, facet: Facet, term: Term) -> dict[str, object]:
    return {"below": facet.below(term), "above": _above(facet, term)}


def _by_stage(edition: Edition, facet: Facet, term: Term) -> Listing:
    ids = {play.id for play in edition.links.tagged(facet, term)}
    groups = (
        row_group(edition, stage, [play for play in plays if play.id in ids], "at-")
        for stage, plays in grouped(edition)
    )
    return Listing(tuple(groups))


def grouped(edition: Edition) -> list[tuple[Term, tuple[Play, ...]]]:
    """All plays by the terms of the facet that groups them, those without one last."""
    facet = edition.playbook.stage_facet
    return [(term, edition.links.tagged(facet, term)) for term in (*facet.terms, NOWHERE)]


def row_group(edition: Edition, stage: Term, rows: Sequence[object], before: str = "") -> RowGroup:
    """Rows below the heading of a stage, or of none, as `macros.stage_heading` words it."""
    facet, say = edition.playbook.stage_facet, edition.say
    words = facet.label(stage) if stage.number else say("plays.others" if facet.terms else "plays.title")
    return RowGroup(stage, tuple(rows), words, f"{before}{stage.id or 'others'}")


def _above(facet: Facet, term: Term) -> Term | None:
    return next((one for one in facet.terms if one.id == term.parent), None)


def _weight(cells: int, _: Play) -> int:
    return cells


def _at_stage(edition: Edition, facet: Facet, stage: Term) -> Listing:
    plays = RowGroup(stage, edition.links.tagged(facet, stage))
    # A row has a cell for each role.
    return Listing((plays,), weigh=partial(_weight, 1 + len(edition.playbook.roles) // _ROLES_BESIDE))


def _stage(edition: Edition, facet: Facet, stage: Term) -> dict[str, object]:
    number = stage.number
    return {
        "ordered": is_ordered(edition.playbook, stage),
        "moments": edition.links.moments_tagged(facet, stage),
        "keep_doing": keep_doing(edition.playbook, stage) if facet.upward else (),
        "before": facet.terms[number - 2] if number > 1 else None,
        "following": facet.terms[number] if facet.upward and number < len(facet.terms) else None,
    }


def _by_part(edition: Edition, facet: Facet, role: Term) -> Listing:
    led: dict[str, list[Play]] = defaultdict(list)
    helped: dict[str, list[Play]] = defaultdict(list)
    for play in edition.links.tagged(facet, role):
        for part in (led,) * (role in play.lead) + (helped,) * (role in play.support):
            for stage in play.stages or (NOWHERE,):
                part[stage.id].append(play)
    groups = []
    for stage in (*edition.playbook.stages, NOWHERE):
        lead, support = led[stage.id], helped[stage.id]
        groups.append(replace(row_group(edition, stage, lead + support, "at-"), about=(stage, len(lead))))
    return Listing(tuple(groups))


def _role(edition: Edition, facet: Facet, role: Term) -> dict[str, object]:
    return {
        "start": start_with(edition.playbook, role),
        "moments": edition.links.moments_tagged(facet, role),
        "sequences": edition.links.sequences_for(role),
    }


_Of = Callable[[Edition, Facet, Term], _Value]


def _kind(facet: Facet) -> tuple[str, _Of[Listing], _Of[dict[str, object]]]:
    """The kind of the pages of a facet's terms, what they list, and what their template gets beside that.

    Facets that say more about a term than which plays carry it have a kind of page of their own.
    """
    if facet.groups:
        return "stage", _at_stage, _stage
    return ("role", _by_part, _role) if facet.split else ("term", _by_stage, _plain)
