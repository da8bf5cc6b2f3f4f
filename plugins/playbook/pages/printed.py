"""The whole playbook as one document for paper: all plays by stage, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, Play, Source, Term
from playbook.routes import Route

# Above this many plays nobody prints them all, and the page would be a burden to every build.
USUAL = 200

# How far the headings of a part go down: that of a stage is an h2 in the document, those of plays and sources are h3.
DEEPER = {"stage": 1, "play": 2, "source": 2}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stage and the plays that are first used there, with their numbers in the whole document."""

    stage: Term
    plays: tuple[tuple[int, Play], ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The one document; whoever builds the site decides whether it is made."""
    playbook = edition.playbook
    stages = playbook.stage_facet
    yield Page(
        route=routes.PRINT,
        kind="printed",
        title=edition.say("printed.title"),
        summary=edition.described(routes.PRINT, edition.say("printed.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={
            "chapters": _chapters(edition),
            "stages": stages,
            "links": edition.links,
            "name": name,
            "updated": edition.updated,
        },
        shows={route.file: name(thing) for thing, route in _things(edition)},
    )


def name(thing: Play | Term | Source) -> str:
    """The anchor in the document of a play, a stage or a source."""
    kind = {Play: "play", Term: "stage", Source: "source"}[type(thing)]
    return f"{kind}-{thing.id}"


def _things(edition: Edition) -> Iterator[tuple[Play | Term | Source, Route]]:
    stages = edition.playbook.stage_facet
    yield from ((play, routes.play(play)) for play in edition.playbook.plays)
    yield from ((stage, routes.term(stages, stage)) for stage in stages.terms)
    yield from ((source, routes.source(source)) for source in edition.playbook.sources)


def _chapters(edition: Edition) -> tuple[Chapter, ...]:
    """Plays are sorted by their first stage already."""
    numbered = tuple(enumerate(edition.playbook.plays, 1))
    return tuple(
        Chapter(stage, tuple((number, play) for number, play in numbered if play.stage == stage))
        for stage in (*edition.playbook.stages, NOWHERE)
    )
