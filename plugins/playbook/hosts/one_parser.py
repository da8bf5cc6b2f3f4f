"""One Markdown parser for all pages of a build: MkDocs makes one for each page, with all its extensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown import Markdown
from markdown.extensions import Extension


class OneParser(Extension):
    """Stands in for all extensions, and makes each Markdown object that loads it the same one.

    Loading them takes a thirtieth of a build of 1,000 plays. Python-Markdown resets an object between texts, and an
    object resets itself when it is made, so the shared one is as new for each page.
    """

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Mapping[str, object]]) -> None:
        super().__init__()
        self._shared = Markdown(extensions=extensions, extension_configs=settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # what Python-Markdown calls
        md.__dict__ = self._shared.__dict__
