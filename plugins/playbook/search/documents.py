"""What the search knows of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page that can be found.

    `id` is the play's id, or the route of any other page; `url` is the route of the page. `kind` is "play" or
    any other word for a page that is none. `text` is what the reader sees below the title, without lists that
    the generator adds: a page that quotes the titles of others would be found in their place.
    `facets` holds (facet id, ids of lead terms, ids of support terms) for each facet of the page. `evidence` and
    `effort` are "" where a page has none. `links` holds what the text calls other pages: (URL of the page, words
    of the link) pairs. A page that mostly `lists` others is a doubtful answer.
    """

    id: str
    kind: str
    url: str
    title: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: str = ""
    facets: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    evidence: str = ""
    effort: str = ""
    links: tuple[tuple[str, str], ...] = ()
    lists: bool = False
