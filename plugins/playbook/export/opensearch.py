"""opensearch.xml: lets a browser or an intranet search the playbook (OpenSearch 1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from playbook import routes
from playbook.edition import Edition
from playbook.export.xml import xml

# OpenSearch 1.1 draft 6 allows names no more characters than these.
LONGEST_SHORT_NAME = 16
LONGEST_LONG_NAME = 48


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The description of a search for words, which `find/` answers."""
    title = edition.playbook.title
    names = {"short_name": cut(title, LONGEST_SHORT_NAME), "long_name": cut(title, LONGEST_LONG_NAME)}
    yield routes.OPEN_SEARCH, xml(edition, "opensearch.xml", **names)


def cut(text: str, most: int) -> str:
    """The text in at most so many characters, of whole words where its first word fits."""
    if len(text) <= most:
        return text
    return text[: most + 1].rpartition(" ")[0].rstrip() or text[:most]
