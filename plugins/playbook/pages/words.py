"""Everything that can be sent as it stands, on one page: what moments say, and the words to copy of plays."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import NOWHERE, WORDS

# With more moments and plays the page leads to their words and does not hold them: nobody loads a book to copy a line.
WHOLE = 150


def pages(edition: Edition) -> Iterator[Page]:
    """The one page, where moments say something or plays have a section of words to copy."""
    playbook = edition.playbook
    moments = [moment for moment in playbook.moments if moment.say]
    if not moments and WORDS not in edition.kinds.values():
        return
    # A play stands once, at the first of its stages.
    groups = [
        (stage, [play for play in playbook.plays if play.stage == stage]) for stage in (*playbook.stages, NOWHERE)
    ]
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
            "moments": moments,
            "groups": groups,
            "whole": len(moments) + len(playbook.plays) <= WHOLE,
        },
        shows={play.path: play.id for play in playbook.plays},
    )
