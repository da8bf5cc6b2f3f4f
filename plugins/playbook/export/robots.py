"""robots.txt: leads robots to the sitemap. They read it at the root of a host alone."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Everything may be read; nothing where the site shares its host with others, who may have rules of their own."""
    if edition.at_root:
        yield routes.ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {edition.whole(routes.SITEMAP)}\n".encode()
