"""A page for each source, place by place, and the index of sources."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.pages.page import Page, View
from playbook.relations import users_of


def pages(view: View) -> Iterator[Page]:
    """The pages of sources."""
    playbook = view.playbook
    yield Page(
        route=routes.SOURCES,
        kind="sources",
        title=view.say("sources.title"),
        summary=view.described(routes.SOURCES, view.say("sources.summary", playbook=playbook.title)),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={"sources": playbook.sources, "links": view.links},
    )
    for source in playbook.sources:
        plays = view.links.citing(source)
        yield Page(
            route=routes.source(source),
            kind="source",
            title=source.title,
            summary=view.say("source.summary", source=source.title)[:200],
            updated=view.updated,
            edit=source.path,
            context={
                "source": source,
                # An address may say one thing and lead to another, so the page says where it leads.
                "host": urlsplit(source.url).hostname,
                "plays": plays,
                "passages": [(passage, users_of(passage, source, plays)) for passage in source.passages],
            },
            aliases=source.authors,
        )
