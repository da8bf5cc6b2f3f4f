"""What stands in the navigation where the host names nothing: the fronts of the house, never the plays."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.frame import Entry
from playbook.model import Facet
from playbook.routes import FRONT, LIBRARY, STAGES_FRONT

# Without stages and roles the first facets are fronts.
_FACETS = 2


def menu(edition: Edition, pages: Collection[Page]) -> tuple[Entry, ...]:
    """The navigation, in the order of the kinds: the fronts, a group for the stages and one for the roles, the rest."""
    every = edition.playbook.facets
    axes = [facet for facet in every if facet.groups or facet.split] or every[:_FACETS]
    shown = {routes.facet(facet).url for facet in axes}
    library = tuple(entry for entry in _named(edition, pages, LIBRARY) if entry.url not in shown)
    groups = (Entry(facet.name, children=tuple(_axis(edition, pages, facet))) for facet in axes)
    return (*_named(edition, pages, FRONT), *groups, Entry(edition.say("navigation.library"), children=library))


def _axis(edition: Edition, pages: Collection[Page], facet: Facet) -> Iterator[Entry]:
    yield Entry(facet.name, routes.facet(facet).url)
    yield from (Entry(facet.label(term), routes.term(facet, term).url) for term in facet.terms)
    if facet.groups:
        yield from _named(edition, pages, STAGES_FRONT)


def _named(edition: Edition, pages: Collection[Page], place: str) -> Iterator[Entry]:
    """The pages of each kind that the navigation names at a place."""
    for kind in routes.KINDS:
        if kind.menu == place:
            own = f"navigation.{kind.name}" in edition.say.entries
            for page in pages:
                if page.kind == kind.name:
                    yield Entry(edition.say(f"navigation.{kind.name}") if own else page.title, page.route.url)
