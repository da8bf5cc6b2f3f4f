"""The pages that stand alone: home, find, glossary, and those that an editor wrote whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from unicodedata import normalize

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import GLOSSARY_FILE, PLAYBOOK_FILE
from playbook.loading.register import completed
from playbook.model import Play
from playbook.pages import standing

_RECENT = 5  # plays
_LIKELY = 6  # moments
_ENTRIES = 400
# Above the terms that begin with no letter.
_NO_LETTER = "0-9"


def pages(edition: Edition) -> Iterator[Page]:
    """The single pages; the glossary only where the playbook has one."""
    yield _home(edition)
    yield _find(edition)
    if edition.playbook.glossary:
        yield _glossary(edition)
    made = completed(edition.playbook.facets, edition.playbook.axes)
    for path, prose in edition.prose.items():
        if path not in made:
            yield Page(
                route=routes.free(path),
                kind="free",
                title=prose.title,
                summary=prose.summary,
                updated=edition.updated,
                edit=path,
            )


def _home(edition: Edition) -> Page:
    playbook = edition.playbook
    return Page(
        route=routes.HOME,
        kind="home",
        title=playbook.title,
        summary=edition.described(routes.HOME, playbook.description),
        updated=edition.updated,
        edit=routes.HOME.file if routes.HOME.file in edition.prose else PLAYBOOK_FILE,
        context={
            "cells": edition.cells,
            "recent": _recent(playbook.plays),
            "likely": playbook.moments[:_LIKELY],
            "offered": playbook.moments[: standing.MOMENTS],
            "data": partial(standing.sentence, edition, routes.HOME),
            "counts": {
                (facet.id, term.id): len(edition.links.tagged(facet, term))
                for facet in playbook.facets
                for term in facet.terms
            },
        },
    )


def _recent(plays: Sequence[Play]) -> list[Play]:
    """The plays that were reviewed last: whole days, as many as there is room for, since a day has no order in it."""
    days = sorted({play.reviewed for play in plays if play.reviewed}, reverse=True)
    recent: list[Play] = []
    for day in days if len(days) > 1 else ():
        same = [play for play in plays if play.reviewed == day]
        if len(recent) + len(same) > _RECENT:
            break
        recent += same
    return recent


def _find(edition: Edition) -> Page:
    return Page(
        route=routes.FIND,
        kind="find",
        title=edition.say("find.title"),
        summary=edition.described(routes.FIND, _find_summary(edition)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"playbook": edition.playbook},
    )


def _find_summary(edition: Edition) -> str:
    facets = edition.say("list.comma").join(facet.singular for facet in edition.playbook.facets)
    return edition.say("find.summary", facets=facets) if facets else edition.say("find.summary_plain")


def _glossary(edition: Edition) -> Page:
    glossary = edition.playbook.glossary
    entries = sorted(glossary, key=lambda entry: (_letter(entry.term), entry.term.casefold(), entry.id))
    speaking = {role for entry in glossary for role, _ in entry.says}
    return Page(
        route=routes.GLOSSARY,
        kind="glossary",
        title=edition.say("glossary.title"),
        summary=edition.described(routes.GLOSSARY, edition.say("glossary.summary")),
        updated=edition.updated,
        edit=GLOSSARY_FILE,
        context={"roles": [role for role in edition.playbook.roles if role in speaking]},
        # Others link to its words, so it stays whole as long as that goes.
        listing=Listing(
            tuple(
                RowGroup(letter, tuple(some), letter, f"_{letter}")
                for letter, some in groupby(entries, lambda entry: _letter(entry.term))
            ),
            most=_ENTRIES,
            room=_ENTRIES // 2,
        ),
    )


def _letter(term: str) -> str:
    """The letter that a term stands below; one for all terms that begin with none."""
    first = normalize("NFKD", term)[:1].upper()
    return first if first.isalpha() else _NO_LETTER
