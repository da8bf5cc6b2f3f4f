"""Everything that can be sent as it stands, on one page: what moments say, and the words to copy of plays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from playbook import routes
from playbook.edition import Edition, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, WORDS, Play
from playbook.pages.terms import row_group

# With more moments and plays the page leads to their words and does not hold them: nobody loads a book to copy a line.
WHOLE = 150
_LINKS = 800


def pages(edition: Edition) -> Iterator[Page]:
    """The one page, where moments say something or plays have a section of words to copy."""
    playbook = edition.playbook
    moments = [moment for moment in playbook.moments if moment.say]
    if not moments and WORDS not in edition.kinds.values():
        return
    # A play stands once, at the first of its stages.
    at: dict[str, list[Play]] = defaultdict(list)
    for play in playbook.plays:
        at[play.stage.id].append(play)
    groups = tuple(replace(row_group(edition, stage, at[stage.id]), anchor="") for stage in (*playbook.stages, NOWHERE))
    if moments:
        groups = (RowGroup(None, tuple(moments), edition.say("moments.title"), "moments"), *groups)
    saying = {role for moment in moments for role, _ in moment.say}
    yield Page(
        route=routes.WORDS,
        kind="words",
        title=edition.say("words.title"),
        summary=edition.described(routes.WORDS, edition.say("words.summary", playbook=playbook.title)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={
            "roles": [role for role in playbook.roles if role in saying],
            "whole": len(moments) + len(playbook.plays) <= WHOLE,
        },
        # Beyond that a row is a link or two, and most plays have none.
        listing=Listing(groups, most=_LINKS, room=_LINKS, shows=_shown),
    )


def _shown(groups: tuple[RowGroup, ...]) -> dict[str, str]:
    return {play.path: play.id for group in groups if group.about for play in group.rows}
