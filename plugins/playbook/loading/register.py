"""The one register of what a playbook puts at which address of its site; two claims on one are a problem."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from playbook import routes
from playbook.loading.files import MOMENTS_FILE, PLAYBOOK_FILE, REDIRECTS_FILE, SEQUENCES_FILE
from playbook.model import NO_FACET, Facet, Playbook
from playbook.routes import Route

Axes = tuple[Facet, Facet] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A file below the site root, and what makes it: a content file, with the keys that lead to the place in it.

    `path` is empty for what the generator makes of its own accord.
    """

    output: str
    path: str = ""
    keys: tuple[str | int, ...] = ()


def claims(playbook: Playbook, beside: Iterable[str] = ()) -> Iterator[Claim]:
    """Everything that a playbook and what lies beside its texts may put into a site, the generator's own first.

    A page that is there on some condition, such as a text of every play, is claimed in any case.
    """
    made = completed(playbook.facets, playbook.axes)
    yield from (Claim(route.output) for route in routes.own())
    yield from (Claim(file) for file in routes.FILES)
    yield Claim(f"{routes.ADMIN}index.html")
    yield from (Claim(cell.output) for cell in _between(playbook.facets, playbook.axes))
    # Where a list may go on once it is long.
    yield from (Claim(routes.free(one.path).output) for one in playbook.prose if routes.is_part(one.path))
    for number, facet in enumerate(playbook.facets):
        yield Claim(routes.facet(facet).output, PLAYBOOK_FILE, ("facets", number, "id"))
        for place, term in enumerate(facet.terms):
            keys = ("facets", number, "terms", place, "id")
            yield Claim(routes.term(facet, term).output, PLAYBOOK_FILE, keys)
    for play in (*playbook.plays, *playbook.drafts, *playbook.retired):
        yield Claim(routes.play(play).output, play.path)
        yield Claim(routes.play_text(play), play.path)
    yield from (Claim(routes.source(source).output, source.path) for source in playbook.sources)
    for redirect in playbook.redirects:
        yield Claim(routes.moved(redirect).output, REDIRECTS_FILE, (redirect.old, ""))
    for number, moment in enumerate(playbook.moments):
        yield Claim(routes.moment(moment).output, MOMENTS_FILE, (number, "id"))
    for number, sequence in enumerate(playbook.sequences):
        yield Claim(routes.sequence(sequence).output, SEQUENCES_FILE, (number, "id"))
    yield from (Claim(routes.free(one.path).output, one.path) for one in playbook.prose if one.path not in made)
    yield from (Claim(path, path) for path in beside)


def clashes(claimed: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every claim on an address that an earlier one has already, behind that one.

    Addresses that differ by case or by the way in which letters are composed are one: some disks keep one of the two.
    """
    first: dict[str, Claim] = {}
    for claim in claimed:
        key = claim.output.casefold()
        if not key.isascii():
            key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", claim.output).casefold())
        holder = first.setdefault(key, claim)
        if holder is not claim:
            yield holder, claim


def completed(facets: Iterable[Facet], axes: Axes) -> frozenset[str]:
    """The content files whose texts complete a page that the generator makes."""
    facets = tuple(facets)
    terms = (routes.term(facet, term) for facet in facets for term in facet.terms)
    made = (*routes.own(), *map(routes.facet, facets), *terms, *_between(facets, axes))
    return frozenset(route.file for route in made)


def _between(facets: Iterable[Facet], axes: Axes) -> Iterator[Route]:
    """The pages of two terms that cross in the matrix, and of a stage and the next."""
    down, across = axes or (NO_FACET, NO_FACET)
    yield from (routes.cell(one, other) for one in down.terms for other in across.terms)
    upward = (facet for facet in facets if facet.groups and facet.upward)
    yield from (routes.step(stage, following) for facet in upward for stage, following in pairwise(facet.terms))
