"""The pages that stand alone: home, find, glossary, moments, and those that an editor wrote whole."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.loading.files import GLOSSARY_FILE, MOMENTS_FILE, PLAYBOOK_FILE
from playbook.loading.register import completed
from playbook.pages.page import Page, View

_RECENT = 5


def pages(view: View) -> Iterator[Page]:
    """The single pages; glossary and moments only where the playbook has them."""
    yield _home(view)
    yield _find(view)
    if view.playbook.glossary:
        yield _glossary(view)
    if view.playbook.moments:
        yield _moments(view)
    made = completed(view.playbook.facets)
    for path, prose in view.prose.items():
        if path not in made:
            yield Page(
                route=routes.free(path),
                kind="free",
                title=prose.title,
                summary=prose.summary,
                updated=view.updated,
                edit=path,
            )


def _home(view: View) -> Page:
    playbook = view.playbook
    reviewed = sorted(playbook.plays, key=lambda play: (-play.reviewed.toordinal(), play.title.casefold(), play.id))
    return Page(
        route=routes.HOME,
        kind="home",
        title=playbook.title,
        summary=view.described(routes.HOME, playbook.description),
        updated=view.updated,
        edit=routes.HOME.file if routes.HOME.file in view.prose else PLAYBOOK_FILE,
        context={
            "playbook": playbook,
            "cells": view.cells,
            # While all have the same date, the newest would be the first of the alphabet.
            "recent": reviewed[:_RECENT] if len({play.reviewed for play in reviewed}) > 1 else [],
            "links": view.links,
        },
    )


def _find(view: View) -> Page:
    return Page(
        route=routes.FIND,
        kind="find",
        title=view.say("find.title"),
        summary=view.described(routes.FIND, view.say("find.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"playbook": view.playbook},
    )


def _glossary(view: View) -> Page:
    entries = sorted(view.playbook.glossary, key=lambda entry: (entry.term.casefold(), entry.id))
    return Page(
        route=routes.GLOSSARY,
        kind="glossary",
        title=view.say("glossary.title"),
        summary=view.described(routes.GLOSSARY, view.say("glossary.summary")),
        updated=view.updated,
        edit=GLOSSARY_FILE,
        context={"entries": entries},
    )


def _moments(view: View) -> Page:
    by_id = view.links.by_id
    moments = [(moment, [by_id[id] for id in moment.plays if id in by_id]) for moment in view.playbook.moments]
    return Page(
        route=routes.MOMENTS,
        kind="moments",
        title=view.say("moments.title"),
        summary=view.described(routes.MOMENTS, view.say("moments.summary")),
        updated=view.updated,
        edit=MOMENTS_FILE,
        context={"moments": moments},
    )
