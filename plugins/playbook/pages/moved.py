"""A page at each address that a play once had, which leads on to where the play is now."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import REDIRECTS_FILE


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of redirects; none for a play that readers cannot reach."""
    shown = {play.id: play for play in (*edition.playbook.retired, *edition.playbook.plays)}
    for redirect in edition.playbook.redirects:
        play = shown.get(redirect.new)
        if play:
            yield Page(
                route=routes.moved(redirect),
                kind="moved",
                title=play.title,
                summary=edition.say("moved.summary", summary=play.summary)[:200],
                updated=play.updated,
                edit=REDIRECTS_FILE,
                context={"play": play},
                moved_to=routes.play(play),
            )
