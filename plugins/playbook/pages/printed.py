"""The whole playbook as one document for paper: all plays by stage, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from sys import maxsize

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, Facet, Play, Source, Term
from playbook.pages.parts import slices
from playbook.pages.terms import row_group

# Above this many plays nobody prints them all, and it would be a burden to every build; where it is asked for, it comes
# in parts of about so many letters of text.
USUAL = 200
_ROOM = 90_000
# What stands around the text of a play, and what a passage takes.
_FACTS, _PASSAGE = 1_500, 300

# How far the headings of a part go down: that of a stage is an h2 in the document, those of plays and sources are h3.
DEEPER = {"stage": 1, "play": 2, "source": 2}


# A play with its number in the whole document, or a source.
Printed = tuple[int, Play] | Source


def pages(edition: Edition) -> Iterator[Page]:
    """The one document; whoever builds the site decides whether it is made."""
    stages = edition.playbook.stage_facet
    listing = _listing(edition)
    number = {
        name(_thing(row)): number
        for number, groups in enumerate(slices(listing), 1)
        for group in groups
        for row in group.rows
    }
    yield Page(
        route=routes.PRINT,
        kind="printed",
        title=edition.say("printed.title"),
        summary=edition.described(routes.PRINT, edition.say("printed.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={
            "stages": stages,
            "links": edition.links,
            "name": name,
            "place": lambda thing: f"{routes.part(routes.PRINT, number[name(thing)]).url}#{name(thing)}",
            "updated": edition.updated,
        },
        listing=listing,
    )


def name(thing: Play | Term | Source) -> str:
    """The anchor in the document of a play, a stage or a source."""
    kind = {Play: "play", Term: "stage", Source: "source"}[type(thing)]
    return f"{kind}-{thing.id}"


def _thing(row: Printed) -> Play | Source:
    return row if isinstance(row, Source) else row[1]


def _listing(edition: Edition) -> Listing:
    """The plays by the stage at which they are first used, then the sources. Plays are sorted by that already."""
    playbook = edition.playbook
    stages = playbook.stage_facet
    numbered = tuple(enumerate(playbook.plays, 1))

    chapters = (
        replace(row_group(edition, stage, [one for one in numbered if one[1].stage == stage]), anchor=name(stage))
        for stage in (*stages.terms, NOWHERE)
    )
    return Listing(
        (*chapters, RowGroup(None, playbook.sources, edition.say("printed.sources"), "sources")),
        most=_ROOM if len(numbered) > USUAL else maxsize,
        room=_ROOM,
        weigh=_letters,
        shows=partial(_shows, stages),
    )


def _shows(stages: Facet, groups: tuple[RowGroup, ...]) -> dict[str, str]:
    held = (_thing(row) for group in groups for row in group.rows)
    begun = [group.about for group in groups if group.about and group.about.number and not group.start]
    return {
        **{thing.path: name(thing) for thing in held},
        **{routes.term(stages, stage).file: name(stage) for stage in begun},
    }


def _letters(row: Printed) -> int:
    thing = _thing(row)
    return len(thing.body) + (len(thing.passages) * _PASSAGE if isinstance(thing, Source) else _FACTS)
