"""sitemap.xml: the pages that say something of their own. MkDocs makes its own, with the pages of other plugins."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition
from playbook.export.xml import xml
from playbook.frame import Frame


def files(edition: Edition, frame: Frame) -> Iterator[tuple[str, bytes]]:
    """Every page but those that repeat others or only lead on to one, dated by what it shows.

    Each names what it is called in the other languages of its frame.
    """
    pages = [page for page in edition.pages.values() if not page.repeats and not page.moved_to]
    pages.sort(key=lambda page: page.route.url)
    yield routes.SITEMAP, xml(edition, "sitemap.xml", pages=pages, frame=frame)
