"""What the search knows of a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_LINK = re.compile(r"""<a\s[^>]*?href="([^"#?]+)[^"]*"[^>]*>(.*?)</a>""", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Document:
    """One page that can be found.

    `id` is the play's id, or the route of any other page; `url` is the route of the page. `kind` is "play" or
    any other word for a page that is none. `text` is what the reader sees below the title, without lists that
    the generator adds: a page that quotes the titles of others would be found in their place.
    `facets` holds (facet id, ids of lead terms, ids of support terms) for each facet of the page. `evidence` and
    `effort` are "" where a page has none. `links` holds what the text calls other pages: (URL of the page, words
    of the link) pairs, see `links` below.
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


def links(html: str, here: str) -> Iterator[tuple[str, str]]:
    """The links of a page at `here`, a URL below the site's root, to other pages of the site, for `Document.links`."""
    for target, words in _LINK.findall(html):
        if ":" in target:
            continue
        url = posixpath.normpath(posixpath.join(here, unescape(target)))
        page = "" if url == "." else url if posixpath.splitext(url)[1] else f"{url}/"
        if page != here and not page.startswith(("/", "..")):
            yield page, " ".join(unescape(_TAG.sub(" ", words)).split())
