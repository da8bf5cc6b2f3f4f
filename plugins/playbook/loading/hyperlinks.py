"""The links that a body of Markdown holds, found without rendering it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playbook.loading.prose import prose

# It begins with the text it is about, so that the search skips to it.
_INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)")
# Behind whatever makes a quote or a list, and with its target on the next line too.
_DEFINED = re.compile(
    r"^(?:[ \t>]|[*+:-][ \t]|[0-9]+\.[ \t])*\[[^\]^\n][^\]\n]*\]:[ \t]*(?:\n[ \t]*)?<?([^\s>]+)", re.MULTILINE
)


class Hyperlink(NamedTuple):
    """A link as it was written; `line` counts from 0 in the body, `column` from 1, where the target begins."""

    target: str
    line: int
    column: int

    @property
    def anchor(self) -> str:
        """The part behind `#`, empty where there is none."""
        return unquote(self.target.partition("#")[2])

    @property
    def outside(self) -> bool:
        """Whether it leaves the site."""
        return _leaves(self.target)

    def path_from(self, page: str) -> str:
        """The content file it leads to, seen from the content file `page`; `page` itself for a bare anchor.

        A target that begins with `/` or climbs out of the content folder keeps its `/` or `..`, and so is no file.
        """
        return _resolved(self.target.partition("#")[0].partition("?")[0], page)


@lru_cache(maxsize=10_000)
def _resolved(target: str, page: str) -> str:
    """Remembered, since several rules ask for the same links."""
    target = unquote(target)
    if not target:
        return page
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
    return path + "/" if target.endswith("/") else path


def hyperlinks(body: str) -> Iterator[Hyperlink]:
    """Every inline link, picture and link definition outside code, in order."""
    body = prose(body)
    found = [match for match in _INLINE.finditer(body) if body[match.start() - 1] != "\\"]
    if "]:" in body:
        found = sorted([*found, *_DEFINED.finditer(body)], key=lambda match: match.start(1))
    line, start = 0, 0
    for match in found:
        line += body.count("\n", start, match.start(1))
        start = match.start(1)
        yield Hyperlink(match[1], line, start - body.rfind("\n", 0, start))


def _leaves(target: str) -> bool:
    if ":" not in target and not target.startswith("//"):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
