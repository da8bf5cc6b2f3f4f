"""sitemap.xml: the pages that say something of their own. MkDocs makes its own, with the pages of other plugins."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition
from playbook.export.xml import xml


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every page but those that repeat others or only lead on to one, dated by what it shows."""
    pages = [page for page in edition.pages.values() if not page.repeats and not page.moved_to]
    yield routes.SITEMAP, xml(edition, "sitemap.xml", pages=sorted(pages, key=lambda page: page.route.url))
