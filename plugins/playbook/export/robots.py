"""robots.txt: leads robots to the sitemap. They read it at the root of a host alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook import routes
from playbook.edition import Edition


def files(edition: Edition, more: Iterable[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Everything may be read; nothing where the site shares its host with others, who may have rules of their own.

    `more` are the sitemaps of the same site in other languages.
    """
    if edition.at_root:
        sitemaps = "".join(f"Sitemap: {address}\n" for address in (edition.whole(routes.SITEMAP), *more))
        yield routes.ROBOTS, f"User-agent: *\nAllow: /\n\n{sitemaps}".encode()
