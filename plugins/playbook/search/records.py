"""What the search knows of pages beside their words: what a result shows, what it carries of each facet, its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from playbook.model import Facet, Playbook
from playbook.search import packing
from playbook.search.documents import SearchDocument

_EVIDENCE = {"practised": 0, "stated": 1, "example": 2, "inferred": 3, "": 4}
_EFFORT = ("", "S", "M", "L")


def sorting(page: SearchDocument) -> tuple[bool, str, str]:
    """Plays first, then the pages of each kind together."""
    return page.kind != "play", page.kind, page.id


def kinds(pages: Sequence[SearchDocument]) -> list[list[object]]:
    """Each kind with the number of its pages, which stand together."""
    return [[kind, sum(1 for _ in run)] for kind, run in groupby(pages, key=lambda page: page.kind)]


def mark(page: SearchDocument) -> int:
    """Kind, evidence and effort in one number: 0 is a play, 1 another page, 2 a list of pages, 3 an answer."""
    kind = 0 if page.kind == "play" else 2 if page.lists else 3 if page.answers else 1
    return 32 * kind + 4 * _EVIDENCE[page.evidence] + _EFFORT.index(page.effort)


def facets(playbook: Playbook) -> list[dict[str, object]]:
    """What a query and a reader may call the terms of each facet."""
    return [
        {
            **{key: getattr(facet, key) for key in ("id", "param", "name", "singular", "ordered")},
            "terms": [
                {"id": term.id, "name": term.name, "number": term.number, "aliases": list(term.aliases)}
                for term in facet.terms
            ],
        }
        for facet in playbook.facets
    ]


def carriers(pages: Sequence[SearchDocument], facet: Facet) -> list[list[str]]:
    """For each term of a facet the pages where it leads, and those where it supports."""
    carried = [next((held for id, *held in page.facets if id == facet.id), [(), ()]) for page in pages]
    return [
        [packing.members(at for at, held in enumerate(carried) if term.id in held[part]) for part in (0, 1)]
        for term in facet.terms
    ]


def records(pages: Sequence[SearchDocument], playbook: Playbook) -> list[list[object]]:
    """What each result shows: id, title, summary, terms; then kind and URL, left out for a play at its usual place.

    Terms are numbers: twice the place of a term among those of all facets, and one more where it supports. What leads
    to plays has their numbers at the end.
    """
    places = {page.id: number for number, page in enumerate(pages) if page.kind == "play"}
    terms = [(facet.id, term.id) for facet in playbook.facets for term in facet.terms]
    numbered = {term: 2 * at for at, term in enumerate(terms)}
    found: list[list[object]] = []
    for page in pages:
        usual = page.kind == "play" and page.url in (f"plays/{page.id}/", f"plays/{page.id}.html")
        plays = [places[id] for id in page.leads_to if id in places]
        own = [page.id, page.title, page.summary, packing.numbers(sorted(_carried(page, numbered)))]
        found.append([*own, *([] if usual else [page.kind, page.url]), *([plays] if plays else [])])
    return found


def _carried(page: SearchDocument, numbered: Mapping[tuple[str, str], int]) -> list[int]:
    return [
        numbered[facet_id, term] + supports
        for facet_id, *held in page.facets
        for supports, ids in enumerate(held)
        for term in ids
        if (facet_id, term) in numbered
    ]
