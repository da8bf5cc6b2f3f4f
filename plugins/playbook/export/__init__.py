"""What machines read: files beside the pages, one module each, and what stands in the head of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playbook import routes
from playbook.edition import Edition
from playbook.export import data, data_schema, feed, llms, opensearch, play_text, robots
from playbook.export.head import head, head_of_no_page

__all__ = ["files", "head", "head_of_no_page", "left_out"]

# Each makes its files from an edition alone, by path below the site root.
EXPORTERS: tuple[Callable[[Edition], dict[str, bytes]], ...] = (
    data.files,
    data_schema.files,
    play_text.files,
    llms.files,
)
# Those that hold whole addresses, by the file that each makes; they need to know where the site lies.
PLACED_EXPORTERS: Mapping[str, Callable[[Edition], dict[str, bytes]]] = {
    routes.FEED: feed.files,
    routes.OPEN_SEARCH: opensearch.files,
    routes.ROBOTS: robots.files,
}


def files(published: Edition) -> dict[str, bytes]:
    """Every file of an edition; fewer where its address is not known."""
    exporters = (*EXPORTERS, *(PLACED_EXPORTERS.values() if published.address else ()))
    return {path: content for exporter in exporters for path, content in exporter(published).items()}


def left_out(published: Edition) -> tuple[str, ...]:
    """The files that an edition lacks because nobody said where it lies."""
    return () if published.address else tuple(PLACED_EXPORTERS)
