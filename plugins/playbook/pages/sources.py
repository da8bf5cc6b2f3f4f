"""A page for each source, place by place, and the index of sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from playbook import routes
from playbook.edition import Edition, Later, Listing, Page, RowGroup
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import Play, Source
from playbook.relations import users_of


def pages(edition: Edition) -> Iterator[Page]:
    """The pages of sources, where the playbook keeps some."""
    playbook = edition.playbook
    if not playbook.sources:
        return
    yield Page(
        route=routes.SOURCES,
        kind="sources",
        title=edition.say("sources.title"),
        summary=edition.described(routes.SOURCES, edition.say("sources.summary", playbook=playbook.title)),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"links": edition.links},
        listing=Listing((RowGroup(None, playbook.sources),)),
    )
    for source in playbook.sources:
        plays = edition.links.citing(source)
        yield Page(
            route=routes.source(source),
            kind="source",
            title=source.title,
            summary=edition.say("source.summary", source=source.title)[:200],
            updated=edition.updated,
            edit=source.path,
            context=Later(partial(_context, source, plays)),
            aliases=source.authors,
            listing=Listing((RowGroup(source, plays, edition.say("source.plays"), "plays"),), template="list.html"),
        )


def _context(source: Source, plays: tuple[Play, ...]) -> dict[str, object]:
    return {
        "source": source,
        # An address may say one thing and lead to another, so the page says where it leads.
        "host": urlsplit(source.url).hostname,
        "passages": [(passage, users_of(passage, source, plays)) for passage in source.passages],
    }
