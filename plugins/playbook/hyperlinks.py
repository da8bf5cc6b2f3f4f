"""The links that a body of Markdown holds, found without rendering it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .bodies import prose_lines, without_code

_TARGET = re.compile(r"(?<!\\)\]\(\s*(?P<open><?)(?P<inline>[^)\s>]+)|^ {0,3}\[[^\]^][^\]]*\]:\s*<?(?P<defined>[^\s>]+)")


@dataclass(frozen=True, slots=True)
class Hyperlink:
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
        target = unquote(self.target.partition("#")[0].partition("?")[0])
        if not target:
            return page
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        return path + "/" if target.endswith("/") else path


def hyperlinks(body: str) -> Iterator[Hyperlink]:
    """Every inline link, picture and link definition outside code, in order."""
    if "](" not in body and "]:" not in body:
        return
    for number, line in prose_lines(body):
        if "](" not in line and "]:" not in line:
            continue
        for match in _TARGET.finditer(without_code(line)):
            part = "inline" if match["inline"] else "defined"
            yield Hyperlink(match[part], number, match.start(part) + 1)


def _leaves(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
