"""What machines read: files beside the pages, one module each, and what stands in the head of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from playbook import routes
from playbook.edition import Edition
from playbook.export import data, data_schema, feed, llms, opensearch, play_text, robots
from playbook.export.head import head, head_of_no_page

__all__ = ["files", "head", "head_of_no_page", "left_out"]

# Makes files of an edition alone: each with its path below the site root, one by one, since they are large together.
Exporter = Callable[[Edition], Iterator[tuple[str, bytes]]]

EXPORTERS: tuple[Exporter, ...] = (
    data.files,
    data_schema.files,
    play_text.files,
    llms.files,
)
# Those that hold whole addresses, by the file that each makes; they need to know where the site lies.
PLACED_EXPORTERS: Mapping[str, Exporter] = {
    routes.FEED: feed.files,
    routes.OPEN_SEARCH: opensearch.files,
    routes.ROBOTS: robots.files,
}


def files(published: Edition) -> Iterator[tuple[str, bytes]]:
    """Every file of an edition; fewer where its address is not known."""
    for exporter in (*EXPORTERS, *(PLACED_EXPORTERS.values() if published.address else ())):
        yield from exporter(published)


def left_out(published: Edition) -> tuple[str, ...]:
    """The files that an edition lacks because nobody said where it lies."""
    return () if published.address else tuple(PLACED_EXPORTERS)
